//! The outbox, and the webhooks that fill it.

use desk_domain::audit::AuditEntry;
use desk_domain::{BillId, Timestamp};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::records::{Hook, HookMark, HookStored, Job, JobKind};
use crate::sql::{Connection, Fields, Row, Statement, Value, sql};
use crate::transaction::Transaction;

const SEND_CANCELLATION: &str = "send_cancellation";
const RESOLVE_CANCELLATION: &str = "resolve_cancellation";
const REFRESH_PAYMENT: &str = "refresh_payment";
const SEND_BILL: &str = "send_bill";
const FIND_BILL: &str = "find_bill";
const WITHDRAW_BILL: &str = "withdraw_bill";

/// Of which jobs the next one is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    All,
    /// Those that send a cancel.
    Cancels,
}

/// A read that waits already serves whoever asks for the same payment again; one that waits for its
/// next try is brought forward. One that a worker has claimed does not serve: it may have read before
/// there was anything to see. Nor does one that was put on a later day on purpose.
pub(crate) async fn enqueue(
    connection: &mut Connection,
    kind: &JobKind,
    run_at: Timestamp,
) -> Result<()> {
    if bring_forward(connection, kind, run_at).await? {
        return Ok(());
    }
    schedule(connection, kind, run_at).await
}

/// A job of its own, whatever else waits.
pub(crate) async fn schedule(
    connection: &mut Connection,
    kind: &JobKind,
    run_at: Timestamp,
) -> Result<()> {
    let mut fields = fields(kind);
    fields.push(("run_at", run_at.into()));
    fields.push(("first_due_at", run_at.into()));
    fields.push(("attempts", 0_i64.into()));
    connection.run(Statement::insert("jobs", fields)).await.map(drop)
}

/// Whether such a read was waiting. Patience with it begins anew.
async fn bring_forward(
    connection: &mut Connection,
    kind: &JobKind,
    run_at: Timestamp,
) -> Result<bool> {
    let JobKind::RefreshPayment { channel_id, gateway_payment_id } = kind else {
        return Ok(false);
    };
    let statement = sql("UPDATE jobs SET first_due_at = $1, \
         run_at = CASE WHEN run_at < $1 THEN run_at ELSE $1 END \
         WHERE kind = $2 AND channel_id = $3 AND gateway_payment_id = $4 \
         AND worker IS NULL AND set_aside IS NULL AND (run_at <= $1 OR attempts > 0)");
    let statement =
        statement.bind(run_at).bind(REFRESH_PAYMENT).bind(channel_id).bind(gateway_payment_id);
    Ok(connection.run(statement).await? > 0)
}

/// Takes the next job that is due and moves it to the end of the lease. A worker that dies does
/// nothing more: the job is simply due again. A job that cannot be read is set aside, so that the
/// others behind it are not held up.
pub(crate) async fn claim(
    tx: &mut Transaction,
    worker: &str,
    queue: Queue,
    (now, lease_until): (Timestamp, Timestamp),
) -> Result<Option<Job>> {
    loop {
        let mut statement = sql("UPDATE jobs SET run_at = ");
        statement.push_bind(lease_until).push(", worker = ").push_bind(worker);
        statement
            .push(", attempts = attempts + 1 WHERE id = (SELECT id FROM jobs WHERE run_at <= ");
        statement.push_bind(now).push(" AND set_aside IS NULL");
        if queue == Queue::Cancels {
            statement.push(" AND kind = ").push_bind(SEND_CANCELLATION);
        }
        statement.push(" ORDER BY run_at, id LIMIT 1");
        statement.push(tx.for_update_of_free_rows()).push(") RETURNING *");
        let Some(row) = tx.row(statement).await? else { return Ok(None) };
        match read(&row) {
            Ok(job) => return Ok(Some(job)),
            Err(why) => set_aside(tx, &row, &why.to_string(), now).await?,
        }
    }
}

/// The job stays in the table, for a program that knows what to do with it.
async fn set_aside(tx: &mut Transaction, row: &Row, why: &str, now: Timestamp) -> Result<()> {
    let id = row.integer("id")?;
    tracing::error!(job = id, why, "a job is set aside: this program cannot do it");
    tx.run(sql("UPDATE jobs SET set_aside = $1 WHERE id = $2").bind(why).bind(id)).await?;
    let entry = AuditEntry {
        at: now.0,
        actor: "system".to_owned(),
        action: "job.set_aside".to_owned(),
        subject: format!("job {id}"),
        body: json!({ "kind": row.text("kind")?, "why": why }).to_string(),
    };
    tx.audit(entry, None);
    Ok(())
}

/// Lets every job that was set aside be tried again, as this program may know it. Returns how many.
pub(crate) async fn take_up_set_aside(connection: &mut Connection, now: Timestamp) -> Result<u64> {
    let statement = sql("UPDATE jobs SET set_aside = NULL, worker = NULL, run_at = $1 \
         WHERE set_aside IS NOT NULL");
    connection.run(statement.bind(now)).await
}

