//! The answer, the state, the ledger and the sums: one transaction.

use desk_domain::cancellation::{
    Attention, Cancellation, CancellationEvent, CancellationKind, CancellationState, VendorWords,
};
use desk_domain::payment::{Agreement, Channel, GatewayStatus, Method, Payment};
use desk_domain::reconcile::watch_until;
use desk_domain::{CancellationId, PaymentId, StaffId, Timestamp, Won};
use serde_json::{Value as Json, json};

use super::contradict::{Shown, contradict};
use super::row::{lock, update};
use super::sending::erase_refund_account;
use crate::error::Result;
use crate::follow_ups::{self, Occasion};
use crate::records::{JobKind, Settled, Settlement};
use crate::sql::{Connection, sql};
use crate::transaction::{Deed, Transaction};
use crate::{bills, jobs, payments};

pub(crate) async fn settle(
    tx: &mut Transaction,
    id: &CancellationId,
    settlement: &Settlement,
    now: Timestamp,
) -> Result<Settled> {
    let (mut payment, before) = lock(tx, id).await?;
    let settlement = &once(tx, &before, settlement).await?;
    if !before.state.is_in_flight() {
        return settled_before(tx, payment, before, settlement, now).await;
    }
    let after = answered(&before, settlement, now)?;
    let was = payment.agreement;
    update(tx, &after).await?;
    match settlement {
        Settlement::Succeeded { .. } => {
            let forced = forced_of(tx, &payment, id).await?;
            release(&mut payment, &after);
            give_back(&mut payment, &after, forced, now);
            enter_refund(tx, &after, now).await?;
            payments::update(tx, &mut payment).await?;
            erase_refund_account(tx, id).await?;
            keep_in_step(tx, was, &payment, &occasion(&after, now)).await?;
        }
        Settlement::Failed(_) => {
            release(&mut payment, &after);
            payments::derive_statuses(&mut payment);
            payments::update(tx, &mut payment).await?;
            erase_refund_account(tx, id).await?;
            keep_in_step(tx, was, &payment, &occasion(&after, now)).await?;
        }
        Settlement::Unproven { check_at, .. } => {
            // It is never sent again, so nobody needs the account.
            erase_refund_account(tx, id).await?;
            follow_ups::open_doubt(tx, &payment, &after, now).await?;
            jobs::enqueue(tx, &JobKind::ResolveCancellation(id.clone()), *check_at).await?;
        }
        Settlement::Accepted { check_at, .. } | Settlement::Unknown { check_at, .. } => {
            jobs::enqueue(tx, &JobKind::ResolveCancellation(id.clone()), *check_at).await?;
        }
    }
    let alarmed = |one: &Cancellation| one.state.is_in_flight() && one.attention.is_some();
    if alarmed(&before) && !alarmed(&after) {
        follow_ups::end_alarm(tx, &payment, &Occasion::read("gateway", now)).await?;
    }
    if is_news(&before, &after) {
        note(tx, &after, settlement, now);
    }
    Ok(Settled::Changed(after))
}

/// The settlement, unless the cancel that the vendor names is in the book under another row. That happens after a
/// restore: the book took the refund over as a stranger's, then the lost click came again and found its own order.
/// The money went back once, and is counted once.
async fn once(
    tx: &mut Transaction,
    before: &Cancellation,
    settlement: &Settlement,
) -> Result<Settlement> {
    let name = match settlement {
        Settlement::Succeeded { gateway_cancellation_id, .. }
        | Settlement::Accepted { gateway_cancellation_id, .. } => gateway_cancellation_id,
        Settlement::Failed(_) | Settlement::Unproven { .. } | Settlement::Unknown { .. } => &None,
    };
    let Some(name) = name else { return Ok(settlement.clone()) };
    let other = sql("SELECT 1 FROM cancellations \
         WHERE payment_id = $1 AND id <> $2 AND gateway_cancellation_id = $3");
    let other = other.bind(&before.payment_id).bind(&before.id).bind(name.as_str());
    if tx.row(other).await?.is_none() {
        return Ok(settlement.clone());
    }
    Ok(Settlement::Failed(VendorWords {
        code: "already_in_book".to_owned(),
        message: name.clone(),
        ..VendorWords::default()
    }))
}

/// What hangs on the sums of the payment follows them: the duty of a difference, and the bill that it is.
async fn keep_in_step(
    tx: &mut Transaction,
    was: Agreement,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    follow_ups::keep_in_step(tx, was, payment, occasion).await?;
    bills::keep_in_step(tx, payment, occasion.actor, occasion.now).await
}

