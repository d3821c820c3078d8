//! What a vendor's refusal means, in words for staff.

use serde::Deserialize;

use super::Rulebook;
use super::cell::{Cell, NOTHING, Origin, Said, cell};
use super::message::{Key, Words};
use super::remedy::remedy_for;
use crate::advice::FailureAdvice;
use crate::cancellation::VendorWords;
use crate::payment::Channel;

const WORDS_GAPS: &[&str] = &["words"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FailuresFile {
    pub(super) failure: Vec<FailureRule>,
}

cell! {
    /// One cause, by which signals it is known, and what to tell staff.
    FailureRule {
        id: Key,
        /// No signal: the cause of every refusal that no other row knows.
        #[serde(default)]
        signals: Vec<Signal>,
        say: Key,
        next: Vec<Key>,
        #[serde(default)]
        converges: bool,
        #[serde(default)]
        outcome_unknown: bool,
        of_bill: Option<OfBill>,
    }
    this says [
        Some(&this.say) => WORDS_GAPS,
        &this.next => NOTHING,
        this.of_bill.as_ref().map(|of_bill| &of_bill.say) => WORDS_GAPS,
        this.of_bill.iter().flat_map(|of_bill| &of_bill.next) => NOTHING,
    ]
    fault |this| {
        let empty = |signal: &Signal| signal.code.is_empty() && signal.words.is_empty();
        if this.signals.iter().any(empty) {
            Some("a signal names a code or words")
        } else if this.signals.is_empty() && this.of_bill.is_none() {
            Some("what no row knows of a bill needs words as well")
        } else {
            None
        }
    }
}

/// What a refusal means where a bill was to be sent and no money was to move.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rulebook) struct OfBill {
    say: Key,
    /// Empty: the vendor's own remedy, else what the failure says.
    #[serde(default)]
    next: Vec<Key>,
}

/// How a vendor names a cause: by code, by words in its message, or by both.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signal {
    /// `None` is any channel.
    channel: Option<Channel>,
    /// The vendor's or the PG's code.
    #[serde(default)]
    code: Vec<String>,
    /// Words that appear in the message: the PG's own where there is one, else the vendor's.
    #[serde(default)]
    words: Vec<String>,
}

impl Signal {
    /// How surely the signal names this refusal: code and words are surer than a code, a code is
    /// surer than words. `None` when it does not.
    fn certainty(&self, channel: Channel, said: &VendorWords) -> Option<u8> {
        if self.channel.is_some_and(|wanted| wanted != channel) {
            return None;
        }
        let codes = [Some(&said.code), said.pg_code.as_ref()];
        let by_code = self
            .code
            .iter()
            .any(|code| codes.iter().flatten().any(|given| code.eq_ignore_ascii_case(given)));
        let of_pg = said.pg_message.as_deref().filter(|words| !words.trim().is_empty());
        let message = of_pg.unwrap_or(&said.message);
        let by_words = self.words.iter().any(|words| message.contains(words.as_str()));
        match (self.code.is_empty(), self.words.is_empty()) {
            (false, false) => (by_code && by_words).then_some(3),
            (false, true) => by_code.then_some(2),
            (true, false) => by_words.then_some(1),
            (true, true) => None,
        }
    }
}

impl Rulebook {
    /// What a refusal of a payment of this channel and PG means, and what to do next: the vendor's own
    /// remedy where it names one.
    #[must_use]
    pub fn explain_failure(
        &self,
        channel: Channel,
        pg: Option<&str>,
        said: &VendorWords,
    ) -> FailureAdvice {
        let rule = self.failure_of(channel, said);
        let remedy = remedy_for(&self.remedies, rule.id.get_ref(), channel, pg);
        let next = remedy.map_or(&rule.next, |remedy| &remedy.next);
        let words = Words::none().with("words", vendor_words(said));
        FailureAdvice {
            cause: rule.id.get_ref().clone(),
            text: self.say(rule.say.get_ref(), &words),
            next_steps: next.iter().map(|key| self.say(key.get_ref(), &Words::none())).collect(),
            converges: rule.converges,
            outcome_unknown: rule.outcome_unknown,
            explained: !rule.signals.is_empty(),
        }
    }

    /// What it means that a vendor did not send a bill, and what to do next.
    #[must_use]
    pub fn explain_bill_failure(&self, channel: Channel, said: &VendorWords) -> FailureAdvice {
        let rule = self.failure_of(channel, said);
        let unknown = || self.failures.iter().find(|rule| rule.signals.is_empty());
        let of_bill = rule.of_bill.as_ref().or_else(|| unknown()?.of_bill.as_ref());
        let of_bill = of_bill.expect("a rulebook without words for an unknown bill is refused");
        let known = self.explain_failure(channel, None, said);
        let words = Words::none().with("words", vendor_words(said));
        let own = |key: &Key| self.say(key.get_ref(), &Words::none());
        let next_steps: Vec<_> = of_bill.next.iter().map(own).collect();
        FailureAdvice {
            text: self.say(of_bill.say.get_ref(), &words),
            next_steps: if next_steps.is_empty() { known.next_steps } else { next_steps },
            ..known
        }
    }

    /// The row that knows this refusal most surely.
    fn failure_of(&self, channel: Channel, said: &VendorWords) -> &FailureRule {
        let certainty = |rule: &FailureRule| {
            rule.signals.iter().filter_map(|signal| signal.certainty(channel, said)).max()
        };
        // The first of the surest: `max_by_key` alone would take the last one.
        self.failures
            .iter()
            .filter(|rule| rule.signals.is_empty() || certainty(rule).is_some())
            .rev()
            .max_by_key(|rule| certainty(rule))
            .expect("a rulebook without a row for unknown failures is refused")
    }
}

/// The words to quote: the PG's own before the vendor's, the code when there are none. Without their full
/// stop: our sentence has one behind the quotation.
fn vendor_words(said: &VendorWords) -> &str {
    [said.pg_message.as_deref(), Some(&said.message), said.pg_code.as_deref(), Some(&said.code)]
        .into_iter()
        .flatten()
        .map(|words| words.trim().trim_end_matches('.'))
        .find(|words| !words.is_empty())
        .unwrap_or("-")
}
