//! Sentinels: a payment id that asks for a fault, so that a person can raise one in a demo.
//! Ids that must be letters and digits leave out the hyphens and may use capitals.

use super::{FaultKind, default_delay_ms};

const PREFIXES: [&str; 2] = ["sim", "demo"];

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sentinel {
    pub(crate) kind: FaultKind,
    pub(crate) delay_ms: u64,
}

/// An id that says so asks for its faults only once (until the simulator is started again).
pub(crate) fn strikes_once(payment_id: &str) -> bool {
    payment_id.to_ascii_lowercase().contains("once")
}

/// Everything the id asks for: `sim-timeout-after`, `order-7.sim-slow-500.sim-webhook-lost`,
/// `simDropAfterOnce`.
pub(crate) fn sentinels(payment_id: &str) -> Vec<Sentinel> {
    let id = payment_id.to_ascii_lowercase();
    let mut found = Vec::new();
    for prefix in PREFIXES {
        for (at, _) in id.match_indices(prefix) {
            found.extend(sentinel_at(id[at + prefix.len()..].trim_start_matches('-')));
        }
    }
    found
}

/// The longest name wins, so that `http-500-after` is not taken for `http-500`.
fn sentinel_at(rest: &str) -> Option<Sentinel> {
    let spellings = FaultKind::ALL.into_iter().flat_map(|kind| {
        let kebab = kebab_name(kind);
        [kebab.replace('-', ""), kebab].map(|spelling| (kind, spelling))
    });
    let named = spellings.filter(|(_, spelling)| rest.starts_with(spelling));
    let (kind, spelling) = named.max_by_key(|(_, spelling)| spelling.len())?;
    let digits: String = rest[spelling.len()..]
        .trim_start_matches('-')
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    Some(Sentinel { kind, delay_ms: digits.parse().unwrap_or_else(|_| default_delay_ms()) })
}

fn kebab_name(kind: FaultKind) -> String {
    let name = serde_json::to_value(kind).expect("a unit variant serialises to its name");
    name.as_str().unwrap_or_default().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(payment_id: &str, expected: &[(FaultKind, u64)]) {
        let found: Vec<_> =
            sentinels(payment_id).into_iter().map(|s| (s.kind, s.delay_ms)).collect();
        assert_eq!(found, expected, "{payment_id}");
    }

    #[test]
    fn ids_ask_for_faults() {
        check("demo-timeout-after", &[(FaultKind::TimeoutAfter, 3_000)]);
        check("x-sim-http-500", &[(FaultKind::Http500, 3_000)]);
        check("sim-http-500-after-2", &[(FaultKind::Http500After, 2)]);
        check("sim-failed-200", &[(FaultKind::Failed200, 3_000)]);
        check("sim-slow-250", &[(FaultKind::Slow, 250)]);
        check(
            "sim-drop-after.sim-webhook-lost",
            &[(FaultKind::DropAfter, 3_000), (FaultKind::WebhookLost, 3_000)],
        );
        check("bill7simDropAfterOnce", &[(FaultKind::DropAfter, 3_000)]);
        check("simHttp500After2", &[(FaultKind::Http500After, 2)]);
        check("timeout-after", &[]);
        check("demo-card-full", &[]);
    }
}
