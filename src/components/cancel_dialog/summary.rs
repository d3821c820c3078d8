//! One sentence of exactly what will happen.

use desk_api::PaymentDetail;
use leptos::prelude::*;

use super::form::CancelForm;
use crate::i18n::{cancel, locale, pick, t};

#[component]
pub fn Summary(detail: Signal<PaymentDetail>, form: CancelForm) -> AnyView {
    let sentence = move || {
        let (amount, left) = (form.amount_won()?, form.left()?);
        Some(detail.with(|detail| {
            let payment = &detail.payment;
            cancel::summary(
                locale(),
                pick(&payment.method_detail.label),
                payment.amount_won,
                amount,
                left,
                detail.decision.arrival.as_ref().map(|arrival| pick(&arrival.text)),
            )
        }))
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
