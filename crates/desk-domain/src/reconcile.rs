//! 대사: when a payment is compared with its vendor again. Young, open and disagreeing payments often,
//! old ones seldom, closed ones never, and none leaves its month unread: what nobody tells us of is
//! found out in time, and a vendor is asked no more than that takes.

use crate::limits::BILL_LAST_DAY_MAX_DAYS;
use crate::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method, Payment};
use crate::{Timestamp, kst};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// While money is under way: the resolver asks as well, this is for when it cannot.
const IN_FLIGHT_EVERY: i64 = 10 * MINUTE;
/// While book and vendor say different things.
const DISAGREEING_EVERY: i64 = 6 * HOUR;
/// While nobody has paid: age in seconds, and how often. Older than the last is not waited for.
const UNPAID: &[(i64, i64)] = &[(DAY, 30 * MINUTE), (31 * DAY, 6 * HOUR)];
/// A bill can be paid until its last day, which may be this far ahead, and its vendor may tell of it late.
const UNPAID_BILL: &[(i64, i64)] = &[
    (DAY, 30 * MINUTE),
    (31 * DAY, 6 * HOUR),
    ((BILL_LAST_DAY_MAX_DAYS as i64 + BILL_MARGIN_DAYS) * DAY, DAY),
];
const BILL_MARGIN_DAYS: i64 = 31;
/// What is watched beyond the end of its book ([`Payment::watch_until`]) …
const WATCHED_EVERY: i64 = DAY;
/// … for this many days: a bank sends a refund back within days, and a PG within weeks to another account.
pub const WATCH_DAYS: i64 = 90;
/// Once it was paid. Most cancels outside happen on the day, by the till or in the vendor's console.
const PAID: &[(i64, i64)] =
    &[(DAY, HOUR), (7 * DAY, 12 * HOUR), (90 * DAY, 7 * DAY), (i64::MAX, 30 * DAY)];

/// On the evening of a month's last day, at this second of it, every payment of the month is read: the
/// book is closed over it, and phone payments can be cancelled until midnight only (the rulebook's
/// `same_month`). At thirty requests a minute ten thousand are done by then …
const LAST_EVENING: i64 = 18 * HOUR;
/// … and once more this long after the month: what was cancelled in its last hours.
const AFTER_MONTH: i64 = HOUR;
/// Phone payments of the month on its last day, from its first second on.
const PHONE_ON_LAST_DAY_EVERY: i64 = HOUR;

/// Until when to watch a payment whose book is closed, from `now` on.
#[must_use]
pub const fn watch_until(now: Timestamp) -> Timestamp {
    now.plus_seconds(WATCH_DAYS * DAY)
}

/// The next comparison of a payment with its vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextCheck {
    pub at: Timestamp,
    /// Comes before payments that are only looked at for good measure.
    pub watched: bool,
}

/// When to read a payment again, counted from its last read. `None` where there is nobody to ask, or
/// nothing left that could change.
#[must_use]
pub fn next_check(payment: &Payment) -> Option<NextCheck> {
    if payment.channel == Channel::Recorded || payment.channel_id.is_none() {
        return None;
    }
    let Some(checked_at) = payment.gateway_checked_at else {
        return Some(NextCheck { at: payment.requested_at, watched: false });
    };
    let check_in = |seconds| NextCheck {
        at: checked_at.plus_seconds(seconds),
        watched: seconds < DISAGREEING_EVERY,
    };
    if !payment.amounts.reserved.is_zero() {
        return Some(check_in(IN_FLIGHT_EVERY));
    }
    let regular = regular(payment, checked_at);
    if payment.agreement == Agreement::Agrees {
        return regular.map(|every| month_end(payment, checked_at).sooner(check_in(every)));
    }
    let seconds = regular.unwrap_or(DISAGREEING_EVERY).min(DISAGREEING_EVERY);
    Some(NextCheck { watched: true, ..check_in(seconds) })
}

impl NextCheck {
    /// This or the other, whichever comes first.
    const fn sooner(self, other: Self) -> Self {
        if self.at.0 < other.at.0 { self } else { other }
    }
}

fn placed_at(payment: &Payment) -> Timestamp {
    payment.paid_at.unwrap_or(payment.requested_at)
}

/// The next comparison that the end of the payment's own month asks for; never once that has been had.
fn month_end(payment: &Payment, checked_at: Timestamp) -> NextCheck {
    let last_day = kst::last_of_month(placed_at(payment).kst_date());
    let [day, next_month] = [0, 1].map(|days| kst::add_days(last_day, days));
    let [day, next_month] = [day, next_month].map(Timestamp::start_of_kst_date);
    let phone = payment.method == Method::Mobile;
    if phone && day.0 <= checked_at.0 && checked_at.0 < next_month.0 {
        let hourly = checked_at.plus_seconds(PHONE_ON_LAST_DAY_EVERY);
        return NextCheck { at: hourly, watched: true };
    }
    let first = if phone { day } else { day.plus_seconds(LAST_EVENING) };
    let marks = [first, next_month.plus_seconds(AFTER_MONTH)];
    let at = marks.into_iter().find(|mark| checked_at.0 < mark.0);
    NextCheck { at: at.unwrap_or(Timestamp(i64::MAX)), watched: phone }
}

fn regular(payment: &Payment, checked_at: Timestamp) -> Option<i64> {
    let by_state = by_state(payment, checked_at.seconds_since(placed_at(payment)));
    let is_watched = payment.watch_until.is_some_and(|until| checked_at < until);
    let watched = is_watched.then_some(WATCHED_EVERY);
    by_state.into_iter().chain(watched).min()
}

fn by_state(payment: &Payment, age: i64) -> Option<i64> {
    match payment.book_status {
        BookStatus::Cancelled | BookStatus::Void => None,
        BookStatus::Unpaid => match payment.gateway_status {
            GatewayStatus::Failed | GatewayStatus::Closed => None,
            GatewayStatus::None
            | GatewayStatus::Ready
            | GatewayStatus::Pending
            | GatewayStatus::WaitingForDeposit
            | GatewayStatus::Paid
            | GatewayStatus::PartiallyCancelled
            | GatewayStatus::Cancelled
            | GatewayStatus::Unknown => match payment.channel {
                Channel::Payssam => step(UNPAID_BILL, age),
                Channel::Portone
                | Channel::Bootpay
                | Channel::Alltalkpay
                | Channel::Toss
                | Channel::Terminal
                | Channel::Recorded => step(UNPAID, age),
            },
        },
        BookStatus::Paid | BookStatus::PartiallyCancelled => step(PAID, age),
    }
}

fn step(steps: &[(i64, i64)], age: i64) -> Option<i64> {
    steps.iter().find(|(younger_than, _)| age < *younger_than).map(|(_, every)| *every)
}
