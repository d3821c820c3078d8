//! The facts of the approval that every other way asks for. The card's own number is none of them.

use chrono::Datelike;
use desk_api::PaymentDetail;
use leptos::prelude::*;

use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{Msg, locale, t, terminal};
use crate::ui::copy_button::Copyable;
use crate::ui::facts::{Fact, Facts};

#[component]
pub fn Approval(detail: Signal<PaymentDetail>) -> AnyView {
    let payment = Memo::new(move |_| detail.with(|detail| detail.payment.clone()));
    (move || {
        let payment = payment.get();
        // The device takes digits only.
        let amount = (won(locale(), payment.amount_won), payment.amount_won.0.to_string());
        let day = payment.paid_at.map(|at| {
            let date = at.kst_date();
            let digits = format!("{}{:02}{:02}", date.year(), date.month(), date.day());
            (moment::day_numeric(date), digits)
        });
        let number = payment.approval_number.map(|number| (number.clone(), number));
        view! {
            <section class="terminal-approval" aria-label=t(terminal::FACTS)>
                <Facts>
                    {fact(terminal::AMOUNT, Some(amount))} {fact(terminal::APPROVED_ON, day)}
                    {fact(terminal::APPROVAL_NUMBER, number)}
                </Facts>
            </section>
        }
    })
    .into_any()
}

/// `value` is what is shown and what is copied.
fn fact(label: Msg, value: Option<(String, String)>) -> AnyView {
    let label = t(label);
    let value = match value {
        Some((shown, copied)) => view! { <Copyable label shown copied /> }.into_any(),
        None => t(terminal::NOT_RECORDED).into_any(),
    };
    view! { <Fact label>{value}</Fact> }.into_any()
}
