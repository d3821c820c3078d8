//! The columns of the history.

use desk_api::CancellationRow;
use leptos::prelude::*;

use crate::components::customer_cell::customer_cell;
use crate::components::reason::reason;
use crate::components::status::cancellation_status;
use crate::format::{moment, won};
use crate::i18n::{Msg, cancellations, locale, pick, t, words};
use crate::state::session::SessionState;
use crate::ui::table::{Align, Column};

pub const COLUMNS: &[Column<CancellationRow>] = &[
    column("state", cancellations::STATE, |row| cancellation_status(&row.cancellation)),
    Column { names_row: true, ..column("customer", cancellations::CUSTOMER, customer) },
    column("method", cancellations::METHOD, |row| pick(&row.method_label).to_owned().into_any()),
    column("kind", cancellations::KIND, |row| t(words::kind(row.cancellation.kind)).into_any()),
    Column { align: Align::End, ..column("amount", cancellations::AMOUNT, amount) },
    column("reason", cancellations::REASON, why),
    column("staff", cancellations::STAFF, staff),
    column("at", cancellations::WHEN, requested_at),
];

const fn column(
    key: &'static str,
    title: Msg,
    cell: fn(&CancellationRow) -> AnyView,
) -> Column<CancellationRow> {
    Column { key, title, align: Align::Start, sortable: false, names_row: false, cell }
}

fn customer(row: &CancellationRow) -> AnyView {
    customer_cell(&row.customer, &row.order_name)
}

fn amount(row: &CancellationRow) -> AnyView {
    let (state, amount) = (row.cancellation.state, won::cancelled(row.cancellation.amount_won));
    view! { <span class="history-amount" data-state=state.as_str()>{amount}</span> }.into_any()
}

/// A note may be longer than its column.
fn why(row: &CancellationRow) -> AnyView {
    let words = reason(&row.cancellation);
    view! { <span title=words.clone()>{words.clone()}</span> }.into_any()
}

/// Nobody here, when it was found at the gateway.
fn staff(row: &CancellationRow) -> AnyView {
    match &row.cancellation.requested_by {
        Some(staff) => staff.name.clone().into_any(),
        None => t(cancellations::origin(row.cancellation.origin)).into_any(),
    }
}

fn requested_at(row: &CancellationRow) -> AnyView {
    let now = SessionState::expect().now();
    let at = row.cancellation.requested_at;
    view! { <time title=moment::full(locale(), at)>{moment::short(at, now)}</time> }.into_any()
}
