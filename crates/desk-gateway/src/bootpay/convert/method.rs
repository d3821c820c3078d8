//! How it was paid.

use desk_domain::mask;
use desk_domain::payment::{CardDetail, CardType, Funding, Method, MethodDetail, OwnerType};

use crate::bootpay::wire::v1::PaymentData;
use crate::bootpay::wire::v2::{BankData, CardData, Receipt};

/// What a symbol of the vendor's says of the method, and of the provider of an easy payment.
///
/// Sources: the list of methods of V1 (`card`, `phone`, `bank`, `vbank`, `card_rebill`, `kakao`,
/// `npay`, `easy`) and receipts of V2. A symbol that is not here is [`Method::Other`].
fn meaning(symbol: &str) -> (Method, Option<&'static str>) {
    match symbol {
        "card" | "card_rebill" | "card_rebill_rest" => (Method::Card, None),
        "phone" => (Method::Mobile, None),
        "bank" | "automatic_transfer" | "automatic_transfer_rest" => (Method::Transfer, None),
        "vbank" => (Method::VirtualAccount, None),
        "kakao" | "kakaopay" | "kakao_money" => (Method::EasyPay, Some("KAKAOPAY")),
        "npay" | "naverpay" | "naver_point" => (Method::EasyPay, Some("NAVERPAY")),
        "payco" | "payco_point" => (Method::EasyPay, Some("PAYCO")),
        "toss" | "tosspay" | "toss_point" => (Method::EasyPay, Some("TOSSPAY")),
        "samsungpay" => (Method::EasyPay, Some("SAMSUNGPAY")),
        "easy" | "easy_card" | "easy_bank" => (Method::EasyPay, None),
        "paypal" => (Method::Paypal, None),
        _ => (Method::Other, None),
    }
}

/// The method of a V2 receipt: what the customer chose, before what the money then came from. A
/// 네이버페이 payment says `naverpay` and `card`; a 카드자동 one says `card_rebill_rest` and `card`.
pub(super) fn of_v2(receipt: &Receipt) -> (Method, MethodDetail) {
    let chosen = receipt.method_origin_symbol.as_deref().map(meaning);
    let came = receipt.method_symbol.as_deref().map(meaning);
    let is_known = |one: &(Method, _)| one.0 != Method::Other;
    let (method, provider) =
        chosen.filter(is_known).or(came).or(chosen).unwrap_or((Method::Other, None));
    let bank = receipt.vbank_data.as_ref().or(receipt.bank_data.as_ref());
    let mut detail = with_bank(bank);
    detail.provider = provider.map(str::to_owned);
    detail.card = receipt.card_data.as_ref().map(card);
    detail.escrow = receipt.escrow_data.is_some();
    if method == Method::EasyPay {
        detail.funding = funding(receipt);
    }
    (method, detail)
}

/// Points and money are told in objects of their own, whichever symbol stands beside them.
fn funding(receipt: &Receipt) -> Option<Funding> {
    let stored = [
        &receipt.naver_point_data,
        &receipt.kakao_money_data,
        &receipt.payco_point_data,
        &receipt.toss_point_data,
    ];
    if receipt.card_data.is_some() {
        Some(Funding::Card)
    } else if receipt.bank_data.is_some() {
        Some(Funding::Transfer)
    } else {
        stored.iter().any(|data| data.is_some()).then_some(Funding::Money)
    }
}

fn with_bank(bank: Option<&BankData>) -> MethodDetail {
    let Some(bank) = bank else { return MethodDetail::default() };
    MethodDetail {
        bank: bank.bank_name.clone(),
        account_number_masked: bank.bank_account.as_ref().map(|one| mask::account(one.expose())),
        deposit_until: bank.expired_at.map(|at| at.0),
        ..MethodDetail::default()
    }
}

fn card(card: &CardData) -> CardDetail {
    CardDetail {
        issuer: card.card_company.clone(),
        card_type: card.card_type.as_deref().and_then(|word| match word {
            "신용" => Some(CardType::Credit),
            "체크" => Some(CardType::Debit),
            "기프트" => Some(CardType::Gift),
            "선불" => Some(CardType::Prepaid),
            _ => None,
        }),
        owner_type: card.card_owner_type.as_deref().and_then(|word| match word {
            "개인" => Some(OwnerType::Personal),
            "법인" => Some(OwnerType::Corporate),
            _ => None,
        }),
        number_masked: card.card_no.as_ref().map(|number| mask::card(number.expose())),
        installment_months: months(card.card_quota.as_deref()),
        points_used: card.point.is_some_and(|point| point.0.is_positive()),
        ..CardDetail::default()
    }
}

/// The method of a V1 receipt; the PG's own data has the rest.
pub(super) fn of_v1(symbol: Option<&str>, data: &PaymentData) -> (Method, MethodDetail) {
    let (method, provider) = symbol.map_or((Method::Other, None), meaning);
    let card = data.card_no.is_some() || data.card_name.is_some();
    let card = card.then(|| CardDetail {
        issuer: data.card_name.clone(),
        number_masked: data.card_no.as_ref().map(|number| mask::card(number.expose())),
        installment_months: months(data.card_quota.as_deref()),
        ..CardDetail::default()
    });
    let funding = (method == Method::EasyPay && card.is_some()).then_some(Funding::Card);
    let detail = MethodDetail {
        provider: provider.map(str::to_owned),
        funding,
        card,
        bank: data.bankname.clone(),
        account_number_masked: data.account.as_ref().map(|one| mask::account(one.expose())),
        ..MethodDetail::default()
    };
    (method, detail)
}

fn months(quota: Option<&str>) -> u32 {
    quota.and_then(|quota| quota.trim().parse().ok()).unwrap_or(0)
}
