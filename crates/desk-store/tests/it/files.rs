//! A row of a file beside the word of a vendor.

use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Agreement, Channel, GatewayStatus, Method};
use desk_domain::{PaymentId, Won};
use desk_store::{Booked, OutsideCancellations, PaymentSnapshot, Source};

use crate::fixture::{Fixture, on_each_store};
use crate::follow_ups::force;
use crate::samples::{NOW, cancelled_outside, paid};

/// The payment as a file tells it: less, and otherwise.
fn row(number: u128, amount: i64) -> PaymentSnapshot {
    PaymentSnapshot {
        source: Source::File,
        order_name: "파일의 이름".to_owned(),
        method: Method::Other,
        amount: Won(amount),
        tax_free: Won::ZERO,
        gateway_status: GatewayStatus::Unknown,
        ..paid(number)
    }
}

async fn take(desk: &Fixture, row: &PaymentSnapshot) -> Booked {
    desk.book_read(row, OutsideCancellations::Notice).await
}

#[tokio::test]
async fn a_row_overwrites_nothing_that_the_vendor_said() {
    on_each_store(async |desk| {
        desk.book(&PaymentSnapshot { approval_number: None, ..paid(1) }).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        let before = desk.payment(1).await;
        assert_eq!(take(desk, &row(1, 10_000)).await, Booked::Changed);
        let after = desk.payment(1).await;
        assert_eq!(after.approval_number.as_deref(), Some("30012345"));
        let same = desk_domain::payment::Payment {
            approval_number: after.approval_number.clone(),
            file_amount: Some(Won(10_000)),
            version: after.version,
            ..before
        };
        assert_eq!(after, same);
        assert_eq!(take(desk, &row(1, 10_000)).await, Booked::Unchanged);
    })
    .await;
}

#[tokio::test]
async fn another_sum_is_a_disagreement_until_it_is_put_right() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        take(desk, &row(1, 12_000)).await;
        let differing = desk.payment(1).await;
        assert_eq!(differing.agreement, Agreement::AmountsDiffer);
        assert_eq!(differing.amounts.paid, Won(10_000));
        desk.notice(&paid(1)).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::AmountsDiffer, "a read forgot it");
        take(desk, &row(1, 10_000)).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
    })
    .await;
}

#[tokio::test]
async fn a_vendor_that_knows_another_sum_than_the_file_before_it_disagrees() {
    on_each_store(async |desk| {
        take(desk, &row(1, 12_000)).await;
        assert_eq!(desk.payment(1).await.gateway_checked_at, None, "a file is no read");
        desk.notice(&paid(1)).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.agreement, Agreement::AmountsDiffer);
        assert_eq!(payment.gateway_amount, Some(Won(10_000)));
        assert_eq!(payment.amounts.paid, Won(12_000), "the ledger has it");
    })
    .await;
}

#[tokio::test]
async fn without_a_vendor_the_second_file_cannot_change_what_was_paid() {
    on_each_store(async |desk| {
        let recorded = |amount| PaymentSnapshot {
            new_id: PaymentId::from_bits(1),
            channel: Channel::Recorded,
            gateway_status: GatewayStatus::None,
            paid_at: Some(NOW),
            ..row(1, amount)
        };
        take(desk, &recorded(5_000)).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        take(desk, &recorded(6_000)).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.paid, Won(5_000));
        assert_eq!(payment.agreement, Agreement::AmountsDiffer);
    })
    .await;
}

/// Toss was never asked: what is forced there is taken to stand at the gateway, and a file knows no better.
#[tokio::test]
async fn the_same_row_once_more_leaves_a_force_cancel_with_its_duty() {
    on_each_store(async |desk| {
        let row = PaymentSnapshot { channel: Channel::Toss, ..row(1, 10_000) };
        take(desk, &row).await;
        desk.click(&force(1, 7, 10_000)).await;
        let forced = desk.payment(1).await;
        assert_eq!(forced.agreement, Agreement::BookAhead);
        take(desk, &row).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::BookAhead);
        assert_eq!(desk.only_open().await.cause, FollowUpCause::BookAhead);
    })
    .await;
}
