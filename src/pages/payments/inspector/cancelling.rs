//! Which of the dialogs is open, and by which button.

use desk_domain::PaymentId;
use desk_domain::decision::Action;
use leptos::prelude::*;

use super::reading::Reading;
use crate::components::bill_dialog::BillDeeds;
use crate::components::cancel_dialog::Intent;
use crate::components::errand::Errand;
use crate::components::rebill_dialog;

#[derive(Clone, Copy, Debug)]
pub struct Cancelling {
    pub open: RwSignal<bool>,
    pub partial: RwSignal<bool>,
    /// The dialog of the force-cancel.
    pub forcing: RwSignal<bool>,
    /// The dialog of the re-bill, and what may follow it.
    pub rebilling: RwSignal<bool>,
    pub bills: BillDeeds,
    /// The dialog of a void that was made outside.
    pub voiding_outside: RwSignal<bool>,
}

impl Cancelling {
    /// A dialog that was in sight when the page was reloaded, or when the session ended, comes back.
    pub fn new(id: &PaymentId) -> Self {
        Self {
            open: RwSignal::new(Intent::was_open(id)),
            partial: RwSignal::new(false),
            forcing: RwSignal::new(false),
            rebilling: RwSignal::new(Errand::unanswered(&rebill_dialog::name(id)).is_some()),
            bills: BillDeeds::new(),
            voiding_outside: RwSignal::new(false),
        }
    }

    pub fn start(self, action: Action) {
        self.partial.set(action == Action::CancelPartial);
        self.open.set(true);
    }

    /// What the key does: the first of the two deeds that is possible, or nothing.
    pub fn open_if_allowed(self, reading: Reading) {
        let allowed = reading.detail.with_untracked(|detail| {
            let decision = &detail.as_ref()?.decision;
            [Action::CancelFull, Action::CancelPartial]
                .into_iter()
                .find(|action| decision.allows(*action))
        });
        if let Some(action) = allowed {
            self.start(action);
        }
    }
}
