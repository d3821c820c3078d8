//! 청구서: asked for, sent, recorded, withdrawn, and kept in step with the payments they are.

mod click;
mod doubt;
mod draft;
mod held;
mod late;
mod list;
mod record;
mod resend;
mod restored;
mod row;
mod send;
mod step;

pub(crate) use click::of_key;
pub(crate) use doubt::{note_ordered, note_refused_in_doubt, note_unclear};
pub(crate) use draft::{create_rebill, withdraw};
pub(crate) use late::came_late;
pub(crate) use list::{page, summarise};
pub(crate) use record::record;
pub(crate) use resend::{begin_resending, note_resent};
pub(crate) use restored::{doubt_sending, number_drafts};
pub(crate) use row::{around, find, find_by_number};
pub(crate) use send::{begin_sending, note_refused, note_sent};
pub(crate) use step::{enter, keep_in_step};
