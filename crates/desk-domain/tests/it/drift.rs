//! What differs, and what most likely made it.

use desk_domain::Won;
use desk_domain::drift::{
    CHARGEBACK_FROM_DAYS, Difference, LikelyCause, difference, likely_causes,
};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Channel, Method, Mode, Payment};
use desk_testkit::payments::a_payment;

const DAY: i64 = 24 * 60 * 60;

fn cancelled_outside(won: i64, change: impl FnOnce(&mut Payment)) -> Payment {
    let mut payment = a_payment().build();
    payment.amounts.paid = Won(100_000);
    payment.gateway_cancelled = Won(won);
    change(&mut payment);
    payment
}

#[track_caller]
fn check(payment: &Payment, days_later: i64, expected: &[LikelyCause]) {
    let noticed_at = payment.paid_at.expect("it was paid").plus_seconds(days_later * DAY);
    assert_eq!(likely_causes(payment, FollowUpCause::GatewayAhead, noticed_at), expected);
}

#[test]
fn a_whole_cancel_outside_is_told_apart_from_a_part() {
    let of = |won| difference(&cancelled_outside(won, |_| ()), FollowUpCause::GatewayAhead);
    assert_eq!(of(99_999), Difference::OutsidePartial);
    assert_eq!(of(100_000), Difference::OutsideFull);
    let rest = cancelled_outside(100_000, |payment| payment.amounts.cancelled = Won(40_000));
    assert_eq!(difference(&rest, FollowUpCause::GatewayAhead), Difference::OutsideFull);
    let forced = cancelled_outside(0, |_| ());
    assert_eq!(difference(&forced, FollowUpCause::BookAhead), Difference::BookOnly);
    assert_eq!(difference(&forced, FollowUpCause::PaidAfterAll), Difference::PaidAfterAll);
}

#[test]
fn each_vendor_has_its_own_place_where_people_cancel() {
    let over = |channel| cancelled_outside(30_000, |payment| payment.channel = channel);
    check(&over(Channel::Portone), 0, &[LikelyCause::PgAdmin]);
    check(&over(Channel::Bootpay), 0, &[LikelyCause::PgAdmin]);
    check(&over(Channel::Payssam), 0, &[LikelyCause::ManagerSite]);
}

#[test]
fn a_bill_paid_after_all_came_late_or_was_never_voided() {
    let likely = |channel| {
        let paid = cancelled_outside(0, |payment| payment.channel = channel);
        likely_causes(&paid, FollowUpCause::PaidAfterAll, paid.requested_at)
    };
    assert_eq!(likely(Channel::Payssam), [LikelyCause::LateBill]);
    assert_eq!(likely(Channel::Alltalkpay), [LikelyCause::NotVoided]);
}

#[test]
fn a_test_payment_that_is_gone_whole_was_the_schedulers() {
    let test =
        |won| cancelled_outside(won, |payment| payment.method_detail.mode = Some(Mode::Test));
    check(&test(100_000), 0, &[LikelyCause::TestScheduler, LikelyCause::PgAdmin]);
    check(&test(30_000), 0, &[LikelyCause::PgAdmin]);
}

#[test]
fn a_dispute_is_named_beside_the_console_once_it_is_late_enough() {
    let card = |won| cancelled_outside(won, |payment| payment.method = Method::Card);
    check(&card(100_000), CHARGEBACK_FROM_DAYS - 1, &[LikelyCause::PgAdmin]);
    let both = [LikelyCause::PgAdmin, LikelyCause::Chargeback];
    check(&card(100_000), CHARGEBACK_FROM_DAYS, &both);
    check(&card(30_000), CHARGEBACK_FROM_DAYS, &[LikelyCause::PgAdmin]);
    let transfer = cancelled_outside(100_000, |payment| payment.method = Method::Transfer);
    check(&transfer, CHARGEBACK_FROM_DAYS, &[LikelyCause::PgAdmin]);
}
