use desk_domain::Timestamp;
use desk_domain::payment::{CardDetail, CardType, Funding, Method, MethodDetail, Mode, OwnerType};
use serde_json::{Value, json};

use super::document;
use crate::Found;
use crate::portone::convert::found;

/// The paid payment of the documents, paid by another method.
#[track_caller]
fn paid_by(name: &str) -> Found {
    paid_with(document(&format!("methods/{name}")))
}

#[track_caller]
fn paid_with(method: Value) -> Found {
    let mut payment = document("payments/paid");
    payment["method"] = method;
    found(serde_json::from_value(payment).unwrap()).unwrap()
}

/// What every method of these documents has in common.
fn through_inicis() -> MethodDetail {
    MethodDetail { pg: Some("INICIS_V2".into()), mode: Some(Mode::Live), ..MethodDetail::default() }
}

#[track_caller]
fn check(name: &str, method: Method, approval_number: Option<&str>, detail: MethodDetail) {
    let found = paid_by(name);
    assert_eq!(found.method, method, "{name}");
    assert_eq!(found.approval_number.as_deref(), approval_number, "{name}");
    assert_eq!(found.method_detail, detail, "{name}");
}

#[test]
fn a_card() {
    let card = CardDetail {
        issuer: Some("HYUNDAI_CARD".into()),
        brand: Some("LOCAL".into()),
        card_type: Some(CardType::Credit),
        owner_type: Some(OwnerType::Personal),
        number_masked: Some("433012******1234".into()),
        name: Some("현대카드 M".into()),
        installment_months: 3,
        points_used: false,
    };
    let detail = MethodDetail { card: Some(card), ..through_inicis() };
    check("card", Method::Card, Some("30041782"), detail);
    let bare = MethodDetail { card: Some(CardDetail::default()), ..through_inicis() };
    check("card_bare", Method::Card, None, bare);
}

#[test]
fn accounts_are_masked() {
    let detail = MethodDetail {
        bank: Some("SHINHAN".into()),
        account_number_masked: Some("**********5678".into()),
        deposit_until: Timestamp::parse_rfc3339("2026-11-06T23:59:59+09:00").ok(),
        ..through_inicis()
    };
    check("virtual_account", Method::VirtualAccount, None, detail);
    let detail = MethodDetail {
        bank: Some("KOOKMIN".into()),
        account_number_masked: Some("**********3456".into()),
        ..through_inicis()
    };
    check("transfer", Method::Transfer, None, detail);
}

#[test]
fn methods_without_details() {
    check("mobile", Method::Mobile, None, through_inicis());
    check("gift_certificate", Method::GiftCertificate, Some("C7788"), through_inicis());
    check("crypto", Method::Crypto, None, through_inicis());
    let detail = MethodDetail {
        deposit_until: Timestamp::parse_rfc3339("2026-11-06T23:59:59+09:00").ok(),
        ..through_inicis()
    };
    check("convenience_store", Method::ConvenienceStore, None, detail);
}

#[test]
fn an_easy_payment_tells_what_stands_behind_it() {
    let easy = |provider: &str, funding| MethodDetail {
        provider: Some(provider.into()),
        funding,
        ..through_inicis()
    };
    let card = CardDetail {
        issuer: Some("KOOKMIN_CARD".into()),
        card_type: Some(CardType::Debit),
        owner_type: Some(OwnerType::Corporate),
        number_masked: Some("540926******9988".into()),
        points_used: true,
        ..CardDetail::default()
    };
    let by_card = MethodDetail { card: Some(card), ..easy("KAKAOPAY", Some(Funding::Card)) };
    check("easy_pay_card", Method::EasyPay, Some("71120094"), by_card);
    let by_transfer = MethodDetail {
        bank: Some("TOSS".into()),
        account_number_masked: Some("********5678".into()),
        ..easy("TOSSPAY", Some(Funding::Transfer))
    };
    check("easy_pay_transfer", Method::EasyPay, None, by_transfer);
    check("easy_pay_charge", Method::EasyPay, None, easy("NAVERPAY", Some(Funding::Money)));
    check("easy_pay_bare", Method::EasyPay, None, easy("SAMSUNGPAY", None));
    check("easy_pay_of_tomorrow", Method::EasyPay, None, easy("MOONPAY", None));
}

#[test]
fn paypal_is_a_method_of_its_own() {
    let detail = MethodDetail { provider: Some("PAYPAL".into()), ..through_inicis() };
    check("paypal", Method::Paypal, None, detail);
    let pending = serde_json::from_value(document("payments/pay_pending")).unwrap();
    assert_eq!(found(pending).unwrap().method, Method::Paypal);
}

#[test]
fn words_of_tomorrow_are_no_error() {
    check("method_of_tomorrow", Method::Other, None, through_inicis());
    let card = CardDetail { brand: Some("MOON".into()), ..CardDetail::default() };
    let detail = MethodDetail { card: Some(card), ..through_inicis() };
    check("card_of_tomorrow", Method::Card, Some("1"), detail);
}

#[test]
fn a_whole_card_number_never_passes() {
    let method = json!({"type": "PaymentMethodCard", "card": {"number": "4330123412341234"}});
    let card = paid_with(method).method_detail.card.unwrap();
    assert_eq!(card.number_masked.as_deref(), Some("433012******1234"));
}

#[test]
fn a_channel_may_be_a_test_one_or_not_chosen_yet() {
    let read = |name: &str| {
        let payment = document(&format!("payments/{name}"));
        found(serde_json::from_value(payment).unwrap()).unwrap().method_detail
    };
    let promotion = read("paid_with_promotion");
    assert_eq!((promotion.pg.as_deref(), promotion.mode), (Some("TOSSPAYMENTS"), Some(Mode::Test)));
    assert_eq!(read("ready"), MethodDetail::default());
    let mut payment = document("payments/paid");
    payment["channel"]["type"] = json!("SANDBOX");
    let detail = found(serde_json::from_value(payment).unwrap()).unwrap().method_detail;
    assert_eq!((detail.pg.as_deref(), detail.mode), (Some("INICIS_V2"), None));
}
