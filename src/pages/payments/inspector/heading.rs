//! The head of the inspector: whose payment, how much, where it stands.

use desk_api::PaymentDetail;
use leptos::prelude::*;

use crate::components::status::payment_status_in_words;
use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{locale, payments, pick, t};

#[component]
pub fn Heading(detail: Signal<PaymentDetail>) -> AnyView {
    let payment = Memo::new(move |_| detail.with(|detail| detail.payment.clone()));
    (move || {
        let payment = payment.get();
        let name = payment.customer.name.clone().unwrap_or_else(|| t(payments::NO_NAME).to_owned());
        let at = payment.paid_at.unwrap_or(payment.requested_at);
        view! {
            <div class="inspector-heading">
                <p class="inspector-heading__who">{name} " · " {payment.order_name.clone()}</p>
                <h2 class="inspector-heading__amount">{won(locale(), payment.amount_won)}</h2>
                <p class="inspector-heading__status">
                    {payment_status_in_words(&payment)}
                    <span>{pick(&payment.method_detail.label).to_owned()}</span>
                    <time>{moment::full(locale(), at)}</time>
                </p>
            </div>
        }
    })
    .into_any()
}
