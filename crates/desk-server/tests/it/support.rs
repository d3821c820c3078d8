//! What a test stands on.

pub(crate) mod agent;
pub(crate) mod billing;
mod browser;
mod channels;
pub(crate) mod counter;
pub(crate) mod crash;
pub(crate) mod gate;
pub(crate) mod process;
mod stage;
pub(crate) mod vendor;
mod vendors;

pub(crate) use browser::{Answer, Browser};
pub(crate) use stage::{Stage, card, over_portone, virtual_account};
pub(crate) use vendors::Odd;

use serde_json::{Value, json};

/// The body of a full cancel.
pub(crate) fn full(amount_won: i64) -> Value {
    json!({
        "kind": "full",
        "amount_won": amount_won,
        "reason_code": "customer_request",
        "expected_cancellable_won": amount_won,
    })
}

/// The body of a force-cancel.
pub(crate) fn force(amount_won: i64) -> Value {
    json!({
        "kind": "force",
        "amount_won": amount_won,
        "reason_code": "customer_request",
        "expected_cancellable_won": amount_won,
    })
}

/// What a person reads off the slip of a cancel made outside.
pub(crate) fn slip(approval_number: &str, cancelled_at: &str) -> Value {
    json!({ "approval_number": approval_number, "cancelled_at": cancelled_at })
}

/// The body of a partial cancel.
pub(crate) fn partial(amount_won: i64, cancellable_won: i64) -> Value {
    json!({
        "kind": "partial",
        "amount_won": amount_won,
        "reason_code": "course_change",
        "expected_cancellable_won": cancellable_won,
    })
}
