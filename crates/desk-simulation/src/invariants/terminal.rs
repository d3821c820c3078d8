//! What holds of card terminals and of the agents beside them.

use std::collections::BTreeMap;

use desk_api::agent::TerminalOutcome;

use crate::sight::Sight;

/// The VAN would refuse a second time; nobody may rely on it.
pub(super) fn begun_once(sight: &Sight) -> Option<String> {
    sight.truths.values().find_map(|truth| {
        let twice = truth
            .begun
            .iter()
            .find(|id| truth.begun.iter().filter(|other| other == id).count() > 1);
        twice.map(|id| format!("{id} in {truth:?}"))
    })
}

/// The same id has the same end for ever; only what was not known may become known.
pub(super) fn word_stands(sight: &Sight) -> Option<String> {
    let mut first = BTreeMap::new();
    sight.told.iter().filter(|(_, outcome)| is_final(outcome)).find_map(|(id, outcome)| {
        let known = *first.entry(id).or_insert(outcome);
        (known != outcome).then(|| format!("{id} was {known:?}, then {outcome:?}"))
    })
}

pub(super) fn nothing_denied(sight: &Sight) -> Option<String> {
    let denied = sight.told.iter().find(|(id, outcome)| {
        *outcome == TerminalOutcome::NeverBegun
            && sight.truths.values().any(|truth| truth.begun.contains(id))
    });
    denied.map(|(id, _)| format!("{id} is at the device: {:?}", sight.told))
}

const fn is_final(outcome: &TerminalOutcome) -> bool {
    !matches!(outcome, TerminalOutcome::Unknown { .. })
}
