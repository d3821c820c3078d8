//! The envelopes: flat in version 1, with `data` in version 2.

use serde_json::{Map, Value, json};

use super::codes::{Refusal, SUCCESS, words_of};
use super::operation::Operation;
use super::settings::{Quirks, Settings};
use super::versions::Version;
use crate::answer::Answer;

/// `fields` are under our names.
pub(super) fn success(
    version: Version,
    operation: Operation,
    settings: &Settings,
    fields: Map<String, Value>,
) -> Answer {
    let echoed = operation.echoes(version).iter().map(|name| {
        let value = match *name {
            "api_key" => settings.api_key.reveal(),
            "member" => &settings.member,
            _ => &settings.merchant,
        };
        ((*name).to_owned(), json!(value))
    });
    let told = spelled(version, Value::Object(echoed.chain(fields).collect()));
    let words = words_of(SUCCESS).unwrap_or_default();
    let mut body = head(version, settings.quirks, SUCCESS, words);
    match (version, told) {
        (Version::V1, Value::Object(told)) => body.extend(told),
        (_, told) => {
            body.insert("data".into(), told);
        }
    }
    Answer { status: 200, body: Value::Object(body) }
}

pub(super) fn refusal(version: Version, quirks: Quirks, refusal: &Refusal) -> Answer {
    let mut body = head(version, quirks, refusal.code(version), &refusal.to_string());
    if version == Version::V2 {
        body.insert("data".into(), Value::Null);
    }
    Answer { status: refusal.status(), body: Value::Object(body) }
}

fn head(version: Version, quirks: Quirks, code: &str, words: &str) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("code".into(), json!(code));
    head.insert(version.message_field(quirks).into(), json!(words));
    head
}

/// Every name in `value`, however deep, as `version` spells it.
fn spelled(version: Version, value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (version.spell(&name), spelled(version, value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.into_iter().map(|item| spelled(version, item)).collect(),
        plain => plain,
    }
}
