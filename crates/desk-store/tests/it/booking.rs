//! What a vendor says becomes the book.

use desk_domain::cancellation::{CancellationOrigin, CancellationState};
use desk_domain::payment::{Agreement, BookStatus, GatewayStatus};
use desk_domain::{CancellationId, PaymentId, Won};
use desk_store::{
    Booked, JobKind, OutsideCancellations, PaymentSnapshot, SnapshotCancellationState, StoreError,
};

use crate::fixture::on_each_store;
use crate::samples::{
    NOW, cancelled_outside, click, later, merchant, other_merchant, outside_cancellation, paid,
    running, succeeded, waiting,
};

#[tokio::test]
async fn a_payment_reads_back_as_it_was_told() {
    on_each_store(async |desk| {
        let told = paid(1);
        assert_eq!(desk.book(&told).await, Booked::Inserted);
        let payment = desk.payment(1).await;
        assert_eq!(payment.id, told.new_id);
        assert_eq!(payment.customer.name, told.customer.name);
        assert_eq!(payment.customer.phone, told.customer.phone);
        assert_eq!(payment.method_detail, told.method_detail);
        assert_eq!(payment.amounts.paid, Won(10_000));
        assert_eq!(payment.cancellable(), Won(10_000));
        assert_eq!(payment.tax_free_left(), Won(4_000));
        assert_eq!(payment.book_status, BookStatus::Paid);
        assert_eq!(payment.agreement, Agreement::Agrees);
        assert_eq!(payment.gateway_checked_at, Some(NOW));
        let same = desk.store.payment_at_gateway(&told.place()).await.unwrap().unwrap();
        assert_eq!(same.payment, payment);
        assert!(desk.store.payment_at_gateway(&paid(2).place()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_book_status_follows_the_vendors_word() {
    const CASES: &[(GatewayStatus, bool, BookStatus)] = &[
        (GatewayStatus::Paid, true, BookStatus::Paid),
        (GatewayStatus::None, true, BookStatus::Paid),
        (GatewayStatus::None, false, BookStatus::Unpaid),
        (GatewayStatus::WaitingForDeposit, false, BookStatus::Unpaid),
        (GatewayStatus::Ready, false, BookStatus::Unpaid),
        (GatewayStatus::Failed, false, BookStatus::Unpaid),
        (GatewayStatus::Closed, false, BookStatus::Void),
        (GatewayStatus::Cancelled, false, BookStatus::Void),
        (GatewayStatus::Unknown, true, BookStatus::Paid),
    ];
    on_each_store(async |desk| {
        for (number, (gateway_status, is_paid, expected)) in (1..).zip(CASES) {
            let told = PaymentSnapshot {
                gateway_status: *gateway_status,
                paid_at: is_paid.then_some(later(-60)),
                ..paid(number)
            };
            desk.book(&told).await;
            assert_eq!(desk.payment(number).await.book_status, *expected, "{gateway_status}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_list_twice_changes_nothing() {
    on_each_store(async |desk| {
        let mut pending = paid(4);
        let listed = SnapshotCancellationState::Pending;
        pending.cancellations = vec![outside_cancellation(4, listed, Won(10_000))];
        let list = [
            paid(1),
            cancelled_outside(2, Won(10_000)),
            cancelled_outside(3, Won(3_000)),
            pending,
            waiting(5),
        ];
        let adopt = OutsideCancellations::Adopt;
        let first = desk.store.book_payments(&list, adopt, "system", NOW).await.unwrap();
        assert_eq!(first, [Booked::Inserted; 5]);
        let last_change = desk.store.last_change().await.unwrap();
        let before = desk.payment(3).await;

        for outside in [OutsideCancellations::Adopt, OutsideCancellations::Notice] {
            let again = desk.store.book_payments(&list, outside, "system", later(60)).await;
            assert_eq!(again.unwrap(), [Booked::Unchanged; 5]);
        }
        assert_eq!(desk.store.last_change().await.unwrap(), last_change);
        let after = desk.payment(3).await;
        assert_eq!(after.version, before.version);
        assert_eq!(after.gateway_checked_at, Some(later(60)));
    })
    .await;
}

#[tokio::test]
async fn the_vendors_past_becomes_the_books_past() {
    on_each_store(async |desk| {
        desk.book(&cancelled_outside(1, Won(3_000))).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.book_status, BookStatus::PartiallyCancelled);
        assert_eq!(payment.cancellable(), Won(7_000));
        assert_eq!(payment.cancelled_at, Some(later(-3_599)));
        assert_eq!(payment.agreement, Agreement::Agrees);

        let found = desk.cancellation(&CancellationId::from_bits(1_000_001)).await;
        assert_eq!(found.origin, CancellationOrigin::Gateway);
        assert_eq!(found.state, CancellationState::Succeeded);
        assert_eq!(found.requested_by, None);
        let ledger = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";
        assert_eq!(desk.number(ledger).await, 7_000);
    })
    .await;
}

#[tokio::test]
async fn a_total_that_the_listed_ones_do_not_explain_shows() {
    on_each_store(async |desk| {
        desk.book(&PaymentSnapshot { cancelled: Won(5_000), ..cancelled_outside(1, Won(3_000)) })
            .await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(3_000));
        assert_eq!(payment.gateway_cancelled, Won(5_000));
        assert_eq!(payment.agreement, Agreement::GatewayAhead);
    })
    .await;
}

#[tokio::test]
async fn more_cancelled_than_paid_is_not_taken_over() {
    on_each_store(async |desk| {
        let mut told = cancelled_outside(1, Won(6_000));
        let state = SnapshotCancellationState::Succeeded;
        told.cancellations.push(outside_cancellation(2, state, Won(6_000)));
        told.cancelled = Won(12_000);
        desk.book(&told).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(6_000));
        assert_eq!(payment.agreement, Agreement::GatewayAhead);
    })
    .await;
}

#[tokio::test]
async fn a_pending_cancellation_outside_is_in_flight_here() {
    on_each_store(async |desk| {
        let mut told = paid(1);
        let state = SnapshotCancellationState::Pending;
        told.cancellations = vec![outside_cancellation(1, state, Won(4_000))];
        desk.book(&told).await;
        let id = CancellationId::from_bits(1_000_001);
        let row = desk.store.payment(&PaymentId::from_bits(1)).await.unwrap().unwrap();
        assert_eq!(row.in_flight, Some(running(&id, CancellationState::Sent)));
        assert_eq!(row.payment.cancellable(), Won(6_000));
        let job = desk.store.claim_job("worker", NOW, later(60)).await.unwrap().unwrap();
        assert_eq!(job.kind, JobKind::ResolveCancellation(id.clone()));

        desk.store.settle_cancellation(&id, &succeeded("outside-1"), NOW).await.unwrap();
        assert_eq!(desk.payment(1).await.amounts.cancelled, Won(4_000));
    })
    .await;
}

#[tokio::test]
async fn a_cancel_outside_is_noticed_and_can_be_adopted() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let told = cancelled_outside(1, Won(3_000));
        assert_eq!(desk.notice(&told).await, Booked::Changed);
        let noticed = desk.payment(1).await;
        assert_eq!(noticed.agreement, Agreement::GatewayAhead);
        assert_eq!(noticed.amounts.cancelled, Won::ZERO);
        assert_eq!(noticed.book_status, BookStatus::Paid);

        assert_eq!(desk.book(&told).await, Booked::Changed);
        let adopted = desk.payment(1).await;
        assert_eq!(adopted.agreement, Agreement::Agrees);
        assert_eq!(adopted.book_status, BookStatus::PartiallyCancelled);
    })
    .await;
}

#[tokio::test]
async fn a_cancel_that_is_pending_outside_shows_as_under_way() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut told = paid(1);
        let state = SnapshotCancellationState::Pending;
        told.cancellations = vec![outside_cancellation(1, state, Won(4_000))];
        assert_eq!(desk.notice(&told).await, Booked::Changed);
        let id = CancellationId::from_bits(1_000_001);
        let row = desk.store.payment(&PaymentId::from_bits(1)).await.unwrap().unwrap();
        assert_eq!(row.in_flight, Some(running(&id, CancellationState::Sent)));
        assert_eq!(row.payment.cancellable(), Won(6_000));
        assert_eq!(desk.cancellation(&id).await.origin, CancellationOrigin::Gateway);
        assert_eq!(desk.notice(&told).await, Booked::Unchanged);
    })
    .await;
}