/// The first answer stays, but for a success after a failure: then the book was wrong.
async fn settled_before(
    tx: &mut Transaction,
    mut payment: Payment,
    before: Cancellation,
    settlement: &Settlement,
    now: Timestamp,
) -> Result<Settled> {
    let Settlement::Succeeded { gateway_cancellation_id, receipt_url } = settlement else {
        return Ok(Settled::AlreadySettled(before));
    };
    let shown = Shown { gateway_cancellation_id, receipt_url };
    let was = payment.agreement;
    match contradict(tx, &mut payment, &before, shown, now).await? {
        Some(after) => {
            payments::update(tx, &mut payment).await?;
            keep_in_step(tx, was, &payment, &occasion(&after, now)).await?;
            Ok(Settled::Changed(after))
        }
        None => Ok(Settled::AlreadySettled(before)),
    }
}

/// That a read was as quiet as the one before is no line of the story.
fn is_news(before: &Cancellation, after: &Cancellation) -> bool {
    *before != Cancellation { quiet_since: before.quiet_since, ..after.clone() }
}

/// Fails what is still `requested`; leaves everything else to whoever has it.
pub(crate) async fn fail_unsent(
    tx: &mut Transaction,
    id: &CancellationId,
    words: &VendorWords,
    now: Timestamp,
) -> Result<Settled> {
    let (_, current) = lock(tx, id).await?;
    match current.state {
        CancellationState::Requested => {
            settle(tx, id, &Settlement::Failed(words.clone()), now).await
        }
        CancellationState::AwaitingApproval
        | CancellationState::Sent
        | CancellationState::Unknown
        | CancellationState::Succeeded
        | CancellationState::Failed
        | CancellationState::Rejected
        | CancellationState::Withdrawn => Ok(Settled::AlreadySettled(current)),
    }
}

/// The cancellation after the vendor's word, or the lack of one.
fn answered(
    before: &Cancellation,
    settlement: &Settlement,
    now: Timestamp,
) -> Result<Cancellation> {
    let mut after = before.clone();
    after.state = before.state.after(match settlement {
        Settlement::Succeeded { .. } => CancellationEvent::Succeed,
        Settlement::Accepted { .. } => CancellationEvent::Accepted,
        Settlement::Failed(_) => CancellationEvent::Fail,
        Settlement::Unproven { .. } | Settlement::Unknown { .. } => CancellationEvent::LoseAnswer,
    })?;
    match settlement {
        Settlement::Succeeded { gateway_cancellation_id, receipt_url } => {
            after.settled_at = Some(now);
            after.gateway_cancellation_id =
                gateway_cancellation_id.clone().or(after.gateway_cancellation_id);
            after.receipt_url = receipt_url.clone().or(after.receipt_url);
            after.failure = None;
            after.attention = None;
        }
        Settlement::Accepted { gateway_cancellation_id, .. } => {
            after.accepted_at = after.accepted_at.or(Some(now));
            after.gateway_cancellation_id =
                gateway_cancellation_id.clone().or(after.gateway_cancellation_id);
            after.failure = None;
            after.attention = None;
        }
        Settlement::Failed(words) => {
            after.settled_at = Some(now);
            after.failure = Some(words.clone());
            after.attention = None;
        }
        Settlement::Unproven { words, .. } => {
            after.failure = Some(words.clone());
            after.attention = Some(Attention::NoProof);
        }
        Settlement::Unknown { words, quiet_since, .. } => {
            after.failure = words.clone().or(after.failure);
            after.quiet_since = after.quiet_since.or(*quiet_since);
        }
    }
    Ok(after)
}

/// What was set aside for it is free again, or about to be counted as cancelled.
pub(super) fn release(payment: &mut Payment, ended: &Cancellation) {
    payment.amounts.reserved = payment.amounts.reserved.saturating_sub(ended.amount);
}

/// Counts the amount as cancelled.
///
/// The vendor's explicit word proves its side as well, unless a read has counted it already: then
/// the gateway's sum has reached what the book expects of it. What was only forced in the book
/// (`forced`) the vendor never gave back.
pub(super) fn give_back(payment: &mut Payment, done: &Cancellation, forced: Won, now: Timestamp) {
    if done.kind == CancellationKind::Force {
        presume_standing(payment);
    }
    let amounts = &mut payment.amounts;
    amounts.cancelled = [amounts.cancelled, done.amount].into_iter().sum();
    payment.cancelled_at = Some(now);
    let has_vendor = payment.gateway_status != GatewayStatus::None;
    if has_vendor && done.kind != CancellationKind::Force {
        let proven = amounts.cancelled.saturating_sub(forced);
        if payment.gateway_cancelled < proven {
            payment.gateway_cancelled = proven;
            let tax_free = [payment.cancelled_tax_free, done.tax_free.unwrap_or_default()];
            payment.cancelled_tax_free = tax_free.into_iter().sum();
            if proven < payment.amounts.paid {
                payment.method_detail.partial_cancels += 1;
            }
        }
        payment.gateway_status = if payment.gateway_cancelled < payment.amounts.paid {
            GatewayStatus::PartiallyCancelled
        } else {
            GatewayStatus::Cancelled
        };
        payment.gateway_checked_at = Some(now);
        if payment.method == Method::VirtualAccount {
            // The bank may send it back days later.
            payment.watch_until = Some(watch_until(now));
        }
    }
    payments::derive_statuses(payment);
}

