//! Cancels that were under way when a copy of the book was made.

use desk_domain::cancellation::{CancellationEvent, CancellationState, VendorWords};
use desk_domain::{CancellationId, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use crate::error::Result;
use crate::jobs;
use crate::records::JobKind;
use crate::sql::sql;
use crate::transaction::{Deed, Transaction};

/// What the rulebook explains to people.
const CODE: &str = "restored";
const WORDS: &str =
    "the book was restored from a copy that was made while this cancel was under way";

/// Puts every cancel that may have reached its vendor since under the doubt that only reads can end: its
/// words keep the resolver from sending it again. What the vendor has accepted already is only read
/// anyway. Where no vendor is behind it, the book itself carries it out, and nothing is lost.
pub(crate) async fn doubt_in_flight(tx: &mut Transaction, now: Timestamp) -> Result<i64> {
    let statement = sql("SELECT id FROM cancellations \
         WHERE state IN ('requested', 'sent', 'unknown') AND accepted_at IS NULL \
         AND channel <> 'recorded' ORDER BY payment_id");
    let mut doubted = 0;
    for row in tx.rows(statement).await? {
        doubt(tx, &row.parsed("id")?, now).await?;
        doubted += 1;
    }
    Ok(doubted)
}

async fn doubt(tx: &mut Transaction, id: &CancellationId, now: Timestamp) -> Result<()> {
    let (_, before) = lock(tx, id).await?;
    let mut after = before.clone();
    if before.state == CancellationState::Requested {
        after.state = after.state.after(CancellationEvent::Send)?;
        // It went out after this, if it did: a cancel that its vendor dates earlier is another.
        after.sent_at = Some(before.requested_at);
    }
    after.state = after.state.after(CancellationEvent::LoseAnswer)?;
    after.quiet_since = None;
    after.failure = before.failure.or_else(|| {
        let (code, message) = (CODE.to_owned(), WORDS.to_owned());
        Some(VendorWords { code, message, ..VendorWords::default() })
    });
    update(tx, &after).await?;
    let obsolete = sql("DELETE FROM jobs WHERE cancellation_id = $1").bind(id);
    tx.run(obsolete).await?;
    jobs::enqueue(tx, &JobKind::ResolveCancellation(id.clone()), now).await?;
    let body = json!({
        "payment_id": after.payment_id,
        "amount_won": after.amount,
        "words": after.failure,
    });
    let deed = Deed { actor: "system", action: "cancellation.doubted", at: now, body };
    tx.cancellation_changed(&after.merchant_id, &after.payment_id, id, deed);
    Ok(())
}
