//! The end of a cancellation, whatever it is and however often it is told.

use desk_domain::cancellation::{CancellationKind, CancellationState, VendorWords};
use desk_domain::payment::{Agreement, BookStatus, GatewayStatus};
use desk_domain::{PaymentId, Won};
use desk_store::{Booked, JobKind, PaymentSnapshot, Settled, Settlement, StoreError};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, cancelled_outside, click, later, paid, succeeded, unanswered, unproven};

const REFUND_ACCOUNTS: &str = "SELECT COUNT(*) FROM refund_accounts";
const LEDGER: &str = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";

#[tokio::test]
async fn a_success_moves_the_money_in_the_book() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        let sending = desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        assert_eq!(sending.cancellation.state, CancellationState::Sent);
        assert_eq!(sending.cancellation.sent_at, Some(later(5)));
        assert_eq!(sending.sealed_refund_account.as_deref(), Some(b"sealed".as_slice()));
        assert_eq!(desk.store.sending(&id).await.unwrap(), Some(sending));
        assert!(desk.store.begin_sending(&id, later(6)).await.unwrap().is_none());

        let outcome = desk.store.settle_cancellation(&id, &succeeded("g-1"), later(7)).await;
        let Settled::Changed(done) = outcome.unwrap() else { panic!("it was settled before") };
        assert_eq!(done.state, CancellationState::Succeeded);
        assert_eq!(done.settled_at, Some(later(7)));
        assert_eq!(desk.cancellation(&id).await, done);
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(4_000));
        assert_eq!(payment.amounts.reserved, Won::ZERO);
        assert_eq!(payment.book_status, BookStatus::PartiallyCancelled);
        assert_eq!(payment.gateway_status, GatewayStatus::PartiallyCancelled);
        assert_eq!(payment.gateway_cancelled, Won(4_000));
        assert_eq!(payment.agreement, Agreement::Agrees);
        assert_eq!(payment.cancelled_at, Some(later(7)));
        assert_eq!(desk.number(LEDGER).await, 6_000);
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_answer_may_arrive_twice() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 4_000)).await;
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(7)).await.unwrap();
        let before = desk.payment(1).await;
        let failed = Settlement::Failed(VendorWords::default());
        for again in [succeeded("g-1"), succeeded("g-2"), failed, unproven()] {
            let outcome = desk.store.settle_cancellation(&id, &again, later(8)).await.unwrap();
            assert_eq!(outcome, Settled::AlreadySettled(desk.cancellation(&id).await));
        }
        assert_eq!(desk.payment(1).await, before);
        assert_eq!(desk.number(LEDGER).await, 6_000);
    })
    .await;
}

#[tokio::test]
async fn a_failure_gives_the_amount_back_and_keeps_the_vendors_words() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        let words = VendorWords {
            code: "PG_PROVIDER".to_owned(),
            message: "취소 불가 시간입니다".to_owned(),
            pg_code: Some("2015".to_owned()),
            pg_message: None,
        };
        let failed = Settlement::Failed(words.clone());
        desk.store.settle_cancellation(&id, &failed, later(7)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.failure, Some(words));
        let payment = desk.payment(1).await;
        assert_eq!(payment.cancellable(), Won(10_000));
        assert_eq!(payment.book_status, BookStatus::Paid);
        assert_eq!(desk.number(LEDGER).await, 10_000);
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_looked_after_until_it_is_certain() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        finish_jobs(desk).await;
        for check_at in [later(30), later(60)] {
            let unknown = unanswered(check_at);
            desk.store.settle_cancellation(&id, &unknown, later(20)).await.unwrap();
            assert_eq!(desk.cancellation(&id).await.state, CancellationState::Unknown);
            assert_eq!(desk.payment(1).await.amounts.reserved, Won(10_000));
            assert_eq!(desk.store.next_job_at().await.unwrap(), Some(check_at));
            let job = desk.store.claim_job("worker", check_at, later(999)).await.unwrap().unwrap();
            assert_eq!(job.kind, JobKind::ResolveCancellation(id.clone()));
            desk.store.finish_job(&job).await.unwrap();
        }
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 1);
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(61)).await.unwrap();
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Cancelled);

        // Looking twice in vain is one line of the story.
        assert_eq!(
            desk.actions(&id).await,
            [
                "cancellation.requested",
                "cancellation.sent",
                "cancellation.unknown",
                "cancellation.succeeded"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_vendor_accepted_is_still_under_way() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        let accepted = Settlement::Accepted {
            gateway_cancellation_id: Some("g-1".to_owned()),
            check_at: later(600),
        };
        desk.store.settle_cancellation(&id, &accepted, later(7)).await.unwrap();
        let cancellation = desk.cancellation(&id).await;
        assert_eq!(cancellation.state, CancellationState::Sent);
        assert_eq!(cancellation.accepted_at, Some(later(7)));
        assert_eq!(cancellation.gateway_cancellation_id.as_deref(), Some("g-1"));
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Paid);
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 1);

        let no_id = Settlement::Succeeded { gateway_cancellation_id: None, receipt_url: None };
        desk.store.settle_cancellation(&id, &no_id, later(601)).await.unwrap();
        let settled = desk.cancellation(&id).await;
        assert_eq!(settled.gateway_cancellation_id.as_deref(), Some("g-1"));
    })
    .await;
}

