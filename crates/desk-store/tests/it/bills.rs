//! Cancelled money is asked for again once, whatever happens to the bill.

use desk_domain::bill::{Bill, BillItem, BillStatus};
use desk_domain::payment::{BookStatus, Customer, GatewayStatus};
use desk_domain::{BillId, PaymentId, Text, Won};
use desk_store::{BillStep, Booked, Intent, JobKind, NewRebill, Rebilled};
use tokio::task::JoinSet;

use crate::bill_samples::{
    assert_in_step, bill_click, cancelled, in_cash, order, rebill, sent_as, sent_snapshot,
};
use crate::fixture::on_each_store;
use crate::samples::{NOW, cancelled_outside, cashier, click, later, merchant, paid, succeeded};

#[tokio::test]
async fn a_bill_over_cancelled_money_leaves_everything_behind_at_once() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let new = rebill(1, 7, 4_000);
        let made = desk.rebill(&new).await;
        assert_eq!(made, new.bill);
        let origin = desk.payment(1).await;
        assert_eq!((origin.rebilled, origin.rebillable()), (Won(4_000), Won(2_000)));
        let around = desk.store.bills_around(&PaymentId::from_bits(1)).await.unwrap();
        assert_eq!((around.made.len(), around.own), (1, None));
        let story = desk.store.story_of_payment(&PaymentId::from_bits(1)).await.unwrap();
        let last = story.last().unwrap();
        assert_eq!((last.action.as_str(), &last.subject), ("bill.created", &made.id.to_string()));
        let changes = desk.store.changes_after(0, 99).await.unwrap();
        assert_eq!(changes.last().unwrap().kind, "bill.created");
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_bill() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let new = rebill(1, 7, 4_000);
        let made = desk.rebill(&new).await;
        let again = NewRebill { bill: rebill(1, 8, 4_000).bill, intent: new.intent.clone() };
        let outcome = desk.store.create_rebill(&again).await.unwrap();
        assert!(matches!(&outcome, Rebilled::Repeated(row) if row.bill == made), "{outcome:?}");
        let intent = Intent { fingerprint: "another body".to_owned(), ..new.intent.clone() };
        let other = NewRebill { bill: rebill(1, 9, 1_000).bill, intent };
        assert_eq!(desk.store.create_rebill(&other).await.unwrap(), Rebilled::KeyReused);
        assert_eq!(desk.payment(1).await.rebilled, Won(4_000));
        let known = desk.store.bill_of_key(&cashier(), &new.intent.key).await.unwrap().unwrap();
        assert_eq!((known.0, known.1.bill), (new.intent.fingerprint, made));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_never_bill_more_than_was_cancelled() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let mut clicks = JoinSet::new();
        for number in 0..16 {
            let store = std::sync::Arc::clone(&desk.store);
            clicks.spawn(async move { store.create_rebill(&rebill(1, 50 + number, 1_000)).await });
        }
        let mut created = 0;
        while let Some(outcome) = clicks.join_next().await {
            match outcome.unwrap().unwrap() {
                Rebilled::Created(_) => created += 1,
                Rebilled::Exceeds { rebillable } => assert_eq!(rebillable, Won::ZERO),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(created, 6);
        assert_eq!(desk.payment(1).await.rebilled, Won(6_000));
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_billed_again_while_a_force_cancel_is_open() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut forced = click(1, 7, 10_000);
        forced.cancellation.kind = desk_domain::cancellation::CancellationKind::Force;
        desk.click(&forced).await;
        let outcome = desk.store.create_rebill(&rebill(1, 8, 1_000)).await.unwrap();
        assert_eq!(outcome, Rebilled::DutyOpen);
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        desk.rebill(&rebill(1, 8, 1_000)).await;
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_bill_gives_its_amount_back() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let step = desk.store.withdraw_bill(&bill.id, &cashier(), NOW).await.unwrap();
        assert!(matches!(&step, BillStep::Done(row) if row.bill.status == BillStatus::Void));
        let again = desk.store.withdraw_bill(&bill.id, &cashier(), NOW).await.unwrap();
        assert!(matches!(again, BillStep::Repeated(_)), "{again:?}");
        assert_eq!(desk.payment(1).await.rebillable(), Won(6_000));
        desk.rebill(&rebill(1, 8, 6_000)).await;
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_sent_bill_is_a_payment_and_follows_it() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let sending = desk.send_bill(&bill).await;
        assert_eq!((sending.status, sending.payment_id.clone()), (BillStatus::Sending, None));
        let job = desk.store.claim_job("worker", later(99), later(999)).await.unwrap().unwrap();
        assert_eq!(job.kind, JobKind::SendBill(bill.id.clone()));
        let twice =
            desk.store.begin_sending_bill(&bill_click(&bill, "other"), &order(9)).await.unwrap();
        assert!(matches!(twice, BillStep::NotNow(_)), "{twice:?}");

        desk.sent(&sending, 2).await;
        let row = desk.store.bill(&bill.id).await.unwrap().unwrap();
        assert_eq!((row.bill.status, row.bill.link.as_deref()), (BillStatus::Waiting, Some("l")));
        assert_eq!(row.payment.unwrap().book_status, BookStatus::Unpaid);
        let own = desk.store.bills_around(&PaymentId::from_bits(2)).await.unwrap().own.unwrap();
        assert_eq!(own.bill.id, bill.id);

        desk.book(&sent_as(&sending, 2, GatewayStatus::Paid)).await;
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Paid);
        let story = desk.store.story_of_payment(&PaymentId::from_bits(1)).await.unwrap();
        let told: Vec<_> = story
            .iter()
            .map(|line| line.action.as_str())
            .filter(|a| a.starts_with("bill"))
            .collect();
        assert_eq!(told, ["bill.created", "bill.sending", "bill.sent", "bill.paid"]);
        assert_in_step(desk).await;

        // Cancelled again, it is billed again from where it is now.
        let mut again = click(2, 70, 6_000);
        again.cancellation.kind = desk_domain::cancellation::CancellationKind::Full;
        let id = desk.click_again(again).await;
        assert!(desk.store.begin_sending(&id, later(5)).await.unwrap().is_some());
        desk.store.settle_cancellation(&id, &succeeded("g"), later(9)).await.unwrap();
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Cancelled);
        assert_eq!(desk.payment(1).await.rebillable(), Won::ZERO);
        desk.rebill(&rebill(2, 8, 6_000)).await;
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_read_that_is_faster_than_the_answer_finds_the_bill() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let sending = desk.send_bill(&bill).await;
        let found = desk.book(&sent_as(&sending, 2, GatewayStatus::Paid)).await;
        assert_eq!(found, Booked::Inserted);
        assert_eq!(desk.bill(&bill.id).await.status, BillStatus::Paid);
        desk.sent(&sending, 3).await;
        let row = desk.bill(&bill.id).await;
        assert_eq!((row.status, row.link.as_deref()), (BillStatus::Paid, Some("l")));
        assert_eq!(desk.number("SELECT COUNT(*) FROM bills").await, 1);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_bill_can_be_sent_again_under_its_number() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let sending = desk.send_bill(&bill).await;
        let trouble = Text::new("포인트가 모자라요.", "Out of points.");
        desk.store.note_bill_unclear(&bill.id, &trouble, "timed out", NOW).await.unwrap();
        assert_eq!(desk.bill(&bill.id).await.trouble, Some(trouble.clone()));
        desk.store.note_bill_refused(&bill.id, None, &trouble, NOW).await.unwrap();
        let refused = desk.bill(&bill.id).await;
        assert_eq!((refused.status, refused.sent_at), (BillStatus::Unsent, None));
        assert_eq!(desk.payment(1).await.rebilled, Won(6_000));
        let click = bill_click(&bill, "once more");
        let step = desk.store.begin_sending_bill(&click, &order(99)).await.unwrap();
        let BillStep::Done(again) = step else { panic!("{step:?}") };
        assert_eq!((again.bill.number, again.bill.trouble), (sending.number, None));
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_void_that_a_read_finds_gives_the_amount_back() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let sending = desk.send_bill(&bill).await;
        desk.sent(&sending, 2).await;
        desk.book(&sent_as(&sending, 2, GatewayStatus::Closed)).await;
        let void = desk.bill(&bill.id).await;
        assert_eq!((void.status, void.held), (BillStatus::Void, Won::ZERO));
        assert_eq!(desk.payment(1).await.rebillable(), Won(6_000));
        assert_in_step(desk).await;

        // Paid at the last moment after all: it takes what others have left.
        desk.rebill(&rebill(1, 8, 4_000)).await;
        desk.book(&sent_as(&sending, 2, GatewayStatus::Paid)).await;
        let paid = desk.bill(&bill.id).await;
        assert_eq!((paid.status, paid.held), (BillStatus::Paid, Won(2_000)));
        assert_eq!(desk.payment(1).await.rebillable(), Won::ZERO);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_recorded_bill_is_a_recorded_payment_once() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let click = bill_click(&bill, "recorded");
        let step = desk.store.record_bill(&click, &in_cash(&bill, 2)).await.unwrap();
        let BillStep::Done(row) = step else { panic!("{step:?}") };
        assert_eq!(row.bill.status, BillStatus::Paid);
        assert_eq!(row.bill.payment_id, Some(PaymentId::from_bits(2)));
        let again = desk.store.record_bill(&click, &in_cash(&bill, 3)).await.unwrap();
        assert!(matches!(again, BillStep::Repeated(_)), "{again:?}");
        let other = bill_click(&bill, "another click");
        let other = desk.store.record_bill(&other, &in_cash(&bill, 3)).await.unwrap();
        assert!(matches!(other, BillStep::NotNow(_)), "{other:?}");
        assert_eq!(desk.payment(2).await.book_status, BookStatus::Paid);
        assert_eq!(desk.number("SELECT COUNT(*) FROM ledger_entries WHERE kind = 'pay'").await, 2);
        assert_in_step(desk).await;
    })
    .await;
}

