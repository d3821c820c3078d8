//! Several things wrong with one payment: one duty after the other, none forgotten, none told twice.

use desk_domain::Won;
use desk_domain::cancellation::RefundArrival;
use desk_domain::follow_up::{FollowUp, FollowUpCause};
use desk_domain::id::ChannelId;
use desk_domain::payment::{Agreement, Method};
use desk_store::{
    BillStep, Finding, NewClosing, PaymentSnapshot, Rebilled, SnapshotCancellation,
    SnapshotCancellationState,
};

use crate::bill_samples::{bill_click, order, rebill};
use crate::fixture::{Fixture, on_each_store};
use crate::follow_ups::{by_note, force};
use crate::samples::{
    cancelled_outside, cashier, click, later, outside_cancellation, paid, succeeded, unproven,
};

#[tokio::test]
async fn what_was_signed_off_and_is_cancelled_after_all_may_have_gone_back_twice() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        let first = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&first.id)).await.unwrap();
        assert!(desk.none_open().await);

        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        let twice = desk.only_open().await;
        assert_eq!(
            (twice.cause, twice.amount_at_risk),
            (FollowUpCause::PaidBackTwice, Won(10_000))
        );
        // No read ends it: none knows what was paid by hand.
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.only_open().await, twice);
        let closing = NewClosing { at: later(120), ..by_note(&twice.id) };
        desk.store.close_follow_up(&closing).await.unwrap();
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert!(desk.none_open().await);
    })
    .await;
}

/// A virtual account of which 4,000 won are cancelled, and the vendor's name of that cancel.
async fn refunded_to_an_account(desk: &Fixture) -> PaymentSnapshot {
    let account = PaymentSnapshot {
        method: Method::VirtualAccount,
        channel_id: Some(ChannelId::from_bits(1)),
        ..paid(1)
    };
    desk.book(&account).await;
    let id = desk.send(&click(1, 7, 4_000)).await;
    desk.store.settle_cancellation(&id, &succeeded("outside-1"), later(7)).await.unwrap();
    PaymentSnapshot {
        method: account.method,
        channel_id: account.channel_id,
        ..cancelled_outside(1, Won(4_000))
    }
}

fn come_back(mut told: PaymentSnapshot) -> PaymentSnapshot {
    told.cancellations.iter_mut().for_each(|one| one.arrival = RefundArrival::Failed);
    told
}

fn duty(open: &FollowUp) -> (FollowUpCause, Won) {
    (open.cause, open.amount_at_risk)
}

#[tokio::test]
async fn a_refund_to_an_account_is_read_again_for_what_its_bank_may_do() {
    on_each_store(async |desk| {
        refunded_to_an_account(desk).await;
        let watched = "SELECT COUNT(*) FROM payments WHERE watch_until IS NOT NULL";
        assert_eq!(desk.number(watched).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_was_forced_here_and_made_in_the_console_may_come_back_too() {
    on_each_store(async |desk| {
        let told = refunded_to_an_account(desk).await;
        desk.click_again(force(1, 8, 6_000)).await;
        let mut made = told.clone();
        made.cancelled = Won(10_000);
        let state = SnapshotCancellationState::Succeeded;
        made.cancellations.push(outside_cancellation(2, state, Won(6_000)));
        desk.notice(&made).await;
        assert!(desk.none_open().await, "the console shows what was forced");

        made.cancellations[1].arrival = RefundArrival::Failed;
        desk.notice(&made).await;
        let bounced = desk.only_open().await;
        assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(6_000)));
        made.cancellations[1].arrival = RefundArrival::Arrived;
        desk.notice(&made).await;
        assert!(desk.none_open().await, "its bank sent it again");
    })
    .await;
}

/// A virtual account of 10,000 won that was forced in the book, and what the vendor then lists: refunds made in its
/// own console in two parts.
async fn forced_and_refunded_in_parts(desk: &Fixture, arrivals: [RefundArrival; 2]) {
    let account = PaymentSnapshot {
        method: Method::VirtualAccount,
        channel_id: Some(ChannelId::from_bits(1)),
        ..paid(1)
    };
    desk.book(&account).await;
    desk.click(&force(1, 7, 10_000)).await;
    notice_parts(desk, &[(6_000, arrivals[0])]).await;
    notice_parts(desk, &[(6_000, RefundArrival::Unsaid), (4_000, arrivals[1])]).await;
}

async fn notice_parts(desk: &Fixture, listed: &[(i64, RefundArrival)]) {
    desk.notice(&parts(listed)).await;
}

fn parts(parts: &[(i64, RefundArrival)]) -> PaymentSnapshot {
    let listed = (1..).zip(parts).map(|(number, (won, arrival))| SnapshotCancellation {
        arrival: *arrival,
        ..outside_cancellation(number, SnapshotCancellationState::Succeeded, Won(*won))
    });
    let cancelled = parts.iter().map(|(won, _)| Won(*won)).sum();
    PaymentSnapshot {
        method: Method::VirtualAccount,
        channel_id: Some(ChannelId::from_bits(1)),
        cancellations: listed.collect(),
        ..cancelled_outside(1, cancelled)
    }
}

/// PortOne says of the latest refund only whether it arrived: that is no word about the one before it.
#[tokio::test]
async fn what_came_back_of_a_force_cancel_is_not_forgotten_when_its_next_part_arrives() {
    use RefundArrival::{Arrived, Failed};
    on_each_store(async |desk| {
        forced_and_refunded_in_parts(desk, [Failed, Arrived]).await;
        let bounced = desk.only_open().await;
        assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(6_000)));
        notice_parts(desk, &[(6_000, Arrived), (4_000, Arrived)]).await;
        assert!(desk.none_open().await, "its bank took it after all");
    })
    .await;
}

