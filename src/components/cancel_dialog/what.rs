//! What is being cancelled: whose payment, for what, how much is left of it.

use desk_api::PaymentDetail;
use leptos::prelude::*;

use crate::format::won::won;
use crate::i18n::{cancel, locale, payments, pick, t};

#[component]
pub fn What(detail: Signal<PaymentDetail>) -> AnyView {
    let payment = Memo::new(move |_| detail.with(|detail| detail.payment.clone()));
    (move || {
        let payment = payment.get();
        let name = payment.customer.name.unwrap_or_else(|| t(payments::NO_NAME).to_owned());
        let method = pick(&payment.method_detail.label).to_owned();
        let charged = payment.method_detail.charged_won;
        let left = payment.cancellable_won;
        let partly = left.is_positive() && left != payment.amount_won;
        view! {
            <div class="cancel-dialog__what">
                <p class="cancel-dialog__who">{name} " · " {payment.order_name}</p>
                <p class="cancel-dialog__paid">
                    <span>{method}</span>
                    <strong>{won(locale(), payment.amount_won)}</strong>
                </p>
                {charged
                    .map(|charged| {
                        view! {
                            <p class="cancel-dialog__rest">
                                <span>{t(payments::CHARGED)}</span>
                                <span>{won(locale(), charged)}</span>
                            </p>
                        }
                    })}
                {partly
                    .then(|| {
                        view! {
                            <p class="cancel-dialog__rest">
                                <span>{t(cancel::CANCELLABLE)}</span>
                                <span>{won(locale(), left)}</span>
                            </p>
                        }
                    })}
            </div>
        }
    })
    .into_any()
}
