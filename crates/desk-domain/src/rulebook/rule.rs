//! One row of the rulebook: for which payments it holds, and what it says of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::cell::{
    Ability, ArrivalCell, DeadlineCell, FeeCell, Hours, Inputs, Note, PartialCount, PartialMin,
    ReceiptCell, Steps, TestMode, Undone,
};
use super::facts::{Facts, MatchKey};
use super::guide::InWords;
use super::message::Key;
use crate::Text;
use crate::guide::CellKind;

/// Over what our product reaches this channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reach {
    /// A vendor's API, or our agent: needs a connection.
    Connection,
    /// Our book only; nothing is behind it.
    Book,
    /// The vendor's own site, by hand.
    Site,
}

/// From how many days before a limit staff is told that it is near.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Near {
    pub(super) days: i64,
}

/// The rules of one channel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChannelRules {
    pub(super) reach: Reach,
    pub(super) rule: Vec<Spanned<Rule>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: Key,
    /// What the guide calls the row.
    pub(super) name: Text,
    #[serde(default)]
    pub(super) when: When,
    pub(super) full: Option<Spanned<Ability>>,
    pub(super) partial: Option<Spanned<Ability>>,
    pub(super) partial_min: Option<Spanned<PartialMin>>,
    pub(super) partial_count: Option<Spanned<PartialCount>>,
    pub(super) deadline: Option<Spanned<DeadlineCell>>,
    pub(super) hours: Option<Spanned<Hours>>,
    pub(super) inputs: Option<Spanned<Inputs>>,
    pub(super) fee: Option<Spanned<FeeCell>>,
    pub(super) arrival: Option<Spanned<ArrivalCell>>,
    pub(super) cash_receipt: Option<Spanned<ReceiptCell>>,
    pub(super) undone: Option<Spanned<Undone>>,
    pub(super) steps: Option<Spanned<Steps>>,
    pub(super) void: Option<Spanned<Ability>>,
    pub(super) test_mode: Option<Spanned<TestMode>>,
    #[serde(default)]
    pub(super) notes: Vec<Spanned<Note>>,
}

impl Rule {
    /// Every cell with its kind and its place in the file, in the order of [`CellKind`].
    pub(super) fn cells(&self) -> Vec<(CellKind, usize, &dyn InWords)> {
        fn placed<T: InWords>(
            kind: CellKind,
            cell: Option<&Spanned<T>>,
        ) -> Option<(CellKind, usize, &dyn InWords)> {
            cell.map(|cell| (kind, cell.span().start, cell.get_ref() as &dyn InWords))
        }
        [
            placed(CellKind::Full, self.full.as_ref()),
            placed(CellKind::Partial, self.partial.as_ref()),
            placed(CellKind::PartialMin, self.partial_min.as_ref()),
            placed(CellKind::PartialCount, self.partial_count.as_ref()),
            placed(CellKind::Deadline, self.deadline.as_ref()),
            placed(CellKind::Hours, self.hours.as_ref()),
            placed(CellKind::Inputs, self.inputs.as_ref()),
            placed(CellKind::Fee, self.fee.as_ref()),
            placed(CellKind::Arrival, self.arrival.as_ref()),
            placed(CellKind::CashReceipt, self.cash_receipt.as_ref()),
            placed(CellKind::Undone, self.undone.as_ref()),
            placed(CellKind::Steps, self.steps.as_ref()),
            placed(CellKind::Void, self.void.as_ref()),
            placed(CellKind::TestMode, self.test_mode.as_ref()),
        ]
        .into_iter()
        .flatten()
        .chain(self.notes.iter().filter_map(|note| placed(CellKind::Note, Some(note))))
        .collect()
    }

    /// Kind and place of the cells of which only the most specific one counts.
    pub(super) fn single_cells(&self) -> impl Iterator<Item = (CellKind, usize)> {
        self.cells()
            .into_iter()
            .map(|(kind, offset, _)| (kind, offset))
            .filter(|(kind, _)| !adds_up(*kind))
    }
}

/// The conditions of a row: each key with the words it accepts. No key means every payment.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct When(pub(super) BTreeMap<MatchKey, Vec<Key>>);

impl When {
    pub(super) fn holds_for(&self, facts: Facts<'_>) -> bool {
        // A row of a side route never speaks of the direct way.
        let same_route = self.0.contains_key(&MatchKey::Route) == facts.route.is_some();
        same_route
            && self.0.iter().all(|(&key, words)| {
                facts.word(key).is_some_and(|fact| words.iter().any(|word| same(word, fact)))
            })
    }

    /// The larger, the more specific. Each key weighs more than all lower keys together, so that
    /// what is known of the card outweighs the PG, and the PG outweighs the method.
    pub(super) fn specificity(&self) -> u32 {
        self.0.keys().map(|&key| 1_u32 << key.weight()).sum()
    }

    pub(super) fn is_fallback(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one payment can fit both, with the same weight: then neither may contradict the other.
    pub(super) fn collides_with(&self, other: &Self) -> bool {
        self.specificity() == other.specificity()
            && self.0.iter().all(|(key, words)| {
                other.0.get(key).is_some_and(|others| {
                    words.iter().any(|word| others.iter().any(|other| same(word, other.get_ref())))
                })
            })
    }
}

/// Whether the cells of all rules that fit are taken together.
pub(super) const fn adds_up(kind: CellKind) -> bool {
    match kind {
        CellKind::Inputs | CellKind::Undone | CellKind::Note => true,
        CellKind::Full
        | CellKind::Partial
        | CellKind::PartialMin
        | CellKind::PartialCount
        | CellKind::Deadline
        | CellKind::Hours
        | CellKind::Fee
        | CellKind::Arrival
        | CellKind::CashReceipt
        | CellKind::Steps
        | CellKind::Void
        | CellKind::TestMode
        | CellKind::FollowUp
        | CellKind::Undo => false,
    }
}

fn same(word: &Key, fact: &str) -> bool {
    word.get_ref().eq_ignore_ascii_case(fact)
}
