//! How soon a payment is compared with its vendor again.

use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method, Payment};
use desk_domain::reconcile::{NextCheck, next_check};
use desk_domain::{Timestamp, Won};
use desk_testkit::payments::a_payment;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A payment that was last read at this age.
fn read_at_age(seconds: i64, change: impl FnOnce(&mut Payment)) -> (Payment, Timestamp) {
    let mut payment = a_payment().build();
    let read_at = payment.paid_at.expect("it was paid").plus_seconds(seconds);
    payment.gateway_checked_at = Some(read_at);
    change(&mut payment);
    (payment, read_at)
}

#[track_caller]
fn again_in(age: i64, change: impl FnOnce(&mut Payment), expected: Option<(i64, bool)>) {
    let (payment, read_at) = read_at_age(age, change);
    let expected =
        expected.map(|(seconds, watched)| NextCheck { at: read_at.plus_seconds(seconds), watched });
    assert_eq!(next_check(&payment), expected);
}

#[test]
fn a_paid_payment_is_read_less_often_the_older_it_is() {
    again_in(0, |_| (), Some((HOUR, true)));
    again_in(DAY - 1, |_| (), Some((HOUR, true)));
    again_in(DAY, |_| (), Some((12 * HOUR, false)));
    again_in(7 * DAY, |_| (), Some((7 * DAY, false)));
    again_in(90 * DAY, |_| (), Some((30 * DAY, false)));
    again_in(4_000 * DAY, |_| (), Some((30 * DAY, false)));
}

/// A payment of November, last read at `read`, is read again at `expected`.
#[track_caller]
fn next_after(method: Method, read: &str, expected: &str) {
    let mut payment = a_payment().build();
    let at = |text: &str| Timestamp::parse_rfc3339(text).expect("an instant");
    payment.method = method;
    payment.paid_at = Some(at("2026-11-05T10:00:00+09:00"));
    payment.gateway_checked_at = Some(at(read));
    let next = next_check(&payment).expect("it is read again").at;
    assert_eq!(next.to_rfc3339(), at(expected).to_rfc3339());
}

#[test]
fn no_payment_leaves_its_month_unread() {
    let next_after = |read, expected| next_after(Method::Card, read, expected);
    // Every seven days, but for the last evening …
    next_after("2026-11-20T09:00:00+09:00", "2026-11-27T09:00:00+09:00");
    next_after("2026-11-27T09:00:00+09:00", "2026-11-30T18:00:00+09:00");
    // … and the hour after the month.
    next_after("2026-11-30T18:00:00+09:00", "2026-12-01T01:00:00+09:00");
    next_after("2026-12-01T00:59:59+09:00", "2026-12-01T01:00:00+09:00");
    next_after("2026-12-01T01:00:00+09:00", "2026-12-08T01:00:00+09:00");
}

#[test]
fn a_phone_payment_is_read_hourly_on_the_last_day_it_can_be_cancelled() {
    let next_after = |read, expected| next_after(Method::Mobile, read, expected);
    next_after("2026-11-27T09:00:00+09:00", "2026-11-30T00:00:00+09:00");
    next_after("2026-11-30T00:00:00+09:00", "2026-11-30T01:00:00+09:00");
    next_after("2026-11-30T23:59:59+09:00", "2026-12-01T00:59:59+09:00");
    next_after("2026-12-01T00:59:59+09:00", "2026-12-01T01:00:00+09:00");
    next_after("2026-12-01T01:00:00+09:00", "2026-12-08T01:00:00+09:00");
}

#[test]
fn the_end_of_a_month_asks_nothing_of_what_is_closed() {
    let (payment, _) = read_at_age(0, |payment| payment.book_status = BookStatus::Cancelled);
    assert_eq!(next_check(&payment), None);
}

#[test]
fn an_open_account_is_watched_until_nobody_will_pay_any_more() {
    let waiting = |payment: &mut Payment| {
        payment.requested_at = payment.paid_at.take().expect("it was paid");
        payment.book_status = BookStatus::Unpaid;
        payment.gateway_status = GatewayStatus::WaitingForDeposit;
    };
    again_in(0, waiting, Some((30 * MINUTE, true)));
    again_in(DAY, waiting, Some((6 * HOUR, false)));
    again_in(31 * DAY, waiting, None);
    let failed = |payment: &mut Payment| {
        waiting(payment);
        payment.gateway_status = GatewayStatus::Failed;
    };
    again_in(0, failed, None);
}

#[test]
fn what_is_under_way_or_differs_is_watched_at_any_age() {
    again_in(90 * DAY, |payment| payment.amounts.reserved = Won(1), Some((10 * MINUTE, true)));
    let differs = |payment: &mut Payment| payment.agreement = Agreement::GatewayAhead;
    again_in(90 * DAY, differs, Some((6 * HOUR, true)));
    again_in(0, differs, Some((HOUR, true)));
    let forced = |payment: &mut Payment| {
        payment.book_status = BookStatus::Cancelled;
        payment.agreement = Agreement::BookAhead;
    };
    again_in(90 * DAY, forced, Some((6 * HOUR, true)));
}

#[test]
fn what_is_closed_or_has_nobody_to_ask_is_left_alone() {
    again_in(0, |payment| payment.book_status = BookStatus::Cancelled, None);
    again_in(0, |payment| payment.book_status = BookStatus::Void, None);
    again_in(0, |payment| payment.channel = Channel::Recorded, None);
    again_in(0, |payment| payment.channel_id = None, None);
}

#[test]
fn what_was_never_read_is_due_at_once() {
    let (payment, _) = read_at_age(0, |payment| payment.gateway_checked_at = None);
    let due = NextCheck { at: payment.requested_at, watched: false };
    assert_eq!(next_check(&payment), Some(due));
}

#[test]
fn what_may_still_come_is_watched_beyond_the_end_of_its_book() {
    let closed = |until: Option<i64>| {
        move |payment: &mut Payment| {
            payment.book_status = BookStatus::Cancelled;
            payment.watch_until = until.map(|day| payment.paid_at.unwrap().plus_seconds(day * DAY));
        }
    };
    again_in(3 * DAY, closed(None), None);
    again_in(3 * DAY, closed(Some(4)), Some((DAY, false)));
    again_in(3 * DAY, closed(Some(3)), None);
}

#[test]
fn a_bill_is_read_as_long_as_it_may_be_paid() {
    let waiting = |payment: &mut Payment| {
        payment.channel = Channel::Payssam;
        payment.book_status = BookStatus::Unpaid;
        payment.gateway_status = GatewayStatus::Ready;
    };
    again_in(30 * DAY, waiting, Some((6 * HOUR, false)));
    again_in(31 * DAY, waiting, Some((DAY, false)));
    again_in(365 * DAY, waiting, Some((DAY, false)));
    again_in(396 * DAY, waiting, None);
}
