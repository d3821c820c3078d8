//! The columns of the list.

use desk_api::Bill;
use desk_domain::PaymentId;
use leptos::prelude::*;

use crate::components::bill_status::bill_status;
use crate::components::customer_cell::customer_cell;
use crate::format::{moment, won};
use crate::i18n::{Msg, bills, locale, payments, t};
use crate::routes::{PaymentsQuery, Route};
use crate::state::session::SessionState;
use crate::ui::table::{Align, Column};

pub const COLUMNS: &[Column<Bill>] = &[
    column("status", payments::STATUS, |bill| bill_status(bill.status)),
    Column { names_row: true, ..column("customer", payments::CUSTOMER, customer) },
    Column { align: Align::End, ..column("amount", payments::AMOUNT, amount) },
    column("last_day", bills::LAST_DAY, last_day),
    column("at", bills::WRITTEN_AT, written_at),
    column("payments", bills::PAYMENTS, linked),
];

const fn column(key: &'static str, title: Msg, cell: fn(&Bill) -> AnyView) -> Column<Bill> {
    Column { key, title, align: Align::Start, sortable: false, names_row: false, cell }
}

fn customer(bill: &Bill) -> AnyView {
    customer_cell(&bill.customer, &bills::title(locale(), &bill.items))
}

fn amount(bill: &Bill) -> AnyView {
    won::won(locale(), bill.amount_won).into_any()
}

/// How far it is speaks only while somebody can still pay.
fn last_day(bill: &Bill) -> AnyView {
    let Some(day) = bill.last_day else {
        return view! { <span class="bills-table__none">{t(payments::NONE)}</span> }.into_any();
    };
    let today = SessionState::expect().now().kst_date();
    let waits = bill.status == desk_domain::bill::BillStatus::Waiting;
    let away = waits.then(|| moment::days_away(locale(), day, today));
    view! {
        <time class="bills-table__day" data-waits=waits.then_some("")>
            {moment::day_numeric(day)}
            {away.map(|away| view! { " " <span class="bills-table__away">{away}</span> })}
        </time>
    }
    .into_any()
}

fn written_at(bill: &Bill) -> AnyView {
    let now = SessionState::expect().now();
    let at = bill.created_at;
    view! { <time title=moment::full(locale(), at)>{moment::short(at, now)}</time> }.into_any()
}

fn linked(bill: &Bill) -> AnyView {
    let origin = bill.rebill_of.clone().map(|id| link(id, bills::ORIGIN));
    let paid = bill.payment_id.clone().filter(|_| bills::has_been_paid(bill.status));
    let own = paid.map(|id| link(id, bills::ITS_PAYMENT));
    view! { <span class="bills-table__links">{origin} {own}</span> }.into_any()
}

/// Not a stop of the keyboard: the row is one, and the drawer has the same links.
fn link(id: PaymentId, words: Msg) -> AnyView {
    let href = Route::Payment(id, PaymentsQuery::default()).href();
    view! {
        <a href=href tabindex="-1">
            {t(words)}
        </a>
    }
    .into_any()
}