#[tokio::test]
async fn a_pending_one_does_not_hide_what_was_cancelled_already() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut told = cancelled_outside(1, Won(3_000));
        let state = SnapshotCancellationState::Pending;
        told.cancellations.push(outside_cancellation(2, state, Won(4_000)));
        desk.notice(&told).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.agreement, Agreement::GatewayAhead);
        assert_eq!(payment.amounts.reserved, Won::ZERO);
    })
    .await;
}

#[tokio::test]
async fn what_may_be_ours_is_never_adopted() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 3_000)).await;
        // The answer was lost: the vendor lists it under a name the book has not heard.
        desk.book(&cancelled_outside(1, Won(3_000))).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won::ZERO);
        assert_eq!(payment.agreement, Agreement::Agrees);

        desk.store.settle_cancellation(&id, &succeeded("outside-1"), NOW).await.unwrap();
        let settled = desk.payment(1).await;
        assert_eq!(settled.amounts.cancelled, Won(3_000));
        assert_eq!(settled.gateway_cancelled, Won(3_000));
        assert_eq!(desk.book(&cancelled_outside(1, Won(3_000))).await, Booked::Unchanged);
    })
    .await;
}

#[tokio::test]
async fn a_cancel_outside_shows_as_soon_as_it_cannot_be_ours() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 3_000)).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        desk.store.withdraw_cancellation(&id, "system", NOW).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::GatewayAhead);
    })
    .await;
}

