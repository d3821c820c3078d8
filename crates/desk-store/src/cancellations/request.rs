//! The click: everything it leaves behind, in one transaction.

use desk_domain::PaymentId;
use desk_domain::cancellation::{Cancellation, CancellationKind, CancellationState};
use desk_domain::payment::Payment;
use serde_json::json;

use super::row::{find, insert};
use super::settle::settle;
use crate::error::{Broken, Result, StoreError};
use crate::records::{JobKind, NewCancellation, Requested, Settled, Settlement};
use crate::sql::{Connection, sql};
use crate::transaction::{Deed, Transaction};
use crate::{follow_ups, jobs, payments};

/// Whose key it is when no person asked.
const NOBODY: &str = "system";

/// Anything but `Created` is to be rolled back.
///
/// The payment is locked before the key is looked up: two clicks with one key are about one payment,
/// so the second finds what the first has written.
pub(crate) async fn request(tx: &mut Transaction, new: &NewCancellation) -> Result<Requested> {
    let asked = &new.cancellation;
    let payment = payments::lock(tx, &asked.payment_id).await?;
    let staff = asked.requested_by.as_ref().map_or(NOBODY, |id| id.as_str());
    if let Some((fingerprint, earlier)) = of_intent(tx, staff, &new.intent.key).await? {
        let is_same = fingerprint == new.intent.fingerprint;
        return Ok(if is_same { Requested::Repeated(earlier) } else { Requested::KeyReused });
    }
    if let Some(refusal) = refusal(tx, &payment, new).await? {
        return Ok(refusal);
    }
    if !reserve(tx, &payment, asked).await? {
        return Ok(Requested::Exceeds { cancellable: payment.cancellable() });
    }
    insert(tx, asked, payment.channel).await?;
    if !keep_intent(tx, staff, new).await? {
        return Ok(Requested::KeyReused);
    }
    keep_refund_account(tx, new).await?;
    note(tx, asked, staff);
    if asked.kind == CancellationKind::Force {
        return force(tx, new).await.map(Requested::Created);
    }
    if asked.state == CancellationState::Requested {
        let job = JobKind::SendCancellation(asked.id.clone());
        jobs::enqueue(tx, &job, new.send_at).await?;
    }
    Ok(Requested::Created(asked.clone()))
}

/// A force-cancel is done with the click: nobody is asked. What it leaves at the gateway is a
/// follow-up, closed at once where the person brings the proof along and nobody can be asked.
async fn force(tx: &mut Transaction, new: &NewCancellation) -> Result<Cancellation> {
    let asked = &new.cancellation;
    let done = Settlement::Succeeded { gateway_cancellation_id: None, receipt_url: None };
    let settled = match settle(tx, &asked.id, &done, asked.requested_at).await? {
        Settled::Changed(settled) | Settled::AlreadySettled(settled) => settled,
    };
    if let (true, Some(outside), Some(by)) = (new.closes_duty, &asked.outside, &asked.requested_by)
    {
        follow_ups::close_of(tx, &asked.payment_id, by, outside, asked.requested_at).await?;
    }
    Ok(settled)
}

/// What a person's key was used for: the fingerprint of the click, and the cancellation as it stands.
pub(crate) async fn of_intent(
    connection: &mut Connection,
    staff: &str,
    key: &str,
) -> Result<Option<(String, Cancellation)>> {
    let statement = sql("SELECT fingerprint, cancellation_id FROM intents \
         WHERE staff_id = $1 AND intent_key = $2");
    let Some(intent) = connection.row(statement.bind(staff).bind(key)).await? else {
        return Ok(None);
    };
    let id = intent.parsed("cancellation_id")?;
    let row = find(connection, &id).await?.ok_or(StoreError::NotFound("cancellation"))?;
    Ok(Some((intent.text("fingerprint")?, row.cancellation)))
}

async fn refusal(
    tx: &mut Transaction,
    payment: &Payment,
    new: &NewCancellation,
) -> Result<Option<Requested>> {
    let in_flight = payments::find(tx, &payment.id).await?.and_then(|row| row.in_flight);
    if let Some(running) = in_flight {
        return Ok(Some(Requested::InFlight(running.id)));
    }
    let cancellable = payment.cancellable();
    let is_stale = payment.version != new.payment_version
        || cancellable != new.cancellation.expected_cancellable;
    Ok(is_stale.then_some(Requested::Stale { cancellable }))
}

/// Sets the amount aside. The database itself refuses more than is left.
async fn reserve(tx: &mut Transaction, payment: &Payment, asked: &Cancellation) -> Result<bool> {
    let statement = sql("UPDATE payments SET reserved_won = reserved_won + $1, \
         version = version + 1 WHERE id = $2 AND book_status IN ('paid', 'partially_cancelled')");
    match tx.run(statement.bind(asked.amount).bind(&payment.id)).await {
        Ok(rows) => Ok(rows == 1),
        Err(error) if error.broken() == Some(Broken::Check) => Ok(false),
        Err(error) => Err(error),
    }
}

/// False when the same person used the key for another payment at this very moment.
async fn keep_intent(tx: &mut Transaction, staff: &str, new: &NewCancellation) -> Result<bool> {
    let statement =
        sql("INSERT INTO intents (staff_id, intent_key, fingerprint, cancellation_id) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (staff_id, intent_key) DO NOTHING");
    let statement = statement
        .bind(staff)
        .bind(&new.intent.key)
        .bind(&new.intent.fingerprint)
        .bind(&new.cancellation.id);
    Ok(tx.run(statement).await? == 1)
}

async fn keep_refund_account(tx: &mut Transaction, new: &NewCancellation) -> Result<()> {
    let Some(sealed) = &new.sealed_refund_account else { return Ok(()) };
    let statement = sql("INSERT INTO refund_accounts (cancellation_id, sealed) VALUES ($1, $2)");
    tx.run(statement.bind(&new.cancellation.id).bind(sealed.as_slice())).await.map(drop)
}

fn note(tx: &mut Transaction, asked: &Cancellation, staff: &str) {
    let payment: &PaymentId = &asked.payment_id;
    let deed = Deed {
        actor: staff,
        action: "cancellation.requested",
        at: asked.requested_at,
        body: json!({
            "payment_id": payment,
            "kind": asked.kind,
            "amount_won": asked.amount,
            "tax_free_won": asked.tax_free,
            "retain_option": asked.retain_option,
            "reason_code": asked.reason_code,
            "state": asked.state,
            "expected_cancellable_won": asked.expected_cancellable,
            "holder_differs": asked.holder_differs,
            "outside": asked.outside.as_ref().map(follow_ups::written),
        }),
    };
    tx.cancellation_changed(&asked.merchant_id, payment, &asked.id, deed);
}
