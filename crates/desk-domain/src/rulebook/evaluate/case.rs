//! One payment at one moment, with the rules that hold for it.

use crate::decision::{Action, ActionDecision, Input, Notice, Severity, Verdict};
use crate::follow_up::FollowUpCause;
use crate::payment::Payment;
use crate::rulebook::Rulebook;
use crate::rulebook::cell::Origin;
use crate::rulebook::facts::Facts;
use crate::rulebook::matching::Matched;
use crate::rulebook::message::{Key, Words};
use crate::rulebook::phrase::Phrase;
use crate::{Text, Timestamp};

use super::due::Due;
use super::hold::Hold;

pub(super) struct Case<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) payment: &'a Payment,
    pub(super) now: Timestamp,
    pub(super) rules: Matched<'a>,
    pub(super) due: Option<Due<'a>>,
    /// Why its follow-up is open, where it has one.
    pub(super) duty: Option<FollowUpCause>,
    /// Why nothing can be cancelled now, whatever the method.
    pub(super) hold: Option<Hold>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        book: &'a Rulebook,
        payment: &'a Payment,
        duty: Option<FollowUpCause>,
        now: Timestamp,
    ) -> Self {
        let rules = book.rules_of(payment.channel).matching(Facts::of(payment));
        let due = Due::of(&rules, payment, now);
        let mut case = Self { book, payment, now, rules, due, duty, hold: None };
        case.hold = case.find_hold();
        case
    }

    pub(super) fn phrase(&self, phrase: &Phrase) -> Text {
        self.book.speak(phrase, &Words::none())
    }

    pub(super) fn say(&self, key: &Key) -> Text {
        self.book.say(key.get_ref(), &Words::none())
    }

    /// A reason followed by what to do instead, where the rule knows something.
    pub(super) fn with_instead(&self, reason: Text, instead: Option<&Key>) -> Text {
        match instead {
            Some(key) => join(&reason, &self.say(key)),
            None => reason,
        }
    }

    /// A notice of the payment itself.
    pub(super) fn fact(&self, phrase: &Phrase, severity: Severity, text: Text) -> Notice {
        Notice { code: phrase.key.to_owned(), severity, text, rule: String::new(), sources: vec![] }
    }

    /// A notice of a rule, with the documents behind it.
    pub(super) fn ruled(
        &self,
        code: &str,
        severity: Severity,
        text: Text,
        rule: &str,
        origin: Origin<'_>,
    ) -> Notice {
        Notice {
            code: code.to_owned(),
            severity,
            text,
            rule: rule.to_owned(),
            sources: self.book.titles(origin.source),
        }
    }

    /// The dialog's questions, over all rules that hold; each once, in the order of [`Input`].
    pub(super) fn inputs(&self) -> Vec<Input> {
        let asked = self.rules.all_cells(|rule| rule.inputs.iter().collect());
        let mut asked: Vec<Input> = asked.iter().flat_map(|used| used.cell.ask.clone()).collect();
        if let Some(due) = self.due.as_ref().filter(|due| due.is_passed()) {
            asked.extend(&due.used.cell.ask_after);
        }
        Input::ALL.iter().copied().filter(|input| asked.contains(input)).collect()
    }

    /// The first thing that must be at hand before anything can be cancelled.
    pub(super) fn first_preparation(&self) -> Option<Input> {
        self.inputs().into_iter().find(|&input| needs_preparation(input))
    }

    /// The texts of cells that add up, the most specific rule first.
    pub(super) fn stays_undone(&self) -> Vec<Text> {
        let cells = self.rules.all_cells(|rule| rule.undone.iter().collect());
        cells.iter().flat_map(|used| &used.cell.say).map(|key| self.say(key)).collect()
    }

    /// Texts of what to do: the way of the method, or, when it is closed, the way round it.
    pub(super) fn steps(&self, goes: bool) -> Vec<Text> {
        if !goes {
            return self.way_round();
        }
        let cell = self.rules.cell(|rule| rule.steps.as_ref());
        cell.map_or(vec![], |used| used.cell.say.iter().map(|key| self.say(key)).collect())
    }
}

/// Whether an input is something to have at hand first, rather than a choice in the dialog.
const fn needs_preparation(input: Input) -> bool {
    match input {
        Input::RefundAccount
        | Input::HolderPhone
        | Input::CardPresent
        | Input::PosConnected
        | Input::CancelPassword
        | Input::SellerConsent => true,
        Input::Reason | Input::PromotionRetainOption => false,
    }
}

/// The verdict that follows from reasons: blocked by one block, with steps when something must be
/// prepared. The blocking reasons come first.
pub(super) fn decided(
    action: Action,
    mut reasons: Vec<Notice>,
    with_steps: bool,
) -> ActionDecision {
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.severity));
    let blocked = reasons.iter().any(|reason| reason.severity == Severity::Block);
    let verdict = match (blocked, with_steps) {
        (true, _) => Verdict::Blocked,
        (false, true) => Verdict::AllowedWithSteps,
        (false, false) => Verdict::Allowed,
    };
    ActionDecision { action, verdict, reasons }
}

/// One sentence after the other.
pub(super) fn join(first: &Text, second: &Text) -> Text {
    let joined = |a: &str, b: &str| format!("{a} {b}").trim().to_owned();
    Text::new(joined(&first.ko, &second.ko), joined(&first.en, &second.en))
}
