//! One sentence of exactly what will happen, and of which money.

use desk_api::PaymentDetail;
use desk_domain::Won;
use leptos::prelude::*;

use super::form::CancelForm;
use crate::i18n::{cancel, locale, pick, t};

#[component]
pub fn Summary(
    detail: Signal<PaymentDetail>,
    form: CancelForm,
    /// What only this way of cancelling adds.
    #[prop(optional, into)]
    also: Signal<Option<String>>,
) -> AnyView {
    let sentence = move || {
        let (amount, left) = (form.amount_won()?, form.left()?);
        Some(detail.with(|detail| sentence(detail, amount, left, also.get())))
    };
    view! {
        <div class="cancel-dialog__summary" role="status">
            {move || {
                sentence()
                    .map(|sentence| {
                        view! {
                            <p class="cancel-dialog__summary-title">{t(cancel::WHAT_HAPPENS)}</p>
                            <p>{sentence}</p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn sentence(detail: &PaymentDetail, amount: Won, left: Won, also: Option<String>) -> String {
    let (locale, payment) = (locale(), &detail.payment);
    let (paid, method) = (payment.amount_won, &payment.method_detail);
    let label = pick(&method.label);
    let (deed, back) = if method.promotion_id.is_some() {
        let charged = method.charged_won.filter(|_| amount == paid);
        let back = cancel::money_back(locale, charged);
        (cancel::deed_of_order(locale, label, paid, amount), Some(back))
    } else {
        (cancel::deed(locale, label, paid, amount), None)
    };
    let arrival = detail.decision.arrival.as_ref().map(|arrival| {
        let of_part = arrival.of_part.as_ref().filter(|_| amount < paid);
        pick(of_part.unwrap_or(&arrival.text)).to_owned()
    });
    let rest = cancel::left_afterwards(locale, left);
    [Some(deed), also, back, arrival, Some(rest)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
