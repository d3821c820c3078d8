//! 취소 원복: on the day of the cancel, at some PGs, for some payments.

use desk_domain::payment::{CardType, Method};
use desk_domain::rulebook::CancelFacts;
use desk_testkit::payments::{PaymentBuilder, a_payment, at};

use crate::case::BOOK;

/// A Friday.
const CANCELLED_AT: &str = "2026-11-20T10:00:00+09:00";
const LAST_SECOND: &str = "2026-11-20T23:59:59+09:00";

#[track_caller]
fn check(payment: PaymentBuilder, partial: bool, now: &str, rule: &str, possible: bool) {
    let cancel = CancelFacts { cancelled_at: at(CANCELLED_AT), partial };
    let advice = BOOK.undo(&payment.build(), cancel, at(now));
    assert_eq!((advice.rule.as_str(), advice.possible), (rule, possible), "{advice:?}");
    assert_eq!(advice.steps.is_empty(), !possible, "{advice:?}");
    let until = advice.last_day.map(|day| day.to_string());
    assert_eq!(until, possible.then(|| "2026-11-20".to_owned()));
}

#[test]
fn only_on_the_day_of_the_cancel() {
    let nice = || a_payment().portone("NICE_V2").card();
    check(nice(), false, CANCELLED_AT, "U-NICE", true);
    check(nice(), false, LAST_SECOND, "U-NICE", true);
    check(nice(), false, "2026-11-21T00:00:00+09:00", "U-NICE", false);
}

#[test]
fn never_when_paid_on_the_same_day() {
    let nice = |paid| a_payment().portone("NICE_V2").card().paid_at(paid);
    check(nice("2026-11-20T00:00:00+09:00"), false, LAST_SECOND, "U-SAME-DAY", false);
    check(nice("2026-11-19T23:59:59+09:00"), false, LAST_SECOND, "U-NICE", true);
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
    check(card("SETTLE"), false, CANCELLED_AT, "U-HECTO", true);
    let account = a_payment().portone("SETTLE").virtual_account();
    check(account, false, LAST_SECOND, "U-HECTO-VA", true);
    let transfer = a_payment().portone("SETTLE").transfer();
    check(transfer, false, LAST_SECOND, "U-HECTO-TRANS", false);
    check(card("TOSSPAYMENTS"), false, LAST_SECOND, "U-TOSS", true);
    check(card("JTNET"), false, LAST_SECOND, "U-JTNET", true);
    check(card("JTNET").card_type(CardType::Debit), false, LAST_SECOND, "U-CHECK", false);
    for (pg, rule) in [
        ("nicepay", "U-NICE"),
        ("kcp", "U-KCP"),
        ("inicis", "U-INICIS"),
        ("danal", "U-DANAL"),
        ("toss", "U-TOSS"),
    ] {
        check(a_payment().bootpay(pg).card(), false, LAST_SECOND, rule, true);
    }
    let phone = a_payment().bootpay("inicis").phone();
    check(phone, false, LAST_SECOND, "U-INICIS-NO", false);
    check(card("KSNET"), false, LAST_SECOND, "U-ANY", false);
    check(a_payment().bootpay("payletter").card(), false, LAST_SECOND, "U-ANY", false);
    check(a_payment().recorded(Method::Cash), false, LAST_SECOND, "U-ANY", false);
}

/// Cancelled and asked for at these times; until when it is taken, where it is.
#[track_caller]
fn check_office(
    payment: PaymentBuilder,
    cancelled: &str,
    now: &str,
    expected: Result<Option<&str>, &str>,
) {
    let cancel = CancelFacts { cancelled_at: at(cancelled), partial: false };
    let advice = BOOK.undo(&payment.build(), cancel, at(now));
    match expected {
        Ok(closes_at) => {
            assert!(advice.possible, "{advice:?}");
            assert_eq!(advice.closes_at, closes_at.map(at));
        }
        Err(words) => {
            assert!(!advice.possible && advice.closes_at.is_none(), "{advice:?}");
            assert!(advice.text.ko.contains(words), "{advice:?}");
        }
    }
}

#[test]
fn hecto_takes_mails_about_cards_until_three_in_the_afternoon() {
    let card = || a_payment().portone("SETTLE").card();
    let friday = |time: &str| format!("2026-11-20T{time}+09:00");
    let check = |cancelled: &str, now: &str, expected| {
        check_office(card(), &friday(cancelled), &friday(now), expected);
    };
    let open = Ok(Some("2026-11-20T15:00:00+09:00"));
    // Before eight the mail waits for somebody to come.
    check("00:00:00", "00:00:00", open);
    check("00:00:00", "07:59:59", open);
    check("00:00:00", "08:00:00", open);
    check("10:00:00", "14:59:59", open);
    check("10:00:00", "15:00:00", Err("접수 시간이 끝나서"));
    check("15:00:00", "15:00:00", Err("접수 시간이 끝나서"));
    check("10:00:00", "23:59:59", Err("접수 시간이 끝나서"));
    check_office(
        card(),
        &friday("10:00:00"),
        "2026-11-21T00:00:00+09:00",
        Err("취소한 날이 지나서"),
    );
}

#[test]
fn hecto_takes_mails_on_weekdays_only() {
    let card = || a_payment().portone("SETTLE").card();
    let account = || a_payment().portone("SETTLE_ACC").virtual_account();
    // 20 November 2026 is a Friday.
    for (day, is_weekday) in [(20, true), (21, false), (22, false), (23, true)] {
        let (first, noon, last) = (
            format!("2026-11-{day}T00:00:00+09:00"),
            format!("2026-11-{day}T12:00:00+09:00"),
            format!("2026-11-{day}T23:59:59+09:00"),
        );
        let until = format!("2026-11-{day}T15:00:00+09:00");
        let weekend = Err("주말에 취소해서");
        check_office(card(), &noon, &noon, if is_weekday { Ok(Some(&until)) } else { weekend });
        // Of accounts only the day is told: the payout may come at any hour.
        for now in [&first, &last] {
            check_office(account(), &first, now, if is_weekday { Ok(None) } else { weekend });
        }
    }
    // Friday evening in Korea is noon in UTC, Saturday's first second still Friday there.
    check_office(account(), "2026-11-20T14:59:59Z", "2026-11-20T14:59:59Z", Ok(None));
    check_office(account(), "2026-11-20T15:00:00Z", "2026-11-20T15:00:00Z", Err("주말에 취소해서"));
}

#[test]
fn no_other_pg_keeps_office_hours() {
    for pg in ["NICE_V2", "KCP_V2", "INICIS_V2", "DANAL_TPAY", "TOSSPAYMENTS"] {
        let card = a_payment().portone(pg).card();
        let saturday = "2026-11-21T23:59:59+09:00";
        check_office(card, saturday, saturday, Ok(None));
    }
}