/// A payment of which no gateway has ever said anything counts by its book alone. Once that is forced, the
/// approval behind it is taken to stand until somebody proves otherwise; where staff wrote the
/// payment down themselves, there is none.
fn presume_standing(payment: &mut Payment) {
    let is_silent = matches!(payment.gateway_status, GatewayStatus::None | GatewayStatus::Unknown);
    if is_silent && payment.channel != Channel::Recorded {
        payment.gateway_status = if payment.gateway_cancelled.is_zero() {
            GatewayStatus::Paid
        } else {
            GatewayStatus::PartiallyCancelled
        };
    }
}

/// A force-cancel is its person's deed; everything else is what the gateway said.
fn occasion(settled: &Cancellation, now: Timestamp) -> Occasion<'_> {
    if settled.kind == CancellationKind::Force {
        let actor = settled.requested_by.as_ref();
        let left = Some((&settled.id, actor));
        let outside = settled.outside.as_ref();
        return Occasion {
            left,
            outside,
            ..Occasion::read(actor.map_or("system", StaffId::as_str), now)
        };
    }
    Occasion::read("gateway", now)
}

/// Σ of the payment's other cancellations that were settled in the book only.
pub(super) async fn forced_of(
    tx: &mut Transaction,
    payment: &Payment,
    id: &CancellationId,
) -> Result<Won> {
    let statement = sql("SELECT CAST(COALESCE(SUM(amount_won), 0) AS BIGINT) AS forced_won \
         FROM cancellations \
         WHERE payment_id = $1 AND id <> $2 AND kind = 'force' AND state = 'succeeded'");
    tx.only_row(statement.bind(&payment.id).bind(id)).await?.won("forced_won")
}

/// Those of a payment that were made in the book only.
pub(crate) async fn forced_ids(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Vec<CancellationId>> {
    let forced = sql("SELECT id FROM cancellations WHERE payment_id = $1 AND kind = 'force'");
    let rows = connection.rows(forced.bind(payment)).await?;
    rows.iter().map(|row| row.parsed("id")).collect()
}

/// The last force-cancel of a payment.
pub(crate) async fn last_forced_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Option<CancellationId>> {
    let last = sql("SELECT id FROM cancellations \
         WHERE payment_id = $1 AND kind = 'force' AND state = 'succeeded' \
         ORDER BY requested_at DESC, id DESC LIMIT 1");
    let row = connection.row(last.bind(payment)).await?;
    row.map(|row| row.parsed("id")).transpose()
}

/// The money that went back, once: the ledger refuses a second entry for the same cancellation.
pub(crate) async fn enter_refund(
    tx: &mut Transaction,
    done: &Cancellation,
    at: Timestamp,
) -> Result<()> {
    let insert =
        sql("INSERT INTO ledger_entries (payment_id, cancellation_id, kind, amount_won, at) \
         VALUES ($1, $2, 'cancel', $3, $4)");
    let insert = insert.bind(&done.payment_id).bind(&done.id).bind(-done.amount.0).bind(at);
    tx.run(insert).await.map(drop)
}

fn note(tx: &mut Transaction, after: &Cancellation, settlement: &Settlement, now: Timestamp) {
    let (action, words): (_, Json) = match settlement {
        Settlement::Succeeded { .. } => ("cancellation.succeeded", Json::Null),
        Settlement::Accepted { .. } => ("cancellation.accepted", Json::Null),
        Settlement::Failed(words) => ("cancellation.failed", json!(words)),
        Settlement::Unproven { words, .. } => ("cancellation.unproven", json!(words)),
        Settlement::Unknown { words: Some(words), .. } => ("cancellation.doubted", json!(words)),
        Settlement::Unknown { why, .. } => ("cancellation.unknown", json!(why)),
    };
    let actor = match settlement {
        Settlement::Unknown { .. } | Settlement::Unproven { .. } => "system",
        _ if after.kind == CancellationKind::Force => {
            after.requested_by.as_ref().map_or("system", StaffId::as_str)
        }
        Settlement::Succeeded { .. } | Settlement::Accepted { .. } | Settlement::Failed(_) => {
            "gateway"
        }
    };
    let body = json!({
        "payment_id": after.payment_id,
        "amount_won": after.amount,
        "gateway_cancellation_id": after.gateway_cancellation_id,
        "words": words,
    });
    let deed = Deed { actor, action, at: now, body };
    tx.cancellation_changed(&after.merchant_id, &after.payment_id, &after.id, deed);
}
