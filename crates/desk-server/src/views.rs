//! The only way from the domain to the wire. Personal data is masked here and nowhere later; words
//! for people are chosen here, in both languages.

mod agreement;
mod bill;
mod cancellation;
mod evidence;
mod follow_up;
mod method;
mod names;
mod payment;
mod sentence;
mod terminal;
mod timeline;

pub(crate) use agreement::agreement;
pub(crate) use bill::{bill, rebilling};
pub(crate) use cancellation::{cancellation, cancellation_row};
pub(crate) use evidence::evidence;
pub(crate) use follow_up::{after_force, follow_up, open_follow_up};
pub(crate) use names::StaffNames;
pub(crate) use payment::{customer, payment};
pub(crate) use terminal::terminal;
pub(crate) use timeline::{timeline, with_notes, with_void_note};
