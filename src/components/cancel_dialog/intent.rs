//! One intent of one person: the key, and what was entered under it.
//!
//! Kept in the tab until the outcome is known, so that a reload, an expired session or a lost network
//! goes on with the same key. The refund account is never kept: it is typed again.

use desk_api::CreateCancellation;
use desk_domain::cancellation::{ReasonCode, RetainOption};
use desk_domain::{CancellationId, PaymentId, TerminalId};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

use crate::state::kept::Slot;

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
        let kept = slot(payment).read().unwrap_or_else(Self::fresh);
        Self { open: true, ..kept }
    }

    /// Whether the dialog of this payment was in sight when the page went.
    #[must_use]
    pub fn was_open(payment: &PaymentId) -> bool {
        slot(payment).read().is_some_and(|intent: Self| intent.open)
    }

    pub fn save(&self, payment: &PaymentId) {
        slot(payment).keep(self);
    }

    pub fn forget(payment: &PaymentId) {
        slot(payment).erase();
    }

    /// The answer came after its dialog had gone. What runs is told by the payment itself, so the next opening
    /// begins anew. What another opening has begun meanwhile under another key is left alone.
    pub fn answered(payment: &PaymentId, key: &str) {
        if slot(payment).read::<Self>().is_some_and(|intent| intent.key == key) {
            Self::forget(payment);
        }
    }

    /// The dialog is closed. What may have been sent is kept for the next opening, the rest is not.
    pub fn leave(payment: &PaymentId) {
        match slot(payment).read::<Self>() {
            Some(intent) if intent.sent.is_some() && intent.cancellation.is_none() => {
                Self { open: false, ..intent }.save(payment);
            }
            _ => Self::forget(payment),
        }
    }
}

/// A key that nobody else has: 32 hexadecimal digits.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the browser's home of entropy")]
pub fn fresh_key() -> String {
    let mut bytes = [0_u8; KEY_BYTES];
    // `randomUUID` is missing on plain http inside a shop's own network; this is not.
    window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        .expect("every browser that runs WebAssembly has random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn slot(payment: &PaymentId) -> Slot {
    Slot::of("intent", payment.as_str())
}
