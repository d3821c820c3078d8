//! How much: everything that is left, or a part with what stays.

use desk_domain::decision::Action;
use leptos::prelude::*;

use super::form::CancelForm;
use crate::format::won::won;
use crate::i18n::{cancel, locale, t};
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::field::{Field, FieldGroup};
use crate::ui::money_input::MoneyInput;

const FULL: &str = "full";
const PARTIAL: &str = "partial";

#[component]
pub fn AmountStep(form: CancelForm) -> AnyView {
    let value = move || if form.partial.get() { PARTIAL } else { FULL };
    let both =
        Memo::new(move |_| form.allows(Action::CancelFull) && form.allows(Action::CancelPartial));
    view! {
        <FieldGroup legend=t(cancel::HOW_MUCH)>
            {move || {
                both.get()
                    .then(|| {
                        view! {
                            <SegmentedControl
                                label=t(cancel::HOW_MUCH)
                                choices=vec![
                                    Choice::new(FULL, t(cancel::IN_FULL)),
                                    Choice::new(PARTIAL, t(cancel::IN_PART)),
                                ]
                                value=Signal::derive(move || value().to_owned())
                                on_change=move |chosen| form.partial.set(chosen == PARTIAL)
                            />
                        }
                    })
            }} {move || form.partial.get().then(|| view! { <PartialFields form /> })}
            <Left form />
        </FieldGroup>
    }
    .into_any()
}

#[component]
fn PartialFields(form: CancelForm) -> AnyView {
    let whole = Signal::derive(move || Some(form.rule().cancellable.0));
    let split = Memo::new(move |_| form.asks_split());
    let promoted = Memo::new(move |_| form.asks_retain());
    view! {
        <div class="cancel-dialog__amounts">
            <Field
                label=t(cancel::AMOUNT)
                required=true
                error=Signal::derive(move || form.amount_error())
            >
                <MoneyInput value=form.amount whole name="amount" />
            </Field>
            {move || {
                promoted
                    .get()
                    .then(|| view! { <p class="cancel-dialog__means">{t(cancel::ORDER_MONEY)}</p> })
            }}
            {move || {
                split
                    .get()
                    .then(|| {
                        view! {
                            <Field
                                label=t(cancel::TAX_FREE)
                                hint=t(cancel::TAX_FREE_HINT)
                                error=Signal::derive(move || form.tax_free_error())
                            >
                                <MoneyInput value=form.tax_free name="tax_free" />
                            </Field>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// What will be left, as the amount is typed.
#[component]
fn Left(form: CancelForm) -> AnyView {
    let left = move || form.left().map_or_else(|| "–".to_owned(), |left| won(locale(), left));
    view! {
        <p class="cancel-dialog__left">
            <span>{t(cancel::LEFT)}</span>
            <output>{left}</output>
        </p>
    }
    .into_any()
}
