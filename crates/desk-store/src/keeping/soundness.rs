//! Whether a store is whole: what the database says of itself, and whether the sums follow from the rows.

use crate::error::Result;
use crate::records::{Contradiction, ContradictionKind};
use crate::sql::{Connection, Row, sql};

/// Payments told of each kind: one is enough to know that something is wrong.
const TOLD: u32 = 20;

/// PostgreSQL checks each page as it reads it, where its checksums are on; SQLite is asked.
pub(crate) async fn damages(connection: &mut Connection) -> Result<Vec<String>> {
    if matches!(connection, Connection::Postgres(_)) {
        return Ok(Vec::new());
    }
    let mut damages = Vec::new();
    for row in
        connection.rows(sql("SELECT integrity_check AS words FROM pragma_integrity_check")).await?
    {
        damages.push(row.text("words")?);
    }
    damages.retain(|words| words != "ok");
    let strays = sql("SELECT \"table\" AS child, parent, COUNT(*) AS strays \
         FROM pragma_foreign_key_check GROUP BY 1, 2");
    for row in connection.rows(strays).await? {
        let (child, parent) = (row.text("child")?, row.text("parent")?);
        damages.push(format!("{} rows of {child} refer to no {parent}", row.integer("strays")?));
    }
    Ok(damages)
}

/// One question for each sum that a payment carries. `said_won` is the payment's own word.
const QUESTIONS: [(ContradictionKind, &str); 4] = [
    (
        ContradictionKind::Reserved,
        "SELECT p.id, p.reserved_won AS said_won, CAST(COALESCE(c.total, 0) AS BIGINT) AS rows_won \
         FROM payments p LEFT JOIN (SELECT payment_id, SUM(amount_won) AS total FROM cancellations \
         WHERE state IN ('awaiting_approval', 'requested', 'sent', 'unknown') GROUP BY payment_id) c \
         ON c.payment_id = p.id WHERE p.reserved_won <> COALESCE(c.total, 0)",
    ),
    (
        ContradictionKind::Cancelled,
        "SELECT p.id, p.cancelled_won AS said_won, CAST(COALESCE(c.total, 0) AS BIGINT) AS rows_won \
         FROM payments p LEFT JOIN (SELECT payment_id, SUM(amount_won) AS total FROM cancellations \
         WHERE state = 'succeeded' GROUP BY payment_id) c \
         ON c.payment_id = p.id WHERE p.cancelled_won <> COALESCE(c.total, 0)",
    ),
    (
        ContradictionKind::LedgerPaid,
        "SELECT p.id, p.amount_won AS said_won, CAST(COALESCE(l.total, 0) AS BIGINT) AS rows_won \
         FROM payments p LEFT JOIN (SELECT payment_id, SUM(amount_won) AS total FROM ledger_entries \
         WHERE kind = 'pay' GROUP BY payment_id) l ON l.payment_id = p.id \
         WHERE p.book_status IN ('paid', 'partially_cancelled', 'cancelled') \
         AND p.amount_won <> COALESCE(l.total, 0)",
    ),
    (
        ContradictionKind::LedgerCancelled,
        "SELECT p.id, p.cancelled_won AS said_won, CAST(COALESCE(l.total, 0) AS BIGINT) AS rows_won \
         FROM payments p LEFT JOIN (SELECT payment_id, -SUM(amount_won) AS total FROM ledger_entries \
         WHERE kind = 'cancel' GROUP BY payment_id) l ON l.payment_id = p.id \
         WHERE p.cancelled_won <> COALESCE(l.total, 0)",
    ),
];

pub(crate) async fn contradictions(connection: &mut Connection) -> Result<Vec<Contradiction>> {
    let mut found = Vec::new();
    for (kind, question) in QUESTIONS {
        let mut statement = sql(question);
        statement.push(" ORDER BY p.id LIMIT ").push_bind(TOLD);
        for row in connection.rows(statement).await? {
            found.push(read(kind, &row)?);
        }
    }
    Ok(found)
}

fn read(kind: ContradictionKind, row: &Row) -> Result<Contradiction> {
    Ok(Contradiction {
        payment_id: row.text("id")?,
        kind,
        said_won: row.won("said_won")?,
        rows_won: row.won("rows_won")?,
    })
}
