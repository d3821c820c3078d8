//! What can be cancelled in part, and from which amount on.

use desk_domain::Won;
use desk_domain::amounts::AmountProblem;
use desk_domain::decision::{Action, Severity, Verdict};
use desk_domain::payment::{CardType, Channel, Method, OwnerType};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{blocked_by, codes, decide, reasons, verdict};

const NOW: &str = "2026-11-21T12:00:00+09:00";

/// A partial cancel is refused with this code, by this rule, and the full one goes on.
#[track_caller]
fn blocked(payment: PaymentBuilder, code: &str, rule: &str) {
    let decision = decide(payment, NOW);
    assert_eq!(blocked_by(&decision, Action::CancelPartial), Some(code));
    let reason = &reasons(&decision, Action::CancelPartial)[0];
    assert_eq!(reason.rule, rule);
    assert_eq!(reason.sources.is_empty(), rule.is_empty());
    assert!(!decision.amount.partial_allowed);
    assert!(decision.allows(Action::CancelFull), "{decision:#?}");
}

/// A partial cancel is possible, and carries exactly this warning, if any.
#[track_caller]
fn allowed(payment: PaymentBuilder, warning: Option<&str>) {
    let decision = decide(payment, NOW);
    assert!(decision.allows(Action::CancelPartial), "{decision:#?}");
    assert!(decision.amount.partial_allowed);
    let warnings: Vec<&str> = reasons(&decision, Action::CancelPartial)
        .iter()
        .filter(|reason| reason.severity == Severity::Warning)
        .map(|reason| reason.code.as_str())
        .collect();
    assert_eq!(warnings, Vec::from_iter(warning));
}

#[test]
fn the_card_decides() {
    let card = || a_payment().portone("INICIS_V2").card();
    allowed(card(), None);
    allowed(card().card_type(CardType::Credit).owner(OwnerType::Personal), None);
    allowed(card().card_type(CardType::Debit), None);
    allowed(card().owner(OwnerType::Corporate), Some("partial_corporate"));
    blocked(card().card_type(CardType::Gift), "partial_not_allowed", "P-CARD-GIFT");
    blocked(card().card_type(CardType::Prepaid), "partial_not_allowed", "P-CARD-GIFT");
    allowed(card().brand("LOCAL"), None);
    for brand in ["VISA", "MASTER", "JCB"] {
        blocked(card().brand(brand), "partial_not_allowed", "P-CARD-FOREIGN");
    }
    for brand in ["AMEX", "UNIONPAY", "DINERS"] {
        allowed(card().brand(brand), Some("partial_not_allowed"));
    }
}

#[test]
fn points_are_a_guess_and_some_issuers_take_them() {
    let card = || a_payment().portone("INICIS_V2").card().points();
    allowed(card().issuer("LOTTE_CARD"), Some("partial_not_allowed"));
    for issuer in ["KOOKMIN_CARD", "SAMSUNG_CARD", "HANA_CARD", "SHINHAN_CARD", "HYUNDAI_CARD"] {
        allowed(card().issuer(issuer), None);
    }
}

#[test]
fn escrow_is_never_parted() {
    blocked(a_payment().card().escrow(), "partial_not_allowed", "P-ESCROW");
    blocked(a_payment().portone("NICE_V2").card().escrow(), "partial_not_allowed", "P-ESCROW");
    blocked(a_payment().card().escrow_confirmed(), "partial_not_allowed", "P-ESCROW");
    let toss = a_payment().over(Channel::Toss).transfer().escrow();
    blocked(toss, "partial_not_allowed", "T-ESCROW");
}

#[test]
fn phones_are_never_parted() {
    blocked(a_payment().portone("DANAL_TPAY").phone(), "partial_not_allowed", "P-PHONE");
    blocked(a_payment().portone("KCP_V2").phone(), "partial_not_allowed", "P-PHONE");
    blocked(a_payment().portone("KSNET").phone(), "partial_not_allowed", "P-KSNET-PHONE");
    allowed(a_payment().bootpay("danal").phone(), Some("partial_phone_unsure"));
    allowed(a_payment().over(Channel::Toss).phone(), Some("partial_hint"));
}

#[test]
fn nice_needs_a_contract() {
    allowed(a_payment().portone("NICE_V2").card(), Some("partial_needs_contract"));
    let decision = decide(a_payment().portone("NICE_V2").card(), NOW);
    assert_eq!(verdict(&decision, Action::CancelPartial), Verdict::AllowedWithSteps);
    assert_eq!(verdict(&decision, Action::CancelFull), Verdict::Allowed);
}

