//! One intent of one person: the key, and what was entered under it.
//!
//! Kept in the tab until the outcome is known, so that a reload, an expired session or a lost network
//! goes on with the same key. The refund account is never kept: it is typed again.

use desk_api::CreateCancellation;
use desk_domain::cancellation::{ReasonCode, RetainOption};
use desk_domain::{CancellationId, PaymentId, TerminalId};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

use crate::api::json::decode;

/// Bytes of entropy in a key: as many as a UUID has.
const KEY_BYTES: usize = 16;

/// What the fields held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub partial: Option<bool>,
    pub amount_won: Option<i64>,
    pub tax_free_won: Option<i64>,
    pub reason: Option<ReasonCode>,
    pub note: String,
    pub retain: Option<RetainOption>,
    #[serde(default)]
    pub terminal: Option<TerminalId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    pub key: String,
    /// The dialog was in sight: a reload shows it again.
    pub open: bool,
    pub draft: Draft,
    /// What was sent without an answer so far, without the account.
    pub sent: Option<CreateCancellation>,
    /// What became of it, while it is not final.
    pub cancellation: Option<CancellationId>,
}

impl Intent {
    fn fresh() -> Self {
        Self {
            key: fresh_key(),
            open: true,
            draft: Draft::default(),
            sent: None,
            cancellation: None,
        }
    }

    /// The intent begun for this payment, or a new one.
    #[must_use]
    pub fn load(payment: &PaymentId) -> Self {
        let kept = kept(payment).unwrap_or_else(Self::fresh);
        Self { open: true, ..kept }
    }

    /// Whether the dialog of this payment was in sight when the page went.
    #[must_use]
    pub fn was_open(payment: &PaymentId) -> bool {
        kept(payment).is_some_and(|intent| intent.open)
    }

    pub fn save(&self, payment: &PaymentId) {
        if let Some(storage) = storage()
            && let Ok(text) = serde_json::to_string(self)
        {
            // A browser that refuses storage loses the draft, not the cancel.
            let _ = storage.set_item(&slot(payment), &text);
        }
    }

    pub fn forget(payment: &PaymentId) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&slot(payment));
        }
    }

    /// The dialog is closed. What may have been sent is kept for the next opening, the rest is not.
    pub fn leave(payment: &PaymentId) {
        match kept(payment) {
            Some(intent) if intent.sent.is_some() && intent.cancellation.is_none() => {
                Self { open: false, ..intent }.save(payment);
            }
            _ => Self::forget(payment),
        }
    }
}

/// A key that nobody else has: 32 hexadecimal digits.
#[must_use]
pub fn fresh_key() -> String {
    let mut bytes = [0_u8; KEY_BYTES];
    // `randomUUID` is missing on plain http inside a shop's own network; this is not.
    window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .expect("every browser that runs WebAssembly has random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn kept(payment: &PaymentId) -> Option<Intent> {
    let text = storage()?.get_item(&slot(payment)).ok().flatten()?;
    decode(&text).ok()
}

fn slot(payment: &PaymentId) -> String {
    format!("cancel-desk.intent.{payment}")
}

/// What this tab keeps until it is closed; `None` where the browser refuses.
#[must_use]
pub fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