#[tokio::test]
async fn of_a_force_cancel_only_the_part_that_came_back_is_owed() {
    use RefundArrival::{Arrived, Failed};
    on_each_store(async |desk| {
        forced_and_refunded_in_parts(desk, [Arrived, Failed]).await;
        let bounced = desk.only_open().await;
        assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(4_000)));
        sign(desk, &bounced, 120).await;
        assert!(desk.none_open().await);
    })
    .await;
}

/// A refund of 3,000 won beside a force-cancel of 4,000 that the console made whole: it comes back before anybody has
/// taken it over, and is held against the only one who could wait for it until it has a row of its own.
#[tokio::test]
async fn what_came_back_before_it_was_taken_over_is_told_once() {
    use RefundArrival::{Arrived, Failed, Unsaid};
    on_each_store(async |desk| {
        let account = PaymentSnapshot {
            method: Method::VirtualAccount,
            channel_id: Some(ChannelId::from_bits(1)),
            ..paid(1)
        };
        desk.book(&account).await;
        desk.click(&force(1, 7, 4_000)).await;
        notice_parts(desk, &[(4_000, Unsaid)]).await;
        notice_parts(desk, &[(4_000, Unsaid), (3_000, Failed)]).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::GatewayAhead, Won(3_000)));

        desk.book(&parts(&[(4_000, Unsaid), (3_000, Failed)])).await;
        assert_eq!(desk.payment(1).await.amounts.cancelled, Won(7_000));
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::RefundBounced, Won(3_000)));
        notice_parts(desk, &[(4_000, Unsaid), (3_000, Unsaid)]).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::RefundBounced, Won(3_000)));
        assert_eq!(desk.number(FLAGGED).await, 1, "the force-cancel is not taken for it any more");
        notice_parts(desk, &[(4_000, Unsaid), (3_000, Arrived)]).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.number(FLAGGED).await, 0);
    })
    .await;
}

/// A refund of 3,000 won came back beside a force-cancel, the bank tries it again while somebody takes it over, and
/// that is what the vendor says of it then.
async fn taken_over_on_its_second_way(desk: &Fixture, then: RefundArrival) {
    use RefundArrival::{Failed, Unsaid};
    let account = PaymentSnapshot {
        method: Method::VirtualAccount,
        channel_id: Some(ChannelId::from_bits(1)),
        ..paid(1)
    };
    desk.book(&account).await;
    desk.click(&force(1, 7, 4_000)).await;
    notice_parts(desk, &[(4_000, Unsaid), (3_000, Failed)]).await;
    desk.book(&parts(&[(4_000, Unsaid), (3_000, Unsaid)])).await;
    notice_parts(desk, &[(4_000, Unsaid), (3_000, then)]).await;
}

const FLAGGED: &str = "SELECT COUNT(*) FROM cancellations WHERE attention = 'refund_failed'";

