//! The head of the inspector: whose payment, how much, where it stands.

use desk_api::PaymentDetail;
use desk_domain::payment::BookStatus;
use leptos::prelude::*;

use super::super::place::Place;
use super::details::{kept, left_over};
use crate::components::status::payment_status_in_words;
use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{customer, locale, payments, pick, t};

#[component]
pub fn Heading(detail: Signal<PaymentDetail>) -> AnyView {
    let place = Place::expect();
    let payment = Memo::new(move |_| detail.with(|detail| detail.payment.clone()));
    (move || {
        let payment = payment.get();
        let name = payment.customer.name.clone().unwrap_or_else(|| t(payments::NO_NAME).to_owned());
        let who = match place.href_of_customer(&payment.customer) {
            Some(href) => {
                view! { <a class="inspector-heading__customer" href=href title=t(customer::SEE_ALL)>{name}</a> }
                    .into_any()
            }
            None => name.into_any(),
        };
        let left = (payment.book_status == BookStatus::PartiallyCancelled).then(|| {
            let left = won(locale(), kept(&payment));
            view! { <p class="inspector-heading__left">{t(left_over(&payment))} " " {left}</p> }
        });
        let at = payment.paid_at.unwrap_or(payment.requested_at);
        view! {
            <div class="inspector-heading">
                <p class="inspector-heading__who">{who} " · " {payment.order_name.clone()}</p>
                <h2 class="inspector-heading__amount">{won(locale(), payment.amount_won)}</h2>
                {left}
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
