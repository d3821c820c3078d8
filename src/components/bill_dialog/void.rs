//! 파기: withdrawing a bill that is not paid.

use desk_api::paths;
use desk_domain::bill::{BillAction, BillStatus};
use leptos::prelude::*;

use super::{Deed, what};
use crate::components::errand::{ErrandForm, WhatHappens};
use crate::i18n::{bills, locale, t};

#[component]
pub fn Void(deed: Deed) -> AnyView {
    let submit = move |()| {
        deed.errand.send(paths::with_id(paths::BILL_VOID, deed.bill().id.as_str()), None);
        true
    };
    view! {
        <ErrandForm
            errand=deed.errand
            deed=Signal::derive(move || {
                bills::confirm(locale(), BillAction::Void, false, deed.amount())
            })
            danger=true
            submit
            close=deed.close
            what=move || deed.bill.with_value(what)
        >
            <WhatHappens danger=true sentences=Signal::derive(move || sentences(deed)) />
        </ErrandForm>
    }
    .into_any()
}

fn sentences(deed: Deed) -> Vec<String> {
    let bill = deed.bill();
    let unsent = bill.status == BillStatus::Unsent;
    let means = if unsent { bills::VOID_UNSENT } else { bills::VOID_SENT };
    let frees = bill.rebill_of.is_some().then(|| bills::void_frees(locale(), bill.amount_won));
    [bills::void_deed(locale(), bill.amount_won), t(means).to_owned()]
        .into_iter()
        .chain(frees)
        .collect()
}
