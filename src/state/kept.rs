//! What this tab keeps until it is closed: requests without an answer, drafts, each by itself and each of one
//! person. Whoever logs in next sees and sends nothing of the one before.

use std::cell::RefCell;

use desk_domain::StaffId;
use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

use crate::api::json::decode;

thread_local! {
    /// Also after logging out: an answer may still be under way to what the person has sent.
    static WHOSE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on whatever is kept is this person's.
pub fn belongs_to(staff: &StaffId) {
    WHOSE.set(staff.to_string());
}

/// Where one thing of one person is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot(String);

impl Slot {
    /// Of whoever is logged in.
    #[must_use]
    pub fn of(kind: &str, name: &str) -> Self {
        WHOSE.with_borrow(|whose| Self(format!("cancel-desk.{kind}.{whose}.{name}")))
    }

    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let text = storage()?.get_item(&self.0).ok().flatten()?;
        decode(&text).ok()
    }

    /// A browser that refuses storage loses what a reload could go on with, nothing else.
    pub fn keep(&self, value: &impl Serialize) {
        if let Some(storage) = storage()
            && let Ok(text) = serde_json::to_string(value)
        {
            let _ = storage.set_item(&self.0, &text);
        }
    }

    pub fn erase(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.0);
        }
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
