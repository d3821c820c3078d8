//! 후처리: what somebody has to do while book and gateway differ, and what closes it.

use serde::Deserialize;

use super::Rulebook;
use super::cell::{Cell, NOTHING, Origin, Said, cell};
use super::facts::Facts;
use super::message::{Key, Words};
use super::rule::When;
use crate::Text;
use crate::advice::{FollowUpDuty, Proof};
use crate::follow_up::FollowUpCause;
use crate::payment::{Channel, Payment};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowUpsFile {
    pub(super) follow_up: Vec<FollowUpRule>,
}

cell! {
    /// One row: for which payments, what is still live, and what to do about it.
    FollowUpRule {
        id: Key,
        name: Text,
        /// Empty means every channel.
        #[serde(default)]
        channel: Vec<Channel>,
        #[serde(default)]
        when: When,
        /// Which of the two is ahead.
        #[serde(default)]
        cause: FollowUpCause,
        /// A force-cancel that leaves nothing at a vendor.
        #[serde(default)]
        harmless: bool,
        still_live: Key,
        steps: Vec<Key>,
        done_when: Key,
        proof: Proof,
    }
    this says [
        Some(&this.still_live) => NOTHING,
        &this.steps => NOTHING,
        Some(&this.done_when) => NOTHING,
    ]
    fault |_| None
}

impl Rulebook {
    /// What a difference of book and gateway on this payment leaves for somebody to do.
    #[must_use]
    pub fn follow_up(&self, payment: &Payment, cause: FollowUpCause) -> FollowUpDuty {
        let rule = self.follow_up_rule(payment, cause);
        let say = |key: &Key| self.say(key.get_ref(), &Words::none());
        FollowUpDuty {
            rule: rule.id.get_ref().clone(),
            still_live: say(&rule.still_live),
            steps: rule.steps.iter().map(say).collect(),
            done_when: say(&rule.done_when),
            proof: rule.proof,
            unverified: rule.origin().unverified,
        }
    }

    pub(super) fn follow_up_rule(&self, payment: &Payment, cause: FollowUpCause) -> &FollowUpRule {
        let facts = Facts::of(payment);
        self.follow_ups
            .iter()
            .filter(|rule| rule.cause == cause)
            .filter(|rule| rule.channel.is_empty() || rule.channel.contains(&payment.channel))
            .filter(|rule| rule.when.holds_for(facts))
            .max_by_key(|rule| (!rule.channel.is_empty(), rule.when.specificity()))
            .expect("a rulebook without a follow-up for every payment is refused")
    }
}
