//! How a customer paid, in one line a person reads.

mod words;

use desk_api::{Card, MethodDetail};
use desk_domain::payment::{CardDetail, Method, Payment};
use desk_domain::{Text, mask};

use crate::desk::Desk;
use words::{funding_words, issuer_words, method_words, pg_words, provider_words, recorded_words};

pub(super) fn method_detail(desk: &Desk, payment: &Payment) -> MethodDetail {
    let detail = &payment.method_detail;
    MethodDetail {
        label: method_label(desk, payment),
        pg: detail.pg.clone(),
        pg_name: detail.pg.as_deref().map(pg_words),
        mode: detail.mode,
        provider: detail.provider.clone(),
        funding: detail.funding,
        card: detail.card.as_ref().map(card),
        bank: detail.bank.clone(),
        bank_name: detail.bank.as_deref().map(|code| bank_name(desk, code)),
        account_number: detail.account_number_masked.as_deref().map(mask::account),
        deposit_until: detail.deposit_until,
        escrow: detail.escrow,
        promotion_id: detail.promotion_id.clone(),
        charged_won: detail.charged,
    }
}

fn card(card: &CardDetail) -> Card {
    Card {
        issuer: card.issuer.clone(),
        issuer_name: card.issuer.as_deref().map(issuer_words),
        brand: card.brand.clone(),
        card_type: card.card_type,
        owner_type: card.owner_type,
        number: card.number_masked.as_deref().map(mask::card),
        installment_months: card.installment_months,
    }
}

/// `현대카드`, `카카오페이 머니`, `가상계좌 · 신한은행`, `현금 · 학원수납저장`.
pub(super) fn method_label(desk: &Desk, payment: &Payment) -> Text {
    let label = how_paid(desk, payment);
    match payment.method_detail.recorded_as {
        Some(recorded_as) => join(&label, " · ", &recorded_words(recorded_as)),
        None => label,
    }
}

fn how_paid(desk: &Desk, payment: &Payment) -> Text {
    let detail = &payment.method_detail;
    let plain = method_words(payment.method);
    match payment.method {
        Method::Card => {
            detail.card.as_ref().and_then(|card| card.issuer.as_deref()).map_or(plain, issuer_words)
        }
        Method::EasyPay => {
            let provider = detail.provider.as_deref().map_or(plain, provider_words);
            detail
                .funding
                .map_or(provider.clone(), |funding| join(&provider, " ", &funding_words(funding)))
        }
        Method::VirtualAccount | Method::Transfer => detail
            .bank
            .as_deref()
            .map_or(plain.clone(), |code| join(&plain, " · ", &bank_name(desk, code))),
        Method::Mobile
        | Method::GiftCertificate
        | Method::Paypal
        | Method::ConvenienceStore
        | Method::Crypto
        | Method::Message
        | Method::Cash
        | Method::CashReceipt
        | Method::BankTransfer
        | Method::BankTransferReceipt
        | Method::Other => plain,
    }
}

fn bank_name(desk: &Desk, code: &str) -> Text {
    let known = desk.rulebook.banks().iter().find(|bank| bank.code == code);
    known.map_or_else(|| Text::new(code, code), |bank| bank.name.clone())
}

fn join(first: &Text, between: &str, second: &Text) -> Text {
    Text::new(
        format!("{}{between}{}", first.ko, second.ko),
        format!("{}{between}{}", first.en, second.en),
    )
}
