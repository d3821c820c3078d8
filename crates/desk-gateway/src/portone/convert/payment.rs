//! The vendor's payment to ours.

use desk_domain::Won;
use desk_domain::cancellation::RefundArrival;
use desk_domain::payment::{CashReceiptState, Customer, GatewayStatus};

use super::method::how_paid;
use crate::portone::wire::{
    self, CancellationStatus, CashReceiptStatus, CursorItem, CursorPage, IssuanceStatus, Payment,
    PaymentMethod, PaymentStatus, RefundStatus,
};
use crate::{Found, FoundCancellation, FoundCancellationState, ListPage, ReadError, Secret};

/// The one currency a book of whole won can hold.
const CURRENCY: &str = "KRW";

/// The status of an escrow that is over.
const CONFIRMED: &str = "CONFIRMED";

/// Turns the vendor's payment into ours.
///
/// `amount` is the vendor's `total`, the order before any discount: `amount` and
/// `currentCancellableAmount` of a cancel are counted in it (guide on promotion refunds: an order of
/// 10,000 won charged with 9,000 is cancelled whole with 10,000). `paid` may be less by a card
/// issuer's discount, points or a promotion; money of that base would leave a rest uncancelled.
///
/// # Errors
/// [`ReadError::Unsupported`] for another currency than won, [`ReadError::Malformed`] for sums that
/// contradict each other.
pub(crate) fn found(payment: Payment) -> Result<Found, ReadError> {
    if payment.currency != CURRENCY {
        return Err(ReadError::Unsupported(format!("its currency is {}", payment.currency)));
    }
    let amount = &payment.amount;
    if amount.cancelled < 0 || amount.cancelled > amount.total {
        let (cancelled, total) = (amount.cancelled, amount.total);
        return Err(ReadError::Malformed(format!("{cancelled} of {total} won are cancelled")));
    }
    let status = gateway_status(&payment);
    let cash_receipt = cash_receipt_state(&payment);
    let partial_cancels = partial_cancels(&payment);
    let arrival = arrival(payment.method.as_ref());
    let mut paid = how_paid(payment.method, payment.channel);
    paid.detail.escrow = payment.escrow.is_some();
    let escrow_status = payment.escrow.as_ref().and_then(|escrow| escrow.status.as_deref());
    paid.detail.escrow_confirmed = escrow_status == Some(CONFIRMED);
    // Not `paid`: no page says whether a cancel lowers that.
    let charged = Won(amount.total - amount.discount);
    paid.detail.charged = payment.promotion_id.is_some().then_some(charged);
    paid.detail.promotion_id = payment.promotion_id;
    paid.detail.partial_cancels = partial_cancels;
    Ok(Found {
        gateway_payment_id: payment.id,
        status,
        customer: customer(&payment.customer),
        order_name: payment.order_name,
        method: paid.method,
        method_detail: paid.detail,
        amount: Won(payment.amount.total),
        cancelled: Won(payment.amount.cancelled),
        tax_free: Won(payment.amount.tax_free),
        cancelled_tax_free: Won(payment.amount.cancelled_tax_free),
        cash_receipt,
        requested_at: payment.requested_at,
        paid_at: payment.paid_at,
        cancelled_at: payment.cancelled_at,
        approval_number: paid.approval_number,
        receipt_url: payment.receipt_url,
        cancellations: cancellations(payment.cancellations, arrival),
    })
}

/// The vendor has one refund status for the payment. UNVERIFIED whose it is after several refunds:
/// read as that of the latest one.
fn cancellations(
    listed: Vec<wire::PaymentCancellation>,
    arrival: RefundArrival,
) -> Vec<FoundCancellation> {
    let mut found: Vec<FoundCancellation> = listed.into_iter().map(Into::into).collect();
    if let Some(latest) = found.iter_mut().max_by_key(|one| one.requested_at)
        && latest.state == FoundCancellationState::Succeeded
    {
        latest.arrival = arrival;
    }
    found
}

