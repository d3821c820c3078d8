//! The documents under `tests/documents` were written for these tests after the vendor's schema.

mod answers;
mod methods;
mod payments;

use serde_json::Value;

/// One document by its path below `tests/documents`, without the ending.
#[track_caller]
fn document(path: &str) -> Value {
    let file = format!("{}/tests/documents/{path}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(&file).expect(&file)).expect(&file)
}
