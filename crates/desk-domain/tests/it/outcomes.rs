//! Fee, arrival, inputs, cash receipt, steps, what stays undone, test mode.

use desk_domain::Won;
use desk_domain::decision::{CashReceiptEffect, Decision, FeePayer, Input, Verdict};
use desk_domain::payment::{CashReceiptState, Channel, Method};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::decide;

const PAID: &str = "2026-11-03T14:05:00+09:00";
const SAME_DAY: &str = "2026-11-03T23:59:59+09:00";
const NEXT_DAY: &str = "2026-11-04T00:00:00+09:00";

#[track_caller]
fn arrives(decision: &Decision, days: [u32; 2]) {
    let arrival = decision.arrival.as_ref().expect("an arrival");
    assert_eq!([arrival.business_days_min, arrival.business_days_max], days);
}

#[track_caller]
fn asks(payment: PaymentBuilder, inputs: &[Input], verdict: Verdict) {
    let decision = decide(payment, SAME_DAY);
    assert_eq!(decision.inputs, inputs);
    assert_eq!(decision.verdict, verdict);
}

#[test]
fn cards_return_today_only_when_all_of_it_is_cancelled_today() {
    let card = || a_payment().card().paid_at(PAID);
    arrives(&decide(card(), SAME_DAY), [0, 0]);
    arrives(&decide(card(), NEXT_DAY), [3, 5]);
    arrives(&decide(card().cancelled(1_000), SAME_DAY), [3, 5]);
    let transfer = || a_payment().portone("WELCOME").transfer().paid_at(PAID);
    arrives(&decide(transfer(), SAME_DAY), [0, 0]);
    arrives(&decide(transfer(), NEXT_DAY), [1, 1]);
    arrives(&decide(transfer().cancelled(1_000), SAME_DAY), [1, 1]);
    for (payment, later) in [
        (a_payment().bootpay("kcp").card(), [3, 5]),
        (a_payment().bootpay("inicis").transfer(), [1, 1]),
        (a_payment().payssam().pg("CARD_VAN"), [3, 5]),
        (a_payment().terminal(Method::Card), [3, 5]),
    ] {
        arrives(&decide(payment.clone().paid_at(PAID), SAME_DAY), [0, 0]);
        arrives(&decide(payment.paid_at(PAID), NEXT_DAY), later);
    }
    let account = || a_payment().portone("KCP_V2").virtual_account().paid_at(PAID);
    arrives(&decide(account(), SAME_DAY), [1, 2]);
    let direct = a_payment().over(Channel::Toss).virtual_account().paid_at(PAID);
    arrives(&decide(direct, SAME_DAY), [2, 2]);
    let phone = a_payment().portone("DANAL_TPAY").phone().paid_at(PAID);
    arrives(&decide(phone, SAME_DAY), [0, 0]);
    let kakao = a_payment().portone("KAKAOPAY").easy_pay("KAKAOPAY");
    assert_eq!(decide(kakao, SAME_DAY).arrival, None, "no source says when");
}

#[test]
fn a_virtual_account_costs_the_merchant_300_won() {
    let fee = |payment| decide(payment, SAME_DAY).fee.map(|fee| (fee.amount, fee.payer));
    let nothing = Some((Won::ZERO, FeePayer::Nobody));
    assert_eq!(
        fee(a_payment().portone("KCP_V2").virtual_account()),
        Some((Won(300), FeePayer::Merchant))
    );
    assert_eq!(fee(a_payment().card()), nothing);
    assert_eq!(fee(a_payment().portone("NAVERPAY").easy_pay("NAVERPAY")), nothing);
    assert_eq!(fee(a_payment().portone("DANAL_TPAY").phone()), None, "no source says");
}

#[test]
fn the_dialog_asks_for_what_the_method_needs() {
    use Input::{
        CardPresent, HolderPhone, PosConnected, PromotionRetainOption, Reason, RefundAccount,
        SellerConsent,
    };
    let (allowed, steps) = (Verdict::Allowed, Verdict::AllowedWithSteps);
    asks(a_payment().card(), &[Reason], allowed);
    asks(a_payment().card().promotion(), &[Reason, PromotionRetainOption], allowed);
    asks(a_payment().portone("KCP_V2").virtual_account(), &[Reason, RefundAccount], steps);
    let smartro = a_payment().portone("SMARTRO_V2").virtual_account();
    asks(smartro, &[Reason, RefundAccount, HolderPhone], steps);
    asks(a_payment().portone("SMARTRO_V2").card(), &[Reason], allowed);
    asks(a_payment().portone("PAYPAL_V2").easy_pay("PAYPAL"), &[Reason, SellerConsent], steps);
    asks(a_payment().terminal(Method::Card), &[Reason, CardPresent, PosConnected], steps);
    asks(a_payment().terminal(Method::CashReceipt), &[Reason, PosConnected], steps);
    asks(a_payment().bootpay("inicis").virtual_account(), &[Reason, RefundAccount], steps);
    asks(a_payment().over(Channel::Toss).virtual_account(), &[Reason, RefundAccount], steps);
    asks(a_payment().payssam(), &[Reason], allowed);
    asks(a_payment().recorded(Method::Cash), &[Reason], allowed);
}

