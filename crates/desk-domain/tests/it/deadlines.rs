//! Both sides of every deadline, in Korean calendar dates.

use desk_domain::decision::{Action, Input, Verdict};
use desk_domain::payment::{Channel, Funding, Method};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{blocked_by, codes, decide, reasons};

/// On the last second of `last_day` the payment is in time, one second later it is not. A firm
/// limit then blocks; any other leaves the button and warns.
#[track_caller]
fn check(payment: PaymentBuilder, last_day: &str, firm: bool) {
    let next_day = next(last_day);
    let last_second = decide(payment.clone(), &format!("{last_day}T23:59:59+09:00"));
    let deadline = last_second.deadline.as_ref().expect("a deadline");
    assert_eq!(deadline.last_day.to_string(), last_day);
    assert_eq!((deadline.days_left, deadline.firm, deadline.near), (0, firm, true));
    assert!(last_second.allows(Action::CancelFull), "{last_second:#?}");
    assert!(!codes(&last_second).contains(&"deadline_passed"), "{last_second:#?}");

    let too_late = decide(payment, &format!("{next_day}T00:00:00+09:00"));
    assert_eq!(too_late.deadline.as_ref().expect("a deadline").days_left, -1);
    let passed = reasons(&too_late, Action::CancelFull)
        .iter()
        .find(|reason| reason.code == "deadline_passed")
        .expect("a reason that names the deadline");
    assert!(!passed.rule.is_empty() && !passed.sources.is_empty(), "{passed:?}");
    assert_eq!(too_late.allows(Action::CancelFull), !firm);
    assert_eq!(blocked_by(&too_late, Action::CancelFull).is_some(), firm);
}

#[track_caller]
fn check_none(payment: PaymentBuilder) {
    let decision = decide(payment, "2066-11-03T12:00:00+09:00");
    assert_eq!(decision.deadline, None);
    assert!(decision.allows(Action::CancelFull), "{decision:#?}");
}

fn next(day: &str) -> String {
    let day: chrono::NaiveDate = day.parse().expect("a date");
    day.succ_opt().expect("a next day").to_string()
}

#[test]
fn phone_is_cancelled_in_the_month_of_payment_only() {
    let phone = || a_payment().portone("DANAL_TPAY").phone();
    check(phone().paid_at("2026-11-03T14:05:00+09:00"), "2026-11-30", true);
    check(phone().paid_at("2026-01-31T23:59:59+09:00"), "2026-01-31", true);
    check(phone().paid_at("2028-02-01T00:00:00+09:00"), "2028-02-29", true);
    check(phone().paid_at("2026-02-28T00:00:00+09:00"), "2026-02-28", true);
    check(phone().paid_at("2026-12-31T10:00:00+09:00"), "2026-12-31", true);
    // Half past eight in the evening UTC on the 31st is the 1st in Seoul.
    check(phone().paid_at("2026-10-31T15:00:00Z"), "2026-11-30", true);
    check(phone().paid_at("2026-10-31T14:59:59Z"), "2026-10-31", true);
}

#[test]
fn phone_of_every_channel_keeps_to_its_month() {
    let paid = "2026-11-03T14:05:00+09:00";
    check(a_payment().bootpay("danal").phone().paid_at(paid), "2026-11-30", true);
    check(a_payment().over(Channel::Toss).phone().paid_at(paid), "2026-11-30", true);
    check(a_payment().portone("KSNET").phone().paid_at(paid), "2026-11-30", true);
}

#[test]
fn a_next_month_contract_turns_the_block_into_a_warning_and_asks_for_an_account() {
    for pg in ["INICIS_V2", "KCP_V2", "KPN"] {
        let phone = a_payment().portone(pg).phone().paid_at("2026-10-31T14:59:59Z");
        check(phone.clone(), "2026-10-31", false);
        let in_time = decide(phone.clone(), "2026-10-31T23:59:59+09:00");
        assert_eq!(in_time.inputs, [Input::Reason]);
        let later = decide(phone, "2026-11-01T00:00:00+09:00");
        assert_eq!(later.inputs, [Input::Reason, Input::RefundAccount]);
        assert_eq!(later.verdict, Verdict::AllowedWithSteps);
    }
}

