//! What a vendor's words change in a payment, as pure functions.

use desk_domain::amounts::Amounts;
use desk_domain::payment::{
    Agreement, BookStatus, GatewayStatus, Payment, agreement, book_status_of_paid,
};
use desk_domain::{Timestamp, Won};

use crate::records::{PaymentSnapshot, Source};

/// The payment as it enters the book, before any of its cancellations is taken over.
pub(super) fn first_booked(snapshot: &PaymentSnapshot, now: Timestamp) -> Payment {
    let mut payment = Payment {
        id: snapshot.new_id.clone(),
        merchant_id: snapshot.merchant_id.clone(),
        channel: snapshot.channel,
        channel_id: None,
        gateway_payment_id: snapshot.gateway_payment_id.clone(),
        customer: snapshot.customer.clone(),
        order_name: String::new(),
        method: snapshot.method,
        method_detail: snapshot.method_detail.clone(),
        amounts: Amounts { paid: snapshot.amount, cancelled: Won::ZERO, reserved: Won::ZERO },
        rebilled: Won::ZERO,
        tax_free: Won::ZERO,
        cancelled_tax_free: Won::ZERO,
        cash_receipt: snapshot.cash_receipt,
        book_status: BookStatus::Unpaid,
        gateway_status: snapshot.gateway_status,
        gateway_checked_at: None,
        gateway_cancelled: Won::ZERO,
        gateway_amount: None,
        file_amount: None,
        agreement: Agreement::Agrees,
        requested_at: snapshot.requested_at,
        paid_at: None,
        cancelled_at: None,
        approval_number: None,
        receipt_url: None,
        watch_until: None,
        version: 1,
    };
    take_facts(&mut payment, snapshot, now);
    payment
}

/// Takes over what the vendor knows better than we do. Sums of our own cancellations, and when the
/// last of them settled, are the book's and stay. What the vendor leaves out is not forgotten.
///
/// A file knows less than a vendor that was read: then it only adds what nobody has said yet, and
/// the sum it names is kept beside the book's, where a difference shows.
pub(super) fn take_facts(payment: &mut Payment, snapshot: &PaymentSnapshot, now: Timestamp) {
    match snapshot.source {
        Source::Vendor { .. } => payment.gateway_amount = Some(snapshot.amount),
        Source::File => payment.file_amount = Some(snapshot.amount),
    }
    if snapshot.source == Source::File && payment.gateway_amount.is_some() {
        add_missing(&mut payment.customer.id, &snapshot.customer.id);
        add_missing(&mut payment.customer.name, &snapshot.customer.name);
        add_missing(&mut payment.customer.phone, &snapshot.customer.phone);
        add_missing(&mut payment.approval_number, &snapshot.approval_number);
        return;
    }
    if matches!(payment.book_status, BookStatus::Unpaid | BookStatus::Void) {
        payment.amounts.paid = snapshot.amount;
        payment.book_status = standing(payment.book_status, snapshot);
    }
    keep_newer(&mut payment.channel_id, &snapshot.channel_id);
    keep_newer(&mut payment.customer.id, &snapshot.customer.id);
    keep_newer(&mut payment.customer.name, &snapshot.customer.name);
    keep_newer(&mut payment.customer.phone, &snapshot.customer.phone);
    keep_newer(&mut payment.paid_at, &snapshot.paid_at);
    keep_newer(&mut payment.approval_number, &snapshot.approval_number);
    keep_newer(&mut payment.receipt_url, &snapshot.receipt_url);
    payment.order_name.clone_from(&snapshot.order_name);
    payment.method = snapshot.method;
    payment.method_detail.clone_from(&snapshot.method_detail);
    payment.tax_free = snapshot.tax_free;
    payment.cancelled_tax_free = snapshot.cancelled_tax_free;
    payment.cash_receipt = snapshot.cash_receipt;
    // A file has asked nobody: what was presumed of a force-cancel, or signed by a person, stands.
    let is_silent = matches!(payment.gateway_status, GatewayStatus::None | GatewayStatus::Unknown);
    if is_silent || snapshot.source != Source::File {
        payment.gateway_status = snapshot.gateway_status;
    }
    match (snapshot.source, snapshot.gateway_status) {
        (Source::File, _) | (_, GatewayStatus::None) => {}
        (_, GatewayStatus::Unknown) => payment.gateway_checked_at = Some(now),
        _ => {
            payment.gateway_checked_at = Some(now);
            payment.gateway_cancelled = snapshot.cancelled;
        }
    }
}

/// Draws agreement and book status from the sums again. Without a vendor the book is all there is.
pub(crate) fn derive_statuses(payment: &mut Payment) {
    let said = match payment.gateway_status {
        GatewayStatus::Unknown => None,
        GatewayStatus::None => {
            payment.gateway_cancelled = payment.amounts.cancelled;
            Some(payment.gateway_cancelled)
        }
        _ => Some(payment.gateway_cancelled),
    };
    payment.agreement = match agreement(payment.amounts, said) {
        Agreement::Agrees if payment.amounts_differ() => Agreement::AmountsDiffer,
        other => other,
    };
    if matches!(
        payment.book_status,
        BookStatus::Paid | BookStatus::PartiallyCancelled | BookStatus::Cancelled
    ) {
        payment.book_status = book_status_of_paid(payment.amounts);
    }
}

/// Where a payment without cancellations of its own stands by the vendor's word.
fn standing(known: BookStatus, snapshot: &PaymentSnapshot) -> BookStatus {
    let was_paid = snapshot.paid_at.is_some();
    match snapshot.gateway_status {
        GatewayStatus::Paid | GatewayStatus::PartiallyCancelled => BookStatus::Paid,
        GatewayStatus::Cancelled if was_paid || snapshot.cancelled.is_positive() => {
            BookStatus::Paid
        }
        GatewayStatus::Cancelled | GatewayStatus::Closed => BookStatus::Void,
        GatewayStatus::Ready
        | GatewayStatus::Pending
        | GatewayStatus::WaitingForDeposit
        | GatewayStatus::Failed => BookStatus::Unpaid,
        GatewayStatus::None | GatewayStatus::Unknown if was_paid => BookStatus::Paid,
        GatewayStatus::None | GatewayStatus::Unknown => known,
    }
}

fn add_missing<T: Clone>(kept: &mut Option<T>, told: &Option<T>) {
    if kept.is_none() {
        kept.clone_from(told);
    }
}

fn keep_newer<T: Clone>(kept: &mut Option<T>, told: &Option<T>) {
    if told.is_some() {
        kept.clone_from(told);
    }
}
