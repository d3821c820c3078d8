//! Which rows hold, and which of them speaks: the one that asks for more.

use desk_domain::payment::{CardType, Channel, Method};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::decide;

/// The rows that hold, the most specific first.
#[track_caller]
fn check(payment: PaymentBuilder, rules: &[&str]) {
    assert_eq!(decide(payment, "2026-11-21T12:00:00+09:00").rules, rules);
}

#[test]
fn the_pg_speaks_before_the_method_and_the_card_before_the_pg() {
    check(a_payment().portone("KSNET").card(), &["P-KSNET", "P-CARD", "P-ANY"]);
    check(
        a_payment().portone("KSNET").card_type(CardType::Gift),
        &["P-CARD-GIFT", "P-KSNET", "P-CARD", "P-ANY"],
    );
    check(
        a_payment().portone("SMARTRO_V2").card_type(CardType::Debit).test_mode(),
        &["P-SMTR-T", "P-TEST-AUTO", "P-TEST", "P-CARD", "P-ANY"],
    );
    check(
        a_payment().portone("KSNET").virtual_account(),
        &["P-KSNET-VA", "P-KSNET", "P-VA", "P-ANY"],
    );
    check(
        a_payment().portone("KSNET").easy_pay("KAKAOPAY"),
        &["P-KSNET", "P-KAKAO", "P-EASY", "P-ANY"],
    );
    check(a_payment().card().escrow(), &["P-ESCROW", "P-CARD", "P-ANY"]);
}

#[test]
fn words_of_vendors_are_compared_without_case() {
    check(a_payment().portone("ksnet").card(), &["P-KSNET", "P-CARD", "P-ANY"]);
    check(a_payment().bootpay("INICIS").card(), &["B-ANY", "B-CARD", "B-OTHER"]);
}

#[test]
fn a_fact_that_is_not_known_fits_no_row_that_asks_for_it() {
    check(a_payment().card(), &["P-CARD", "P-ANY"]);
    check(a_payment().over(Channel::Bootpay).card(), &["B-CARD", "B-OTHER"]);
}

#[test]
fn every_channel_has_a_row_for_every_method() {
    for &channel in Channel::ALL {
        for &method in Method::ALL {
            let payment = a_payment().over(channel).pg("A_PG_OF_TOMORROW").method(method);
            let decision = decide(payment, "2026-11-21T12:00:00+09:00");
            assert!(!decision.rules.is_empty(), "{channel} {method}");
        }
    }
}

#[test]
fn an_unknown_method_is_left_to_the_gateway() {
    let decision = decide(a_payment().method(Method::Other), "2026-11-21T12:00:00+09:00");
    assert_eq!(decision.rules, ["P-ANY"]);
    assert!(decision.notices.iter().any(|notice| notice.code == "unverified_full"));
}
