//! Card terminals on the desk, each with an agent of ours beside it.
//!
//! There is no vendor's API here: the agent dials in to the desk, and the desk's hub is the other end
//! of the line ([`TerminalLine`]). What is particular about this channel:
//! - A cancel waits for a person with a card. It is taken back by an abort, not by a window.
//! - The agent journals an order before it touches the device, under our cancellation id, and answers
//!   the same id with the journalled result for ever. So an order is handed over once and then only
//!   asked about.
//! - A device may be able to tell how an approval stands, or not. It tells no name, product or price:
//!   those are the book's ([`ApprovalBook`]).
//! - A payment is cancelled whole: no part of one is documented.

mod adapter;
mod book;
mod found;
mod line;

pub use adapter::{Terminals, outcome};
pub use book::{ApprovalBook, BookUnreadable, BookedApproval};
pub use line::{Approval, ApprovalFound, Ending, Errand, LineError, TerminalLine};
