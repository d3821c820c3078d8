//! The columns of the payments list.

use desk_api::Payment;
use desk_domain::payment::BookStatus;
use leptos::prelude::*;

use crate::components::customer_cell::customer_cell;
use crate::components::status::payment_status;
use crate::format::moment;
use crate::i18n::{locale, payments, pick, t};
use crate::state::session::SessionState;
use crate::ui::table::{Align, Column};

pub const COLUMNS: &[Column<Payment>] = &[
    column("status", payments::STATUS, payment_status),
    Column { names_row: true, ..column("customer", payments::CUSTOMER, customer) },
    column("method", payments::METHOD, method),
    Column { sortable: true, ..amount("amount", payments::AMOUNT, paid) },
    amount("cancellable", payments::CANCELLABLE, cancellable),
    Column { sortable: true, ..column("paid_at", payments::PAID_AT, paid_at) },
    column("approval", payments::APPROVAL, approval),
];

const fn column(
    key: &'static str,
    title: crate::i18n::Msg,
    cell: fn(&Payment) -> AnyView,
) -> Column<Payment> {
    Column { key, title, align: Align::Start, sortable: false, names_row: false, cell }
}

const fn amount(
    key: &'static str,
    title: crate::i18n::Msg,
    cell: fn(&Payment) -> AnyView,
) -> Column<Payment> {
    Column { align: Align::End, ..column(key, title, cell) }
}

fn customer(payment: &Payment) -> AnyView {
    customer_cell(&payment.customer, &payment.order_name)
}

fn method(payment: &Payment) -> AnyView {
    pick(&payment.method_detail.label).to_owned().into_any()
}

fn paid(payment: &Payment) -> AnyView {
    payment.amount_won.to_string().into_any()
}

/// What the book has left, also of a cancel that is under way or in doubt: 0 would tell that the money is gone. What can
/// be cancelled of it at this moment, the panel beside the list says.
///
/// Equal to the amount, or nothing, it says nothing new and stays in the background.
fn cancellable(payment: &Payment) -> AnyView {
    let left = payment.amount_won.saturating_sub(payment.cancelled_won);
    let same = left == payment.amount_won || left.is_zero();
    let words = match payment.book_status {
        BookStatus::Unpaid | BookStatus::Void => t(payments::NONE).to_owned(),
        BookStatus::Paid | BookStatus::PartiallyCancelled | BookStatus::Cancelled => {
            left.to_string()
        }
    };
    view! {
        <span class="payments-table__left" data-same=same.then_some("")>
            {words}
        </span>
    }
    .into_any()
}

/// Of what is not paid yet: when it was asked for.
fn paid_at(payment: &Payment) -> AnyView {
    let now = SessionState::expect().now();
    let at = payment.paid_at.unwrap_or(payment.requested_at);
    view! {
        <time title=moment::full(locale(), at)>{moment::short(at, now)}</time>
    }
    .into_any()
}

fn approval(payment: &Payment) -> AnyView {
    payment.approval_number.clone().unwrap_or_else(|| t(payments::NONE).to_owned()).into_any()
}
