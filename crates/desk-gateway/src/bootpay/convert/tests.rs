//! The documents under `tests/documents/bootpay` were written for these tests after receipts that the
//! vendor's users have published; `v1/cancelled` is printed in the vendor's documentation.

mod answers;
mod methods;
mod orders;
mod receipts;

use serde_json::Value;

use super::found;
use crate::bootpay::ApiVersion;
use crate::http::Answer;
use crate::{Found, ReadError};

/// One document by its path below `tests/documents/bootpay`, without the ending.
#[track_caller]
fn document(path: &str) -> Value {
    let file = format!("{}/tests/documents/bootpay/{path}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(&file).expect(&file)).expect(&file)
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer { status, body: body.to_string().into_bytes() }
}

#[track_caller]
fn read_v1(document: &Value) -> Result<Found, ReadError> {
    found(ApiVersion::V1, &answer(200, document))
}

#[track_caller]
fn read_v2(document: &Value) -> Result<Found, ReadError> {
    found(ApiVersion::V2, &answer(200, document))
}
