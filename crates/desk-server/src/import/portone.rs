//! A resumable pull of a vendor's list.

use desk_domain::Timestamp;
use desk_gateway::{Found, ReadError};
use desk_store::{Booked, ImportProgress, OutsideCancellations, PaymentSnapshot, StoreError};

use crate::desk::{Connection, Desk};
use crate::usecases::booking::{GATEWAY, snapshot};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

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

impl From<RefreshError> for PullError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Read(error) => Self::Read(error),
            RefreshError::Store(error) => Self::Store(error),
        }
    }
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

/// The vendor's past becomes the book's past only for payments that are new to the book. A list does
/// not say what the book held when it was made, so it changes nothing in a payment that is known:
/// where the two differ, the payment is read by itself.
async fn book(
    desk: &Desk,
    connection: &Connection,
    payments: Vec<Found>,
    touch: Option<Touch<'_>>,
) -> Result<u64, PullError> {
    let mut snapshots: Vec<_> =
        payments.into_iter().map(|found| snapshot(connection, found, None)).collect();
    if let Some(touch) = touch {
        snapshots.iter_mut().for_each(touch);
    }
    let adopt = OutsideCancellations::Adopt;
    let booked = desk.store.book_payments(&snapshots, adopt, GATEWAY, desk.now()).await?;
    let mut inserted = 0;
    for (snapshot, booked) in snapshots.iter().zip(booked) {
        match booked {
            Booked::Inserted => inserted += 1,
            Booked::Overtaken => {
                let id = &snapshot.gateway_payment_id;
                read_and_book(desk, connection, id, Reader::DESK).await?;
            }
            Booked::Changed | Booked::Unchanged => {}
        }
    }
    Ok(inserted)
}
