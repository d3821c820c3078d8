//! 수납 처리: it was paid in another way, and somebody writes that down.

use chrono::NaiveDate;
use desk_api::{RecordBill, paths};
use desk_domain::bill::BillAction;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_domain::payment::Method;
use leptos::prelude::*;

use super::{Deed, what};
use crate::components::errand::{ErrandForm, WhatHappens};
use crate::i18n::{bills, locale, t, words};
use crate::state::session::SessionState;
use crate::ui::date_input::DateInput;
use crate::ui::field::Field;
use crate::ui::select::{Select, SelectOption};
use crate::ui::text_input::TextArea;

/// How money comes in without a vendor, the most usual first.
const METHODS: [Method; 6] = [
    Method::Cash,
    Method::BankTransfer,
    Method::Card,
    Method::CashReceipt,
    Method::BankTransferReceipt,
    Method::Other,
];

#[derive(Clone, Copy, Debug)]
struct Form {
    method: RwSignal<Method>,
    /// `YYYY-MM-DD`.
    paid_on: RwSignal<String>,
    note: RwSignal<String>,
    today: NaiveDate,
}

impl Form {
    fn day(self) -> Option<NaiveDate> {
        self.paid_on.with(|day| day.parse().ok()).filter(|day| *day <= self.today)
    }

    fn note_fits(self) -> bool {
        self.note.with(|note| note.trim().chars().count() <= NOTE_MAX_CHARS)
    }

    /// The request, or `None` while something does not fit.
    fn request(self) -> Option<RecordBill> {
        let note = self.note.with(|note| note.trim().to_owned());
        let paid_on = self.day().filter(|_| self.note_fits())?;
        Some(RecordBill { method: self.method.get(), paid_on, note })
    }
}

#[component]
pub fn Record(deed: Deed) -> AnyView {
    let today = SessionState::expect().now().kst_date();
    let form = Form {
        method: RwSignal::new(METHODS[0]),
        paid_on: RwSignal::new(today.to_string()),
        note: RwSignal::new(String::new()),
        today,
    };
    let submit = move |()| {
        let body = form.request().and_then(|request| serde_json::to_string(&request).ok());
        let fits = body.is_some();
        if fits {
            deed.errand.send(paths::with_id(paths::BILL_RECORD, deed.bill().id.as_str()), body);
        }
        fits
    };
    let sentences = move || {
        let Some(day) = form.day() else { return vec![] };
        let method = t(words::method(form.method.get()));
        let happens = bills::record_deed(locale(), deed.amount(), method, day);
        vec![happens, t(bills::RECORD_MEANS).to_owned()]
    };
    view! {
        <ErrandForm
            errand=deed.errand
            deed=Signal::derive(move || {
                bills::confirm(locale(), BillAction::Record, false, deed.amount())
            })
            submit
            close=deed.close
            what=move || deed.bill.with_value(what)
        >
            {fields(form)}
            <WhatHappens sentences=Signal::derive(sentences) />
        </ErrandForm>
    }
    .into_any()
}

fn fields(form: Form) -> AnyView {
    let options: Vec<_> = METHODS
        .iter()
        .map(|method| SelectOption::new(method.as_str(), t(words::method(*method))))
        .collect();
    let day_error = move || form.day().is_none().then(|| t(bills::PAID_ON_WRONG).to_owned());
    let note_error = move || (!form.note_fits()).then(|| t(bills::NOTE_TOO_LONG).to_owned());
    view! {
        <div class="bill-dialog__pair">
            <Field label=t(bills::METHOD) required=true>
                <Select
                    options
                    value=Signal::derive(move || form.method.get().as_str().to_owned())
                    on_change=move |name: String| {
                        form.method.set(name.parse().unwrap_or(METHODS[0]));
                    }
                />
            </Field>
            <Field label=t(bills::PAID_ON) required=true error=Signal::derive(day_error)>
                <DateInput value=form.paid_on name="paid_on" max=form.today.to_string() />
            </Field>
        </div>
        <Field label=t(bills::NOTE) error=Signal::derive(note_error)>
            <TextArea value=form.note max_length=NOTE_MAX_CHARS />
        </Field>
    }
    .into_any()
}