#[tokio::test]
async fn what_arrives_at_its_second_try_is_owed_no_more() {
    on_each_store(async |desk| {
        taken_over_on_its_second_way(desk, RefundArrival::Arrived).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.number(FLAGGED).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_on_its_second_way_is_still_owed_by_the_cancel_that_it_belongs_to() {
    on_each_store(async |desk| {
        taken_over_on_its_second_way(desk, RefundArrival::Unsaid).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::RefundBounced, Won(3_000)));
        assert_eq!(desk.number(FLAGGED).await, 1);
    })
    .await;
}

#[tokio::test]
async fn behind_one_duty_the_next_is_not_forgotten() {
    on_each_store(async |desk| {
        let told = refunded_to_an_account(desk).await;
        desk.click_again(force(1, 8, 6_000)).await;
        let forced = desk.only_open().await;
        assert_eq!(duty(&forced), (FollowUpCause::BookAhead, Won(6_000)));
        desk.notice(&come_back(told)).await;
        assert_eq!(desk.only_open().await, forced, "the graver one is in front");

        desk.store.close_follow_up(&by_note(&forced.id)).await.unwrap();
        let bounced = desk.only_open().await;
        assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(4_000)));
        let closing = NewClosing { at: later(120), ..by_note(&bounced.id) };
        desk.store.close_follow_up(&closing).await.unwrap();
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn what_was_signed_off_comes_back_with_no_other_difference() {
    on_each_store(async |desk| {
        let told = refunded_to_an_account(desk).await;
        let bounced = come_back(told);
        desk.notice(&bounced).await;
        let first = desk.only_open().await;
        assert_eq!(duty(&first), (FollowUpCause::RefundBounced, Won(4_000)));
        desk.store.close_follow_up(&by_note(&first.id)).await.unwrap();

        let mut more = bounced.clone();
        more.cancelled = Won(7_000);
        more.cancellations.push(outside_cancellation(
            2,
            SnapshotCancellationState::Succeeded,
            Won(3_000),
        ));
        desk.notice(&more).await;
        let outside = desk.only_open().await;
        assert_eq!(duty(&outside), (FollowUpCause::GatewayAhead, Won(3_000)));
        desk.book(&more).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        assert!(desk.none_open().await, "nobody is told a second time to pay it");
    })
    .await;
}

#[tokio::test]
async fn of_two_refunds_paid_by_hand_one_arrives_after_all() {
    on_each_store(async |desk| {
        let mut told = refunded_to_an_account(desk).await;
        desk.click_again(force(1, 8, 6_000)).await;
        told.cancelled = Won(10_000);
        let state = SnapshotCancellationState::Succeeded;
        told.cancellations.push(outside_cancellation(2, state, Won(6_000)));
        for (refund, won, at) in [(0, 4_000, 120), (1, 6_000, 130)] {
            told.cancellations[refund].arrival = RefundArrival::Failed;
            desk.notice(&told).await;
            let bounced = desk.only_open().await;
            assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(won)));
            let by_hand = NewClosing { at: later(at), ..by_note(&bounced.id) };
            desk.store.close_follow_up(&by_hand).await.unwrap();
            assert!(desk.none_open().await);
        }
        for (refund, won, at) in [(0, 4_000, 140), (1, 6_000, 150)] {
            told.cancellations[refund].arrival = RefundArrival::Arrived;
            desk.notice(&told).await;
            let twice = desk.only_open().await;
            assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(won)));
            let seen_to = NewClosing { at: later(at), ..by_note(&twice.id) };
            desk.store.close_follow_up(&seen_to).await.unwrap();
            assert!(desk.none_open().await);
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_paid_by_hand_stays_known_behind_a_larger_difference() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 6_000)).await;
        let first = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&first.id)).await.unwrap();
        desk.click_again(force(1, 8, 4_000)).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::BookAhead, Won(10_000)));

        desk.book(&cancelled_outside(1, Won(10_000))).await;
        let twice = desk.only_open().await;
        assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(6_000)));
        let seen_to = NewClosing { at: later(120), ..by_note(&twice.id) };
        desk.store.close_follow_up(&seen_to).await.unwrap();
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert!(desk.none_open().await);
    })
    .await;
}

async fn sign(desk: &Fixture, open: &FollowUp, second: i64) {
    let closing = NewClosing { at: later(second), ..by_note(&open.id) };
    desk.store.close_follow_up(&closing).await.unwrap();
}

