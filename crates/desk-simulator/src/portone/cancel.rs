//! `POST /payments/{id}/cancel`: the checks in order, then money moves or is promised.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::amounts::{Balance, Split};
use super::banks;
use super::book::{PendingRefund, RefundSource, Stored};
use super::errors::{ApiError, ErrorKind};
use super::events::{self, Event, Notice};
use super::promotion::{PromotedOrder, Promotion, RetainOption};
use super::rules::{self, PgRequest};
use super::settlement::{self, Payout};
use super::state::State;
use super::wire::{Cancellation, CancellationStatus, Method, PaymentStatus, RefundStatus, Trigger};
use crate::faults::FaultKind;
use crate::ids;
use crate::private::Private;

/// Fields without an effect here (`requester`) and unknown ones are ignored.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancelBody {
    pub(crate) store_id: Option<String>,
    pub(crate) amount: Option<i64>,
    pub(crate) tax_free_amount: Option<i64>,
    pub(crate) vat_amount: Option<i64>,
    pub(crate) reason: String,
    pub(crate) promotion_discount_retain_option: Option<RetainOption>,
    pub(crate) current_cancellable_amount: Option<i64>,
    pub(crate) refund_account: Option<RefundAccount>,
    pub(crate) refund_email: Option<Private>,
    pub(crate) skip_webhook: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundAccount {
    pub(crate) bank: String,
    pub(crate) number: Private,
    pub(crate) holder_name: Private,
    pub(crate) holder_phone_number: Option<Private>,
}

impl CancelBody {
    /// A full cancel with nothing but its reason.
    pub(crate) fn for_reason(reason: impl Into<String>) -> Self {
        Self {
            store_id: None,
            amount: None,
            tax_free_amount: None,
            vat_amount: None,
            reason: reason.into(),
            promotion_discount_retain_option: None,
            current_cancellable_amount: None,
            refund_account: None,
            refund_email: None,
            skip_webhook: None,
        }
    }
}

/// Who cancels, when, and what a fault makes of it.
#[derive(Debug, Clone)]
pub(crate) struct Circumstances {
    pub(crate) now: DateTime<Utc>,
    pub(crate) trigger: Trigger,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) verdict: Option<FaultKind>,
}

/// A cancel that passed every check.
struct Plan {
    split: Split,
    /// Real won to send back.
    refund_won: i64,
    option: Option<RetainOption>,
    status: CancellationStatus,
}

/// It names a cause of refusals, and proves none.
const NO_ANSWER: &str = "환불 계좌로 보내는 처리 중에 오류가 발생했습니다.";

pub(crate) fn cancel(
    state: &mut State,
    payment_id: &str,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Result<Cancellation, ApiError> {
    check_input(body)?;
    let stored = state.book.get(payment_id)?;
    let promotion = stored.payment.promotion_id.as_deref().and_then(|id| state.book.promotion(id));
    let plan = plan(stored, promotion, body, circumstances)?;
    if circumstances.verdict == Some(FaultKind::PgAnswerLost) {
        let stored = state.book.edit(payment_id)?;
        let cancellation = draft(stored, &plan, body, circumstances);
        let payout = payout(&cancellation.id, &plan, body, circumstances);
        settlement::execute_unheard(stored, cancellation.clone(), &payout, circumstances.now);
        return Err(ApiError::pg("NO_ANSWER", NO_ANSWER));
    }
    let cancellation = write_down(state.book.edit(payment_id)?, &plan, body, circumstances);
    match plan.status {
        CancellationStatus::Failed => {}
        CancellationStatus::Requested => {
            promise(state, payment_id, &cancellation, &plan, body, circumstances)?
        }
        CancellationStatus::Succeeded => {
            let payout = payout(&cancellation.id, &plan, body, circumstances);
            settlement::pay_out(state, payment_id, &payout, circumstances.now)?;
        }
    }
    let stored = state.book.get(payment_id)?;
    let written = stored.payment.cancellations.iter().find(|c| c.id == cancellation.id);
    Ok(written.cloned().unwrap_or(cancellation))
}

fn payout<'a>(
    cancellation_id: &'a str,
    plan: &Plan,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Payout<'a> {
    Payout {
        cancellation_id,
        amount_won: plan.refund_won,
        source: source_of(circumstances.trigger),
        idempotency_key: circumstances.idempotency_key.clone(),
        skip_webhook: body.skip_webhook.unwrap_or(false),
        webhook_trigger: None,
    }
}

fn check_input(body: &CancelBody) -> Result<(), ApiError> {
    if body.reason.trim().is_empty() {
        return Err(ApiError::invalid("취소 사유(reason)는 필수입니다."));
    }
    let Some(account) = &body.refund_account else { return Ok(()) };
    if !banks::is_known(&account.bank) {
        return Err(ApiError::invalid("알 수 없는 은행입니다."));
    }
    let number = account.number.reveal().replace('-', "");
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ApiError::invalid("계좌번호는 숫자여야 합니다."));
    }
    if account.holder_name.reveal().trim().is_empty() {
        return Err(ApiError::invalid("예금주(holderName)는 필수입니다."));
    }
    Ok(())
}

