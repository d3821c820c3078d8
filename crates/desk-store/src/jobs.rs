//! The outbox, and the webhooks that fill it.

use desk_domain::Timestamp;

use crate::error::{Result, StoreError};
use crate::records::{Hook, HookStored, Job, JobKind};
use crate::sql::{Connection, Fields, Row, Statement, Value, sql};

const SEND_CANCELLATION: &str = "send_cancellation";
const RESOLVE_CANCELLATION: &str = "resolve_cancellation";
const REFRESH_PAYMENT: &str = "refresh_payment";

pub(crate) async fn enqueue(
    connection: &mut Connection,
    kind: &JobKind,
    run_at: Timestamp,
) -> Result<()> {
    let mut fields = fields(kind);
    fields.push(("run_at", run_at.into()));
    fields.push(("attempts", 0_i64.into()));
    connection.run(Statement::insert("jobs", fields)).await.map(drop)
}

/// Takes the next job that is due and moves it to the end of the lease. A worker that dies does
/// nothing more: the job is simply due again.
pub(crate) async fn claim(
    connection: &mut Connection,
    worker: &str,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<Option<Job>> {
    let mut statement = sql("UPDATE jobs SET run_at = ");
    statement.push_bind(lease_until).push(", worker = ").push_bind(worker);
    statement.push(", attempts = attempts + 1 WHERE id = (SELECT id FROM jobs WHERE run_at <= ");
    statement.push_bind(now).push(" ORDER BY run_at, id LIMIT 1");
    statement.push(connection.for_update_of_free_rows()).push(") RETURNING *");
    connection.row(statement).await?.as_ref().map(read).transpose()
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
    connection.only_row(sql("SELECT MIN(run_at) AS next_at FROM jobs")).await?.maybe_at("next_at")
}

/// Keeps a webhook once by its id, and with it the job to read the payment again.
pub(crate) async fn store_hook(connection: &mut Connection, hook: &Hook) -> Result<HookStored> {
    let statement = sql("INSERT INTO hooks \
         (channel_id, hook_id, kind, gateway_payment_id, received_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (channel_id, hook_id) DO NOTHING");
    let statement = statement
        .bind(&hook.channel_id)
        .bind(&hook.hook_id)
        .bind(&hook.kind)
        .bind(&hook.gateway_payment_id)
        .bind(hook.received_at);
    if connection.run(statement).await? == 0 {
        return Ok(HookStored::Duplicate);
    }
    let job = JobKind::RefreshPayment {
        channel_id: hook.channel_id.clone(),
        gateway_payment_id: hook.gateway_payment_id.clone(),
    };
    enqueue(connection, &job, hook.received_at).await?;
    Ok(HookStored::New)
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
    }
}

fn read(row: &Row) -> Result<Job> {
    let kind = match row.text("kind")?.as_str() {
        SEND_CANCELLATION => JobKind::SendCancellation(row.parsed("cancellation_id")?),
        RESOLVE_CANCELLATION => JobKind::ResolveCancellation(row.parsed("cancellation_id")?),
        REFRESH_PAYMENT => JobKind::RefreshPayment {
            channel_id: row.parsed("channel_id")?,
            gateway_payment_id: row.text("gateway_payment_id")?,
        },
        other => return Err(StoreError::Corrupt(format!("there is no job of the kind {other}"))),
    };
    let attempts = u32::try_from(row.integer("attempts")?).unwrap_or(u32::MAX);
    Ok(Job { id: row.integer("id")?, kind, attempts })
}