#[track_caller]
fn receipt(payment: PaymentBuilder, state: CashReceiptState, expected: CashReceiptEffect) {
    let decision = decide(payment.cash_receipt(state), SAME_DAY);
    assert_eq!(decision.cash_receipt.effect, expected, "{:?}", decision.cash_receipt);
}

#[test]
fn what_happens_to_the_cash_receipt() {
    use CashReceiptEffect::{CancelSeparately, CancelledAlong, Check, None as Nothing};
    use CashReceiptState::{Cancelled, Issued, None as NoReceipt, Unknown};
    let account = || a_payment().portone("KCP_V2").virtual_account();
    receipt(account(), Issued, Check);
    receipt(account(), Unknown, Check);
    receipt(account(), NoReceipt, Nothing);
    receipt(account(), Cancelled, Nothing);
    receipt(a_payment().portone("KSNET").virtual_account(), Issued, CancelSeparately);
    receipt(a_payment().portone("KSNET").transfer(), Issued, CancelSeparately);
    receipt(a_payment().payssam(), Issued, CancelSeparately);
    receipt(a_payment().recorded(Method::Cash), Issued, CancelSeparately);
    receipt(a_payment().card(), Unknown, Nothing);
    // The terminal's receipt is the payment itself, whatever the book knows of it.
    receipt(a_payment().terminal(Method::CashReceipt), NoReceipt, CancelledAlong);
    receipt(a_payment().terminal(Method::BankTransferReceipt), Issued, CancelledAlong);
}

#[test]
fn steps_and_what_stays_undone_are_told() {
    let account = decide(a_payment().portone("KCP_V2").virtual_account(), SAME_DAY);
    assert_eq!(account.steps.len(), 3);
    assert!(account.steps[0].ko.contains("계좌번호"));
    assert_eq!(account.stays_undone.len(), 1);
    let cash = decide(a_payment().terminal(Method::CashReceipt), SAME_DAY);
    assert!(cash.stays_undone.iter().any(|text| text.ko.contains("현금을 돌려드리고")));
    let phone = a_payment().portone("DANAL_TPAY").phone().paid_at("2026-10-31T12:00:00+09:00");
    let late = decide(phone, SAME_DAY);
    assert_eq!(late.steps.len(), 1, "the way round it");
    assert!(late.steps[0].ko.contains("강제취소"));
}

#[track_caller]
fn test_note(payment: PaymentBuilder, rule: Option<&str>) {
    let decision = decide(payment, SAME_DAY);
    let note = decision.notices.iter().find(|notice| notice.code == "test_mode");
    assert_eq!(note.map(|notice| notice.rule.as_str()), rule);
}

#[test]
fn test_channels_do_things_by_themselves() {
    let card = |pg| a_payment().portone(pg).card().test_mode();
    test_note(a_payment().portone("INICIS_V2").card(), None);
    test_note(card("INICIS_V2"), Some("P-TEST-AUTO"));
    test_note(card("SMARTRO_V2"), Some("P-TEST-AUTO"));
    test_note(card("NICE_V2"), Some("P-TEST-NICE"));
    test_note(card("KCP_V2"), Some("P-TEST-FREE"));
    test_note(card("PAYMENTWALL"), Some("P-TEST-REAL"));
    test_note(card("KSNET"), Some("P-TEST"));
    let kakao = |pg| a_payment().portone(pg).easy_pay("KAKAOPAY").test_mode();
    // Said to be charged in one place and free in another: the careful reading is shown.
    for pg in ["SMARTRO_V2", "INICIS", "NICE", "MOBILIANS", "TOSSPAYMENTS", "KPN", "KICC_V2"] {
        test_note(kakao(pg), Some("P-TEST-EASY"));
    }
    test_note(kakao("KCP_V2"), Some("P-TEST-KCP-KAKAO"));
    test_note(kakao("KAKAOPAY"), Some("P-TEST-FREE"));
    test_note(a_payment().bootpay("kcp").test_mode(), Some("B-TEST"));
    test_note(a_payment().payssam().test_mode(), Some("Y-TEST"));
}