fn plan(
    stored: &Stored,
    promotion: Option<&Promotion>,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Result<Plan, ApiError> {
    let payment = &stored.payment;
    check_status(payment.status)?;
    let balance = Balance::of(&payment.amount, &payment.cancellations);
    let split = balance.split(body)?;
    let (refund_won, option) = match promotion {
        None => (split.total, None),
        Some(promotion) => promoted_refund(stored, promotion, balance, split, body)?,
    };
    let is_partial = split.total < payment.amount.total;
    let takes_the_rest = split.total == balance.total;
    rules::check(&PgRequest { stored, body, is_partial, takes_the_rest, now: circumstances.now })?;
    // The PG knows what was cancelled on its own site; PortOne does not.
    if refund_won > stored.held_won() {
        return Err(ApiError::pg("ALREADY_CANCELLED_AT_PG", "PG사에서 이미 취소된 거래입니다."));
    }
    let status = match circumstances.verdict {
        Some(FaultKind::PgRefused) => {
            return Err(ApiError::pg(
                "SETTLEMENT_SHORTAGE",
                "정산 예정 금액이 부족하여 취소할 수 없습니다.",
            ));
        }
        Some(FaultKind::Failed200) => CancellationStatus::Failed,
        _ if rules::is_asynchronous(stored) => CancellationStatus::Requested,
        _ => CancellationStatus::Succeeded,
    };
    Ok(Plan { split, refund_won, option, status })
}

fn check_status(status: PaymentStatus) -> Result<(), ApiError> {
    match status {
        PaymentStatus::Paid | PaymentStatus::PartialCancelled => Ok(()),
        PaymentStatus::Cancelled => {
            Err(ApiError::new(ErrorKind::PaymentAlreadyCancelled, "이미 취소된 결제 건입니다."))
        }
        PaymentStatus::Ready
        | PaymentStatus::PayPending
        | PaymentStatus::VirtualAccountIssued
        | PaymentStatus::Failed => {
            Err(ApiError::new(ErrorKind::PaymentNotPaid, "결제가 완료되지 않았습니다."))
        }
    }
}

fn promoted_refund(
    stored: &Stored,
    promotion: &Promotion,
    balance: Balance,
    split: Split,
    body: &CancelBody,
) -> Result<(i64, Option<RetainOption>), ApiError> {
    let option = body.promotion_discount_retain_option.unwrap_or(RetainOption::Release);
    if stored.vendor.retain_option.is_some_and(|first| first != option) {
        return Err(ApiError::new(
            ErrorKind::PromotionDiscountRetainOptionShouldNotBeChanged,
            "프로모션 혜택 유지 옵션은 첫 부분 취소와 같아야 합니다.",
        ));
    }
    let order = PromotedOrder {
        total: stored.payment.amount.total,
        charged: stored.booked_won(),
        left: balance.total,
    };
    Ok((promotion.refund(order, split.total, option)?, Some(option)))
}

/// Adds the cancellation to the payment, not yet settled.
fn write_down(
    stored: &mut Stored,
    plan: &Plan,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Cancellation {
    let cancellation = draft(stored, plan, body, circumstances);
    stored.payment.cancellations.push(cancellation.clone());
    stored.payment.updated_at = circumstances.now;
    if plan.status != CancellationStatus::Failed {
        stored.vendor.retain_option = plan.option;
    }
    cancellation
}

fn draft(
    stored: &Stored,
    plan: &Plan,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Cancellation {
    let payment = &stored.payment;
    let number = payment.cancellations.len() + stored.vendor.unheard.len();
    Cancellation {
        id: ids::uuid(&payment.id, "cancellation", number),
        status: plan.status,
        pg_cancellation_id: None,
        total_amount: plan.split.total,
        tax_free_amount: plan.split.tax_free,
        vat_amount: plan.split.vat,
        reason: body.reason.clone(),
        cancelled_at: None,
        requested_at: circumstances.now,
        receipt_url: None,
        trigger: circumstances.trigger,
    }
}

/// An asynchronous refund: nothing has moved, the payment's status stays.
fn promise(
    state: &mut State,
    payment_id: &str,
    cancellation: &Cancellation,
    plan: &Plan,
    body: &CancelBody,
    circumstances: &Circumstances,
) -> Result<(), ApiError> {
    let stored = state.book.edit(payment_id)?;
    stored.vendor.pending.push(PendingRefund {
        cancellation_id: cancellation.id.clone(),
        amount_won: plan.refund_won,
        skip_webhook: body.skip_webhook.unwrap_or(false),
        source: source_of(circumstances.trigger),
        idempotency_key: circumstances.idempotency_key.clone(),
    });
    if let Some(Method::VirtualAccount(account)) = &mut stored.payment.method {
        account.refund_status = Some(RefundStatus::Pending);
    }
    let notice = Notice {
        payment_id,
        event: Event::CancelPending,
        cancellation_id: Some(&cancellation.id),
        trigger: None,
    };
    events::emit(state, &notice, circumstances.now)
}

fn source_of(trigger: Trigger) -> RefundSource {
    match trigger {
        Trigger::Api => RefundSource::Api,
        Trigger::Console | Trigger::PortoneAdmin | Trigger::Chargeback => RefundSource::Console,
    }
}

#[cfg(test)]
mod tests;
