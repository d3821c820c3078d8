//! The two cancels: what speaks for and against them.

use crate::amounts::AmountRule;
use crate::decision::{Action, ActionDecision, Notice, Severity, Verdict};
use crate::rulebook::cell::{Ability, Allowed, Cell, Enforcement, Note, On};
use crate::rulebook::facts::MatchKey;
use crate::rulebook::matching::Used;
use crate::rulebook::message::Words;
use crate::rulebook::phrase;
use crate::{Text, Won};

use super::case::{Case, decided};

impl Case<'_> {
    pub(super) fn cancel_full(&self) -> ActionDecision {
        if let Some(hold) = &self.hold {
            return decided(Action::CancelFull, vec![hold.notice.clone()], false);
        }
        let ability = self.rules.cell(|rule| rule.full.as_ref());
        let mut reasons = self.ability_reasons(ability, "full");
        reasons.extend(self.deadline_reasons());
        reasons.extend(self.hours_reason());
        reasons.extend(self.notes_on(On::Full));
        reasons.extend(self.side_routes());
        decided(Action::CancelFull, reasons, self.needs_steps(ability))
    }

    /// What a full cancel is forbidden, a partial one is as well.
    pub(super) fn cancel_partial(&self, full: &ActionDecision) -> ActionDecision {
        if full.verdict == Verdict::Blocked {
            return ActionDecision { action: Action::CancelPartial, ..full.clone() };
        }
        let ability = self.rules.cell(|rule| rule.partial.as_ref());
        let mut reasons = self.ability_reasons(ability, "partial");
        reasons.extend(self.deadline_reasons());
        reasons.extend(self.hours_reason());
        reasons.extend(self.minimum_reason());
        reasons.extend(self.count_reason());
        reasons.extend(self.notes_on(On::Partial));
        decided(Action::CancelPartial, reasons, self.needs_steps(ability))
    }

    pub(super) fn amount(&self, partial: &ActionDecision) -> AmountRule {
        AmountRule {
            cancellable: self.payment.cancellable(),
            partial_min: self.partial_min(),
            partial_allowed: partial.verdict != Verdict::Blocked,
            tax_free_left: self.payment.tax_free_left(),
        }
    }

    fn needs_steps(&self, ability: Option<Used<'_, Ability>>) -> bool {
        let contract = ability.is_some_and(|used| used.cell.allowed == Allowed::Contract);
        contract || self.first_preparation().is_some()
    }

    /// What the rule says of an action, where it says anything.
    pub(super) fn ability_reasons(
        &self,
        ability: Option<Used<'_, Ability>>,
        action: &str,
    ) -> Vec<Notice> {
        let said = ability.and_then(|used| Some((used, used.cell.say.as_ref()?)));
        let Some((used, say)) = said else { return vec![] };
        let code = match used.cell.allowed {
            Allowed::Yes => format!("{action}_hint"),
            Allowed::No => format!("{action}_not_allowed"),
            Allowed::Contract => format!("{action}_needs_contract"),
            Allowed::Elsewhere => format!("{action}_elsewhere"),
        };
        let text = self.with_instead(self.say(say), used.cell.instead.as_ref());
        let severity = used.cell.enforcement.severity();
        vec![self.ruled(&code, severity, text, used.rule_id(), used.cell.origin())]
    }

    fn hours_reason(&self) -> Option<Notice> {
        let used = self.rules.cell(|rule| rule.hours.as_ref())?;
        let time = self.now.to_kst().time();
        if (used.cell.from..used.cell.until).contains(&time) {
            return None;
        }
        let text = self.book.say(used.cell.say.get_ref(), &used.cell.words());
        let severity = used.cell.enforcement.severity();
        Some(self.ruled("outside_hours", severity, text, used.rule_id(), used.cell.origin()))
    }

    /// The smallest partial amount, in won, inclusive.
    fn partial_min(&self) -> Won {
        let above = self.rules.cell(|rule| rule.partial_min.as_ref());
        Won(above.map_or(0, |used| used.cell.above_won).saturating_add(1))
    }

    /// A part must be at least the minimum and leave something.
    fn minimum_reason(&self) -> Option<Notice> {
        let minimum = self.partial_min();
        if minimum < self.payment.cancellable() {
            return None;
        }
        let words = Words::none().with("min", minimum);
        let text = self.book.speak(&phrase::REMAINDER_TOO_SMALL, &words);
        let code = phrase::REMAINDER_TOO_SMALL.key;
        let used = self.rules.cell(|rule| rule.partial_min.as_ref());
        Some(match used {
            Some(used) => {
                self.ruled(code, Severity::Block, text, used.rule_id(), used.cell.origin())
            }
            None => self.fact(&phrase::REMAINDER_TOO_SMALL, Severity::Block, text),
        })
    }

    fn count_reason(&self) -> Option<Notice> {
        let used = self.rules.cell(|rule| rule.partial_count.as_ref())?;
        let done = self.payment.method_detail.partial_cancels;
        if done < used.cell.max {
            return None;
        }
        let words = Words::none().with("max", used.cell.max).with("done", done);
        let text = self.book.say(used.cell.say.get_ref(), &words);
        let text = self.with_instead(text, used.cell.instead.as_ref());
        let severity = used.cell.enforcement.severity();
        let origin = used.cell.origin();
        Some(self.ruled("partial_count_reached", severity, text, used.rule_id(), origin))
    }

    pub(super) fn notes_on(&self, on: On) -> Vec<Notice> {
        self.notes(|used| used.cell.on == on)
    }

    /// Only those of rules that speak of this very stage, such as that an unpaid bill ends by itself.
    pub(super) fn notes_of_stage(&self) -> Vec<Notice> {
        self.notes(|used| used.cell.on == On::Any && is_of_this_stage(used))
    }

    fn notes(&self, is_told: impl Fn(&Used<'_, Note>) -> bool) -> Vec<Notice> {
        let notes = self.rules.all_cells(|rule| rule.notes.iter().collect());
        notes
            .into_iter()
            .filter(is_told)
            .map(|used| {
                let (key, severity) = (&used.cell.say, used.cell.enforcement.severity());
                let origin = used.cell.origin();
                self.ruled(key.get_ref(), severity, self.say(key), used.rule_id(), origin)
            })
            .collect()
    }

    /// What to do instead of what is blocked.
    pub(super) fn way_round(&self) -> Vec<Text> {
        let ability = self.rules.cell(|rule| rule.full.as_ref());
        let by_ability = ability
            .filter(|used| used.cell.enforcement == Enforcement::Block)
            .filter(|used| self.hold.is_none() || is_of_this_stage(used))
            .and_then(|used| used.cell.instead.as_ref());
        let due = self.due.as_ref().filter(|due| due.is_passed() && self.hold.is_none());
        let by_deadline = due.and_then(|due| due.used.cell.instead.as_ref());
        by_ability.into_iter().chain(by_deadline).map(|key| self.say(key)).collect()
    }
}

/// A hold has its own words; only a rule for the unpaid stage adds a way round it.
fn is_of_this_stage<T>(used: &Used<'_, T>) -> bool {
    used.rule.when.0.contains_key(&MatchKey::Stage)
}
