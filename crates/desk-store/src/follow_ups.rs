//! Follow-ups: opened and closed as book and gateway part and meet, and by people with a proof.

mod by_hand;
mod change;
mod duties;
mod list;
mod outside;
mod row;
mod step;

pub(crate) use change::{assign, close, close_of, note};
pub(crate) use list::{count, page};
pub(crate) use outside::{claim, written};
pub(crate) use row::find;
pub(crate) use step::{
    Occasion, bring_in_step, end_alarm, end_doubt_by_hand, is_owed, keep_in_step, open_doubt,
    open_pending,
};
