//! A payment on the wire.

use desk_api::{Customer, InFlight, Payment};
use desk_domain::mask;
use desk_store::PaymentRow;

use super::method::method_detail;
use crate::desk::Desk;

pub(crate) fn payment(desk: &Desk, row: PaymentRow) -> Payment {
    let PaymentRow { payment, in_flight } = row;
    Payment {
        cancellable_won: payment.cancellable(),
        method_detail: method_detail(desk, &payment),
        customer: customer(payment.customer),
        id: payment.id,
        merchant_id: payment.merchant_id,
        channel: payment.channel,
        gateway_payment_id: payment.gateway_payment_id,
        order_name: payment.order_name,
        method: payment.method,
        amount_won: payment.amounts.paid,
        cancelled_won: payment.amounts.cancelled,
        reserved_won: payment.amounts.reserved,
        tax_free_won: payment.tax_free,
        book_status: payment.book_status,
        gateway_status: payment.gateway_status,
        gateway_cancelled_won: payment.gateway_cancelled,
        gateway_checked_at: payment.gateway_checked_at,
        agreement: payment.agreement,
        cash_receipt: payment.cash_receipt,
        requested_at: payment.requested_at,
        paid_at: payment.paid_at,
        cancelled_at: payment.cancelled_at,
        approval_number: payment.approval_number,
        receipt_url: payment.receipt_url,
        in_flight: in_flight.map(in_flight_of),
        version: payment.version,
    }
}

fn in_flight_of(running: desk_store::InFlight) -> InFlight {
    InFlight { id: running.id, state: running.state, attention: running.attention }
}

pub(crate) fn customer(customer: desk_domain::payment::Customer) -> Customer {
    Customer {
        id: customer.id,
        name: customer.name.as_deref().map(mask::name),
        phone: customer.phone.as_deref().map(mask::phone),
    }
}
