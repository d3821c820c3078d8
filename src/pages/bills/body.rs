//! The sections of the drawer: what is wrong, the link, the items, the facts, and the payments around it.

use desk_api::Bill;
use desk_domain::PaymentId;
use desk_domain::bill::BillStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reading::Reading;
use crate::api::payments as api;
use crate::components::bill_dialog::sent::link;
use crate::components::load_error::sentence;
use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{Msg, bills, locale, payments, pick, t};
use crate::routes::{PaymentsQuery, Route};
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::drawer::DrawerSection;
use crate::ui::facts::{Fact, Facts};
use crate::ui::feedback::Banner;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

#[component]
pub fn Body(reading: Reading) -> AnyView {
    let bill = reading.expect_bill();
    let trouble = Memo::new(move |_| bill.with(|bill| bill.trouble.clone()));
    let payable = Memo::new(move |_| {
        bill.with(|bill| bill.link.clone().filter(|_| bill.status == BillStatus::Waiting))
    });
    view! {
        {move || {
            trouble
                .get()
                .map(|trouble| {
                    view! { <Banner tone=Tone::Warning text=pick(&trouble).to_owned() /> }
                })
        }}
        <CheckNow reading />
        {move || payable.get().map(link)}
        {move || items(bill.get())}
        <DrawerSection title=t(bills::DETAILS)>
            {move || facts(bill.get())}
        </DrawerSection>
        {move || payments_around(&bill.get())}
    }
    .into_any()
}

/// What is done at the vendor itself is not reported: a read brings it in.
#[component]
fn CheckNow(reading: Reading) -> AnyView {
    let toasts = Toasts::expect();
    let asking = RwSignal::new(false);
    let payment = Memo::new(move |_| {
        // What was recorded has no vendor that could be asked.
        let asked = |bill: &Bill| {
            let is_open = matches!(bill.status, BillStatus::Waiting | BillStatus::Paid);
            bill.bill_number.as_ref().filter(|_| is_open).and(bill.payment_id.clone())
        };
        reading.bill.with(|bill| bill.as_ref().and_then(asked))
    });
    let ask = move |id: PaymentId| {
        asking.set(true);
        spawn_local(async move {
            toasts.show(match api::leaves_duty(&id).await {
                Ok(_) => Notice::new(Tone::Success, t(bills::CHECKED)),
                Err(error) => Notice::new(Tone::Warning, sentence(&error)),
            });
            let _ = asking.try_set(false);
            reading.read();
        });
    };
    (move || {
        payment.get().map(|id| {
            view! {
                <div class="inspector-gateway">
                    <p>{t(bills::CHECK_HINT)}</p>
                    <Button
                        kind=ButtonKind::Plain
                        icon=Icon::Refresh
                        pending=asking
                        on_press=move |()| ask(id.clone())
                    >
                        {t(payments::CHECK_NOW)}
                    </Button>
                </div>
            }
        })
    })
    .into_any()
}

fn items(bill: Bill) -> AnyView {
    let rows = bill.items.into_iter().map(|item| {
        view! {
            <li>
                <span>{item.name}</span>
                <span>{won(locale(), item.amount_won)}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DrawerSection title=t(bills::ITEMS)>
            <ul class="bill-items">{rows}</ul>
            <p class="bill-items__sum">
                <span>{t(bills::SUM)}</span>
                <strong>{won(locale(), bill.amount_won)}</strong>
            </p>
        </DrawerSection>
    }
    .into_any()
}

fn facts(bill: Bill) -> AnyView {
    let fact = |label: Msg, value: Option<String>| {
        value.map(|value| view! { <Fact label=t(label)>{value}</Fact> })
    };
    let by = bill.created_by.as_ref().map(|staff| staff.name.clone());
    let by = by.unwrap_or_else(|| t(bills::BY_VENDOR).to_owned());
    let sent = if bill.status == BillStatus::Sending { bills::SENDING_SINCE } else { bills::SENT };
    let written = format!("{} · {by}", moment::full(locale(), bill.created_at));
    view! {
        <Facts>
            {fact(payments::PHONE, bill.customer.phone)}
            {fact(bills::LAST_DAY, bill.last_day.map(moment::day_numeric))}
            {fact(bills::MESSAGE, bill.message)}
            {fact(bills::NUMBER, bill.bill_number)} {fact(bills::WRITTEN, Some(written))}
            {fact(sent, bill.sent_at.map(|at| moment::full(locale(), at)))}
        </Facts>
    }
    .into_any()
}

/// Their stories tell the rest: who sent what when, and what became of the money.
fn payments_around(bill: &Bill) -> Option<AnyView> {
    let link = |id: &Option<PaymentId>, words: Msg| {
        id.clone().map(|id| {
            let href = Route::Payment(id, PaymentsQuery::default()).href();
            view! {
                <ButtonLink href icon=Icon::Payments>
                    {t(words)}
                </ButtonLink>
            }
        })
    };
    let origin = link(&bill.rebill_of, bills::SEE_ORIGIN);
    let own = link(&bill.payment_id, bills::see_payment(bill.status));
    (origin.is_some() || own.is_some()).then(|| {
        view! {
            <DrawerSection title=t(bills::STORY)>
                <p class="bill-payments">{origin} {own}</p>
            </DrawerSection>
        }
        .into_any()
    })
}
