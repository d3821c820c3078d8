//! Follow-ups: opened and closed as book and gateway part and meet, and by people with a proof.

mod change;
mod list;
mod outside;
mod row;
mod step;

pub(crate) use change::{assign, close, close_of, note};
pub(crate) use list::{count, page};
pub(crate) use outside::{claim, written};
pub(crate) use row::{find, is_owed};
pub(crate) use step::{
    Occasion, end_alarm, end_doubt_by_hand, keep_in_step, open_doubt, open_pending,
};
