//! Payments: booking what vendors say, finding, listing and adding up.

mod adoption;
mod booking;
mod filter;
mod list;
mod lookup;
mod outside_void;
mod row;
mod snapshot;
mod summary;

pub(crate) use booking::{Booking, note_gateway_silent};
pub(crate) use filter::merchants_of;
pub(crate) use list::page;
pub(crate) use lookup::{find, find_at_gateway, lock};
pub(crate) use outside_void::{outside_void_of, void_outside};
pub(crate) use row::{read_payment, update};
pub(crate) use snapshot::derive_statuses;
pub(crate) use summary::summarise;
