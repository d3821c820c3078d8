//! The facts of one cancellation.

use desk_api::{Cancellation, Payment};
use desk_domain::Timestamp;
use leptos::prelude::*;

use crate::components::reason::reason;
use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{Msg, cancellations, locale, outside, payments, pick, t, words};
use crate::ui::facts::{Fact, Facts};

#[component]
pub fn StoryFacts(cancellation: Cancellation, payment: Payment) -> AnyView {
    let who = cancellation.requested_by.as_ref().map(|staff| staff.name.clone());
    let who = who.unwrap_or_else(|| t(cancellations::origin(cancellation.origin)).to_owned());
    let why = reason(&cancellation);
    let note =
        Some(cancellation.note.clone()).filter(|note| !note.is_empty() && note.trim() != why);
    let tax_free = cancellation.tax_free_won.filter(|won| won.is_positive());
    let shown = [
        Some(fact(cancellations::REASON, why)),
        note.map(|note| fact(cancellations::NOTE, note)),
        Some(fact(cancellations::STAFF, who)),
        Some(fact(cancellations::OF, won(locale(), payment.amount_won))),
        tax_free.map(|amount| fact(cancellations::TAX_FREE, won(locale(), amount))),
        cancellation.promotion_retain_option.map(|option| {
            fact(cancellations::DISCOUNT, t(words::retain_option(option)).to_owned())
        }),
        Some(fact(payments::METHOD, pick(&payment.method_detail.label).to_owned())),
        cancellation.refund_account.map(|account| fact(cancellations::REFUND_ACCOUNT, account)),
        time(cancellations::REQUESTED_AT, Some(cancellation.requested_at)),
        time(cancellations::SENT_AT, cancellation.sent_at),
        time(cancellations::ACCEPTED_AT, cancellation.accepted_at),
        time(cancellations::SETTLED_AT, cancellation.settled_at),
        cancellation
            .outside
            .as_ref()
            .map(|slip| fact(outside::OUTSIDE_NUMBER, slip.approval_number.clone())),
        time(outside::AT, cancellation.outside.as_ref().map(|slip| slip.cancelled_at)),
        cancellation.gateway_cancellation_id.map(|id| fact(cancellations::GATEWAY_ID, id)),
        Some(fact(cancellations::CANCELLATION_ID, cancellation.id.to_string())),
    ];
    let shown = shown.into_iter().flatten().collect_view();
    view! { <Facts>{shown}</Facts> }.into_any()
}

fn time(label: Msg, at: Option<Timestamp>) -> Option<AnyView> {
    at.map(|at| fact(label, moment::full(locale(), at)))
}

fn fact(label: Msg, value: String) -> AnyView {
    view! { <Fact label=t(label)>{value}</Fact> }.into_any()
}
