//! One table row: a payment, a moment, and what is expected of the decision.

use std::sync::LazyLock;

use desk_domain::decision::{Action, Decision, Notice, Severity, Verdict};
use desk_domain::rulebook::{Rulebook, evaluate};
use desk_testkit::payments::{PaymentBuilder, at};

pub(crate) static BOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::load().unwrap_or_else(|faults| panic!("{faults}")));

/// The decision for `payment` at `now`, an RFC 3339 instant.
#[track_caller]
pub(crate) fn decide(payment: PaymentBuilder, now: &str) -> Decision {
    evaluate(&BOOK, &payment.build(), at(now))
}

#[track_caller]
pub(crate) fn reasons(decision: &Decision, action: Action) -> &[Notice] {
    &decision.of(action).expect("every action is decided").reasons
}

#[track_caller]
pub(crate) fn verdict(decision: &Decision, action: Action) -> Verdict {
    decision.of(action).expect("every action is decided").verdict
}

/// The code of the first blocking reason of an action.
#[track_caller]
pub(crate) fn blocked_by(decision: &Decision, action: Action) -> Option<&str> {
    let first = reasons(decision, action).first()?;
    (first.severity == Severity::Block).then_some(first.code.as_str())
}

/// Every code that the decision gives anywhere.
pub(crate) fn codes(decision: &Decision) -> Vec<&str> {
    let reasons = decision.actions.iter().flat_map(|action| &action.reasons);
    reasons.chain(&decision.notices).map(|notice| notice.code.as_str()).collect()
}
