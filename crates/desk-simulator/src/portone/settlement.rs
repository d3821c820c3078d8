//! Money leaves: the ledger, the payment's sums and status, the receipt and the webhook, at once.

use chrono::{DateTime, TimeDelta, Utc};

use super::book::{PendingRefund, Refund, RefundSource, Stored};
use super::errors::{ApiError, ErrorKind};
use super::events::{self, Event, Notice};
use super::state::State;
use super::wire::{
    Cancellation, CancellationStatus, Method, PaymentStatus, RefundStatus, WebhookTrigger,
};
use crate::faults::{FaultKind, Stage};
use crate::ids;

/// A refund that is carried out now.
#[derive(Debug)]
pub(crate) struct Payout<'a> {
    pub(crate) cancellation_id: &'a str,
    pub(crate) amount_won: i64,
    pub(crate) source: RefundSource,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) skip_webhook: bool,
    pub(crate) webhook_trigger: Option<WebhookTrigger>,
}

/// How a pending refund ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefundEnd {
    PaidOut,
    Failed,
    /// PortOne counts it as done; the bank has sent the money back.
    Bounced,
}

pub(crate) fn pay_out(
    state: &mut State,
    payment_id: &str,
    payout: &Payout<'_>,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    let order_amount_won = succeed(stored, payout.cancellation_id, now)?;
    stored.vendor.refunds.push(payout.refund(order_amount_won, now));
    announce(state, payment_id, payout, now)
}

impl Payout<'_> {
    fn refund(&self, order_amount_won: i64, at: DateTime<Utc>) -> Refund {
        Refund {
            id: self.cancellation_id.to_owned(),
            amount_won: self.amount_won,
            order_amount_won,
            at,
            source: self.source,
            idempotency_key: self.idempotency_key.clone(),
        }
    }
}

/// What follows a refund that PortOne knows of: the receipt and the webhook.
fn announce(
    state: &mut State,
    payment_id: &str,
    payout: &Payout<'_>,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.get(payment_id)?;
    let status = stored.payment.status;
    // KSNET does not cancel a receipt together with its payment; other PGs do on a full cancel.
    if status == PaymentStatus::Cancelled && stored.payment.channel.pg_provider != "KSNET" {
        state.receipts.cancel_if_issued(payment_id, now);
    }
    if payout.skip_webhook {
        return Ok(());
    }
    let event =
        if status == PaymentStatus::Cancelled { Event::Cancelled } else { Event::PartialCancelled };
    let notice = Notice {
        payment_id,
        event,
        cancellation_id: Some(payout.cancellation_id),
        trigger: payout.webhook_trigger,
    };
    events::emit(state, &notice, now)
}

/// Settles a pending refund of a payment; without an id, the oldest one.
pub(crate) fn settle_pending(
    state: &mut State,
    payment_id: &str,
    cancellation_id: Option<&str>,
    end: RefundEnd,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    let pending = take_pending(stored, cancellation_id)?;
    let payout = Payout {
        cancellation_id: &pending.cancellation_id,
        amount_won: pending.amount_won,
        source: pending.source,
        idempotency_key: pending.idempotency_key.clone(),
        skip_webhook: pending.skip_webhook,
        webhook_trigger: Some(WebhookTrigger::AsyncCancelApproved),
    };
    match end {
        RefundEnd::PaidOut => pay_out(state, payment_id, &payout, now),
        RefundEnd::Failed => {
            // The vendor has no webhook type for this: a reader finds out by reading.
            fail(stored, &pending.cancellation_id, now);
            Ok(())
        }
        RefundEnd::Bounced => {
            let order_amount_won = succeed(stored, &pending.cancellation_id, now)?;
            stored.vendor.bounced.push(payout.refund(order_amount_won, now));
            tell_refund_failed(stored, &pending.cancellation_id);
            announce(state, payment_id, &payout, now)
        }
    }
}

/// The PG executes a cancel that PortOne never hears of.
pub(crate) fn execute_unheard(
    stored: &mut Stored,
    cancellation: Cancellation,
    payout: &Payout<'_>,
    now: DateTime<Utc>,
) {
    stored.vendor.refunds.push(Refund {
        id: cancellation.id.clone(),
        amount_won: payout.amount_won,
        order_amount_won: cancellation.total_amount,
        at: now,
        // As PortOne sees it: not at all.
        source: RefundSource::PgSite,
        idempotency_key: payout.idempotency_key.clone(),
    });
    stored.vendor.unheard.push(cancellation);
}

/// PortOne hears of every cancel of the payment that the PG executed with its answer lost.
pub(crate) fn learn(
    state: &mut State,
    payment_id: &str,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    for cancellation in std::mem::take(&mut stored.vendor.unheard) {
        let stored = state.book.edit(payment_id)?;
        let id = cancellation.id.clone();
        stored.payment.cancellations.push(cancellation);
        succeed(stored, &id, now)?;
        let refund = stored.vendor.refunds.iter_mut().find(|refund| refund.id == id);
        let refund = refund.ok_or_else(not_pending)?;
        refund.source = RefundSource::Api;
        let payout = Payout {
            cancellation_id: &id,
            amount_won: refund.amount_won,
            source: refund.source,
            idempotency_key: refund.idempotency_key.clone(),
            skip_webhook: false,
            webhook_trigger: None,
        };
        announce(state, payment_id, &payout, now)?;
    }
    Ok(())
}

