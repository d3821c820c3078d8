//! Booking a page of a vendor's list.

use desk_gateway::Found;
use desk_store::{Booked, OutsideCancellations, PaymentSnapshot, StoreError};

use super::booking::{GATEWAY, snapshot};
use crate::desk::{Connection, Desk};

/// May change a snapshot before it is booked; the demo names who cancelled.
pub type Touch<'a> = &'a (dyn Fn(&mut PaymentSnapshot) + Send + Sync);

/// What became of a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) inserted: u64,
    pub(crate) changed: u64,
    /// The vendor's ids of payments that the list tells otherwise than the book, each to be read by
    /// itself.
    pub(crate) differing: Vec<String>,
}

/// The vendor's past becomes the book's past only for payments that are new to the book. A list does
/// not say what the book held when it was made, so it changes nothing in a payment that is known.
pub(crate) async fn book_page(
    desk: &Desk,
    connection: &Connection,
    payments: Vec<Found>,
    touch: Option<Touch<'_>>,
) -> Result<Page, StoreError> {
    let mut snapshots: Vec<_> =
        payments.into_iter().map(|found| snapshot(connection, found, None)).collect();
    if let Some(touch) = touch {
        snapshots.iter_mut().for_each(touch);
    }
    let adopt = OutsideCancellations::Adopt;
    let booked = desk.store.book_payments(&snapshots, adopt, GATEWAY, desk.now()).await?;
    let mut page = Page::default();
    for (snapshot, booked) in snapshots.into_iter().zip(booked) {
        match booked {
            Booked::Inserted => page.inserted += 1,
            Booked::Overtaken => page.differing.push(snapshot.gateway_payment_id),
            Booked::Changed => page.changed += 1,
            Booked::Unchanged => {}
        }
    }
    Ok(page)
}
