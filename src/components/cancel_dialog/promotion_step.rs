//! What becomes of a promotion's discount, and what that means for the customer's money.

use desk_domain::cancellation::RetainOption;
use leptos::prelude::*;

use super::form::CancelForm;
use crate::i18n::{cancel, t, words};
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::field::FieldGroup;

#[component]
pub fn PromotionStep(form: CancelForm) -> AnyView {
    let chosen = move || form.first_retain().or(form.retain.get());
    view! {
        <FieldGroup legend=t(cancel::DISCOUNT) error=Signal::derive(move || form.retain_error())>
            {move || match form.first_retain() {
                Some(option) => fixed(option),
                None => choice(form.retain),
            }}
            <p class="cancel-dialog__means">
                {move || chosen().map(|option| t(cancel::discount_means(option)))}
            </p>
        </FieldGroup>
    }
    .into_any()
}

/// The vendor refuses another choice than the first one.
fn fixed(option: RetainOption) -> AnyView {
    view! {
        <p>
            <strong>{t(words::retain_option(option))}</strong>
            " · "
            {t(cancel::DISCOUNT_FIXED)}
        </p>
    }
    .into_any()
}

fn choice(retain: RwSignal<Option<RetainOption>>) -> AnyView {
    let choices = RetainOption::ALL
        .iter()
        .map(|option| Choice::new(option.as_str(), t(words::retain_option(*option))))
        .collect();
    let value = Signal::derive(move || retain.get().map_or("", RetainOption::as_str).to_owned());
    view! {
        <SegmentedControl
            label=t(cancel::DISCOUNT)
            choices
            value
            on_change=move |name: String| retain.set(name.parse().ok())
        />
    }
    .into_any()
}