#[tokio::test]
async fn what_was_paid_by_hand_and_is_cancelled_bit_by_bit_is_told_bit_by_bit() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        let first = desk.only_open().await;
        sign(desk, &first, 110).await;
        for (cancelled, second) in [(3_000, 120), (6_000, 130)] {
            desk.notice(&cancelled_outside(1, Won(cancelled))).await;
            let twice = desk.only_open().await;
            assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(3_000)));
            sign(desk, &twice, second).await;
            assert!(desk.none_open().await, "the rest was signed for");
        }
        desk.notice(&cancelled_outside(1, Won(8_000))).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(2_000)));
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        let twice = desk.only_open().await;
        assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(4_000)));
        sign(desk, &twice, 140).await;
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_undoes_its_cancel_leaves_what_was_paid_by_hand() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        sign(desk, &desk.only_open().await, 110).await;
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(10_000)));
        desk.notice(&paid(1)).await;
        assert!(desk.none_open().await, "the customer has it once");
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(10_000)));
    })
    .await;
}

/// A virtual account of which 4,000 won are cancelled here, and the rest by force.
async fn forced_beside_a_refund(desk: &Fixture) -> PaymentSnapshot {
    let told = refunded_to_an_account(desk).await;
    desk.click_again(force(1, 8, 6_000)).await;
    told
}

/// The rest as well, in the vendor's console.
fn with_console(mut told: PaymentSnapshot) -> PaymentSnapshot {
    told.cancelled = Won(10_000);
    let state = SnapshotCancellationState::Succeeded;
    told.cancellations.push(outside_cancellation(2, state, Won(6_000)));
    told
}

#[tokio::test]
async fn what_was_seen_to_of_a_refund_is_not_taken_for_what_was_forced() {
    on_each_store(async |desk| {
        let mut told = forced_beside_a_refund(desk).await;
        sign(desk, &desk.only_open().await, 110).await;
        told.cancellations[0].arrival = RefundArrival::Failed;
        desk.notice(&told).await;
        let bounced = desk.only_open().await;
        assert_eq!(duty(&bounced), (FollowUpCause::RefundBounced, Won(4_000)));
        sign(desk, &bounced, 120).await;
        told.cancellations[0].arrival = RefundArrival::Arrived;
        desk.notice(&told).await;
        let twice = desk.only_open().await;
        assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(4_000)));
        sign(desk, &twice, 130).await;
        assert!(desk.none_open().await);

        desk.notice(&with_console(told)).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(6_000)));
    })
    .await;
}

#[tokio::test]
async fn what_was_paid_for_a_refund_that_came_back_does_not_stand_for_what_is_forced_later() {
    on_each_store(async |desk| {
        let told = come_back(refunded_to_an_account(desk).await);
        desk.notice(&told).await;
        sign(desk, &desk.only_open().await, 110).await;
        assert!(desk.none_open().await);
        let mut less = force(1, 8, 3_000);
        less.cancellation.requested_at = later(120);
        desk.click_again(less).await;
        let ahead = desk.only_open().await;
        assert_eq!(duty(&ahead), (FollowUpCause::BookAhead, Won(3_000)));
        sign(desk, &ahead, 130).await;
        desk.notice(&told).await;
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn what_a_customer_returned_is_owed_again_when_the_gateway_undoes_its_cancel() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        sign(desk, &desk.only_open().await, 110).await;
        desk.notice(&cancelled_outside(1, Won(7_000))).await;
        let twice = desk.only_open().await;
        assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(7_000)));
        sign(desk, &twice, 120).await;
        assert!(desk.none_open().await);
        desk.notice(&paid(1)).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::BookAhead, Won(10_000)));
    })
    .await;
}

