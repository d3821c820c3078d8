//! What a receipt looks like on the wire of each generation.

pub(crate) mod v1;
pub(crate) mod v2;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::backstage::Truth;
use super::book::Stored;
use super::pg;
use super::state::State;
use super::status::Status;
use crate::clock::kst;

/// For the control page: the truth, with what both generations would answer beside it.
pub(crate) fn describe(state: &State, stored: &Stored) -> Value {
    let mut told = json!(Truth::of(stored));
    told["v1"] = v1::receipt(state, stored);
    told["v2"] = v2::receipt(state, stored);
    told
}

/// For the control page: one line of its list.
pub(crate) fn row(stored: &Stored) -> Value {
    json!({
        "id": stored.receipt_id,
        "orderId": stored.order_id,
        "status": stored.status,
        "orderName": stored.order_name,
        "method": stored.method.chosen().0,
        "provider": pg::of(&stored.pg).map(|pg| pg.name),
        "chargedWon": stored.charged_won(),
        "refundedWon": stored.refunded_won(),
        "requestedAt": stored.requested_at,
    })
}

/// The PG is being asked while a call waits there.
fn status(state: &State, stored: &Stored) -> Status {
    if state.cancelling.contains(&stored.receipt_id) { Status::Cancelling } else { stored.status }
}

fn receipt_url(receipt_id: &str) -> String {
    format!("https://door.bootpay.co.kr/receipt/{receipt_id}")
}

/// V2's times: `2023-05-11T11:54:22+09:00`.
fn iso(at: DateTime<Utc>) -> String {
    kst(at).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// V1's times: Korean, without saying so.
fn plain(at: DateTime<Utc>) -> String {
    kst(at).format("%Y-%m-%d %H:%M:%S").to_string()
}
