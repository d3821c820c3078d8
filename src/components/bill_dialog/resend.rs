//! Reminding: the same bill by message once more, for another fee.

use desk_api::paths;
use desk_domain::bill::BillAction;
use leptos::prelude::*;

use super::{Deed, what};
use crate::components::errand::{ErrandForm, WhatHappens};
use crate::i18n::{bills, locale, t};

#[component]
pub fn Resend(deed: Deed) -> AnyView {
    let submit = move |()| {
        deed.errand.send(paths::with_id(paths::BILL_RESEND, deed.bill().id.as_str()), None);
        true
    };
    let sentences = move || {
        let phone = deed.bill().customer.phone;
        let happens = bills::resend_deed(locale(), deed.amount(), phone.as_deref());
        vec![happens, t(bills::COST_MESSAGE).to_owned()]
    };
    view! {
        <ErrandForm
            errand=deed.errand
            deed=Signal::derive(move || {
                bills::confirm(locale(), BillAction::Resend, false, deed.amount())
            })
            submit
            close=deed.close
            what=move || deed.bill.with_value(what)
        >
            <WhatHappens sentences=Signal::derive(sentences) />
        </ErrandForm>
    }
    .into_any()
}
