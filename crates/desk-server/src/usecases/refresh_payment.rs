//! Reading the vendor again and booking what it says.

use desk_domain::payment::Payment;
use desk_gateway::ReadError;
use desk_store::{Adoption, Booked, JobKind, OutsideCancellations, PaymentRow};

use super::booking::{GATEWAY, beyond_the_book, snapshot};
use super::payments::{connection_for, payment_for};
use crate::desk::{Connection, Desk};
use crate::limits::{OVERTAKEN_RECHECK_SECONDS, READS_PER_BOOKING};
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
    let actor = person.staff.id.as_str();
    let reader = Reader { actor, outside, ..Reader::DESK };
    ask_now(desk, connection, &row.payment, reader).await
}

/// Reads because a person waits for it. Tells whether anything changed.
pub(crate) async fn ask_now(
    desk: &Desk,
    connection: &Connection,
    payment: &Payment,
    reader: Reader<'_>,
) -> Result<bool, Refusal> {
    match read_and_book(desk, connection, &payment.gateway_payment_id, reader).await {
        Ok(booked) => Ok(booked != Booked::Unchanged),
        // That is no silence: the payment stands as it stood.
        Err(RefreshError::Read(error @ ReadError::Untold(_))) => Err(error.into()),
        Err(RefreshError::Read(error)) => {
            desk.store.note_gateway_silent(payment, desk.now()).await?;
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
    /// How often in a row, while the book keeps moving on under the read.
    pub(crate) reads: u32,
    /// Why they were made, where a person says so.
    pub(crate) adoption: Option<&'a Adoption>,
}

impl Reader<'static> {
    /// The desk itself reads: it notices, and leaves the rest to a person.
    pub(crate) const DESK: Self = Self {
        actor: GATEWAY,
        outside: OutsideCancellations::Notice,
        reads: READS_PER_BOOKING,
        adoption: None,
    };
    /// The same where each read is counted.
    pub(crate) const DESK_ONCE: Self = Self { reads: 1, ..Self::DESK };
}

/// Reads one payment, settles our own unsettled cancellation by what the vendor proves, then books
/// the rest. In this order, so that the book never sees our own cancel as somebody else's. The past
/// of a payment that is new to the book is always adopted. Where only the book knows the payment there
/// is nothing to read.
///
/// A read that the book has overtaken is repeated. When each of a few is, a job reads once more, and
/// the answer is [`Booked::Overtaken`]: the book holds something newer than we read.
pub(crate) async fn read_and_book(
    desk: &Desk,
    connection: &Connection,
    gateway_payment_id: &str,
    reader: Reader<'_>,
) -> Result<Booked, RefreshError> {
    if connection.is_book_only() {
        return Ok(Booked::Unchanged);
    }
    let mut has_settled = false;
    for _ in 0..reader.reads {
        let read = read_once(desk, connection, gateway_payment_id, reader).await?;
        has_settled |= matches!(read.proof, Proof::Final | Proof::Accepted);
        if read.booked != Booked::Overtaken {
            return Ok(if has_settled { Booked::Changed } else { read.booked });
        }
    }
    let channel_id = connection.id.clone();
    let gateway_payment_id = gateway_payment_id.to_owned();
    let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
    desk.store.schedule(&job, desk.now().plus_seconds(OVERTAKEN_RECHECK_SECONDS)).await?;
    Ok(if has_settled { Booked::Changed } else { Booked::Overtaken })
}

struct Read {
    proof: Proof,
    booked: Booked,
}

/// The version is taken before the vendor is asked. A settlement of our own makes a new one, so what
/// proved it is booked by the next read.
async fn read_once(
    desk: &Desk,
    connection: &Connection,
    gateway_payment_id: &str,
    reader: Reader<'_>,
) -> Result<Read, RefreshError> {
    let known = desk.store.payment_at_gateway(&connection.place(gateway_payment_id)).await?;
    let mut found = connection.gateway.find(gateway_payment_id).await?;
    let mut proof = Proof::None;
    if let Some(PaymentRow { in_flight: Some(running), .. }) = &known
        && let Some(sending) = desk.store.sending(&running.id).await?
    {
        proof = settle_by_proof(desk, &sending, &found).await?;
    }
    // What has just been settled is in the sum and not yet in `known`; the next read sorts them.
    if proof == Proof::None {
        let known = known.as_ref().map(|row| &row.payment);
        found.cancellations.extend(beyond_the_book(connection.reading(), &found, known));
    }
    let outside = if known.is_some() { reader.outside } else { OutsideCancellations::Adopt };
    let snapshot = snapshot(connection, found, known.map(|row| row.payment.version));
    let now = desk.now();
    let (_, booked) = match reader.adoption {
        None => desk.store.book_payment(&snapshot, outside, reader.actor, now).await?,
        Some(adoption) => desk.store.adopt_payment(&snapshot, adoption, now).await?,
    };
    Ok(Read { proof, booked })
}
