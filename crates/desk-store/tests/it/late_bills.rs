//! Bills whose orders may still be on their way, and bills that come when the book has let go of them.

use desk_domain::bill::{Bill, BillStatus};
use desk_domain::follow_up::{FollowUp, FollowUpCause};
use desk_domain::payment::GatewayStatus;
use desk_domain::{Text, Won};
use desk_store::{BillStep, FollowUpFilter, HandedOver, JobKind, PageRequest, Rebilled, Sort};

use sqlx::{Connection as _, PgConnection};

use crate::bill_samples::{assert_in_step, bill_click, cancelled, in_cash, rebill, sent_as};
use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, cashier, later};

fn no() -> Text {
    Text::new("보내지 못했어요.", "Not sent.")
}

async fn being_sent(desk: &Fixture) -> Bill {
    cancelled(desk, 1, 6_000).await;
    let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
    desk.send_bill(&bill).await
}

/// Handed over once, refused, withdrawn, and the money billed again.
async fn let_go(desk: &Fixture) -> Bill {
    let bill = being_sent(desk).await;
    let order = desk.store.note_bill_ordered(&bill.id, NOW).await.unwrap().unwrap();
    desk.store.note_bill_refused(&bill.id, Some(order.at), &no(), NOW).await.unwrap();
    desk.store.withdraw_bill(&bill.id, &cashier(), NOW).await.unwrap();
    desk.rebill(&rebill(1, 8, 6_000)).await;
    bill
}

/// Takes all of them away.
async fn kinds_of_jobs(desk: &Fixture) -> Vec<JobKind> {
    let mut kinds = Vec::new();
    while let Some(job) = desk.store.claim_job("w", later(99), later(999)).await.unwrap() {
        desk.store.finish_job(&job).await.unwrap();
        kinds.push(job.kind);
    }
    kinds
}

async fn duties(desk: &Fixture) -> Vec<FollowUp> {
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: 9 };
    let page = desk.store.follow_ups(&FollowUpFilter::default(), &page).await.unwrap();
    page.items.into_iter().map(|row| row.follow_up).collect()
}

