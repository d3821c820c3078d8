//! A resumable pull of a vendor's list.

use desk_domain::Timestamp;
use desk_gateway::{Found, ReadError};
use desk_store::{Booked, ImportProgress, OutsideCancellations, PaymentSnapshot, StoreError};

use crate::desk::{Connection, Desk};
use crate::usecases::booking::{GATEWAY, snapshot};

/// What a pull has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulled {
    pub read: u64,
    pub inserted: u64,
    /// The vendor's time of the last payment read.
    pub latest: Option<Timestamp>,
    /// Payments the book cannot hold, with the reason.
    pub skipped: Vec<(String, String)>,
}

#[derive(Debug, thiserror::Error)]
pub enum PullError {
    #[error("the vendor's list could not be read; start again to go on from here")]
    Read(#[from] ReadError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// May change a snapshot before it is booked; the demo names who cancelled.
pub type Touch<'a> = &'a (dyn Fn(&mut PaymentSnapshot) + Send + Sync);

/// Books every payment created in `[from, until)`, page by page. After each page the place is kept,
/// so that a pull of the same period goes on where an earlier one stopped. Booking is idempotent: a
/// page that was booked but not kept is booked again without effect.
///
/// # Errors
/// When the vendor or the store fails; what was booked stays.
pub async fn pull(
    desk: &Desk,
    connection: &Connection,
    from: Timestamp,
    until: Timestamp,
    touch: Option<Touch<'_>>,
    mut tell: impl FnMut(&Pulled),
) -> Result<Pulled, PullError> {
    let mut progress = start(desk, connection, from, until).await?;
    let mut pulled = Pulled::default();
    while !progress.done {
        let cursor = progress.cursor.as_deref();
        let page = connection.gateway.list(progress.from, progress.until, cursor).await?;
        pulled.latest = page.payments.last().map(|found| found.requested_at).or(pulled.latest);
        pulled.skipped.extend(page.skipped);
        pulled.read += u64::try_from(page.payments.len()).unwrap_or(u64::MAX);
        pulled.inserted += book(desk, connection, page.payments, touch).await?;
        progress.done = page.next_cursor.is_none();
        progress.cursor = page.next_cursor;
        progress.imported = i64::try_from(pulled.read).unwrap_or(i64::MAX);
        desk.store.save_import_progress(&progress).await?;
        tell(&pulled);
    }
    Ok(pulled)
}

/// An unfinished pull of the same beginning is taken up, with its own end.
async fn start(
    desk: &Desk,
    connection: &Connection,
    from: Timestamp,
    until: Timestamp,
) -> Result<ImportProgress, StoreError> {
    let known = desk.store.import_progress(&connection.id).await?;
    let fresh = ImportProgress {
        channel_id: connection.id.clone(),
        from,
        until,
        cursor: None,
        imported: 0,
        done: false,
    };
    Ok(known.filter(|known| !known.done && known.from == from).unwrap_or(fresh))
}

/// The vendor's past becomes the book's past only for payments that are new to the book. For the
/// others a cancellation that the book does not know is a difference, and is shown as one.
async fn book(
    desk: &Desk,
    connection: &Connection,
    payments: Vec<Found>,
    touch: Option<Touch<'_>>,
) -> Result<u64, StoreError> {
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for found in payments {
        let id = found.gateway_payment_id.clone();
        let mut snapshot = snapshot(connection, found);
        if let Some(touch) = touch {
            touch(&mut snapshot);
        }
        match desk.store.payment_at_gateway(connection.channel, &id).await? {
            Some(_) => known.push(snapshot),
            None => new.push(snapshot),
        }
    }
    let mut inserted = 0;
    for (snapshots, outside) in
        [(new, OutsideCancellations::Adopt), (known, OutsideCancellations::Notice)]
    {
        if snapshots.is_empty() {
            continue;
        }
        let booked = desk.store.book_payments(&snapshots, outside, GATEWAY, desk.now()).await?;
        let new = booked.iter().filter(|booked| **booked == Booked::Inserted).count();
        inserted += u64::try_from(new).unwrap_or(u64::MAX);
    }
    Ok(inserted)
}
