//! The documents under `tests/documents/payssam` were written for these tests after the vendor's pages.

mod answers;
mod bills;

use serde_json::Value;

use crate::http::Answer;
use crate::payssam::ApiVersion;

const VERSIONS: [ApiVersion; 2] = [ApiVersion::V1, ApiVersion::V2];

/// One document of a version by its path, without the ending.
#[track_caller]
fn document(version: ApiVersion, path: &str) -> Value {
    let version = match version {
        ApiVersion::V1 => "v1",
        ApiVersion::V2 => "v2",
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/payssam");
    let file = format!("{folder}/{version}/{path}.json");
    serde_json::from_slice(&std::fs::read(&file).expect(&file)).expect(&file)
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer { status, body: body.to_string().into_bytes() }
}