/// Settles every refund that has been pending for `after`; `sim-refund-fails` makes one fail and
/// `sim-refund-bounces` come back.
pub(crate) fn settle_due(state: &mut State, after: TimeDelta, now: DateTime<Utc>) -> usize {
    let due: Vec<(String, String)> = state
        .book
        .in_request_order()
        .flat_map(|stored| {
            let requested = stored.payment.cancellations.iter().filter(move |cancellation| {
                cancellation.status == CancellationStatus::Requested
                    && cancellation.requested_at + after <= now
            });
            requested.map(|cancellation| (stored.payment.id.clone(), cancellation.id.clone()))
        })
        .collect();
    let mut settled = 0;
    for (payment_id, cancellation_id) in due {
        let fault = state.faults.strike_later(Stage::Settlement, &payment_id);
        let end = match fault {
            Some(FaultKind::RefundFails) => RefundEnd::Failed,
            Some(FaultKind::RefundBounces) => RefundEnd::Bounced,
            _ => RefundEnd::PaidOut,
        };
        let outcome = settle_pending(state, &payment_id, Some(&cancellation_id), end, now);
        settled += usize::from(outcome.is_ok());
    }
    settled
}

/// Withdraws a pending refund before it is paid out (`stop`); the cancellation ends as failed.
pub(crate) fn stop_pending(
    state: &mut State,
    payment_id: &str,
    cancellation_id: &str,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    if !stored.payment.cancellations.iter().any(|known| known.id == cancellation_id) {
        return Err(ApiError::new(
            ErrorKind::PaymentCancellationNotFound,
            "결제 취소 내역이 존재하지 않습니다.",
        ));
    }
    if !stored.vendor.pending.iter().any(|pending| pending.cancellation_id == cancellation_id) {
        return Err(not_pending());
    }
    if stored.payment.channel.pg_provider != "TRIPLE_A" {
        return Err(ApiError::pg("STOP_NOT_SUPPORTED", "취소 중단을 지원하지 않는 PG사입니다."));
    }
    take_pending(stored, Some(cancellation_id))?;
    fail(stored, cancellation_id, now);
    Ok(())
}

/// A refund made on the PG's own site: real money, but PortOne's record stays as it was.
pub(crate) fn refund_at_pg(
    state: &mut State,
    payment_id: &str,
    amount_won: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    let amount_won = amount_won.unwrap_or_else(|| stored.held_won());
    if amount_won <= 0 || amount_won > stored.held_won() {
        return Err(ApiError::new(
            ErrorKind::CancelAmountExceedsCancellableAmount,
            "PG사에 남은 금액보다 많이 취소할 수 없습니다.",
        ));
    }
    stored.vendor.refunds.push(Refund {
        id: ids::uuid(payment_id, "pg-site", stored.vendor.refunds.len()),
        amount_won,
        order_amount_won: amount_won,
        at: now,
        source: RefundSource::PgSite,
        idempotency_key: None,
    });
    Ok(())
}

/// Marks the cancellation as done and moves the payment's sums; returns its order money.
fn succeed(
    stored: &mut Stored,
    cancellation_id: &str,
    now: DateTime<Utc>,
) -> Result<i64, ApiError> {
    let payment = &mut stored.payment;
    let cancellation = payment
        .cancellations
        .iter_mut()
        .find(|cancellation| cancellation.id == cancellation_id)
        .ok_or_else(not_pending)?;
    cancellation.status = CancellationStatus::Succeeded;
    cancellation.cancelled_at = Some(now);
    cancellation.pg_cancellation_id = Some(ids::uuid(cancellation_id, "pg-cancellation", 0));
    cancellation.receipt_url = payment.receipt_url.clone();
    payment.amount.cancelled += cancellation.total_amount;
    payment.amount.cancelled_tax_free += cancellation.tax_free_amount;
    let order_amount_won = cancellation.total_amount;
    payment.status = if payment.amount.cancelled == payment.amount.total {
        PaymentStatus::Cancelled
    } else {
        PaymentStatus::PartialCancelled
    };
    payment.cancelled_at = Some(now);
    payment.status_changed_at = now;
    payment.updated_at = now;
    if let Some(Method::VirtualAccount(account)) = &mut payment.method {
        account.refund_status = Some(RefundStatus::Completed);
    }
    Ok(order_amount_won)
}

fn fail(stored: &mut Stored, cancellation_id: &str, now: DateTime<Utc>) {
    let payment = &mut stored.payment;
    for cancellation in &mut payment.cancellations {
        if cancellation.id == cancellation_id {
            cancellation.status = CancellationStatus::Failed;
        }
    }
    payment.updated_at = now;
    tell_refund_failed(stored, cancellation_id);
}

fn tell_refund_failed(stored: &mut Stored, cancellation_id: &str) {
    let payment = &mut stored.payment;
    let is_whole = payment.cancellations.iter().any(|cancellation| {
        cancellation.id == cancellation_id && cancellation.total_amount == payment.amount.total
    });
    if let Some(Method::VirtualAccount(account)) = &mut payment.method {
        account.refund_status =
            Some(if is_whole { RefundStatus::Failed } else { RefundStatus::PartialRefundFailed });
    }
}

fn take_pending(
    stored: &mut Stored,
    cancellation_id: Option<&str>,
) -> Result<PendingRefund, ApiError> {
    let at = stored
        .vendor
        .pending
        .iter()
        .position(|pending| cancellation_id.is_none_or(|id| pending.cancellation_id == id))
        .ok_or_else(not_pending)?;
    Ok(stored.vendor.pending.remove(at))
}

fn not_pending() -> ApiError {
    ApiError::new(ErrorKind::PaymentCancellationNotPending, "대기 중인 결제 취소 내역이 아닙니다.")
}