#[tokio::test]
async fn what_was_paid_by_hand_is_not_owed_once_more_when_the_refund_comes_back() {
    on_each_store(async |desk| {
        let told = forced_beside_a_refund(desk).await;
        sign(desk, &desk.only_open().await, 110).await;
        let mut told = with_console(told);
        desk.notice(&told).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(6_000)));
        told.cancellations[1].arrival = RefundArrival::Failed;
        desk.notice(&told).await;
        assert!(desk.none_open().await, "the customer has it once");
        told.cancellations[1].arrival = RefundArrival::Arrived;
        desk.notice(&told).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(6_000)));
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_was_forced_here_is_read_again_for_what_its_bank_may_do() {
    on_each_store(async |desk| {
        let account = PaymentSnapshot {
            method: Method::VirtualAccount,
            channel_id: Some(ChannelId::from_bits(1)),
            ..paid(1)
        };
        desk.book(&account).await;
        desk.click(&force(1, 7, 10_000)).await;
        let watched = "SELECT COUNT(*) FROM payments WHERE watch_until IS NOT NULL";
        assert_eq!(desk.number(watched).await, 0);
        let told = cancelled_outside(1, Won(10_000));
        let told =
            PaymentSnapshot { method: account.method, channel_id: account.channel_id, ..told };
        desk.notice(&told).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.number(watched).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_that_failed_does_not_hide_the_one_that_came_back() {
    on_each_store(async |desk| {
        let told = forced_beside_a_refund(desk).await;
        let mut told = with_console(told);
        let failed = SnapshotCancellationState::Failed;
        told.cancellations.insert(1, outside_cancellation(3, failed, Won(6_000)));
        told.cancellations[2].arrival = RefundArrival::Failed;
        desk.notice(&told).await;
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::RefundBounced, Won(6_000)));
    })
    .await;
}

#[tokio::test]
async fn a_doubt_that_a_person_ends_hides_no_money_that_went_back_twice() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 4_000)).await;
        let forced = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&forced.id)).await.unwrap();
        desk.book(&cancelled_outside(1, Won(4_000))).await;
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(4_000), "the same money was counted twice");
        let twice = desk.only_open().await;
        assert_eq!(duty(&twice), (FollowUpCause::PaidBackTwice, Won(4_000)));

        let doubted = desk.click_again(click(1, 8, 2_000)).await;
        desk.store.begin_sending(&doubted, later(80)).await.unwrap().unwrap();
        desk.store.settle_cancellation(&doubted, &unproven(), later(90)).await.unwrap();
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::Unproven, Won(2_000)));
        let finding =
            Finding { cancelled_at: None, note: "PG 관리자에 취소가 없어요".to_owned() };
        desk.store.settle_by_hand(&doubted, &finding, &cashier(), later(100)).await.unwrap();
        assert_eq!(duty(&desk.only_open().await), (FollowUpCause::PaidBackTwice, Won(4_000)));
    })
    .await;
}

/// A refund of 4,000 won came back, 3,000 more were cancelled in the vendor's console, and now it is silent.
#[tokio::test]
async fn what_came_back_holds_up_a_bill_while_the_gateway_is_silent() {
    on_each_store(async |desk| {
        let mut told = come_back(refunded_to_an_account(desk).await);
        desk.notice(&told).await;
        told.cancelled = Won(7_000);
        let state = SnapshotCancellationState::Succeeded;
        told.cancellations.push(outside_cancellation(2, state, Won(3_000)));
        desk.notice(&told).await;
        assert_eq!(desk.only_open().await.cause, FollowUpCause::GatewayAhead);
        desk.store.note_gateway_silent(&desk.payment(1).await, later(60)).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::Unknown);
        let outcome = desk.store.create_rebill(&rebill(1, 8, 4_000)).await.unwrap();
        assert_eq!(outcome, Rebilled::DutyOpen);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_not_sent_once_the_money_behind_it_has_come_back() {
    on_each_store(async |desk| {
        let told = refunded_to_an_account(desk).await;
        let draft = desk.rebill(&rebill(1, 8, 4_000)).await;
        desk.notice(&come_back(told)).await;
        let send = async || {
            desk.store.begin_sending_bill(&bill_click(&draft, "send"), &order(9)).await.unwrap()
        };
        assert_eq!(send().await, BillStep::DutyOpen);
        let bounced = desk.only_open().await;
        sign(desk, &bounced, 120).await;
        assert!(
            matches!(send().await, BillStep::Done(_)),
            "paid by hand, it may be asked for again"
        );
    })
    .await;
}

/// A cancel beside a force-cancel loses its answer, and the gateway is silent for a day: the doubt stands in front now.
#[tokio::test]
async fn what_was_forced_holds_up_a_bill_while_the_gateway_is_silent() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 4_000)).await;
        assert_eq!(desk.only_open().await.cause, FollowUpCause::BookAhead);
        let id = desk.click_again(click(1, 8, 3_000)).await;
        assert!(desk.store.begin_sending(&id, later(5)).await.unwrap().is_some());
        desk.store.note_gateway_silent(&desk.payment(1).await, later(60)).await.unwrap();
        desk.store.note_no_proof(&id, later(90_000)).await.unwrap();
        assert_eq!(desk.only_open().await.cause, FollowUpCause::Unproven);
        let outcome = desk.store.create_rebill(&rebill(1, 9, 4_000)).await.unwrap();
        assert_eq!(outcome, Rebilled::DutyOpen);
    })
    .await;
}
