//! One write that is done once: the key that makes it one, and the request that got no answer.
//!
//! The key is made when the dialog opens. From the sending until the answer, key and request are kept in
//! this tab, so that a lost network or a reload goes on with exactly the same request; what is kept may
//! hold what the person typed, and is gone with the answer.

use desk_api::Bill;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::cancel_dialog::fresh_key;
use super::load_error::sentence;
use crate::api::bills;
use crate::api::error::ApiError;
use crate::i18n::pick;
use crate::state::kept::Slot;

pub mod form;

pub use form::{ErrandForm, WhatHappens};

/// What was sent and not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub key: String,
    pub path: String,
    pub body: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Form,
    Sending,
    /// No clear answer came: only the same request may be sent again.
    Lost,
}

#[derive(Clone, Copy, Debug)]
pub struct Errand {
    pub stage: RwSignal<Stage>,
    /// What the person should read before going on.
    pub notice: RwSignal<Option<String>>,
    slot: StoredValue<Slot>,
    key: StoredValue<String>,
    /// Waits for its answer.
    sent: StoredValue<Option<Sent>>,
    on_done: Callback<Bill>,
    on_refused: Callback<()>,
}

impl Errand {
    /// `name` tells the deed and the thing it is done to. Goes on with a request that was not answered.
    /// The server's no may mean that the thing has changed: then `on_refused` reads it again.
    pub fn start(name: &str, on_done: Callback<Bill>, on_refused: Callback<()>) -> Self {
        let lost = Self::unanswered(name);
        let stage = if lost.is_some() { Stage::Lost } else { Stage::Form };
        Self {
            stage: RwSignal::new(stage),
            notice: RwSignal::new(None),
            slot: StoredValue::new(slot(name)),
            key: StoredValue::new(lost.as_ref().map_or_else(fresh_key, |sent| sent.key.clone())),
            sent: StoredValue::new(lost),
            on_done,
            on_refused,
        }
    }

    /// The request of this name that waits to be sent again.
    #[must_use]
    pub fn unanswered(name: &str) -> Option<Sent> {
        slot(name).read()
    }

    /// For tests: nothing was ever sent under this name.
    pub fn forget(name: &str) {
        slot(name).erase();
    }

    /// Sends it. A second click finds the stage changed and does nothing.
    pub fn send(self, path: String, body: Option<String>) {
        if self.stage.get_untracked() == Stage::Form {
            self.post(Sent { key: self.key.get_value(), path, body });
        }
    }

    /// The same request once more, word for word.
    pub fn send_again(self) {
        if self.stage.get_untracked() == Stage::Lost
            && let Some(sent) = self.sent.get_value()
        {
            self.post(sent);
        }
    }

    fn post(self, sent: Sent) {
        let slot = self.slot.get_value();
        slot.keep(&sent);
        let again = self.stage.get_untracked() == Stage::Lost;
        self.sent.set_value(Some(sent.clone()));
        self.notice.set(None);
        self.stage.set(Stage::Sending);
        // Apart from the dialog: closing it does not stop the request.
        spawn_local(async move {
            let answer = bills::act(&sent.path, &sent.key, sent.body).await;
            self.take(answer, &slot, again);
        });
    }

    /// Only a clear answer ends it; after anything else the deed may have been done all the same. A no that was
    /// said before anybody looked at the key is no answer to what went out under it before.
    fn take(self, answer: Result<Bill, ApiError>, slot: &Slot, again: bool) {
        match answer {
            Ok(bill) => {
                slot.erase();
                let _ = self.stage.try_set(Stage::Form);
                let _ = self.on_done.try_run(bill);
            }
            Err(error) if error.is_refusal() && !(again && error.is_before_the_key()) => {
                slot.erase();
                let _ = self.key.try_set_value(fresh_key());
                let _ = self.notice.try_set(Some(refusal(&error)));
                let _ = self.stage.try_set(Stage::Form);
                let _ = self.on_refused.try_run(());
            }
            Err(_) => {
                let _ = self.stage.try_set(Stage::Lost);
            }
        }
    }
}

/// The server's words, with what is wrong with each field.
fn refusal(error: &ApiError) -> String {
    let details = error.problem().map(|problem| problem.errors.as_slice()).unwrap_or_default();
    let details = details.iter().map(|detail| pick(&detail.text).to_owned());
    [sentence(error)].into_iter().chain(details).collect::<Vec<_>>().join(" ")
}

fn slot(name: &str) -> Slot {
    Slot::of("errand", name)
}
