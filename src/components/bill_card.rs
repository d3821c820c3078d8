//! One bill made of a payment, in a few lines.

use desk_api::Bill;
use leptos::prelude::*;

use super::bill_status::bill_status;
use crate::format::{moment, won::won};
use crate::i18n::{bills, locale, pick, t};
use crate::routes::{BillsQuery, PaymentsQuery, Route};
use crate::state::session::SessionState;

#[component]
pub fn BillCard(bill: Bill) -> AnyView {
    let now = SessionState::expect().now();
    let who = bill.created_by.as_ref().map(|staff| staff.name.clone());
    let meta = [who, Some(moment::short(bill.created_at, now))];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let href = Route::Bill(bill.id.clone(), BillsQuery::default()).href();
    let payment = bill.payment_id.clone().map(|id| {
        let href = Route::Payment(id, PaymentsQuery::default()).href();
        view! { <a href=href>{t(bills::see_payment(bill.status))}</a> }
    });
    let trouble = bill.trouble.as_ref().map(|trouble| pick(trouble).to_owned());
    view! {
        <article class="cancellation-card">
            <p class="cancellation-card__head">
                {bill_status(bill.status)}
                <span class="cancellation-card__amount">{won(locale(), bill.amount_won)}</span>
            </p>
            <p>{bills::title(locale(), &bill.items)}</p>
            {trouble.map(|trouble| view! { <p>{trouble}</p> })}
            <p class="cancellation-card__meta">
                <span>{meta}</span>
                <a href=href>{t(bills::SEE_BILL)}</a>
                {payment}
            </p>
        </article>
    }
    .into_any()
}
