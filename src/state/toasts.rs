//! Short notices that come by themselves and go again.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::toast::{Notice, ToastEntry};

/// Long enough to read two short lines twice.
const SHOWN_FOR: Duration = Duration::from_secs(6);
/// More than these at once would be noise: the oldest goes.
const MOST_AT_ONCE: usize = 4;

/// The context that holds the notices on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    entries: RwSignal<Vec<ToastEntry>>,
    last_id: StoredValue<u32>,
}

impl Toasts {
    pub fn provide() -> Self {
        let toasts = Self { entries: RwSignal::new(Vec::new()), last_id: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    #[must_use]
    pub fn entries(self) -> RwSignal<Vec<ToastEntry>> {
        self.entries
    }

    /// Shows a notice. One that asks for something to be done stays until it is dismissed.
    pub fn show(self, notice: Notice) {
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        let stays = notice.stays;
        self.entries.update(|entries| {
            if entries.len() == MOST_AT_ONCE {
                entries.remove(0);
            }
            entries.push(ToastEntry { id, notice });
        });
        if !stays {
            set_timeout(move || self.dismiss(id), SHOWN_FOR);
        }
    }

    pub fn dismiss(self, id: u32) {
        // The timer may outlive the app in tests; a notice that is gone already is no trouble.
        let _ = self.entries.try_update(|entries| entries.retain(|entry| entry.id != id));
    }
}
