//! From the book and what an agent said to what a read tells.

use desk_domain::cancellation::{Cancellation, RefundArrival};
use desk_domain::payment::GatewayStatus;
use desk_domain::{Timestamp, Won};

use super::book::BookedApproval;
use super::line::{ApprovalFound, Ending};
use crate::{Found, FoundCancellation, FoundCancellationState};

/// A read by the journal, where it has a final word on the cancel in flight.
pub(super) fn by_journal(
    booked: &BookedApproval,
    cancellation: &Cancellation,
    ending: &Ending,
) -> Option<Found> {
    let listed = |id: &str, state, at| {
        let reference = cancellation.id.as_str();
        FoundCancellation {
            gateway_cancellation_id: id.to_owned(),
            state,
            amount: cancellation.amount,
            reason: format!("{} ({reference})", cancellation.reason_code.words()),
            ..whole(booked, at)
        }
    };
    match ending {
        Ending::Done { approval_number, approved_at } => {
            let done =
                listed(approval_number, FoundCancellationState::Succeeded, Some(*approved_at));
            Some(found(booked, GatewayStatus::Cancelled, vec![done]))
        }
        Ending::Refused(_) => {
            let refused = listed(cancellation.id.as_str(), FoundCancellationState::Failed, None);
            Some(found(booked, GatewayStatus::Paid, vec![refused]))
        }
        Ending::Unknown { .. } => None,
    }
}

/// A read by what the device tells of the approval itself.
pub(super) fn by_inquiry(booked: &BookedApproval, told: &ApprovalFound) -> Found {
    if !told.cancelled {
        return found(booked, GatewayStatus::Paid, Vec::new());
    }
    let number = told.cancel_approval_number.as_ref().or(booked.done_as()).cloned();
    let cancelled = FoundCancellation {
        gateway_cancellation_id: number
            .unwrap_or_else(|| format!("cancel-of-{}", booked.payment.gateway_payment_id)),
        reason: told.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
        ..whole(booked, told.cancelled_at)
    };
    found(booked, GatewayStatus::Cancelled, vec![cancelled])
}

fn whole(booked: &BookedApproval, cancelled_at: Option<Timestamp>) -> FoundCancellation {
    let payment = &booked.payment;
    FoundCancellation {
        gateway_cancellation_id: String::new(),
        state: FoundCancellationState::Succeeded,
        amount: payment.amounts.paid,
        tax_free: payment.tax_free,
        reason: String::new(),
        requested_at: cancelled_at.or(payment.paid_at).unwrap_or(payment.requested_at),
        cancelled_at,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    }
}

fn found(
    booked: &BookedApproval,
    status: GatewayStatus,
    cancellations: Vec<FoundCancellation>,
) -> Found {
    let payment = booked.payment.clone();
    let is_cancelled = status == GatewayStatus::Cancelled;
    let all = |amount: Won| if is_cancelled { amount } else { Won::ZERO };
    Found {
        status,
        amount: payment.amounts.paid,
        cancelled: all(payment.amounts.paid),
        cancelled_tax_free: all(payment.tax_free),
        cancelled_at: cancellations.iter().find_map(|one| one.cancelled_at),
        cancellations,
        gateway_payment_id: payment.gateway_payment_id,
        customer: payment.customer,
        order_name: payment.order_name,
        method: payment.method,
        method_detail: payment.method_detail,
        tax_free: payment.tax_free,
        cash_receipt: payment.cash_receipt,
        requested_at: payment.requested_at,
        paid_at: payment.paid_at,
        approval_number: payment.approval_number,
        receipt_url: payment.receipt_url,
    }
}