#[test]
fn card_may_fail_after_a_year() {
    check(a_payment().card().paid_at("2026-11-03T14:05:00+09:00"), "2027-11-03", false);
    check(a_payment().card().paid_at("2028-02-29T14:05:00+09:00"), "2029-02-28", false);
    let nice = a_payment().portone("NICE_V2").card().paid_at("2026-11-03T14:05:00+09:00");
    check(nice, "2027-11-03", false);
    let toss = a_payment().over(Channel::Toss).card().paid_at("2026-11-03T14:05:00+09:00");
    check(toss, "2027-11-03", false);
}

#[test]
fn some_issuers_refuse_cards_after_three_months() {
    let doubted = |now| {
        let card = a_payment().card().paid_at("2026-11-30T14:05:00+09:00");
        codes(&decide(card, now)).contains(&"deadline_doubt")
    };
    assert!(!doubted("2027-02-28T23:59:59+09:00"));
    assert!(doubted("2027-03-01T00:00:00+09:00"));
    assert!(doubted("2027-11-30T23:59:59+09:00"));
    assert!(!doubted("2027-12-01T00:00:00+09:00"), "then the limit itself speaks");
}

#[test]
fn ksnet_takes_six_months_for_most_methods() {
    let paid = "2026-08-31T10:00:00+09:00";
    check(a_payment().portone("KSNET").card().paid_at(paid), "2027-02-28", false);
    check(a_payment().portone("KSNET").transfer().paid_at(paid), "2027-02-28", false);
    check(a_payment().portone("KSNET").virtual_account().paid_at(paid), "2027-02-28", false);
    check(a_payment().portone("KSNET").easy_pay("KAKAOPAY").paid_at(paid), "2027-02-28", false);
}

#[test]
fn transfer_warns_from_three_months_on() {
    let paid = "2026-11-30T10:00:00+09:00";
    check(a_payment().portone("WELCOME").transfer().paid_at(paid), "2027-02-28", false);
    check(a_payment().over(Channel::Toss).transfer().paid_at(paid), "2027-05-29", false);
    let kpn = a_payment().portone("KPN").transfer().paid_at(paid);
    check(kpn.clone(), "2027-02-28", false);
    let later = decide(kpn, "2027-03-01T00:00:00+09:00");
    assert!(later.inputs.contains(&Input::RefundAccount));
}

#[test]
fn virtual_accounts_have_a_limit_at_some_pgs_only() {
    let paid = "2026-11-03T14:05:00+09:00";
    check_none(a_payment().portone("INICIS_V2").virtual_account().paid_at(paid));
    let nice = a_payment().portone("NICE_V2").virtual_account().paid_at(paid);
    check(nice, "2027-05-02", false);
    let toss = a_payment().portone("TOSSPAYMENTS").virtual_account().paid_at(paid);
    check(toss, "2027-11-03", false);
    let direct = a_payment().over(Channel::Toss).virtual_account().paid_at(paid);
    check(direct, "2027-11-03", false);
}

#[test]
fn naverpay_counts_1095_days_from_day_zero() {
    let naver = a_payment().portone("NAVERPAY").easy_pay("NAVERPAY");
    check(naver.clone().paid_at("2026-11-03T14:05:00+09:00"), "2029-11-02", false);
    // Over a leap day the days are fewer than three years.
    check(naver.clone().paid_at("2027-03-01T00:00:00+09:00"), "2030-02-28", false);
    check(naver.paid_at("2026-10-31T15:00:00Z"), "2029-10-31", false);
}

#[test]
fn kakaopay_takes_one_year_by_card_and_five_by_money() {
    let kakao = || a_payment().portone("KAKAOPAY").easy_pay("KAKAOPAY");
    let paid = "2024-02-29T09:00:00+09:00";
    check(kakao().funding(Funding::Card).paid_at(paid), "2025-02-28", false);
    check(kakao().funding(Funding::Money).paid_at(paid), "2029-02-28", false);
    // Funding unknown: the shorter one.
    check(kakao().paid_at(paid), "2025-02-28", false);
}

