//! What a person says was cancelled outside. Written on the duty it is to end; by itself it ends nothing.

use desk_domain::outside::OutsideCancel;
use serde_json::{Value as Json, json};

use super::change::tell;
use super::row::{lock, update};
use crate::error::Result;
use crate::records::{FollowUpChanged, NewClaim};
use crate::sql::sql;
use crate::transaction::{Deed, Transaction};

/// Also on the force-cancel that left the duty: the history tells it there.
pub(crate) async fn claim(tx: &mut Transaction, new: &NewClaim) -> Result<FollowUpChanged> {
    let mut follow_up = lock(tx, &new.id).await?.follow_up;
    if follow_up.closing.is_some() {
        return Ok(FollowUpChanged::AlreadyClosed(follow_up));
    }
    if follow_up.outside.as_ref() == Some(&new.outside) {
        return Ok(FollowUpChanged::Done(follow_up));
    }
    follow_up.outside = Some(new.outside.clone());
    update(tx, &follow_up).await?;
    if let Some(cancellation) = &follow_up.cancellation_id {
        let statement = sql("UPDATE cancellations SET outside_number = $1, outside_at = $2 \
             WHERE id = $3 AND kind = 'force'");
        let outside = &new.outside;
        let statement = statement.bind(&outside.approval_number).bind(outside.cancelled_at);
        tx.run(statement.bind(cancellation)).await?;
    }
    let body = json!({ "follow_up_id": follow_up.id, "outside": written(&new.outside) });
    let deed = Deed { actor: new.by.as_str(), action: "follow_up.claimed", at: new.at, body };
    tell(tx, &follow_up, deed);
    Ok(FollowUpChanged::Done(follow_up))
}

/// As the audit chain keeps it, and the story of the payment tells it.
pub(crate) fn written(outside: &OutsideCancel) -> Json {
    json!({
        "approval_number": outside.approval_number,
        "cancelled_at": outside.cancelled_at,
    })
}
