//! Where a bill stands, as a badge: a mark and a word.

use desk_domain::bill::BillStatus;
use leptos::prelude::*;

use crate::i18n::{bills, t};
use crate::ui::mark::{Badge, Mark, Tone};

#[must_use]
pub const fn bill_look(status: BillStatus) -> (Mark, Tone) {
    match status {
        BillStatus::Unsent => (Mark::Hollow, Tone::Neutral),
        BillStatus::Sending => (Mark::Turning, Tone::Info),
        BillStatus::Waiting => (Mark::Hollow, Tone::Accent),
        BillStatus::Paid => (Mark::Dot, Tone::Neutral),
        BillStatus::Cancelled => (Mark::Filled, Tone::Danger),
        BillStatus::Void => (Mark::Struck, Tone::Neutral),
    }
}

#[must_use]
pub fn bill_status(status: BillStatus) -> AnyView {
    let (mark, tone) = bill_look(status);
    view! { <Badge mark tone label=t(bills::status(status)) /> }.into_any()
}
