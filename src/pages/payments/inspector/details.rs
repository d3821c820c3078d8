//! The facts of the payment: sums first, then how it was paid, then its numbers.

use desk_api::{Payment, PaymentDetail};
use desk_domain::Won;
use desk_domain::decision::Verdict;
use desk_domain::payment::{Agreement, BookStatus};
use leptos::prelude::*;

use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{Msg, locale, payments, pick, t, words};
use crate::ui::facts::{Fact, Facts};

#[component]
pub fn Details(detail: Signal<PaymentDetail>) -> AnyView {
    let shown = Memo::new(move |_| {
        detail.with(|detail| (detail.payment.clone(), detail.decision.verdict == Verdict::Blocked))
    });
    (move || {
        let (payment, blocked) = shown.get();
        view! { <Facts>{sums(&payment, blocked)}{means(&payment)}{numbers(&payment)}</Facts> }
    })
    .into_any()
}

fn sums(payment: &Payment, blocked: bool) -> Vec<AnyView> {
    let amount = |label: Msg, amount: Won| {
        amount.is_positive().then(|| fact(label, won(locale(), amount), true))
    };
    // What is there and cannot be cancelled is not called cancellable.
    let over = blocked && payment.cancellable_won.is_positive();
    let left = match over {
        true => fact(left_over(payment), won(locale(), kept(payment)), true),
        false => fact(payments::LEFT, won(locale(), payment.cancellable_won), true),
    };
    let shown = [
        Some(left),
        amount(payments::CANCELLED, payment.cancelled_won),
        amount(payments::RESERVED, payment.reserved_won),
        payment.method_detail.charged_won.and_then(|charged| amount(payments::CHARGED, charged)),
        amount(payments::TAX_FREE, payment.tax_free_won),
    ];
    shown.into_iter().flatten().collect()
}

/// What of the money stays with the merchant by the book, also where some of it is about to go.
pub(super) fn kept(payment: &Payment) -> Won {
    payment.amount_won.saturating_sub(payment.cancelled_won)
}

pub(super) const fn left_over(payment: &Payment) -> Msg {
    match payment.agreement {
        Agreement::Agrees => payments::LEFT_OVER,
        Agreement::BookAhead
        | Agreement::GatewayAhead
        | Agreement::AmountsDiffer
        | Agreement::Unknown => payments::LEFT_IN_BOOK,
    }
}

fn means(payment: &Payment) -> Vec<AnyView> {
    let detail = &payment.method_detail;
    let card = detail.card.as_ref().map(|card| {
        let terms = match card.installment_months {
            0 | 1 => t(payments::LUMP_SUM).to_owned(),
            months => payments::installments(locale(), months),
        };
        let issuer = card.issuer_name.as_ref().map(|name| pick(name).to_owned());
        let parts = [issuer, card.number.clone(), Some(terms)];
        fact(payments::CARD, joined(parts), false)
    });
    let account = detail.account_number.as_ref().map(|number| {
        let bank = detail.bank_name.as_ref().map(|name| pick(name).to_owned());
        fact(payments::ACCOUNT, joined([bank, Some(number.clone()), None]), false)
    });
    let until = detail
        .deposit_until
        .filter(|_| payment.book_status == BookStatus::Unpaid)
        .map(|at| fact(payments::DEPOSIT_UNTIL, moment::full(locale(), at), true));
    let pg = detail.pg_name.as_ref().map(|name| pick(name).to_owned());
    let channel = [Some(t(words::channel(payment.channel)).to_owned()), pg, None];
    let channel = fact(payments::CHANNEL, joined(channel), false);
    let escrow =
        detail.escrow.then(|| fact(payments::METHOD, t(payments::ESCROW).to_owned(), false));
    [card, account, until, Some(channel), escrow].into_iter().flatten().collect()
}

fn numbers(payment: &Payment) -> Vec<AnyView> {
    let text = |label: Msg, value: &Option<String>| {
        value.as_ref().map(|value| fact(label, value.clone(), true))
    };
    let shown = [
        text(payments::APPROVAL, &payment.approval_number),
        Some(fact(payments::PAYMENT_ID, payment.gateway_payment_id.clone(), false)),
        text(payments::PHONE, &payment.customer.phone),
        payment.receipt_url.clone().map(receipt),
    ];
    shown.into_iter().flatten().collect()
}

fn fact(label: Msg, value: String, numeric: bool) -> AnyView {
    view! { <Fact label=t(label) numeric>{value}</Fact> }.into_any()
}

fn receipt(url: String) -> AnyView {
    view! {
        <Fact label=t(payments::RECEIPT)>
            <a href=url target="_blank" rel="noopener noreferrer">
                {t(payments::OPEN)}
            </a>
        </Fact>
    }
    .into_any()
}

fn joined(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
