//! 외부 파기: a bill that a person says was voided where nobody can be asked. The book takes their word, and
//! remembers that it was no more than that: should the bill be paid all the same, it is somebody's duty
//! (`FollowUpCause::PaidAfterAll`).

use desk_domain::PaymentId;
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::BookStatus;
use serde_json::json;

use super::lookup::lock;
use super::row::update;
use crate::bills;
use crate::error::Result;
use crate::records::{NewOutsideVoid, OutsideVoided};
use crate::sql::{Connection, Statement, sql};
use crate::transaction::{Deed, Transaction};

/// Anything but `Done` changes nothing. Whoever comes second finds it void, with the words of the first.
pub(crate) async fn void_outside(
    tx: &mut Transaction,
    new: &NewOutsideVoid,
) -> Result<OutsideVoided> {
    let mut payment = lock(tx, &new.payment).await?;
    match payment.book_status {
        BookStatus::Unpaid => {}
        BookStatus::Void => return Ok(OutsideVoided::Already),
        BookStatus::Paid | BookStatus::PartiallyCancelled | BookStatus::Cancelled => {
            return Ok(OutsideVoided::WasPaid);
        }
    }
    payment.book_status = BookStatus::Void;
    update(tx, &mut payment).await?;
    let OutsideVoid { voided_at, note } = &new.outside;
    let fields = vec![
        ("payment_id", (&new.payment).into()),
        ("voided_at", (*voided_at).into()),
        ("note", note.into()),
    ];
    tx.run(Statement::insert("outside_voids", fields)).await?;
    let body = json!({
        "amount_won": payment.amounts.paid,
        "book_status": payment.book_status,
        "voided_at": voided_at,
    });
    let (actor, at) = (new.by.as_str(), new.at);
    let deed = Deed { actor, action: "payment.voided_outside", at, body };
    tx.payment_changed(&payment.merchant_id, &payment.id, deed);
    bills::keep_in_step(tx, &payment, actor, at).await?;
    Ok(OutsideVoided::Done)
}

/// What was written down of it, where the book has only a person's word that it was void.
pub(crate) async fn outside_void_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Option<OutsideVoid>> {
    let statement = sql("SELECT voided_at, note FROM outside_voids WHERE payment_id = $1");
    let Some(row) = connection.row(statement.bind(payment)).await? else { return Ok(None) };
    Ok(Some(OutsideVoid { voided_at: row.at("voided_at")?, note: row.text("note")? }))
}
