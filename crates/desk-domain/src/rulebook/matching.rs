//! Which rules hold for a payment, and which of them speaks for a cell.

use std::collections::BTreeSet;

use toml::Spanned;

use super::cell::Cell;
use super::facts::Facts;
use super::rule::{ChannelRules, Rule, adds_up};
use crate::guide::CellKind;

/// The rules that hold, the most specific first.
pub(super) struct Matched<'a>(Vec<&'a Rule>);

/// A cell with the rule it stands in.
#[derive(Debug)]
pub(super) struct Used<'a, T> {
    pub(super) rule: &'a Rule,
    pub(super) cell: &'a T,
}

impl<'a, T> Used<'a, T> {
    fn new(rule: &'a Rule, cell: &'a Spanned<T>) -> Self {
        Self { rule, cell: cell.get_ref() }
    }

    pub(super) fn rule_id(&self) -> &'a str {
        self.rule.id.get_ref()
    }
}

impl<T> Clone for Used<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Used<'_, T> {}

impl ChannelRules {
    pub(super) fn matching(&self, facts: Facts<'_>) -> Matched<'_> {
        let mut rules: Vec<&Rule> = self
            .rule
            .iter()
            .map(Spanned::get_ref)
            .filter(|rule| rule.when.holds_for(facts))
            .collect();
        // Stable: rules of equal weight keep the order of the file.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.when.specificity()));
        Matched(rules)
    }
}

impl<'a> Matched<'a> {
    pub(super) fn ids(&self) -> Vec<String> {
        self.0.iter().map(|rule| rule.id.get_ref().clone()).collect()
    }

    /// The cell of the most specific rule that has one.
    pub(super) fn cell<T>(
        &self,
        pick: impl Fn(&'a Rule) -> Option<&'a Spanned<T>>,
    ) -> Option<Used<'a, T>> {
        self.0.iter().find_map(|&rule| pick(rule).map(|cell| Used::new(rule, cell)))
    }

    /// The cells of all rules that have one, the most specific first.
    pub(super) fn all_cells<T: 'a>(
        &self,
        pick: impl Fn(&'a Rule) -> Vec<&'a Spanned<T>>,
    ) -> Vec<Used<'a, T>> {
        self.0
            .iter()
            .flat_map(|&rule| pick(rule).into_iter().map(move |cell| Used::new(rule, cell)))
            .collect()
    }

    /// Every cell that counts for this payment, with its rule.
    pub(super) fn speaking_cells(&self) -> Vec<(CellKind, &'a str, &'a dyn Cell)> {
        let mut spoken = BTreeSet::new();
        let mut cells: Vec<(CellKind, &'a str, &'a dyn Cell)> = Vec::new();
        for &rule in &self.0 {
            for (kind, _, cell) in rule.cells() {
                if adds_up(kind) || spoken.insert(kind) {
                    cells.push((kind, rule.id.get_ref(), cell));
                }
            }
        }
        cells
    }
}
