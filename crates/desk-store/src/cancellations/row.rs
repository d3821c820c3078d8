//! A cancellation and its row: one to one, save for the channel, which is the payment's.

use std::collections::HashSet;

use desk_domain::cancellation::{Cancellation, RetainOption};
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{Channel, Payment};
use desk_domain::{CancellationId, PaymentId};

use crate::error::{Broken, Result, StoreError};
use crate::payments;
use crate::records::CancellationRow;
use crate::sql::{Connection, Fields, Row, Statement, Value, sql};

/// Starts every read: its own columns behind `c_`, because the payment has some of the same names.
pub(super) const SELECT: &str = "SELECT p.*, c.id AS c_id, c.payment_id AS c_payment_id, \
     c.merchant_id AS c_merchant_id, c.kind AS c_kind, c.origin AS c_origin, \
     c.amount_won AS c_amount_won, c.tax_free_won AS c_tax_free_won, \
     c.retain_option AS c_retain_option, c.state AS c_state, \
     c.reason_code AS c_reason_code, c.note AS c_note, c.requested_by AS c_requested_by, \
     c.requested_at AS c_requested_at, c.withdraw_until AS c_withdraw_until, \
     c.sent_at AS c_sent_at, c.settled_at AS c_settled_at, c.accepted_at AS c_accepted_at, \
     c.gateway_cancellation_id AS c_gateway_cancellation_id, c.gateway_key AS c_gateway_key, \
     c.expected_cancellable_won AS c_expected_cancellable_won, \
     c.refund_account_hint AS c_refund_account_hint, c.holder_differs AS c_holder_differs, \
     c.failure AS c_failure, c.quiet_since AS c_quiet_since, c.attention AS c_attention, \
     c.receipt_url AS c_receipt_url, c.terminal_id AS c_terminal_id, \
     c.outside_number AS c_outside_number, c.outside_at AS c_outside_at \
     FROM cancellations c JOIN payments p ON p.id = c.payment_id";

pub(crate) async fn find(
    connection: &mut Connection,
    id: &CancellationId,
) -> Result<Option<CancellationRow>> {
    let mut statement = sql(SELECT);
    statement.push(" WHERE c.id = ").push_bind(id);
    connection.row(statement).await?.as_ref().map(read).transpose()
}

/// Locks the payment, then reads the cancellation: nobody else changes either until the commit.
pub(super) async fn lock(
    connection: &mut Connection,
    id: &CancellationId,
) -> Result<(Payment, Cancellation)> {
    let statement = sql("SELECT payment_id FROM cancellations WHERE id = $1").bind(id);
    let row = connection.row(statement).await?.ok_or(StoreError::NotFound("cancellation"))?;
    let payment = payments::lock(connection, &row.parsed("payment_id")?).await?;
    let row = find(connection, id).await?.ok_or(StoreError::NotFound("cancellation"))?;
    Ok((payment, row.cancellation))
}

/// Every cancellation of a payment, oldest first.
pub(crate) async fn all_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Vec<Cancellation>> {
    let mut statement = sql(SELECT);
    statement.push(" WHERE c.payment_id = ").push_bind(payment);
    statement.push(" ORDER BY c.requested_at, c.id");
    connection.rows(statement).await?.iter().map(read_cancellation).collect()
}

/// Every name that cancellations of a payment go by: our ids, and the vendor's where it told them.
/// Our id of one that never left the desk is no such name: whoever quotes it is a stranger.
pub(crate) async fn names_known_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<HashSet<String>> {
    let statement =
        sql("SELECT id, sent_at, gateway_cancellation_id FROM cancellations WHERE payment_id = $1");
    let mut names = HashSet::new();
    for row in connection.rows(statement.bind(payment)).await? {
        if row.maybe_at("sent_at")?.is_some() {
            names.insert(row.text("id")?);
        }
        names.extend(row.maybe_text("gateway_cancellation_id")?);
    }
    Ok(names)
}

pub(crate) async fn insert(
    connection: &mut Connection,
    cancellation: &Cancellation,
    channel: Channel,
) -> Result<()> {
    let mut fields = fields(cancellation);
    fields.push(("channel", channel.as_str().into()));
    let inserted = connection.run(Statement::insert("cancellations", fields)).await;
    inserted.map(drop).map_err(|error| error.on(Broken::Unique, StoreError::Exists("cancellation")))
}

pub(super) async fn update(connection: &mut Connection, cancellation: &Cancellation) -> Result<()> {
    let id = cancellation.id.as_str();
    let updated =
        connection.run(Statement::update("cancellations", fields(cancellation), id)).await;
    updated
        .map(drop)
        .map_err(|error| error.on(Broken::Unique, StoreError::Exists("gateway cancellation")))
}

