//! The reconciler: compares the book with each vendor without anybody asking.
//!
//! A cancel in a vendor's own console may send no webhook, and a webhook may be lost. So payments are
//! read again by age ([`desk_domain::reconcile`]), and the list of what was created lately is read
//! for payments that nobody told us of. What is found goes the way of every other read: it is booked
//! as noticed, and an unsettled cancellation of our own is left to what the vendor proves of it.
//! Nothing is ever sent from here.

use std::sync::Arc;

use desk_domain::Timestamp;
use desk_domain::id::ChannelId;
use desk_gateway::ReadError;
use desk_store::{Listing, StoreError};
use tokio::task::JoinSet;

use super::keep_alive;
use crate::desk::{Connection, Desk};
use crate::limits::{
    LIST_EVERY_SECONDS, LIST_OVERLAP_SECONDS, RECHECK_SECONDS, RECONCILER_NAP, ROUND_SECONDS,
    requests_per_round,
};
use crate::usecases::book_page::book_page;
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

/// One reconciler for each connection, until the desk stops: a silent vendor holds up no other, and
/// none of them holds up a cancel.
pub(super) async fn run(desk: Arc<Desk>) {
    let ids: Vec<ChannelId> = desk.connections().map(|connection| connection.id.clone()).collect();
    let mut reconcilers = JoinSet::new();
    for id in ids {
        let desk = Arc::clone(&desk);
        reconcilers.spawn(keep_alive(move || follow(Arc::clone(&desk), id.clone())));
    }
    while reconcilers.join_next().await.is_some() {}
}

/// A read changes nothing at the vendor, so a stop need not wait for one.
async fn follow(desk: Arc<Desk>, id: ChannelId) {
    let mut stopping = desk.stopping();
    let Some(connection) = desk.connection(&id) else { return };
    let rounds = async {
        loop {
            if let Err(error) = round(&desk, connection).await {
                tracing::warn!(%error, channel = connection.name, "a round ended early");
            }
            tokio::time::sleep(RECONCILER_NAP).await;
        }
    };
    tokio::select! {
        _ = stopping.wait_for(|stopping| *stopping) => {}
        () = rounds => {}
    }
}

/// One round of every connection whose turn it is. Returns how many requests that took.
///
/// # Errors
/// When the store fails. A vendor that does not answer only ends its round.
pub async fn reconcile(desk: &Desk) -> Result<u32, StoreError> {
    let mut requests = 0;
    for connection in desk.connections() {
        match round(desk, connection).await {
            Ok(asked) => requests += asked,
            Err(RefreshError::Store(error)) => return Err(error),
            Err(RefreshError::Read(error)) => {
                tracing::warn!(%error, channel = connection.name, "a round ended early");
            }
        }
    }
    Ok(requests)
}

async fn round(desk: &Desk, connection: &Connection) -> Result<u32, RefreshError> {
    let now = desk.now();
    let next_at = now.plus_seconds(ROUND_SECONDS);
    let Some(claimed) = desk.store.claim_round(&connection.id, now, next_at).await? else {
        return Ok(0);
    };
    let limit = requests_per_round(connection.channel);
    let mut round = Round { desk, connection, ends_at: next_at, left: limit };
    let due = listing_due(claimed.listing, now).filter(|_| connection.gateway.capabilities().list);
    let listed = match due {
        Some(listing) => round.read_list(listing).await,
        None => Ok(()),
    };
    // What one payment of a list breaks off must not leave all the others unread.
    let read = round.read_payments().await;
    listed.and(read)?;
    Ok(limit - round.left)
}

/// The rest of the last period, or the next one when its time has come.
fn listing_due(last: Option<Listing>, now: Timestamp) -> Option<Listing> {
    let from_before = |end: Timestamp| Listing {
        from: end.plus_seconds(-LIST_OVERLAP_SECONDS),
        until: now,
        cursor: None,
        done: false,
    };
    match last {
        None => Some(from_before(now)),
        Some(unfinished) if !unfinished.done => Some(unfinished),
        Some(done) if now.seconds_since(done.until) >= LIST_EVERY_SECONDS => {
            Some(from_before(done.until))
        }
        Some(_) => None,
    }
}

struct Round<'a> {
    desk: &'a Desk,
    connection: &'a Connection,
    /// When the next round begins, maybe in another replica.
    ends_at: Timestamp,
    left: u32,
}

impl Round<'_> {
    /// Counts one request; false when the round has none left.
    fn may_ask(&mut self) -> bool {
        let is_open = self.left > 0 && self.desk.now() < self.ends_at;
        self.left -= u32::from(is_open);
        is_open
    }

    /// A page is done when everything on it is: what does not fit into this round is read in the next.
    async fn read_list(&mut self, mut listing: Listing) -> Result<(), RefreshError> {
        let (desk, connection) = (self.desk, self.connection);
        while !listing.done && self.may_ask() {
            let cursor = listing.cursor.as_deref();
            let page = connection.gateway.list(listing.from, listing.until, cursor).await?;
            for (id, why) in &page.skipped {
                tracing::debug!(id, why, "the book cannot hold a payment of the list");
            }
            let booked = book_page(desk, connection, page.payments, None).await?;
            for id in &booked.differing {
                if !self.may_ask() {
                    return Ok(());
                }
                self.read_payment(id).await?;
            }
            listing.done = page.next_cursor.is_none();
            listing.cursor = page.next_cursor;
            desk.store.save_listing(&connection.id, &listing).await?;
        }
        Ok(())
    }

    async fn read_payments(&mut self) -> Result<(), RefreshError> {
        while let Some(id) = self.next_payment().await? {
            self.read_payment(&id).await?;
        }
        Ok(())
    }

    async fn next_payment(&mut self) -> Result<Option<String>, StoreError> {
        if !self.may_ask() {
            return Ok(None);
        }
        let now = self.desk.now();
        let put_off_until = now.plus_seconds(RECHECK_SECONDS);
        let next = self.desk.store.claim_check(&self.connection.id, now, put_off_until).await?;
        self.left += u32::from(next.is_none());
        Ok(next)
    }

    /// A vendor that does not answer ends the round. One that answers that it does not know the
    /// payment has answered, and the payment says so.
    async fn read_payment(&self, id: &str) -> Result<(), RefreshError> {
        let (desk, connection) = (self.desk, self.connection);
        let known = desk.store.payment_at_gateway(&connection.place(id)).await?;
        match read_and_book(desk, connection, id, Reader::DESK_ONCE).await {
            Ok(_) | Err(RefreshError::Read(ReadError::Untold(_))) => Ok(()),
            Err(RefreshError::Read(error @ (ReadError::NotFound | ReadError::Unsupported(_)))) => {
                tracing::warn!(%error, payment = id, "a payment of the book cannot be compared");
                if let Some(known) = known {
                    desk.store.note_gateway_silent(&known.payment, desk.now()).await?;
                }
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
