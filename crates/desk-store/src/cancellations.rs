//! Cancellations: the path of exactly once, and the history.
//!
//! Whoever changes a cancellation locks its payment first. So there is one order of locks, and what
//! was read of either stays true until the commit.

mod attention;
mod bounces;
mod by_hand;
mod contradict;
mod list;
mod request;
mod restored;
mod row;
mod sending;
mod settle;
mod withdraw;

pub(crate) use attention::{note_no_proof, note_pending_long, note_refunds, pending_too_long};
pub(crate) use bounces::{Bounce, bounced, write as write_bounce};
pub(crate) use by_hand::settle_by_hand;
pub(crate) use contradict::correct_failed;
pub(crate) use list::{page, summarise};
pub(crate) use request::{of_intent, request};
pub(crate) use restored::doubt_in_flight;
pub(crate) use row::{find, insert, names_known_of, outside};
pub(crate) use sending::{begin_sending, sending};
pub(crate) use settle::{enter_refund, fail_unsent, forced_ids, last_forced_of, settle};
pub(crate) use withdraw::withdraw;
