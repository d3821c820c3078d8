//! A resumable pull of a vendor's list.

use desk_domain::Timestamp;
use desk_gateway::ReadError;
use desk_store::{Booked, ImportProgress, StoreError};

use crate::desk::{Connection, Desk};
use crate::usecases::book_page::book_page;
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

pub use crate::usecases::book_page::Touch;

/// What a pull has done so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulled {
    pub read: u64,
    pub inserted: u64,
    /// Known to the book, which has now learned something new of them.
    pub changed: u64,
    /// The periods `[from, until)` that were read to their end, one after the other: where an earlier
    /// pull was taken up, its rest comes first.
    pub periods: Vec<(Timestamp, Timestamp)>,
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

/// Books every payment created in `[from, until)`, page by page. After each page the place is kept,
/// so that a pull of the same beginning goes on where an earlier one stopped: first to the end that
/// that one had, since its place means nothing in another period, then from there to `until`. Booking
/// is idempotent: a page that was booked but not kept is booked again without effect.
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
    let mut pulled = Pulled::default();
    let fresh = |from| ImportProgress {
        channel_id: connection.id.clone(),
        from,
        until,
        cursor: None,
        imported: 0,
        done: false,
    };
    let known = desk.store.import_progress(&connection.id).await?;
    let unfinished = known.filter(|known| !known.done && known.from == from);
    let first = unfinished.unwrap_or_else(|| fresh(from));
    let reached = first.until;
    let mut puller = Puller { desk, connection, touch, tell: &mut tell, pulled: &mut pulled };
    puller.pull_period(first).await?;
    if reached < until {
        puller.pull_period(fresh(reached)).await?;
    }
    Ok(pulled)
}

struct Puller<'a> {
    desk: &'a Desk,
    connection: &'a Connection,
    touch: Option<Touch<'a>>,
    tell: &'a mut dyn FnMut(&Pulled),
    pulled: &'a mut Pulled,
}

impl Puller<'_> {
    async fn pull_period(&mut self, mut progress: ImportProgress) -> Result<(), PullError> {
        let (desk, connection) = (self.desk, self.connection);
        while !progress.done {
            let cursor = progress.cursor.as_deref();
            let page = connection.gateway.list(progress.from, progress.until, cursor).await?;
            let read = i64::try_from(page.payments.len()).unwrap_or(i64::MAX);
            let latest = page.payments.last().map(|found| found.requested_at);
            let booked = book_page(desk, connection, page.payments, self.touch).await?;
            let mut changed = booked.changed;
            for id in &booked.differing {
                let read = read_and_book(desk, connection, id, Reader::DESK).await?;
                changed += u64::from(read == Booked::Changed);
            }
            progress.done = page.next_cursor.is_none();
            progress.cursor = page.next_cursor;
            progress.imported = progress.imported.saturating_add(read);
            desk.store.save_import_progress(&progress).await?;
            self.pulled.latest = latest.or(self.pulled.latest);
            self.pulled.skipped.extend(page.skipped);
            self.pulled.read += read.unsigned_abs();
            self.pulled.inserted += booked.inserted;
            self.pulled.changed += changed;
            (self.tell)(self.pulled);
        }
        self.pulled.periods.push((progress.from, progress.until));
        Ok(())
    }
}
