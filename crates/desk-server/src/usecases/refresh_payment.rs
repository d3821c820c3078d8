//! Reading the vendor again and booking what it says.

use desk_gateway::ReadError;
use desk_store::{Booked, OutsideCancellations, PaymentRow};

use super::booking::{GATEWAY, snapshot};
use super::payments::{connection_for, payment_for};
use crate::desk::{Connection, Desk};
use crate::problem::Refusal;
use crate::session::Person;
use crate::workers::resolve::{Proof, settle_by_proof};

/// A person asked: what was cancelled outside is taken into the book under their name, and they see
/// it happen. Who may only read finds it noticed instead. When the vendor is silent, the payment says
/// so from then on.
pub(crate) async fn refresh_payment(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<bool, Refusal> {
    let row = payment_for(desk, person, id).await?;
    let connection = connection_for(desk, &row.payment)?;
    let outside = if person.may_cancel() {
        OutsideCancellations::Adopt
    } else {
        OutsideCancellations::Notice
    };
    let reader = Reader { actor: person.staff.id.as_str(), outside };
    match read_and_book(desk, connection, &row.payment.gateway_payment_id, reader).await {
        Ok(booked) => Ok(booked != Booked::Unchanged),
        Err(RefreshError::Read(error)) => {
            desk.store.note_gateway_silent(&row.payment.id, desk.now()).await?;
            Err(error.into())
        }
        Err(RefreshError::Store(error)) => Err(error.into()),
    }
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum RefreshError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] desk_store::StoreError),
}

/// Who reads, and what becomes of cancellations that the book does not know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) actor: &'a str,
    pub(crate) outside: OutsideCancellations,
}

impl Reader<'static> {
    /// The desk itself reads: it notices, and leaves the rest to a person.
    pub(crate) const DESK: Self = Self { actor: GATEWAY, outside: OutsideCancellations::Notice };
}

/// Reads one payment, settles our own unsettled cancellation by what the vendor proves, then books
/// the rest. In this order, so that the book never sees our own cancel as somebody else's. The past
/// of a payment that is new to the book is always adopted. Where only the book knows the payment there
/// is nothing to read.
pub(crate) async fn read_and_book(
    desk: &Desk,
    connection: &Connection,
    gateway_payment_id: &str,
    reader: Reader<'_>,
) -> Result<Booked, RefreshError> {
    if connection.is_book_only() {
        return Ok(Booked::Unchanged);
    }
    let found = connection.gateway.find(gateway_payment_id).await?;
    let known = desk.store.payment_at_gateway(connection.channel, gateway_payment_id).await?;
    let mut proof = Proof::None;
    if let Some(PaymentRow { in_flight: Some((id, _)), .. }) = &known
        && let Some(sending) = desk.store.sending(id).await?
    {
        proof = settle_by_proof(desk, &sending, &found).await?;
    }
    let outside = if known.is_some() { reader.outside } else { OutsideCancellations::Adopt };
    let snapshot = snapshot(connection, found);
    let (_, booked) = desk.store.book_payment(&snapshot, outside, reader.actor, desk.now()).await?;
    Ok(match proof {
        Proof::Final | Proof::Accepted => Booked::Changed,
        Proof::StillPending | Proof::None => booked,
    })
}