fn arrival(method: Option<&PaymentMethod>) -> RefundArrival {
    let Some(PaymentMethod::VirtualAccount { refund_status, .. }) = method else {
        return RefundArrival::Unsaid;
    };
    match refund_status {
        Some(RefundStatus::Completed) => RefundArrival::Arrived,
        Some(RefundStatus::Failed | RefundStatus::PartialRefundFailed) => RefundArrival::Failed,
        Some(RefundStatus::Pending | RefundStatus::Unknown(_)) | None => RefundArrival::Unsaid,
    }
}

/// Turns one page of the list into ours. The vendor marks the end by an empty page, not by a flag.
///
/// # Errors
/// [`ReadError::Malformed`] when the page leads back to where it started: the pull would never end.
pub(crate) fn list_page(page: CursorPage, cursor: Option<&str>) -> Result<ListPage, ReadError> {
    let next_cursor = page.items.last().map(|item| item.cursor.clone());
    if next_cursor.is_some() && next_cursor.as_deref() == cursor {
        return Err(ReadError::Malformed("the list leads back to its own cursor".to_owned()));
    }
    let mut payments = Vec::with_capacity(page.items.len());
    let mut skipped = Vec::new();
    for CursorItem { payment, .. } in page.items {
        let id = payment["id"].as_str().unwrap_or_default().to_owned();
        let read = serde_json::from_value::<Payment>(payment)
            .map_err(|_| ReadError::Malformed("not as the vendor describes it".to_owned()))
            .and_then(found);
        match read {
            Ok(found) => payments.push(found),
            Err(error) => skipped.push((id, error.to_string())),
        }
    }
    Ok(ListPage { payments, skipped, next_cursor })
}

fn gateway_status(payment: &Payment) -> GatewayStatus {
    match &payment.status {
        PaymentStatus::Ready => GatewayStatus::Ready,
        PaymentStatus::PayPending => GatewayStatus::Pending,
        // Past its last day too: a late deposit is the PG's word to say, not ours to rule out.
        PaymentStatus::VirtualAccountIssued => GatewayStatus::WaitingForDeposit,
        PaymentStatus::Paid => GatewayStatus::Paid,
        PaymentStatus::Failed => GatewayStatus::Failed,
        PaymentStatus::PartialCancelled => GatewayStatus::PartiallyCancelled,
        PaymentStatus::Cancelled if was_never_paid(payment) => GatewayStatus::Closed,
        PaymentStatus::Cancelled => GatewayStatus::Cancelled,
        PaymentStatus::Unknown(_) => GatewayStatus::Unknown,
    }
}

/// A virtual account closed before its deposit ends as `CANCELLED` too, with no money behind it.
fn was_never_paid(payment: &Payment) -> bool {
    payment.paid_at.is_none() && payment.amount.cancelled == 0 && succeeded(payment).count() == 0
}

fn succeeded(payment: &Payment) -> impl Iterator<Item = &wire::PaymentCancellation> {
    payment
        .cancellations
        .iter()
        .filter(|cancellation| cancellation.status == CancellationStatus::Succeeded)
}

fn partial_cancels(payment: &Payment) -> u32 {
    let partial =
        succeeded(payment).filter(|cancelled| cancelled.total_amount < payment.amount.total);
    u32::try_from(partial.count()).unwrap_or(u32::MAX)
}

/// The vendor may know that a receipt was issued without having the receipt.
fn cash_receipt_state(payment: &Payment) -> CashReceiptState {
    if let Some(receipt) = &payment.cash_receipt {
        return match receipt.status {
            CashReceiptStatus::Issued => CashReceiptState::Issued,
            CashReceiptStatus::Cancelled => CashReceiptState::Cancelled,
            CashReceiptStatus::Unknown(_) => CashReceiptState::Unknown,
        };
    }
    match payment.cash_receipt_issuance_status {
        Some(IssuanceStatus::Issued) => CashReceiptState::Issued,
        Some(IssuanceStatus::NotIssued) | None => CashReceiptState::None,
        Some(IssuanceStatus::Unknown(_)) => CashReceiptState::Unknown,
    }
}

fn customer(customer: &wire::Customer) -> Customer {
    let text = |secret: &Option<Secret>| secret.as_ref().map(|text| text.expose().to_owned());
    Customer {
        id: customer.id.clone(),
        name: text(&customer.name),
        phone: text(&customer.phone_number),
    }
}