#[tokio::test]
async fn a_message_is_sent_once_more_for_each_click() {
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        let bill = desk.rebill(&rebill(1, 7, 6_000)).await;
        let click = bill_click(&bill, "again");
        let early = desk.store.begin_resending_bill(&click).await.unwrap();
        assert!(matches!(early, BillStep::NotNow(_)), "{early:?}");
        let sending = desk.send_bill(&bill).await;
        desk.sent(&sending, 2).await;
        let first = desk.store.begin_resending_bill(&click).await.unwrap();
        assert!(matches!(first, BillStep::Done(_)), "{first:?}");
        let second = desk.store.begin_resending_bill(&click).await.unwrap();
        assert!(matches!(second, BillStep::Repeated(_)), "{second:?}");
    })
    .await;
}

#[tokio::test]
async fn the_constraints_of_bills_stand_without_the_code() {
    const BREACHES: &[&str] = &[
        "UPDATE payments SET rebilled_won = 6001",
        "UPDATE payments SET rebilled_won = -1",
        "UPDATE payments SET cancelled_won = 3999",
        "UPDATE bills SET held_won = amount_won + 1",
        "UPDATE bills SET held_won = -1",
        "UPDATE bills SET amount_won = -1",
        "UPDATE bills SET rebill_of = NULL",
        "UPDATE bills SET status = 'paid'",
        "UPDATE bills SET status = 'lost'",
        "UPDATE bills SET payment_id = rebill_of",
        "UPDATE bills SET merchant_id = 'nobody'",
    ];
    on_each_store(async |desk| {
        cancelled(desk, 1, 6_000).await;
        desk.rebill(&rebill(1, 7, 4_000)).await;
        for breach in BREACHES {
            assert!(desk.run(breach).await.is_err(), "{breach}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_bill_of_which_the_vendor_told_first_has_the_id_of_its_payment() {
    on_each_store(async |desk| {
        desk.book(&sent_snapshot("7001", 5, GatewayStatus::Ready)).await;
        let bill: Bill = desk.bill(&BillId::from_bits(5)).await;
        assert_eq!((bill.status, bill.created_by.clone()), (BillStatus::Waiting, None));
        let item = BillItem { name: "고2 수학 정규반".to_owned(), amount: Won(10_000) };
        assert_eq!((bill.items, bill.merchant_id), (vec![item], merchant()));
        let mut named = sent_snapshot("7001", 5, GatewayStatus::Paid);
        named.customer = Customer { name: Some("최서아".to_owned()), ..named.customer };
        desk.book(&named).await;
        let bill = desk.bill(&BillId::from_bits(5)).await;
        assert_eq!(bill.status, BillStatus::Paid);
        assert_eq!(bill.customer.name.as_deref(), Some("최서아"));
        desk.book(&paid(6)).await;
        assert_eq!(desk.number("SELECT COUNT(*) FROM bills").await, 1, "cards have no bills");
        assert_in_step(desk).await;
    })
    .await;
}
