//! Virtual accounts before the money has come, and payments that wait for their outcome.

use chrono::{DateTime, Utc};

use super::book::Stored;
use super::errors::{ApiError, ErrorKind};
use super::events::{self, Event, Notice};
use super::state::State;
use super::wire::{Failure, Method, PaymentStatus, WebhookTrigger};
use crate::ids;

/// `POST /payments/{id}/virtual-account/close`. The status afterwards is UNVERIFIED; here the
/// payment becomes `CANCELLED` with nothing cancelled, as no money ever came.
pub(crate) fn close(
    state: &mut State,
    payment_id: &str,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, ApiError> {
    let stored = state.book.edit(payment_id)?;
    check_waiting(stored)?;
    stored.vendor.closed_at = Some(now);
    stored.payment.cancelled_at = Some(now);
    enter(stored, PaymentStatus::Cancelled, now);
    Ok(now)
}

/// The customer's transfer arrives.
pub(crate) fn deposit(
    state: &mut State,
    payment_id: &str,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    check_waiting(stored)?;
    let expired = match &stored.payment.method {
        Some(Method::VirtualAccount(account)) => account.expired_at.is_some_and(|at| at <= now),
        _ => false,
    };
    if expired {
        return Err(ApiError::new(
            ErrorKind::PaymentNotWaitingForDeposit,
            "입금 기한이 지난 가상계좌입니다.",
        ));
    }
    pay(stored, now);
    emit(state, payment_id, Event::Paid, WebhookTrigger::VirtualAccountDeposit, now)
}

/// A `PAY_PENDING` payment is approved or refused.
pub(crate) fn decide_pending(
    state: &mut State,
    payment_id: &str,
    approved: bool,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    if stored.payment.status != PaymentStatus::PayPending {
        return Err(ApiError::invalid("결제 완료 대기 중인 결제가 아닙니다."));
    }
    if approved {
        pay(stored, now);
        return emit(state, payment_id, Event::Paid, WebhookTrigger::AsyncPayApproved, now);
    }
    stored.payment.failed_at = Some(now);
    stored.payment.failure =
        Some(Failure { reason: Some("결제 승인 거절".into()), ..Failure::default() });
    enter(stored, PaymentStatus::Failed, now);
    emit(state, payment_id, Event::Failed, WebhookTrigger::AsyncPayFailed, now)
}

fn check_waiting(stored: &Stored) -> Result<(), ApiError> {
    if stored.payment.status == PaymentStatus::VirtualAccountIssued {
        return Ok(());
    }
    Err(ApiError::new(ErrorKind::PaymentNotWaitingForDeposit, "입금 대기 중인 결제 건이 아닙니다."))
}

fn pay(stored: &mut Stored, now: DateTime<Utc>) {
    let payment = &mut stored.payment;
    payment.paid_at = Some(now);
    payment.amount.paid = payment.amount.total - payment.amount.discount;
    if payment.pg_tx_id.is_none() {
        payment.pg_tx_id = Some(ids::uuid(&payment.id, "pg-tx", 0));
    }
    enter(stored, PaymentStatus::Paid, now);
}

fn enter(stored: &mut Stored, status: PaymentStatus, now: DateTime<Utc>) {
    stored.payment.status = status;
    stored.payment.status_changed_at = now;
    stored.payment.updated_at = now;
}

fn emit(
    state: &mut State,
    payment_id: &str,
    event: Event,
    trigger: WebhookTrigger,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let notice = Notice { payment_id, event, cancellation_id: None, trigger: Some(trigger) };
    events::emit(state, &notice, now)
}
