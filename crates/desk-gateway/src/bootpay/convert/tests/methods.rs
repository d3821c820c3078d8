use desk_domain::Timestamp;
use desk_domain::payment::{CardDetail, CardType, Funding, Method, MethodDetail, Mode, OwnerType};
use serde_json::json;

use super::{document, read_v1, read_v2};
use crate::bootpay::convert::pg::alias;

#[track_caller]
fn check(name: &str, method: Method, detail: MethodDetail) {
    let found = read_v2(&document(&format!("v2/{name}"))).unwrap();
    assert_eq!(found.method, method, "{name}");
    assert_eq!(found.method_detail, detail, "{name}");
}

fn through(pg: &str) -> MethodDetail {
    MethodDetail { pg: Some(pg.into()), mode: Some(Mode::Live), ..MethodDetail::default() }
}

fn hyundai() -> CardDetail {
    CardDetail {
        issuer: Some("현대".into()),
        card_type: Some(CardType::Credit),
        owner_type: Some(OwnerType::Personal),
        number_masked: Some("433012******1234".into()),
        installment_months: 3,
        ..CardDetail::default()
    }
}

#[test]
fn a_card_is_masked_although_the_vendor_did_not() {
    check("card", Method::Card, MethodDetail { card: Some(hyundai()), ..through("nicepay") });
}

#[test]
fn accounts_are_masked() {
    let detail = MethodDetail {
        bank: Some("신한은행".into()),
        account_number_masked: Some("**********5678".into()),
        deposit_until: Timestamp::parse_rfc3339("2026-11-06T23:59:59+09:00").ok(),
        ..through("inicis")
    };
    check("virtual_account", Method::VirtualAccount, detail);
    let detail = MethodDetail {
        bank: Some("국민".into()),
        account_number_masked: Some("**********4456".into()),
        ..through("kcp")
    };
    check("transfer", Method::Transfer, detail);
    check("mobile", Method::Mobile, through("danal"));
}

#[test]
fn the_payer_of_a_virtual_account_is_the_customer() {
    let found = read_v2(&document("v2/virtual_account")).unwrap();
    assert_eq!(found.customer.name.as_deref(), Some("김서연"));
    let found = read_v1(&document("v1/virtual_account")).unwrap();
    assert_eq!(found.customer.name.as_deref(), Some("김서연"));
    assert_eq!(found.method, Method::VirtualAccount);
    let account = found.method_detail.account_number_masked;
    assert_eq!(account.as_deref(), Some("**********5678"));
}

#[test]
fn an_easy_payment_tells_what_stands_behind_it() {
    let card = CardDetail {
        card_type: Some(CardType::Debit),
        owner_type: Some(OwnerType::Corporate),
        points_used: true,
        ..hyundai()
    };
    let by_card = MethodDetail {
        provider: Some("NAVERPAY".into()),
        funding: Some(Funding::Card),
        card: Some(card),
        ..through("nicepay")
    };
    check("easy_pay_card", Method::EasyPay, by_card);
    let by_money = MethodDetail {
        provider: Some("KAKAOPAY".into()),
        funding: Some(Funding::Money),
        ..through("kakao")
    };
    check("easy_pay_money", Method::EasyPay, by_money);
}

#[test]
fn words_of_tomorrow_are_no_error() {
    let card = CardDetail { card_type: None, owner_type: None, ..hyundai() };
    let detail = MethodDetail { card: Some(card), ..through("달나라페이") };
    check("words_of_tomorrow", Method::Other, detail);
}

#[track_caller]
fn check_symbols(chosen: Option<&str>, came: Option<&str>, method: Method, provider: Option<&str>) {
    let mut receipt = document("v2/mobile");
    receipt["method_origin_symbol"] = json!(chosen);
    receipt["method_symbol"] = json!(came);
    let found = read_v2(&receipt).unwrap();
    let told = (found.method, found.method_detail.provider);
    assert_eq!(told, (method, provider.map(str::to_owned)), "{chosen:?} {came:?}");
}

#[test]
fn what_was_chosen_speaks_before_what_it_came_from() {
    check_symbols(Some("card_rebill_rest"), Some("card"), Method::Card, None);
    check_symbols(Some("naverpay"), Some("card"), Method::EasyPay, Some("NAVERPAY"));
    check_symbols(Some("payco"), Some("payco_point"), Method::EasyPay, Some("PAYCO"));
    check_symbols(Some("tosspay"), Some("bank"), Method::EasyPay, Some("TOSSPAY"));
    check_symbols(Some("samsungpay"), Some("card"), Method::EasyPay, Some("SAMSUNGPAY"));
    check_symbols(Some("easy_card"), Some("card"), Method::EasyPay, None);
    check_symbols(Some("iris"), Some("bank"), Method::Transfer, None);
    check_symbols(None, Some("vbank"), Method::VirtualAccount, None);
    check_symbols(Some("paypal"), None, Method::Paypal, None);
    check_symbols(None, None, Method::Other, None);
}

#[test]
fn a_first_generation_card_has_its_data_from_the_pg() {
    let found = read_v1(&document("v1/card")).unwrap();
    let card = CardDetail {
        issuer: Some("하나".into()),
        number_masked: Some("943081******4569".into()),
        ..CardDetail::default()
    };
    let detail = MethodDetail { pg: Some("payapp".into()), card: Some(card), ..Default::default() };
    assert_eq!((found.method, found.method_detail), (Method::Card, detail));
    for (symbol, provider) in [("kakao", "KAKAOPAY"), ("npay", "NAVERPAY")] {
        let mut receipt = document("v1/card");
        receipt["data"]["method"] = json!(symbol);
        let detail = read_v1(&receipt).unwrap().method_detail;
        assert_eq!(detail.provider.as_deref(), Some(provider));
        assert_eq!(detail.funding, Some(Funding::Card));
    }
}

#[test]
fn a_pg_has_one_alias_in_both_generations() {
    for (name, expected) in [
        ("나이스페이먼츠", "nicepay"),
        ("nicepay", "nicepay"),
        ("KCP", "kcp"),
        ("NHN KCP", "kcp"),
        ("이니시스", "inicis"),
        ("다날", "danal"),
        ("페이레터", "payletter"),
        ("카카오페이", "kakao"),
        ("페이코", "payco"),
        ("페이앱", "payapp"),
        ("달나라페이", "달나라페이"),
    ] {
        assert_eq!(alias(name), expected);
    }
}

#[test]
fn a_test_payment_is_told_from_a_live_one() {
    let mode = |sandbox| {
        let mut receipt = document("v2/card");
        receipt["sandbox"] = sandbox;
        read_v2(&receipt).unwrap().method_detail.mode
    };
    assert_eq!(mode(json!(true)), Some(Mode::Test));
    assert_eq!(mode(json!(false)), Some(Mode::Live));
    assert_eq!(mode(json!(null)), None);
}
