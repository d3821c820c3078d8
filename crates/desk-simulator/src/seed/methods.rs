//! Payment methods with believable details. All numbers are made up.

use chrono::{DateTime, TimeDelta, Utc};

use crate::portone::wire::{
    AccountType, Card, CardBrand, CardMethod, CardOwner, CardType, ConvenienceStore, EasyPay,
    EasyPayFunding, GiftCertificate, Installment, Method, Mobile, Transfer, VirtualAccount,
};
use crate::private::Private;

/// Issuer code, name on the receipt, first six digits.
pub(super) const ISSUERS: [(&str, &str, &str); 11] = [
    ("SHINHAN_CARD", "신한카드", "451842"),
    ("SAMSUNG_CARD", "삼성카드", "532092"),
    ("HYUNDAI_CARD", "현대카드", "433012"),
    ("KOOKMIN_CARD", "KB국민카드", "457973"),
    ("LOTTE_CARD", "롯데카드", "511187"),
    ("HANA_CARD", "하나카드", "546111"),
    ("BC_CARD", "BC카드", "920020"),
    ("NH_CARD", "NH농협카드", "546112"),
    ("WOORI_CARD", "우리카드", "538720"),
    ("KAKAO_BANK", "카카오뱅크", "517363"),
    ("TOSS_BANK", "토스뱅크", "555510"),
];

/// The kinds of card that cancel differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardSort {
    Credit,
    Debit,
    Gift,
    Corporate,
    Visa,
    Master,
}

/// `n` varies the numbers and the instalment plan.
pub(super) fn card_method(issuer: usize, sort: CardSort, n: usize) -> CardMethod {
    let (code, name, bin) = ISSUERS[issuer % ISSUERS.len()];
    let kind = match sort {
        CardSort::Debit => CardType::Debit,
        CardSort::Gift => CardType::Gift,
        CardSort::Credit | CardSort::Corporate | CardSort::Visa | CardSort::Master => {
            CardType::Credit
        }
    };
    let brand = match sort {
        CardSort::Visa => CardBrand::Visa,
        CardSort::Master => CardBrand::Master,
        CardSort::Credit | CardSort::Debit | CardSort::Gift | CardSort::Corporate => {
            CardBrand::Local
        }
    };
    let owner =
        if sort == CardSort::Corporate { CardOwner::Corporate } else { CardOwner::Personal };
    CardMethod {
        card: Some(Card {
            publisher: Some(code.into()),
            issuer: Some(code.into()),
            brand: Some(brand),
            kind: Some(kind),
            owner_type: Some(owner),
            bin: Some(bin.into()),
            name: Some(name.into()),
            number: Some(Private::new(format!("{bin}******{:04}", n % 10_000))),
        }),
        approval_number: Some(format!("{:08}", 30_000_000 + n % 10_000_000)),
        installment: Some(installment(sort, n)),
        point_used: Some(false),
    }
}

pub(super) fn card(issuer: usize, sort: CardSort, n: usize) -> Method {
    Method::Card(card_method(issuer, sort, n))
}

pub(super) fn virtual_account(
    bank: &str,
    n: usize,
    payer: Private,
    issued_at: DateTime<Utc>,
) -> Method {
    Method::VirtualAccount(VirtualAccount {
        bank: Some(bank.into()),
        account_number: Private::new(format!("56200{:09}", n % 1_000_000_000)),
        account_type: Some(AccountType::Normal),
        remittee_name: Some("데스크학원".into()),
        remitter_name: Some(payer),
        expired_at: Some(issued_at + TimeDelta::days(3)),
        issued_at: Some(issued_at),
        refund_status: None,
    })
}

pub(super) fn transfer(bank: &str) -> Method {
    Method::Transfer(Transfer { bank: Some(bank.into()), account_number: None })
}

pub(super) fn phone(number: Private) -> Method {
    Method::Mobile(Mobile { phone_number: Some(number) })
}

pub(super) fn easy_pay(provider: &str, funding: EasyPayFunding) -> Method {
    Method::EasyPay(EasyPay { provider: Some(provider.into()), easy_pay_method: Some(funding) })
}

/// Charged balance of the wallet itself (카카오페이 머니 and its like).
pub(super) fn money() -> EasyPayFunding {
    EasyPayFunding::Charge { bank: None }
}

pub(super) fn paypal() -> Method {
    Method::EasyPay(EasyPay { provider: Some("PAYPAL".into()), easy_pay_method: None })
}

pub(super) fn gift_certificate(kind: &str, n: usize) -> Method {
    Method::GiftCertificate(GiftCertificate {
        gift_certificate_type: Some(kind.into()),
        approval_number: format!("G{n:09}"),
    })
}

pub(super) fn convenience_store(n: usize, deadline: DateTime<Utc>) -> Method {
    Method::ConvenienceStore(ConvenienceStore {
        convenience_store_brand: Some("SEVEN_ELEVEN".into()),
        confirmation_number: Some(format!("{n:06}")),
        receipt_number: Some(format!("{n:011}")),
        payment_deadline: Some(deadline),
    })
}

/// Only credit is paid in instalments, and only some of it.
fn installment(sort: CardSort, n: usize) -> Installment {
    let month = match (sort, n % 9) {
        (CardSort::Credit, 0 | 1) => 3,
        (CardSort::Credit, 2) => 6,
        _ => 0,
    };
    Installment { month, is_interest_free: month > 0 && n.is_multiple_of(2) }
}