#[tokio::test]
async fn a_refusal_proves_nothing_of_an_order_before_it() {
    on_each_store(async |desk| {
        let bill = being_sent(desk).await;
        let first = desk.store.note_bill_ordered(&bill.id, later(1)).await.unwrap();
        assert_eq!(first, Some(HandedOver { at: later(1), doubted_at: None }));
        let second = desk.store.note_bill_ordered(&bill.id, later(9)).await.unwrap().unwrap();
        assert_eq!(second, HandedOver { at: later(9), doubted_at: Some(later(1)) });
        desk.store.note_bill_refused(&bill.id, Some(later(1)), &no(), NOW).await.unwrap();
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Sending, "another has left since");

        for _ in 0..2 {
            let store = &desk.store;
            store.note_bill_refused_in_doubt(&bill.id, &second, &no(), NOW).await.unwrap();
        }
        let doubted = desk.bill(&bill.id).await;
        assert_eq!((doubted.sent_at, doubted.trouble), (Some(later(1)), Some(no())));
        let step = desk.store.withdraw_bill(&bill.id, &cashier(), NOW).await.unwrap();
        assert!(matches!(step, BillStep::NotNow(_)), "{step:?}");
        let click = bill_click(&bill, "recorded");
        let step = desk.store.record_bill(&click, &in_cash(&bill, 2)).await.unwrap();
        assert!(matches!(step, BillStep::NotNow(_)), "{step:?}");
        let more = desk.store.create_rebill(&rebill(1, 8, 1_000)).await.unwrap();
        assert_eq!(more, Rebilled::Exceeds { rebillable: Won::ZERO });

        desk.store.note_bill_refused(&bill.id, Some(later(1)), &no(), NOW).await.unwrap();
        let refused = desk.bill(&bill.id).await;
        assert_eq!((refused.status, refused.sent_at), (BillStatus::Unsent, None));
        assert_eq!(desk.store.note_bill_ordered(&bill.id, later(20)).await.unwrap(), None);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_bill_that_comes_late_is_to_be_withdrawn_and_nobody_is_reminded_of_it() {
    on_each_store(async |desk| {
        let bill = let_go(desk).await;
        let watched = JobKind::WithdrawBill(bill.id.clone());
        assert!(kinds_of_jobs(desk).await.contains(&watched), "it is looked for");
        desk.book(&sent_as(&bill, 2, GatewayStatus::Ready)).await;
        let late = desk.bill(&bill.id).await;
        assert_eq!(
            (late.status, late.held, late.came_late()),
            (BillStatus::Waiting, Won::ZERO, true)
        );
        assert_eq!(kinds_of_jobs(desk).await, [watched]);
        let again = desk.store.begin_resending_bill(&bill_click(&late, "remind")).await.unwrap();
        assert!(matches!(again, BillStep::NotNow(_)), "{again:?}");

        desk.book(&sent_as(&bill, 2, GatewayStatus::Closed)).await;
        let void = desk.bill(&bill.id).await;
        assert_eq!((void.status, void.trouble), (BillStatus::Void, None));
        assert_eq!(desk.payment(1).await.rebilled, Won(6_000), "the second bill's");
        assert_eq!(duties(desk).await, []);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn one_that_was_paid_is_somebodys_duty_until_the_money_is_back() {
    on_each_store(async |desk| {
        let bill = let_go(desk).await;
        desk.book(&sent_as(&bill, 2, GatewayStatus::Ready)).await;
        desk.book(&sent_as(&bill, 2, GatewayStatus::Paid)).await;
        let open = duties(desk).await;
        let [duty] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!((duty.cause, duty.amount_at_risk), (FollowUpCause::PaidAfterAll, Won(6_000)));
        desk.book(&sent_as(&bill, 2, GatewayStatus::Paid)).await;
        assert_eq!(duties(desk).await, open);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_recorded_bill_that_comes_late_is_one_beside_it() {
    on_each_store(async |desk| {
        let bill = being_sent(desk).await;
        desk.store.note_bill_refused(&bill.id, None, &no(), NOW).await.unwrap();
        let click = bill_click(&bill, "recorded");
        let step = desk.store.record_bill(&click, &in_cash(&bill, 2)).await.unwrap();
        assert!(matches!(step, BillStep::Done(_)), "{step:?}");
        kinds_of_jobs(desk).await;
        desk.book(&sent_as(&bill, 3, GatewayStatus::Ready)).await;
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Paid);
        let beside = desk_domain::bill::id_of(&desk_domain::PaymentId::from_bits(3));
        assert!(desk.bill(&beside).await.came_late());
        assert_eq!(kinds_of_jobs(desk).await, [JobKind::WithdrawBill(beside)]);
        assert_in_step(desk).await;
    })
    .await;
}

/// PostgreSQL has several writers: somebody writes the cash down in the very moment in which the vendor has the
/// bill after all.
#[tokio::test]
async fn one_that_is_recorded_while_it_comes_is_one_beside_it_too() {
    on_each_store(async |desk| {
        if !desk.url.starts_with("postgres") {
            return;
        }
        let bill = being_sent(desk).await;
        desk.store.note_bill_refused(&bill.id, None, &no(), NOW).await.unwrap();
        kinds_of_jobs(desk).await;
        let mut other = PgConnection::connect(&desk.url).await.unwrap();
        sqlx::raw_sql("BEGIN; SELECT id FROM bills FOR UPDATE").execute(&mut other).await.unwrap();

        let (click, cash) = (bill_click(&bill, "recorded"), in_cash(&bill, 2));
        let recording = desk.store.record_bill(&click, &cash);
        let coming = async {
            desk.until_waiting(1).await;
            desk.book(&sent_as(&bill, 3, GatewayStatus::Ready)).await;
        };
        let letting_go = async {
            desk.until_waiting(2).await;
            sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
        };
        let (step, (), ()) = tokio::join!(recording, coming, letting_go);
        assert!(matches!(step.unwrap(), BillStep::Done(_)));
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Paid);
        let beside = desk_domain::bill::id_of(&desk_domain::PaymentId::from_bits(3));
        assert!(desk.bill(&beside).await.came_late());
        assert!(kinds_of_jobs(desk).await.contains(&JobKind::WithdrawBill(beside)));
        assert_in_step(desk).await;
    })
    .await;
}

impl Fixture {
    /// Comes back once so many of PostgreSQL's clients wait for somebody else's lock.
    async fn until_waiting(&self, clients: i64) {
        let waiting = "SELECT count(*) FROM pg_stat_activity \
             WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while self.number(waiting).await < clients {}
    }
}
