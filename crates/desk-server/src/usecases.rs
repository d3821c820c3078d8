//! What the desk does, one file per deed. A use case speaks domain and store, checks who asks, and
//! knows no HTTP; each returns the problem that the screen shows, or the new state.

pub(crate) mod abort_cancellation;
pub(crate) mod adopt_outside;
pub(crate) mod bills;
pub(crate) mod book_page;
pub(crate) mod booking;
pub(crate) mod follow_ups;
mod intent;
pub(crate) mod outside;
pub(crate) mod payments;
pub(crate) mod refresh_payment;
pub(crate) mod request_cancellation;
pub(crate) mod terminals;
pub(crate) mod void_outside;
pub(crate) mod void_payment;
pub(crate) mod withdraw_cancellation;

pub(crate) use intent::IntentKey;