pub(super) fn read(row: &Row) -> Result<CancellationRow> {
    Ok(CancellationRow {
        cancellation: read_cancellation(row)?,
        payment: payments::read_payment(row)?,
    })
}

fn read_cancellation(row: &Row) -> Result<Cancellation> {
    Ok(Cancellation {
        id: row.parsed("c_id")?,
        payment_id: row.parsed("c_payment_id")?,
        merchant_id: row.parsed("c_merchant_id")?,
        kind: row.parsed("c_kind")?,
        origin: row.parsed("c_origin")?,
        amount: row.won("c_amount_won")?,
        tax_free: row.maybe_won("c_tax_free_won")?,
        retain_option: row.maybe_parsed("c_retain_option")?,
        state: row.parsed("c_state")?,
        reason_code: row.parsed("c_reason_code")?,
        note: row.text("c_note")?,
        requested_by: row.maybe_parsed("c_requested_by")?,
        requested_at: row.at("c_requested_at")?,
        withdraw_until: row.maybe_at("c_withdraw_until")?,
        sent_at: row.maybe_at("c_sent_at")?,
        settled_at: row.maybe_at("c_settled_at")?,
        accepted_at: row.maybe_at("c_accepted_at")?,
        gateway_cancellation_id: row.maybe_text("c_gateway_cancellation_id")?,
        gateway_key: row.text("c_gateway_key")?,
        expected_cancellable: row.won("c_expected_cancellable_won")?,
        refund_account_hint: row.maybe_text("c_refund_account_hint")?,
        holder_differs: row.flag("c_holder_differs")?,
        failure: row.maybe_json("c_failure")?,
        quiet_since: row.maybe_at("c_quiet_since")?,
        attention: row.maybe_parsed("c_attention")?,
        receipt_url: row.maybe_text("c_receipt_url")?,
        terminal_id: row.maybe_parsed("c_terminal_id")?,
        outside: outside(row, ("c_outside_number", "c_outside_at"))?,
    })
}

/// What was cancelled outside, out of its two columns.
pub(crate) fn outside(row: &Row, (number, at): (&str, &str)) -> Result<Option<OutsideCancel>> {
    let (number, at) = (row.maybe_text(number)?, row.maybe_at(at)?);
    Ok(number
        .zip(at)
        .map(|(approval_number, cancelled_at)| OutsideCancel { approval_number, cancelled_at }))
}

fn fields(cancellation: &Cancellation) -> Fields {
    let failure = cancellation
        .failure
        .as_ref()
        .map(|words| serde_json::to_string(words).expect("plain data becomes JSON"));
    let outside = cancellation.outside.as_ref();
    let attention = cancellation.attention.map(|why| why.as_str().to_owned());
    vec![
        ("id", Value::from(&cancellation.id)),
        ("payment_id", (&cancellation.payment_id).into()),
        ("merchant_id", (&cancellation.merchant_id).into()),
        ("kind", cancellation.kind.as_str().into()),
        ("origin", cancellation.origin.as_str().into()),
        ("amount_won", cancellation.amount.into()),
        ("tax_free_won", cancellation.tax_free.into()),
        ("retain_option", cancellation.retain_option.map(RetainOption::as_str).into()),
        ("state", cancellation.state.as_str().into()),
        ("reason_code", cancellation.reason_code.as_str().into()),
        ("note", (&cancellation.note).into()),
        ("requested_by", cancellation.requested_by.as_ref().into()),
        ("requested_at", cancellation.requested_at.into()),
        ("withdraw_until", cancellation.withdraw_until.into()),
        ("sent_at", cancellation.sent_at.into()),
        ("settled_at", cancellation.settled_at.into()),
        ("accepted_at", cancellation.accepted_at.into()),
        ("gateway_cancellation_id", (&cancellation.gateway_cancellation_id).into()),
        ("gateway_key", (&cancellation.gateway_key).into()),
        ("expected_cancellable_won", cancellation.expected_cancellable.into()),
        ("refund_account_hint", (&cancellation.refund_account_hint).into()),
        ("holder_differs", cancellation.holder_differs.into()),
        ("failure", (&failure).into()),
        ("quiet_since", cancellation.quiet_since.into()),
        ("attention", (&attention).into()),
        ("receipt_url", (&cancellation.receipt_url).into()),
        ("terminal_id", cancellation.terminal_id.as_ref().into()),
        ("outside_number", outside.map(|one| one.approval_number.as_str()).into()),
        ("outside_at", outside.map(|one| one.cancelled_at).into()),
    ]
}