#[tokio::test]
async fn one_cancel_of_the_vendor_settles_one_of_ours() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let first = desk.send(&click(1, 7, 4_000)).await;
        desk.store.settle_cancellation(&first, &succeeded("g-1"), later(7)).await.unwrap();
        let second = desk.click_again(click(1, 8, 4_000)).await;
        desk.store.begin_sending(&second, later(8)).await.unwrap().unwrap();

        desk.store.settle_cancellation(&second, &succeeded("g-1"), later(9)).await.unwrap();
        let told = desk.cancellation(&second).await;
        assert_eq!(told.state, CancellationState::Failed, "the vendor names a refund of the book");
        assert_eq!(told.failure.unwrap().code, "already_in_book");
        assert_eq!(desk.payment(1).await.amounts.cancelled, Won(4_000));
    })
    .await;
}

#[tokio::test]
async fn a_step_that_does_not_exist_is_refused() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        let outcome = desk.store.settle_cancellation(&id, &unanswered(NOW), NOW).await;
        assert!(matches!(outcome, Err(StoreError::WrongState(_))), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_forced_in_the_book_leaves_the_gateway_behind() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut forced = click(1, 7, 3_000);
        forced.cancellation.kind = CancellationKind::Force;
        let id = desk.click(&forced).await;
        let in_book_only =
            Settlement::Succeeded { gateway_cancellation_id: None, receipt_url: None };
        desk.store.settle_cancellation(&id, &in_book_only, later(1)).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::BookAhead);

        // A real cancel beside it proves itself, not the forced one.
        let real = desk.click_again(click(1, 8, 2_000)).await;
        desk.store.begin_sending(&real, later(2)).await.unwrap().unwrap();
        desk.store.settle_cancellation(&real, &succeeded("g-1"), later(3)).await.unwrap();
        let payment = desk.payment(1).await;
        assert_eq!(payment.gateway_cancelled, Won(2_000));
        assert_eq!(payment.agreement, Agreement::BookAhead);
    })
    .await;
}

#[tokio::test]
async fn a_read_that_came_first_is_not_counted_twice() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 3_000)).await;
        let mut told = cancelled_outside(1, Won(3_000));
        told.cancellations[0].reference = Some(id.clone());
        told.cancelled_tax_free = Won(1_000);
        desk.notice(&told).await;
        desk.store.settle_cancellation(&id, &succeeded("outside-1"), later(7)).await.unwrap();
        let payment = desk.payment(1).await;
        assert_eq!(payment.gateway_cancelled, Won(3_000));
        assert_eq!(payment.cancelled_tax_free, Won(1_000));
        assert_eq!(desk.notice(&told).await, Booked::Unchanged);
    })
    .await;
}

#[tokio::test]
async fn without_a_vendor_the_book_is_all_there_is() {
    on_each_store(async |desk| {
        desk.book(&PaymentSnapshot { gateway_status: GatewayStatus::None, ..paid(1) }).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        let done = Settlement::Succeeded { gateway_cancellation_id: None, receipt_url: None };
        desk.store.settle_cancellation(&id, &done, later(1)).await.unwrap();
        let row = desk.store.payment(&PaymentId::from_bits(1)).await.unwrap().unwrap();
        assert_eq!(row.in_flight, None);
        assert_eq!(row.payment.agreement, Agreement::Agrees);
        assert_eq!(row.payment.book_status, BookStatus::Cancelled);
        assert_eq!(row.payment.gateway_checked_at, None);
    })
    .await;
}

async fn finish_jobs(desk: &Fixture) {
    while let Some(job) = desk.store.claim_job("worker", later(10), later(99)).await.unwrap() {
        desk.store.finish_job(&job).await.unwrap();
    }
}
