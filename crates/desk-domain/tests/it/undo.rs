//! 취소 원복: on the day of the cancel, at some PGs, for some payments.

use desk_domain::payment::{CardType, Method};
use desk_domain::rulebook::CancelFacts;
use desk_testkit::payments::{PaymentBuilder, a_payment, at};

use crate::case::BOOK;

const CANCELLED_AT: &str = "2026-11-21T10:00:00+09:00";
const LAST_SECOND: &str = "2026-11-21T23:59:59+09:00";

#[track_caller]
fn check(payment: PaymentBuilder, partial: bool, now: &str, rule: &str, possible: bool) {
    let cancel = CancelFacts { cancelled_at: at(CANCELLED_AT), partial };
    let advice = BOOK.undo(&payment.build(), cancel, at(now));
    assert_eq!((advice.rule.as_str(), advice.possible), (rule, possible), "{advice:?}");
    assert_eq!(advice.steps.is_empty(), !possible, "{advice:?}");
    let until = advice.last_day.map(|day| day.to_string());
    assert_eq!(until, possible.then(|| "2026-11-21".to_owned()));
}

#[test]
fn only_on_the_day_of_the_cancel() {
    let nice = || a_payment().portone("NICE_V2").card();
    check(nice(), false, CANCELLED_AT, "U-NICE", true);
    check(nice(), false, LAST_SECOND, "U-NICE", true);
    check(nice(), false, "2026-11-22T00:00:00+09:00", "U-NICE", false);
}

#[test]
fn never_when_paid_on_the_same_day() {
    let nice = |paid| a_payment().portone("NICE_V2").card().paid_at(paid);
    check(nice("2026-11-21T00:00:00+09:00"), false, LAST_SECOND, "U-SAME-DAY", false);
    check(nice("2026-11-20T23:59:59+09:00"), false, LAST_SECOND, "U-NICE", true);
}

#[test]
fn never_for_some_payments() {
    let nice = || a_payment().portone("NICE_V2").card();
    check(nice().card_type(CardType::Debit), false, LAST_SECOND, "U-CHECK", false);
    check(nice().card_type(CardType::Gift), false, LAST_SECOND, "U-GIFT", false);
    check(nice().escrow(), false, LAST_SECOND, "U-ESCROW", false);
    let naver = a_payment().portone("NICE_V2").easy_pay("NAVERPAY");
    check(naver, false, LAST_SECOND, "U-EASY", false);
}

#[test]
fn each_pg_has_its_own_way() {
    let card = |pg| a_payment().portone(pg).card();
    check(card("NICE_V2"), true, LAST_SECOND, "U-NICE", false);
    check(card("KCP_V2"), true, LAST_SECOND, "U-KCP", true);
    check(card("INICIS_V2"), true, LAST_SECOND, "U-INICIS", true);
    let phone = a_payment().portone("INICIS_V2").method(Method::Mobile);
    check(phone, false, LAST_SECOND, "U-INICIS-NO", false);
    check(card("DANAL_TPAY"), false, LAST_SECOND, "U-DANAL", true);
    check(card("SETTLE"), false, LAST_SECOND, "U-HECTO", true);
    let account = a_payment().portone("SETTLE").virtual_account();
    check(account, false, LAST_SECOND, "U-HECTO-VA", true);
    let transfer = a_payment().portone("SETTLE").transfer();
    check(transfer, false, LAST_SECOND, "U-HECTO-TRANS", false);
    check(card("TOSSPAYMENTS"), false, LAST_SECOND, "U-TOSS", true);
    check(card("KSNET"), false, LAST_SECOND, "U-ANY", false);
    check(a_payment().recorded(Method::Cash), false, LAST_SECOND, "U-ANY", false);
}
