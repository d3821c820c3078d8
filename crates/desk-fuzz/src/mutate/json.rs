//! Breaks a JSON document by its structure, so that what is broken is still JSON.

use rand::Rng as _;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

/// Stands in the document where raw text goes: a tree cannot hold what JSON can say.
const MARK: &str = "mark of the mutator";
/// What stands for any value: of another type, without end, of no number, of half a letter.
const NASTY: [&str; 20] = [
    "null",
    "true",
    "0",
    "-1",
    "-0",
    "1e999",
    "1.5",
    "9223372036854775808",
    "1E2",
    "99999999999999999999999999999999",
    "\"\"",
    r#""\u0000""#,
    r#""\ud800""#,
    r#""\udc00\ud800""#,
    r#""2026-02-30T25:61:61Z""#,
    r#""+10000-01-01T00:00:00Z""#,
    r#"" ""#,
    "{}",
    "[]",
    r#""가\u202e""#,
];
/// Deeper than a reader should follow; serde_json stops at 128.
const DEPTH: usize = 4_000;
const LONG: usize = 20_000;

/// `None` where the input is not JSON, or has nothing in it.
pub(super) fn mutated(input: &[u8], dice: &mut ChaCha8Rng) -> Option<Vec<u8>> {
    let mut document: Value = serde_json::from_slice(input).ok()?;
    let place = dice.random_range(0..count(&document));
    let value = nth(&mut document, &mut { place })?;
    let raw = raw(value, dice);
    *value = MARK.into();
    let text = document.to_string().replace(&format!("\"{MARK}\""), &raw);
    Some(text.into_bytes())
}

/// What takes the value's place, as JSON's own text.
fn raw(value: &Value, dice: &mut ChaCha8Rng) -> String {
    let kept = value.to_string();
    match dice.random_range(0..60) {
        // Rarely: what is large is slow, and one in many is enough.
        0 => format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        1 => format!("\"{}\"", "가".repeat(LONG)),
        // The same key twice, inside an object or beside it.
        2..=5 => format!("{kept},\"status\":{kept}"),
        6..=9 => format!("{{\"id\":{kept},\"id\":null}}"),
        10..=13 => format!("[{kept},{kept}]"),
        14..=17 => kept.trim_matches('"').to_owned(),
        18..=21 => format!("\"{}\"", kept.replace(['"', '\\'], "")),
        _ => NASTY[dice.random_range(0..NASTY.len())].to_owned(),
    }
}

/// How many values the document has, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The value of that number, counted from the document itself on.
fn nth<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(fields) => fields.values_mut().find_map(|field| nth(field, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_number() {
        let mut document: Value = serde_json::from_str(r#"{"a":[1,2],"b":{"c":3}}"#).unwrap();
        assert_eq!(count(&document), 6);
        let found =
            (0..7).map(|place| nth(&mut document, &mut { place }).map(|one| one.to_string()));
        let found: Vec<_> = found.collect();
        assert_eq!(found[3].as_deref(), Some("2"));
        assert_eq!(found[5].as_deref(), Some("3"));
        assert_eq!(found[6], None);
    }
}
