//! `POST /cancel` of both generations: the checks in order, then the money moves.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Generation;
use super::amounts::{Split, split};
use super::book::{Refund, RefundSource, Stored};
use super::errors::{ApiError, ErrorKind};
use super::fields::Fields;
use super::notice::{self, Event};
use super::rules::{self, PgRequest};
use super::state::Scene;
use super::status::Status;
use crate::faults::FaultKind;
use crate::private::Private;

/// How long the repeat guard refuses a second partial cancel.
const REPEAT_GUARD_SECONDS: i64 = 10;

/// What is to be cancelled. Won.
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelOrder {
    pub(crate) amount: Option<i64>,
    pub(crate) tax_free: Option<i64>,
    pub(crate) cancel_id: Option<String>,
    pub(crate) canceller: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) account: Option<RefundAccount>,
}

/// Where a virtual account's money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundAccount {
    /// Three digits.
    pub bank_code: String,
    pub number: Private,
    pub holder: Private,
}

/// Who cancels, and what a fault makes of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances {
    pub(crate) source: RefundSource,
    pub(crate) verdict: Option<FaultKind>,
}

impl Circumstances {
    pub(crate) const fn api(verdict: Option<FaultKind>) -> Self {
        Self { source: RefundSource::Api, verdict }
    }
}

/// How an accepted cancel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Moved {
        won: i64,
    },
    /// Told with HTTP 200; nothing has moved.
    Failed,
}

impl CancelOrder {
    /// The same order under the names of either generation.
    pub(crate) fn read(fields: &Fields, generation: Generation) -> Result<Self, ApiError> {
        let [amount, tax_free, canceller, reason] = match generation {
            Generation::V1 => ["price", "tax_free", "name", "reason"],
            Generation::V2 => {
                ["cancel_price", "cancel_tax_free", "cancel_username", "cancel_message"]
            }
        };
        Ok(Self {
            amount: fields.won(amount)?,
            tax_free: fields.won(tax_free)?,
            cancel_id: fields.text("cancel_id"),
            canceller: fields.text(canceller),
            reason: fields.text(reason),
            account: fields.group("refund").map(|group| RefundAccount::read(&group, generation)),
        })
    }
}

impl RefundAccount {
    fn read(group: &Fields, generation: Generation) -> Self {
        let [bank_code, number, holder] = match generation {
            Generation::V1 => ["bankcode", "account", "accountholder"],
            Generation::V2 => ["bank_code", "bank_account", "bank_username"],
        };
        let text = |name| group.text(name).unwrap_or_default();
        Self {
            bank_code: text(bank_code),
            number: Private::new(text(number)),
            holder: Private::new(text(holder)),
        }
    }
}

pub(crate) fn cancel(
    scene: &mut Scene<'_>,
    receipt_id: &str,
    order: &CancelOrder,
    circumstances: &Circumstances,
) -> Result<Done, ApiError> {
    let stored = scene.state.book.get(receipt_id)?;
    check_state(stored)?;
    if scene.state.cancelling.contains(receipt_id) {
        return Err(ApiError::refused("이미 취소가 진행중인 결제입니다."));
    }
    check_repeat(scene, stored, order)?;
    let split = split(stored, order)?;
    rules::check(&PgRequest {
        stored,
        order,
        won: split.won,
        partial_above_won: scene.state.options.partial_above_won,
        now: scene.now,
    })?;
    match circumstances.verdict {
        Some(FaultKind::PgRefused) => Err(rules::settlement_shortage()),
        Some(FaultKind::Failed200) => {
            scene.state.book.edit(receipt_id)?.status = Status::CancelFailed;
            Ok(Done::Failed)
        }
        _ => {
            let now = scene.now;
            move_money(scene.state.book.edit(receipt_id)?, split, order, circumstances.source, now);
            let stored = scene.state.book.get(receipt_id)?;
            let event = if stored.remaining_won() == 0 {
                Event::Cancelled
            } else {
                Event::PartialCancelled
            };
            notice::emit(scene, receipt_id, event)?;
            Ok(Done::Moved { won: split.won })
        }
    }
}

fn check_state(stored: &Stored) -> Result<(), ApiError> {
    if !stored.status.was_paid() {
        return Err(ApiError::refused("결제가 완료되지 않은 건입니다."));
    }
    if stored.remaining_won() == 0 {
        return Err(ApiError::new(ErrorKind::AlreadyCancelled, "기취소된 건입니다."));
    }
    Ok(())
}

/// A `cancel_id` works once for a receipt: the Python SDK of V1 uses one for all receipts, so it
/// cannot be the merchant's. Which error the vendor gives is UNVERIFIED.
fn check_repeat(scene: &Scene<'_>, stored: &Stored, order: &CancelOrder) -> Result<(), ApiError> {
    let known = |cancel_id: &String| {
        stored.refunds.iter().any(|refund| refund.cancel_id.as_ref() == Some(cancel_id))
    };
    if order.cancel_id.as_ref().is_some_and(known) {
        return Err(ApiError::refused("이미 처리된 cancel_id입니다."));
    }
    let recently = scene.now - TimeDelta::seconds(REPEAT_GUARD_SECONDS);
    let repeats = order.amount.is_some()
        && stored
            .refunds
            .iter()
            .any(|refund| refund.source == RefundSource::Api && refund.at > recently);
    if scene.state.options.repeat_guard && repeats {
        return Err(ApiError::refused("10초 이내에 동일한 부분취소 요청이 있었습니다."));
    }
    Ok(())
}

fn move_money(
    stored: &mut Stored,
    split: Split,
    order: &CancelOrder,
    source: RefundSource,
    now: DateTime<Utc>,
) {
    stored.cancelled_price += split.won;
    stored.cancelled_tax_free += split.tax_free;
    stored.status = Status::Cancelled;
    stored.cancelled_at = Some(now);
    if let Some(due) = &mut stored.contract.settlement_due_won {
        *due -= split.won;
    }
    stored.refunds.push(Refund {
        amount_won: split.won,
        at: now,
        source,
        cancel_id: order.cancel_id.clone(),
        canceller: order.canceller.clone(),
        reason: order.reason.clone(),
        account: order.account.clone(),
    });
}