#[tokio::test]
async fn a_deposit_makes_an_unpaid_payment_paid_once() {
    on_each_store(async |desk| {
        desk.book(&waiting(1)).await;
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Unpaid);
        assert_eq!(desk.number("SELECT COUNT(*) FROM ledger_entries").await, 0);
        let deposited = PaymentSnapshot {
            gateway_status: GatewayStatus::Paid,
            paid_at: Some(NOW),
            ..waiting(1)
        };
        assert_eq!(desk.notice(&deposited).await, Booked::Changed);
        assert_eq!(desk.notice(&deposited).await, Booked::Unchanged);
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Paid);
        assert_eq!(desk.number("SELECT COUNT(*) FROM ledger_entries").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_silent_gateway_is_unknown_until_it_speaks() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.store.note_gateway_silent(&desk.payment(1).await, NOW).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::Unknown);
        assert_eq!(desk.notice(&paid(1)).await, Booked::Changed);
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
    })
    .await;
}

#[tokio::test]
async fn two_merchants_may_use_the_same_number() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let theirs = PaymentSnapshot {
            new_id: PaymentId::from_bits(2),
            merchant_id: other_merchant(),
            ..paid(1)
        };
        assert_eq!(desk.book(&theirs).await, Booked::Inserted);
        assert_eq!(desk.payment(1).await.merchant_id, merchant());
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_booked_whole_or_not_at_all() {
    on_each_store(async |desk| {
        let stranger =
            PaymentSnapshot { merchant_id: desk_domain::MerchantId::from_bits(99), ..paid(2) };
        let outcome = desk
            .store
            .book_payments(&[paid(1), stranger], OutsideCancellations::Adopt, "system", NOW)
            .await;
        assert!(matches!(outcome, Err(StoreError::NotFound("merchant"))), "{outcome:?}");
        assert!(desk.store.payment(&PaymentId::from_bits(1)).await.unwrap().is_none());
        assert_eq!(desk.number("SELECT COUNT(*) FROM audit_events").await, 0);
    })
    .await;
}
