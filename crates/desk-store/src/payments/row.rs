//! A payment and its row: one to one.

use desk_domain::Timestamp;
use desk_domain::amounts::Amounts;
use desk_domain::payment::{Customer, Payment};
use desk_domain::reconcile::next_check;

use crate::error::Result;
use crate::records::{InFlight, PaymentRow};
use crate::sql::{Connection, Fields, Row, Statement, Value};

/// Starts every read of payments for a screen; the tables follow.
pub(super) const SELECT: &str = "SELECT p.*, f.id AS in_flight_id, f.state AS in_flight_state, \
     f.attention AS in_flight_attention FROM ";
/// Ends the tables of such a read. There is at most one such cancellation for each payment.
pub(super) const JOIN_IN_FLIGHT: &str = " LEFT JOIN cancellations f ON f.payment_id = p.id \
     AND f.state IN ('awaiting_approval', 'requested', 'sent', 'unknown')";

/// Its place in time: when it was paid, or asked for while it is unpaid.
pub(super) fn sort_at(payment: &Payment) -> Timestamp {
    payment.paid_at.unwrap_or(payment.requested_at)
}

/// Writes the whole row back under the next version.
pub(crate) async fn update(connection: &mut Connection, payment: &mut Payment) -> Result<()> {
    payment.version += 1;
    let statement = Statement::update("payments", fields(payment), payment.id.as_str());
    connection.run(statement).await.map(drop)
}

pub(super) fn read(row: &Row) -> Result<PaymentRow> {
    let in_flight = match row.maybe_parsed("in_flight_id")? {
        Some(id) => Some(InFlight {
            id,
            state: row.parsed("in_flight_state")?,
            attention: row.maybe_parsed("in_flight_attention")?,
        }),
        None => None,
    };
    Ok(PaymentRow { payment: read_payment(row)?, in_flight })
}

pub(crate) fn read_payment(row: &Row) -> Result<Payment> {
    Ok(Payment {
        id: row.parsed("id")?,
        merchant_id: row.parsed("merchant_id")?,
        channel: row.parsed("channel")?,
        channel_id: row.maybe_parsed("channel_id")?,
        gateway_payment_id: row.text("gateway_payment_id")?,
        customer: Customer {
            id: row.maybe_text("customer_id")?,
            name: row.maybe_text("customer_name")?,
            phone: row.maybe_text("customer_phone")?,
        },
        order_name: row.text("order_name")?,
        method: row.parsed("method")?,
        method_detail: row.json("method_detail")?,
        amounts: Amounts {
            paid: row.won("amount_won")?,
            cancelled: row.won("cancelled_won")?,
            reserved: row.won("reserved_won")?,
        },
        rebilled: row.won("rebilled_won")?,
        tax_free: row.won("tax_free_won")?,
        cancelled_tax_free: row.won("cancelled_tax_free_won")?,
        cash_receipt: row.parsed("cash_receipt")?,
        book_status: row.parsed("book_status")?,
        gateway_status: row.parsed("gateway_status")?,
        gateway_checked_at: row.maybe_at("gateway_checked_at")?,
        gateway_cancelled: row.won("gateway_cancelled_won")?,
        gateway_amount: row.maybe_won("gateway_amount_won")?,
        file_amount: row.maybe_won("file_amount_won")?,
        agreement: row.parsed("agreement")?,
        requested_at: row.at("requested_at")?,
        paid_at: row.maybe_at("paid_at")?,
        cancelled_at: row.maybe_at("cancelled_at")?,
        approval_number: row.maybe_text("approval_number")?,
        receipt_url: row.maybe_text("receipt_url")?,
        watch_until: row.maybe_at("watch_until")?,
        version: row.integer("version")?,
    })
}

/// Every column but `rebilled_won`, which only bills write.
pub(super) fn fields(payment: &Payment) -> Fields {
    let detail = serde_json::to_string(&payment.method_detail).expect("plain data becomes JSON");
    let check = next_check(payment);
    vec![
        ("id", Value::from(&payment.id)),
        ("merchant_id", (&payment.merchant_id).into()),
        ("channel", payment.channel.as_str().into()),
        ("channel_id", payment.channel_id.as_ref().into()),
        ("gateway_payment_id", (&payment.gateway_payment_id).into()),
        ("customer_id", (&payment.customer.id).into()),
        ("customer_name", (&payment.customer.name).into()),
        ("customer_phone", (&payment.customer.phone).into()),
        ("order_name", (&payment.order_name).into()),
        ("method", payment.method.as_str().into()),
        ("method_detail", detail.into()),
        ("amount_won", payment.amounts.paid.into()),
        ("cancelled_won", payment.amounts.cancelled.into()),
        ("reserved_won", payment.amounts.reserved.into()),
        ("tax_free_won", payment.tax_free.into()),
        ("cancelled_tax_free_won", payment.cancelled_tax_free.into()),
        ("cash_receipt", payment.cash_receipt.as_str().into()),
        ("book_status", payment.book_status.as_str().into()),
        ("gateway_status", payment.gateway_status.as_str().into()),
        ("gateway_checked_at", payment.gateway_checked_at.into()),
        ("gateway_cancelled_won", payment.gateway_cancelled.into()),
        ("gateway_amount_won", payment.gateway_amount.into()),
        ("file_amount_won", payment.file_amount.into()),
        ("agreement", payment.agreement.as_str().into()),
        ("requested_at", payment.requested_at.into()),
        ("paid_at", payment.paid_at.into()),
        ("sort_at", sort_at(payment).into()),
        ("cancelled_at", payment.cancelled_at.into()),
        ("approval_number", (&payment.approval_number).into()),
        ("receipt_url", (&payment.receipt_url).into()),
        ("watch_until", payment.watch_until.into()),
        ("check_at", check.map(|check| check.at).into()),
        ("watched", check.is_some_and(|check| check.watched).into()),
        ("version", payment.version.into()),
    ]
}
