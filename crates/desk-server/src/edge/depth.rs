//! How deep a JSON document goes, told from its brackets before anything is built of it.

use crate::limits::JSON_DEPTH_MAX;

/// Whether lists and objects are nested above [`JSON_DEPTH_MAX`]. What is no JSON at all is for its reader
/// to refuse: here it only counts brackets outside of what looks like a text.
pub(crate) fn is_too_deep(json: &[u8]) -> bool {
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                if depth > JSON_DEPTH_MAX {
                    return true;
                }
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(levels: usize) -> String {
        format!("{}\"]\"{}", "[".repeat(levels), "]".repeat(levels))
    }

    #[track_caller]
    fn check(json: &str, expected: bool) {
        assert_eq!(is_too_deep(json.as_bytes()), expected, "{json:.200}");
    }

    #[test]
    fn only_what_is_nested_counts() {
        check(&nested(JSON_DEPTH_MAX), false);
        check(&nested(JSON_DEPTH_MAX + 1), true);
        check(&r#"{"a":"#.repeat(JSON_DEPTH_MAX + 1), true);
        check(&"[]{}".repeat(1_000), false);
        check(&format!(r#""{}""#, "[".repeat(1_000)), false);
        check(&format!(r#""\"{}""#, "[".repeat(1_000)), false);
        check(&format!(r#""\\"{}"#, "[".repeat(1_000)), true);
        check(&"]".repeat(1_000), false);
    }

    #[test]
    fn the_reader_behind_it_takes_whatever_is_let_through() {
        let deepest = nested(JSON_DEPTH_MAX);
        assert!(serde_json::from_str::<serde_json::Value>(&deepest).is_ok());
    }
}
