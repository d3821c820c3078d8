//! Asking for the money: by message, which costs points, or by a link that staff hands on.

use chrono::Days;
use desk_api::{BillDelivery, SendBill, paths};
use desk_domain::bill::BillAction;
use desk_domain::limits::BILL_MESSAGE_MAX_CHARS;
use leptos::prelude::*;

use super::{Deed, what};
use crate::components::errand::{ErrandForm, WhatHappens};
use crate::i18n::{bills, locale, t};
use crate::state::session::SessionState;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::date_input::DateInput;
use crate::ui::field::{Field, FieldGroup};
use crate::ui::text_input::{TextArea, TextInput, TextKind};

mod form;

use form::SendForm;

/// How long a customer has, unless the bill says otherwise.
const DAYS_TO_PAY: Days = Days::new(7);

const MESSAGE: &str = "message";
const LINK: &str = "link";

#[component]
pub fn Send(deed: Deed) -> AnyView {
    let today = SessionState::expect().now().kst_date();
    let bill = deed.bill();
    let last_day = bill.last_day.filter(|day| *day >= today);
    let form = SendForm {
        delivery: RwSignal::new(BillDelivery::Message),
        phone: RwSignal::new(String::new()),
        message: RwSignal::new(bill.message.unwrap_or_default()),
        last_day: RwSignal::new(last_day.unwrap_or(today + DAYS_TO_PAY).to_string()),
        has_phone: bill.customer.phone.is_some(),
        today,
        tried: RwSignal::new(false),
    };
    let by_link = Memo::new(move |_| form.delivery.get() == BillDelivery::Link);
    let submit = move |()| {
        form.tried.set(true);
        let body =
            form.request().and_then(|request: SendBill| serde_json::to_string(&request).ok());
        let fits = body.is_some();
        if fits {
            deed.errand.send(paths::with_id(paths::BILL_SEND, deed.bill().id.as_str()), body);
        }
        fits
    };
    view! {
        <ErrandForm
            errand=deed.errand
            deed=Signal::derive(move || {
                bills::confirm(locale(), BillAction::Send, by_link.get(), deed.amount())
            })
            submit
            close=deed.close
            what=move || deed.bill.with_value(what)
        >
            <Delivery form />
            {move || (!by_link.get()).then(|| phone_field(deed, form))}
            {letter(form)}
            <WhatHappens sentences=Signal::derive(move || sentences(deed, form)) />
        </ErrandForm>
    }
    .into_any()
}

#[component]
fn Delivery(form: SendForm) -> AnyView {
    let value = move || match form.delivery.get() {
        BillDelivery::Message => MESSAGE.to_owned(),
        BillDelivery::Link => LINK.to_owned(),
    };
    let choose = move |name: String| {
        form.delivery.set(if name == LINK { BillDelivery::Link } else { BillDelivery::Message });
    };
    view! {
        <FieldGroup legend=t(bills::HOW)>
            <SegmentedControl
                label=t(bills::HOW)
                choices=vec![
                    Choice::new(MESSAGE, t(bills::BY_MESSAGE)),
                    Choice::new(LINK, t(bills::BY_LINK)),
                ]
                value=Signal::derive(value)
                on_change=choose
            />
        </FieldGroup>
    }
    .into_any()
}

fn phone_field(deed: Deed, form: SendForm) -> AnyView {
    let kept = deed.bill.with_value(|bill| bill.customer.phone.clone());
    let error = Signal::derive(move || form.phone_error().map(|words| t(words).to_owned()));
    let input = move || {
        view! {
            <TextInput value=form.phone kind=TextKind::Phone name="phone" autocomplete="off" />
        }
    };
    match kept {
        Some(kept) => view! {
            <Field label=t(bills::PHONE) hint=bills::phone_kept(locale(), &kept) error>
                {input()}
            </Field>
        }
        .into_any(),
        None => view! {
            <Field label=t(bills::PHONE) required=true error>
                {input()}
            </Field>
        }
        .into_any(),
    }
}

/// What the customer reads beside the sum, and how long there is to pay.
fn letter(form: SendForm) -> AnyView {
    let message_error =
        move || (!form.message_fits()).then(|| t(bills::MESSAGE_TOO_LONG).to_owned());
    let day_error = move || form.day().is_none().then(|| t(bills::LAST_DAY_WRONG).to_owned());
    view! {
        <Field label=t(bills::MESSAGE) error=Signal::derive(message_error)>
            <TextArea value=form.message max_length=BILL_MESSAGE_MAX_CHARS />
        </Field>
        <Field
            label=t(bills::LAST_DAY)
            hint=t(bills::LAST_DAY_HINT)
            required=true
            error=Signal::derive(day_error)
        >
            <DateInput
                value=form.last_day
                name="last_day"
                min=form.today.to_string()
                max=form.latest().to_string()
            />
        </Field>
    }
    .into_any()
}

fn sentences(deed: Deed, form: SendForm) -> Vec<String> {
    let Some(last_day) = form.day() else { return vec![] };
    let by_link = form.delivery.get() == BillDelivery::Link;
    let kept = deed.bill.with_value(|bill| bill.customer.phone.clone());
    let phone = form.recipient(kept);
    let happens = bills::send_deed(locale(), deed.amount(), phone.as_deref(), by_link, last_day);
    let next: &[_] = if by_link {
        &[bills::COST_LINK, bills::HAND_ON]
    } else {
        &[bills::COST_MESSAGE, bills::PAID_SHOWS]
    };
    [happens].into_iter().chain(next.iter().map(|words| t(*words).to_owned())).collect()
}
