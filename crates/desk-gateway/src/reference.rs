//! What may name something in the book: a vendor's id, number or word.

/// Longest reference, in characters. PortOne's payment ids have at most 40; the index of a database takes
/// some 2,700 bytes.
const MAX_CHARS: usize = 200;

/// Whether a text of a vendor's message can stand for something: neither empty nor endless, and without
/// control characters, of which PostgreSQL takes NUL in no text.
pub(crate) fn is_reference(text: &str) -> bool {
    (1..=MAX_CHARS).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_one_short_line() {
        for good in ["order-1", "주문 1", &"a".repeat(200)] {
            assert!(is_reference(good), "{good}");
        }
        for bad in ["", "a\0", "a\nb", &"a".repeat(201)] {
            assert!(!is_reference(bad), "{bad:?}");
        }
    }
}