#[test]
fn smartro_check_cards_are_not_parted_in_test_only() {
    let card = || a_payment().portone("SMARTRO_V2").card();
    blocked(card().card_type(CardType::Debit).test_mode(), "partial_not_allowed", "P-SMTR-T");
    allowed(card().card_type(CardType::Debit), None);
    allowed(card().card_type(CardType::Credit).test_mode(), None);
}

#[test]
fn ksnet_takes_nine_partials() {
    for payment in [
        a_payment().portone("KSNET").card(),
        a_payment().portone("KSNET").transfer(),
        a_payment().portone("KSNET").virtual_account(),
        a_payment().portone("KSNET").easy_pay("KAKAOPAY"),
    ] {
        allowed(payment.clone().partial_cancels(8), None);
        allowed(payment.clone().partial_cancels(9), Some("partial_count_reached"));
        allowed(payment.partial_cancels(10), Some("partial_count_reached"));
    }
    allowed(a_payment().portone("INICIS_V2").card().partial_cancels(30), None);
}

#[test]
fn gift_certificates_go_by_their_pg() {
    let gift = |pg| a_payment().portone(pg).method(Method::GiftCertificate);
    blocked(gift("TOSSPAYMENTS"), "partial_not_allowed", "P-GIFT");
    allowed(gift("INICIS_V2"), Some("partial_hint"));
}

#[test]
fn bootpay_parts_at_seven_pgs() {
    for pg in ["inicis", "kcp", "danal", "payletter", "nicepay", "kakao", "payco"] {
        allowed(a_payment().bootpay(pg).card(), None);
    }
    blocked(a_payment().bootpay("toss").card(), "partial_not_allowed", "B-OTHER");
    let unknown = a_payment().over(Channel::Bootpay).card();
    blocked(unknown, "partial_not_allowed", "B-OTHER");
    let gift = a_payment().bootpay("kcp").card_type(CardType::Gift);
    allowed(gift, Some("partial_not_allowed"));
    let gift_elsewhere = a_payment().bootpay("toss").card_type(CardType::Gift);
    blocked(gift_elsewhere, "partial_not_allowed", "B-OTHER");
}

#[test]
fn bootpay_parts_are_over_1000_won() {
    let decision = decide(a_payment().bootpay("inicis").card().won(50_000), NOW);
    let rule = decision.amount;
    assert_eq!(rule.partial_min, Won(1_001));
    let too_small = AmountProblem::BelowPartialMinimum { minimum: Won(1_001) };
    assert_eq!(rule.check(Won(1_000), None), Err(too_small));
    assert_eq!(rule.check(Won(1_001), None), Ok(()));
    assert_eq!(rule.check(Won(50_000), None), Ok(()), "the whole remainder is a full cancel");
}

#[test]
fn a_remainder_that_cannot_be_parted_goes_in_full_only() {
    let inicis = |won| a_payment().bootpay("inicis").card().won(won);
    blocked(inicis(1_000), "partial_remainder_too_small", "B-ANY");
    blocked(inicis(1_001), "partial_remainder_too_small", "B-ANY");
    allowed(inicis(1_002), None);
    blocked(a_payment().won(1), "partial_remainder_too_small", "");
    allowed(a_payment().won(2), None);
}

#[test]
fn full_only_channels() {
    blocked(a_payment().payssam(), "partial_not_allowed", "Y-PAID");
    blocked(a_payment().terminal(Method::Card), "partial_not_allowed", "M-POS");
    blocked(a_payment().terminal(Method::CashReceipt), "partial_not_allowed", "M-CASHR");
    blocked(a_payment().recorded(Method::Cash), "partial_not_allowed", "M-UNL");
}

#[test]
fn what_no_document_says_is_said() {
    let transfer = decide(a_payment().portone("WELCOME").transfer(), NOW);
    assert!(codes(&transfer).contains(&"unverified_partial"));
    assert!(codes(&transfer).contains(&"conflict_deadline"));
    let minimum = decide(a_payment().bootpay("inicis").card(), NOW);
    assert!(codes(&minimum).contains(&"unverified_partial_min"));
    assert!(codes(&minimum).contains(&"conflict_partial_min"));
    let kcp = decide(a_payment().bootpay("kcp").card(), NOW);
    assert!(codes(&kcp).contains(&"conflict_note"), "the IP addresses");
    let card = decide(a_payment().card(), NOW);
    assert!(!codes(&card).contains(&"unverified_partial"), "a card's partial cancel is sourced");
}
