//! What the agent of a terminal wrote down before it told it, read from its journal.

use desk_agent::journal::{Line, Step};
use desk_api::agent::TerminalOutcome;

use crate::violation::{HARNESS, Violation};

/// Every end of an order that a journal ever held, in its order. A torn last line was never told.
///
/// # Errors
/// For a whole line that is none of a journal.
pub fn ends_in_journal(journal: &str) -> Result<Vec<(String, TerminalOutcome)>, Violation> {
    let whole = journal.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = whole.lines().map(serde_json::from_str::<Line>);
    let ends = lines.filter_map(|line| match line {
        Ok(Line { service_id, step: Step::Ended { outcome }, .. }) => {
            Some(Ok((service_id, outcome)))
        }
        Ok(_) => None,
        Err(error) => Some(Err(Violation::of(HARNESS, error))),
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDED: &str = r#"{"service_id":"a","at":"2026-11-21T12:00:00+09:00","step":"ended","outcome":{"outcome":"never_begun"}}"#;

    #[test]
    fn a_torn_line_was_never_told() {
        let told = ends_in_journal(&format!("{ENDED}\n{}", &ENDED[..20])).unwrap();
        assert_eq!(told, [("a".to_owned(), TerminalOutcome::NeverBegun)]);
        assert!(ends_in_journal(&format!("{}\n", &ENDED[..20])).is_err());
    }
}