/// Fenced by the number of claims: a worker whose lease ran out must not take the job away from the
/// one that has it now.
pub(crate) async fn finish(connection: &mut Connection, job: &Job) -> Result<()> {
    let statement = sql("DELETE FROM jobs WHERE id = $1 AND attempts = $2");
    connection.run(statement.bind(job.id).bind(i64::from(job.attempts))).await.map(drop)
}

pub(crate) async fn retry(connection: &mut Connection, job: &Job, run_at: Timestamp) -> Result<()> {
    let statement =
        sql("UPDATE jobs SET run_at = $1, worker = NULL WHERE id = $2 AND attempts = $3");
    let statement = statement.bind(run_at).bind(job.id).bind(i64::from(job.attempts));
    connection.run(statement).await.map(drop)
}

/// Leases that run out count as well: somebody has to be awake then.
pub(crate) async fn next_at(connection: &mut Connection) -> Result<Option<Timestamp>> {
    let statement = sql("SELECT MIN(run_at) AS next_at FROM jobs WHERE set_aside IS NULL");
    connection.only_row(statement).await?.maybe_at("next_at")
}

/// Keeps a webhook once by its mark. The read that it leaves is in the same transaction, so a repeat of a named
/// event needs none of its own: whoever delivers twice may have had no answer, but the first one stands.
pub(crate) async fn store_hook(connection: &mut Connection, hook: &Hook) -> Result<HookStored> {
    let (outcome, read_at) = match (keep(connection, hook).await?, hook.mark) {
        (true, _) => (HookStored::New, Some(hook.read_at)),
        (false, HookMark::OfEvent) => (HookStored::Duplicate, None),
        (false, HookMark::OfBody { seconds }) => {
            (HookStored::Duplicate, Some(hook.received_at.plus_seconds(seconds)))
        }
    };
    if let Some(read_at) = read_at {
        let job = JobKind::RefreshPayment {
            channel_id: hook.channel_id.clone(),
            gateway_payment_id: hook.gateway_payment_id.clone(),
        };
        enqueue(connection, &job, read_at).await?;
    }
    Ok(outcome)
}

/// Whether it is new. One that may look like an earlier event takes that one's place in time.
async fn keep(connection: &mut Connection, hook: &Hook) -> Result<bool> {
    let forgotten_until = match hook.mark {
        HookMark::OfEvent => Timestamp(i64::MIN),
        HookMark::OfBody { seconds } => hook.received_at.plus_seconds(-seconds),
    };
    let statement = sql("INSERT INTO hooks \
         (channel_id, hook_id, kind, gateway_payment_id, received_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (channel_id, hook_id) \
         DO UPDATE SET received_at = excluded.received_at WHERE hooks.received_at <= $6");
    let statement = statement
        .bind(&hook.channel_id)
        .bind(&hook.hook_id)
        .bind(&hook.kind)
        .bind(&hook.gateway_payment_id)
        .bind(hook.received_at)
        .bind(forgotten_until);
    Ok(connection.run(statement).await? > 0)
}

fn fields(kind: &JobKind) -> Fields {
    match kind {
        JobKind::SendCancellation(id) => {
            vec![("kind", SEND_CANCELLATION.into()), ("cancellation_id", Value::from(id))]
        }
        JobKind::ResolveCancellation(id) => {
            vec![("kind", RESOLVE_CANCELLATION.into()), ("cancellation_id", Value::from(id))]
        }
        JobKind::RefreshPayment { channel_id, gateway_payment_id } => vec![
            ("kind", REFRESH_PAYMENT.into()),
            ("channel_id", channel_id.into()),
            ("gateway_payment_id", gateway_payment_id.into()),
        ],
        JobKind::SendBill(id) => of_bill(SEND_BILL, id),
        JobKind::FindBill(id) => of_bill(FIND_BILL, id),
        JobKind::WithdrawBill(id) => of_bill(WITHDRAW_BILL, id),
    }
}

fn of_bill(kind: &'static str, id: &BillId) -> Fields {
    vec![("kind", kind.into()), ("bill_id", Value::from(id))]
}

fn read(row: &Row) -> Result<Job> {
    let kind = match row.text("kind")?.as_str() {
        SEND_CANCELLATION => JobKind::SendCancellation(row.parsed("cancellation_id")?),
        RESOLVE_CANCELLATION => JobKind::ResolveCancellation(row.parsed("cancellation_id")?),
        REFRESH_PAYMENT => JobKind::RefreshPayment {
            channel_id: row.parsed("channel_id")?,
            gateway_payment_id: row.text("gateway_payment_id")?,
        },
        SEND_BILL => JobKind::SendBill(row.parsed("bill_id")?),
        FIND_BILL => JobKind::FindBill(row.parsed("bill_id")?),
        WITHDRAW_BILL => JobKind::WithdrawBill(row.parsed("bill_id")?),
        other => return Err(StoreError::Corrupt(format!("there is no job of the kind {other}"))),
    };
    let attempts = u32::try_from(row.integer("attempts")?).unwrap_or(u32::MAX);
    Ok(Job { id: row.integer("id")?, kind, attempts, first_due_at: row.at("first_due_at")? })
}
