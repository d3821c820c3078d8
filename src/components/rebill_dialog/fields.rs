//! The form: what is billed again, to whom, and one sentence of what that does.

use desk_api::{PaymentDetail, paths};
use leptos::prelude::*;

use super::form::RebillForm;
use super::items::Items;
use crate::components::cancel_dialog::what::What;
use crate::components::errand::{Errand, ErrandForm, WhatHappens};
use crate::i18n::{bills, locale, t};
use crate::ui::field::{Field, FieldGroup};
use crate::ui::text_input::{TextInput, TextKind};

#[component]
pub fn Fields(
    detail: Signal<PaymentDetail>,
    form: RebillForm,
    errand: Errand,
    close: Callback<()>,
) -> AnyView {
    let submit = move |()| {
        form.tried.set(true);
        let body = form.request().and_then(|request| serde_json::to_string(&request).ok());
        let fits = body.is_some();
        if fits {
            let payment = detail.with_untracked(|detail| detail.payment.id.clone());
            errand.send(paths::with_id(paths::PAYMENT_REBILL, payment.as_str()), body);
        }
        fits
    };
    let sentences = move || {
        let left = form.left().filter(|_| form.sum().is_positive());
        let happens = left.map(|left| bills::rebill_deed(locale(), form.sum(), left));
        happens.into_iter().collect::<Vec<_>>()
    };
    view! {
        <ErrandForm
            errand
            deed=Signal::derive(move || bills::confirm_rebill(locale(), form.sum()))
            submit
            close
            what=move || view! { <What detail /> }
        >
            <Items form />
            <Whom form detail />
            <WhatHappens sentences=Signal::derive(sentences) />
        </ErrandForm>
    }
    .into_any()
}

/// What the desk shows of the customer is masked, so the fields start empty: left so, nothing changes.
#[component]
fn Whom(form: RebillForm, detail: Signal<PaymentDetail>) -> AnyView {
    let customer = detail.with_untracked(|detail| detail.payment.customer.clone());
    let name_error = move || form.customer_name_error().map(|words| t(words).to_owned());
    let phone_error = move || form.phone_error().map(|words| t(words).to_owned());
    view! {
        <FieldGroup legend=t(bills::WHOM)>
            <div class="bill-dialog__pair">
                <Field label=t(bills::NAME) error=Signal::derive(name_error)>
                    <TextInput
                        value=form.customer_name
                        name="customer_name"
                        autocomplete="off"
                        placeholder=customer.name.unwrap_or_default()
                    />
                </Field>
                <Field label=t(bills::PHONE) error=Signal::derive(phone_error)>
                    <TextInput
                        value=form.customer_phone
                        kind=TextKind::Phone
                        name="customer_phone"
                        autocomplete="off"
                        placeholder=customer.phone.unwrap_or_default()
                    />
                </Field>
            </div>
            <p class="field__hint">{t(bills::AS_PAID)}</p>
        </FieldGroup>
    }
    .into_any()
}
