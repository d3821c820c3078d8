//! Bills that were being sent when a copy of the book was made.

use desk_domain::bill::BillStatus;
use desk_domain::{BillId, Text, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use crate::error::Result;
use crate::jobs;
use crate::records::JobKind;
use crate::sql::sql;
use crate::transaction::{Deed, Transaction};

/// Gives each back to people and has it read under its number, which it keeps: where it went out, the
/// read makes it the bill that was sent, and whoever sends it again before that sends no second one.
pub(crate) async fn give_back_sending(tx: &mut Transaction, now: Timestamp) -> Result<i64> {
    let statement = sql("SELECT id FROM bills WHERE status = 'sending' ORDER BY id");
    let mut given_back = 0;
    for row in tx.rows(statement).await? {
        give_back(tx, &row.parsed("id")?, now).await?;
        given_back += 1;
    }
    Ok(given_back)
}

async fn give_back(tx: &mut Transaction, id: &BillId, now: Timestamp) -> Result<()> {
    let before = lock(tx, id).await?;
    let mut after = before.clone();
    let bill = &mut after.bill;
    bill.status = BillStatus::Unsent;
    bill.sent_at = None;
    bill.trouble = Some(Text::new(
        "백업에서 복원했어요. 이미 보낸 청구서인지 결제사에서 확인하고 있어요.",
        "The desk was restored from a backup. Whether this bill went out is being read at the vendor.",
    ));
    update(tx, &before, &mut after).await?;
    tx.run(sql("DELETE FROM jobs WHERE bill_id = $1").bind(id)).await?;
    if let (Some(channel_id), Some(number)) = (&after.bill.channel_id, &after.bill.number) {
        let (channel_id, gateway_payment_id) = (channel_id.clone(), number.to_string());
        let read = JobKind::RefreshPayment { channel_id, gateway_payment_id };
        jobs::enqueue(tx, &read, now).await?;
    }
    let body = json!({ "amount_won": after.bill.amount, "bill_number": after.bill.number });
    tx.bill_changed(&after.bill, Deed { actor: "system", action: "bill.unclear", at: now, body });
    Ok(())
}
