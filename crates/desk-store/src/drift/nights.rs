//! One summary for each merchant and night. The primary key makes it one, whatever replicas there are.

use chrono::NaiveDate;
use desk_domain::advice::Proof;
use desk_domain::audit::AuditEntry;
use desk_domain::{MerchantId, Timestamp, kst};
use serde_json::json;

use super::agreement::agreement;
use crate::error::Result;
use crate::payments::merchants_of;
use crate::records::Night;
use crate::sql::{Connection, Row, Statement, Value, sql};
use crate::transaction::Transaction;

/// What counts whose event fell into the day.
struct OfTheDay {
    opened: i64,
    closed: i64,
    adopted: i64,
}

pub(crate) async fn write_night(
    tx: &mut Transaction,
    merchant: &MerchantId,
    day: NaiveDate,
    now: Timestamp,
) -> Result<Option<Night>> {
    if is_written(tx, merchant, day).await? {
        return Ok(None);
    }
    let sums = agreement(tx, std::slice::from_ref(merchant)).await?;
    let of_the_day = of_the_day(tx, merchant, day).await?;
    let night = Night {
        merchant_id: merchant.clone(),
        day,
        written_at: now,
        payments: sums.total(|channel| channel.payments),
        agreeing: sums.total(|channel| channel.agreeing),
        unanswered: sums.total(|channel| channel.unanswered),
        open: sums.total(|channel| channel.open),
        at_risk: sums.total_won(|channel| channel.at_risk),
        opened: of_the_day.opened,
        closed: of_the_day.closed,
        adopted: of_the_day.adopted,
    };
    let mut insert = insert(&night);
    insert.push(" ON CONFLICT (merchant_id, day_at) DO NOTHING");
    if tx.run(insert).await? == 0 {
        return Ok(None);
    }
    tx.audit(told(&night), Some(merchant.clone()));
    Ok(Some(night))
}

pub(crate) async fn last_nights(
    connection: &mut Connection,
    merchants: &[MerchantId],
) -> Result<Vec<Night>> {
    let mut nights = Vec::new();
    for merchant in merchants_of(connection, merchants).await? {
        let last = sql("SELECT * FROM nights WHERE merchant_id = $1 ORDER BY day_at DESC LIMIT 1");
        if let Some(row) = connection.row(last.bind(&merchant)).await? {
            nights.push(read(&row)?);
        }
    }
    Ok(nights)
}

async fn is_written(
    connection: &mut Connection,
    merchant: &MerchantId,
    day: NaiveDate,
) -> Result<bool> {
    let written = sql("SELECT day_at FROM nights WHERE merchant_id = $1 AND day_at = $2");
    let day_at = Timestamp::start_of_kst_date(day);
    Ok(connection.row(written.bind(merchant).bind(day_at)).await?.is_some())
}

async fn of_the_day(
    connection: &mut Connection,
    merchant: &MerchantId,
    day: NaiveDate,
) -> Result<OfTheDay> {
    let [from, until] = [day, kst::add_days(day, 1)].map(Timestamp::start_of_kst_date);
    let opened = sql("SELECT COUNT(*) AS opened FROM follow_ups \
         WHERE merchant_id = $1 AND opened_at >= $2 AND opened_at < $3");
    let opened = connection.only_row(opened.bind(merchant).bind(from).bind(until)).await?;
    let closed = sql("SELECT COUNT(*) AS closed, \
         COUNT(CASE WHEN closed_by IS NOT NULL AND proof = $4 THEN 1 END) AS adopted \
         FROM follow_ups WHERE merchant_id = $1 AND closed_at >= $2 AND closed_at < $3");
    let closed = closed.bind(merchant).bind(from).bind(until).bind(Proof::GatewayRead.as_str());
    let closed = connection.only_row(closed).await?;
    Ok(OfTheDay {
        opened: opened.integer("opened")?,
        closed: closed.integer("closed")?,
        adopted: closed.integer("adopted")?,
    })
}

fn insert(night: &Night) -> Statement {
    let fields = vec![
        ("merchant_id", Value::from(&night.merchant_id)),
        ("day_at", Timestamp::start_of_kst_date(night.day).into()),
        ("written_at", night.written_at.into()),
        ("payments", night.payments.into()),
        ("agreeing", night.agreeing.into()),
        ("unanswered", night.unanswered.into()),
        ("open_duties", night.open.into()),
        ("at_risk_won", night.at_risk.into()),
        ("opened", night.opened.into()),
        ("closed", night.closed.into()),
        ("adopted", night.adopted.into()),
    ];
    Statement::insert("nights", fields)
}

fn told(night: &Night) -> AuditEntry {
    let body = json!({
        "day": night.day,
        "payments": night.payments,
        "agreeing": night.agreeing,
        "unanswered": night.unanswered,
        "open": night.open,
        "at_risk_won": night.at_risk,
        "opened": night.opened,
        "closed": night.closed,
        "adopted": night.adopted,
    });
    AuditEntry {
        at: night.written_at.0,
        actor: "system".to_owned(),
        action: "night.summed_up".to_owned(),
        subject: night.merchant_id.to_string(),
        body: body.to_string(),
    }
}

fn read(row: &Row) -> Result<Night> {
    Ok(Night {
        merchant_id: row.parsed("merchant_id")?,
        day: row.at("day_at")?.kst_date(),
        written_at: row.at("written_at")?,
        payments: row.integer("payments")?,
        agreeing: row.integer("agreeing")?,
        unanswered: row.integer("unanswered")?,
        open: row.integer("open_duties")?,
        at_risk: row.won("at_risk_won")?,
        opened: row.integer("opened")?,
        closed: row.integer("closed")?,
        adopted: row.integer("adopted")?,
    })
}