#[test]
fn paypal_takes_180_days_however_it_is_named() {
    let paid = "2026-11-03T14:05:00+09:00";
    check(
        a_payment().portone("PAYPAL_V2").method(Method::Paypal).paid_at(paid),
        "2027-05-02",
        false,
    );
    check(a_payment().portone("PAYPAL_V2").easy_pay("PAYPAL").paid_at(paid), "2027-05-02", false);
    check(
        a_payment().over(Channel::Toss).method(Method::Paypal).paid_at(paid),
        "2027-05-02",
        false,
    );
}

#[test]
fn cash_receipts_are_cancelled_at_the_terminal_within_three_months() {
    for method in [Method::CashReceipt, Method::BankTransferReceipt] {
        let receipt = || a_payment().terminal(method);
        check(receipt().paid_at("2026-08-31T10:00:00+09:00"), "2026-11-30", true);
        check(receipt().paid_at("2027-11-30T10:00:00+09:00"), "2028-02-29", true);
        check(receipt().paid_at("2026-11-30T10:00:00+09:00"), "2027-02-28", true);
    }
}

#[test]
fn where_no_source_gives_a_limit_there_is_none() {
    check_none(a_payment().payssam());
    check_none(a_payment().bootpay("inicis").card());
    check_none(a_payment().terminal(Method::Card));
    check_none(a_payment().recorded(Method::Cash));
    check_none(a_payment().portone("TOSSPAYMENTS").method(Method::GiftCertificate));
}

#[test]
fn the_last_week_is_near_and_an_open_boundary_is_said() {
    let near = |now| {
        let card = a_payment().card().paid_at("2026-11-03T14:05:00+09:00");
        decide(card, now).deadline.expect("a deadline").near
    };
    assert!(!near("2027-10-26T12:00:00+09:00"));
    assert!(near("2027-10-27T12:00:00+09:00"));
    assert!(near("2027-11-04T12:00:00+09:00"), "the boundary itself is in doubt");
    assert!(!near("2027-11-05T12:00:00+09:00"));

    let told =
        |payment: PaymentBuilder, now| codes(&decide(payment, now)).contains(&"deadline_boundary");
    let card = || a_payment().card().paid_at("2026-11-03T14:05:00+09:00");
    assert!(!told(card(), "2027-11-02T12:00:00+09:00"));
    assert!(told(card(), "2027-11-03T12:00:00+09:00"));
    assert!(told(card(), "2027-11-04T12:00:00+09:00"));
    assert!(!told(card(), "2027-11-05T12:00:00+09:00"));
    // NaverPay's own page settles its boundary.
    let naver = a_payment().portone("NAVERPAY").easy_pay("NAVERPAY");
    assert!(!told(naver.paid_at("2026-11-03T14:05:00+09:00"), "2029-11-02T12:00:00+09:00"));
}

#[test]
fn the_headline_tells_a_limit_only_where_it_presses() {
    let headline = |payment: PaymentBuilder, now| decide(payment, now).headline.ko;
    let card = || a_payment().card().paid_at("2026-11-03T14:05:00+09:00");
    // Not firm, and far away; then in its last week.
    assert_eq!(headline(card(), "2027-10-26T12:00:00+09:00"), "지금 취소할 수 있어요.");
    let last_week = headline(card(), "2027-10-27T12:00:00+09:00");
    assert_eq!(last_week, "지금 취소할 수 있어요. 11월\u{a0}3일(수)까지, 7일 남았어요.");
    // Firm, and within thirty days.
    let phone = a_payment().portone("DANAL_TPAY").phone().paid_at("2026-11-03T14:05:00+09:00");
    let said = headline(phone, "2026-11-04T12:00:00+09:00");
    assert_eq!(said, "지금 취소할 수 있어요. 11월\u{a0}30일(월)까지, 26일 남았어요.");
}
