//! Bills that were being sent when a copy of the book was made.

use desk_domain::bill::BillNumber;
use desk_domain::{BillId, Text, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use crate::error::Result;
use crate::jobs;
use crate::records::JobKind;
use crate::sql::sql;
use crate::transaction::{Deed, Transaction};

/// Leaves each in doubt, and holding its money: its orders are of a past that this book does not know. It is
/// only looked for under its number, and not sent again by itself.
pub(crate) async fn doubt_sending(tx: &mut Transaction, now: Timestamp) -> Result<i64> {
    let statement = sql("SELECT id FROM bills WHERE status = 'sending' ORDER BY id");
    let mut doubted = 0;
    for row in tx.rows(statement).await? {
        doubt(tx, &row.parsed("id")?, now).await?;
        doubted += 1;
    }
    Ok(doubted)
}

/// Gives each draft the number it is or was sent under. Should it have gone out since the copy was made, what the
/// vendor tells of it is told of this bill, and one that is recorded or withdrawn here is looked for there.
pub(crate) async fn number_drafts(tx: &mut Transaction) -> Result<()> {
    let drafts = sql("SELECT id FROM bills WHERE status = 'unsent' AND bill_number IS NULL");
    for row in tx.rows(drafts).await? {
        let before = lock(tx, &row.parsed("id")?).await?;
        let mut after = before.clone();
        after.bill.number = Some(BillNumber::of(&after.bill.id));
        update(tx, &before, &mut after).await?;
    }
    Ok(())
}

async fn doubt(tx: &mut Transaction, id: &BillId, now: Timestamp) -> Result<()> {
    let before = lock(tx, id).await?;
    let mut after = before.clone();
    let bill = &mut after.bill;
    // Whatever the lost desk has handed over left before it was lost.
    bill.sent_at = Some(now);
    bill.trouble = Some(Text::new(
        "백업에서 복원했어요. 이미 보낸 청구서인지 결제사에서 확인하고 있어요.",
        "The desk was restored from a backup. Whether this bill went out is being read at the vendor.",
    ));
    update(tx, &before, &mut after).await?;
    tx.run(sql("DELETE FROM jobs WHERE bill_id = $1").bind(id)).await?;
    jobs::enqueue(tx, &JobKind::FindBill(id.clone()), now).await?;
    let body = json!({ "amount_won": after.bill.amount, "bill_number": after.bill.number });
    tx.bill_changed(&after.bill, Deed { actor: "system", action: "bill.unclear", at: now, body });
    Ok(())
}
