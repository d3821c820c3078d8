//! 취소 원복: whether a cancel can still be reversed today, and how.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::Rulebook;
use super::cell::{Cell, NOTHING, Origin, Said, cell};
use super::facts::Facts;
use super::message::{Key, Words};
use super::phrase::{self, Phrase};
use super::rule::When;
use crate::advice::UndoAdvice;
use crate::kst::{add_days, days_between, is_weekend};
use crate::payment::Payment;
use crate::{Text, Timestamp};

/// `undo.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UndoRules {
    /// Days after the cancel on which it can still be reversed.
    within_days: u32,
    pub(super) never: Vec<NeverRule>,
    pub(super) undo: Vec<UndoRule>,
}

cell! {
    /// What can never be reversed, at any PG.
    NeverRule {
        id: Key,
        name: Text,
        #[serde(default)]
        when: When,
        /// Holds only when payment and cancel fell on the same day.
        #[serde(default)]
        same_day: bool,
        say: Key,
    }
    this says [Some(&this.say) => NOTHING]
    fault |_| None
}

cell! {
    /// What one PG offers.
    UndoRule {
        id: Key,
        name: Text,
        #[serde(default)]
        when: When,
        possible: bool,
        /// Whether a partial cancel can be reversed as well.
        #[serde(default)]
        partial: bool,
        /// When somebody there takes requests; always, where it says nothing.
        office: Option<Office>,
        say: Key,
        #[serde(default)]
        steps: Vec<Key>,
    }
    this says [Some(&this.say) => NOTHING, &this.steps => NOTHING]
    fault |this| this.office.as_ref().and_then(Office::fault)
}

/// Monday to Friday, by Korean time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    /// From the first instant to before the last; the whole day, where it says nothing.
    hours: Option<[NaiveTime; 2]>,
}

impl Office {
    fn fault(&self) -> Option<&'static str> {
        let is_turned = self.hours.is_some_and(|[from, until]| from >= until);
        is_turned.then_some("an office opens before it closes")
    }

    fn closes_at(&self, day: NaiveDate) -> Option<Timestamp> {
        self.hours.map(|[_, until]| Timestamp::at_kst(day, until))
    }
}

/// What must be known of the cancel to be reversed.
#[derive(Clone, Copy, Debug)]
pub struct CancelFacts {
    pub cancelled_at: Timestamp,
    pub partial: bool,
}

impl Rulebook {
    /// Whether this cancel of the payment can still be reversed, until when, and by which steps.
    #[must_use]
    pub fn undo(&self, payment: &Payment, cancel: CancelFacts, now: Timestamp) -> UndoAdvice {
        let facts = Facts::of(payment);
        let rule = self
            .undo
            .undo
            .iter()
            .filter(|rule| rule.when.holds_for(facts))
            .max_by_key(|rule| rule.when.specificity())
            .expect("a rulebook without an undo row for every payment is refused");
        let impossible = |rule_id: &Key, text: Text| UndoAdvice {
            rule: rule_id.get_ref().clone(),
            possible: false,
            text,
            steps: vec![],
            last_day: None,
            closes_at: None,
        };
        let say = |key: &Key| self.say(key.get_ref(), &Words::none());
        let speak = |phrase: &Phrase| self.speak(phrase, &Words::none());

        let cancelled_on = cancel.cancelled_at.kst_date();
        let paid_on = payment.paid_at.unwrap_or(payment.requested_at).kst_date();
        let last_day = add_days(cancelled_on, self.undo.within_days);
        let never = self
            .undo
            .never
            .iter()
            .filter(|never| never.when.holds_for(facts))
            .find(|never| !never.same_day || paid_on == cancelled_on);
        if let Some(never) = never {
            return impossible(&never.id, say(&never.say));
        }
        if !rule.possible {
            return impossible(&rule.id, say(&rule.say));
        }
        if cancel.partial && !rule.partial {
            return impossible(&rule.id, speak(&phrase::UNDO_PARTIAL));
        }
        if days_between(now.kst_date(), last_day) < 0 {
            return impossible(&rule.id, speak(&phrase::UNDO_LATE));
        }
        if rule.office.is_some() && is_weekend(last_day) {
            return impossible(&rule.id, speak(&phrase::UNDO_WEEKEND));
        }
        let closes_at = rule.office.as_ref().and_then(|office| office.closes_at(last_day));
        if closes_at.is_some_and(|closes_at| closes_at <= now) {
            return impossible(&rule.id, speak(&phrase::UNDO_CLOSED));
        }
        UndoAdvice {
            rule: rule.id.get_ref().clone(),
            possible: true,
            text: say(&rule.say),
            steps: rule.steps.iter().map(say).collect(),
            last_day: Some(last_day),
            closes_at,
        }
    }
}
