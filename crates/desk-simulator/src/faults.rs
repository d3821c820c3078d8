//! Faults: asked for on the control page (for the next calls) or by the payment's id (sentinels).
//! A call may carry one fault of each stage.

mod sentinel;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use sentinel::{sentinels, strikes_once};

/// What goes wrong. The kebab-case name after `sim-` or `demo-` in a payment id asks for it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Not executed; the connection hangs, then closes without an answer.
    TimeoutBefore,
    /// Executed; the connection hangs, then closes without an answer.
    TimeoutAfter,
    /// Not executed; the connection closes at once.
    DropBefore,
    /// Executed; the connection closes at once.
    DropAfter,
    /// Not executed; 500.
    #[serde(rename = "http_500")]
    Http500,
    /// Not executed; 503.
    #[serde(rename = "http_503")]
    Http503,
    /// Executed; 500 all the same.
    #[serde(rename = "http_500_after")]
    Http500After,
    /// Executed; the answer breaks off in the middle of its body.
    HalfAnswer,
    /// Executed after `delay_ms`.
    Slow,
    /// Executed once the control page releases it; until then its key is in flight.
    Hold,
    /// The connection closes at once, and the call is executed once the control page releases it, when
    /// nobody waits for it any more. PaySsam; elsewhere it is held.
    ArrivesLate,
    /// The cancel fails, told with HTTP 200 and `FAILED`.
    #[serde(rename = "failed_200")]
    Failed200,
    /// The PG refuses: 502 `PG_PROVIDER`.
    PgRefused,
    /// The PG executes, and its answer to PortOne is lost: 502 `PG_PROVIDER`. PortOne lists nothing
    /// until it learns of it on the control page.
    PgAnswerLost,
    /// The customer pays the bill just before the call is executed.
    PaidFirst,
    /// The manager site cancels the payment just before the call is executed.
    CancelledFirst,
    /// The manager site voids the bill just before the call is executed.
    VoidedFirst,
    /// The vendor sends no bill, and says so: it cannot reach the address of the callback.
    NotSent,
    /// An asynchronous refund ends in failure when it is settled by itself.
    RefundFails,
    /// An asynchronous refund ends as `SUCCEEDED` though the bank sent the money back: only
    /// `refundStatus` tells.
    RefundBounces,
    /// The webhook is sent twice under one id.
    WebhookDuplicate,
    /// The webhook is first sent ten minutes later.
    WebhookLate,
    /// The webhook is never sent.
    WebhookLost,
}

impl FaultKind {
    pub const ALL: [Self; 23] = [
        Self::TimeoutBefore,
        Self::TimeoutAfter,
        Self::DropBefore,
        Self::DropAfter,
        Self::Http500,
        Self::Http503,
        Self::Http500After,
        Self::HalfAnswer,
        Self::Slow,
        Self::Hold,
        Self::ArrivesLate,
        Self::Failed200,
        Self::PgRefused,
        Self::PgAnswerLost,
        Self::PaidFirst,
        Self::CancelledFirst,
        Self::VoidedFirst,
        Self::NotSent,
        Self::RefundFails,
        Self::RefundBounces,
        Self::WebhookDuplicate,
        Self::WebhookLate,
        Self::WebhookLost,
    ];

    fn stage(self) -> Stage {
        match self {
            Self::TimeoutBefore | Self::DropBefore | Self::Http500 | Self::Http503 => Stage::Before,
            Self::Slow | Self::Hold | Self::ArrivesLate => Stage::Wait,
            Self::Failed200
            | Self::PgRefused
            | Self::PgAnswerLost
            | Self::PaidFirst
            | Self::CancelledFirst
            | Self::VoidedFirst
            | Self::NotSent => Stage::Verdict,
            Self::TimeoutAfter | Self::DropAfter | Self::Http500After | Self::HalfAnswer => {
                Stage::After
            }
            Self::RefundFails | Self::RefundBounces => Stage::Settlement,
            Self::WebhookDuplicate | Self::WebhookLate | Self::WebhookLost => Stage::Webhook,
        }
    }
}

/// Where in the life of a call a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Before,
    Wait,
    Verdict,
    After,
    Settlement,
    Webhook,
}

/// Which calls a fault is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    #[default]
    Cancel,
    /// Reading one payment.
    Read,
    /// Both lists of payments.
    List,
    /// Sending a bill, and its message once more.
    Send,
    Any,
}

/// A fault waiting for its call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    pub kind: FaultKind,
    /// Absent: whatever payment comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_id: Option<String>,
    #[serde(default)]
    pub scope: Scope,
    /// How many more times it strikes.
    #[serde(default = "once")]
    pub calls: u32,
    /// For `slow`, in milliseconds.
    #[serde(default = "default_delay_ms")]
    pub delay_ms: u64,
}

fn once() -> u32 {
    1
}

fn default_delay_ms() -> u64 {
    3_000
}

impl Fault {
    /// Strikes the next cancel.
    pub fn next_cancel(kind: FaultKind) -> Self {
        Self {
            kind,
            payment_id: None,
            scope: Scope::Cancel,
            calls: once(),
            delay_ms: default_delay_ms(),
        }
    }
}

/// What befalls one call, a fault per stage at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Disturbance {
    pub(crate) before: Option<FaultKind>,
    pub(crate) wait: Option<(FaultKind, u64)>,
    pub(crate) verdict: Option<FaultKind>,
    pub(crate) after: Option<FaultKind>,
}

impl Disturbance {
    fn add(&mut self, kind: FaultKind, delay_ms: u64) {
        match kind.stage() {
            Stage::Before => self.before = Some(kind),
            Stage::Wait => self.wait = Some((kind, delay_ms)),
            Stage::Verdict => self.verdict = Some(kind),
            Stage::After => self.after = Some(kind),
            Stage::Settlement | Stage::Webhook => {}
        }
    }

    pub(crate) fn kinds(&self) -> Vec<FaultKind> {
        let wait = self.wait.map(|(kind, _)| kind);
        [self.before, wait, self.verdict, self.after].into_iter().flatten().collect()
    }
}

#[derive(Debug, Default)]
pub(crate) struct Faults {
    armed: Vec<Fault>,
    /// Payments whose `-once` sentinel has struck.
    spent: HashSet<String>,
    struck: BTreeMap<FaultKind, u64>,
}

impl Faults {
    pub(crate) fn arm(&mut self, fault: Fault) {
        self.armed.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    pub(crate) fn armed(&self) -> &[Fault] {
        &self.armed
    }

    /// How often each has struck.
    pub(crate) fn struck(&self) -> &BTreeMap<FaultKind, u64> {
        &self.struck
    }

    /// The faults that strike this call; each of them is used up by one.
    pub(crate) fn strike_call(&mut self, scope: Scope, payment_id: Option<&str>) -> Disturbance {
        let mut disturbance = Disturbance::default();
        for stage in [Stage::Before, Stage::Wait, Stage::Verdict, Stage::After] {
            if let Some(fault) = self.take(stage, Some(scope), payment_id) {
                disturbance.add(fault.kind, fault.delay_ms);
            }
        }
        if scope == Scope::Cancel
            && let Some(payment_id) = payment_id
            && (!strikes_once(payment_id) || self.spent.insert(payment_id.to_owned()))
        {
            for sentinel in sentinels(payment_id) {
                disturbance.add(sentinel.kind, sentinel.delay_ms);
            }
        }
        disturbance.kinds().into_iter().for_each(|kind| self.count(kind));
        disturbance
    }

    /// The fault of a later moment: a webhook going out, a refund being settled.
    pub(crate) fn strike_later(&mut self, stage: Stage, payment_id: &str) -> Option<FaultKind> {
        let armed = self.take(stage, None, Some(payment_id)).map(|fault| fault.kind);
        let struck = armed.or_else(|| {
            let mut asked = sentinels(payment_id).into_iter().map(|sentinel| sentinel.kind);
            asked.find(|kind| kind.stage() == stage)
        });
        struck.into_iter().for_each(|kind| self.count(kind));
        struck
    }

    fn count(&mut self, kind: FaultKind) {
        *self.struck.entry(kind).or_default() += 1;
    }

    fn take(
        &mut self,
        stage: Stage,
        scope: Option<Scope>,
        payment_id: Option<&str>,
    ) -> Option<Fault> {
        let at = self.armed.iter().position(|fault| {
            fault.kind.stage() == stage
                && scope.is_none_or(|scope| fault.scope == Scope::Any || fault.scope == scope)
                && fault.payment_id.as_deref().is_none_or(|id| Some(id) == payment_id)
        })?;
        let struck = self.armed[at].clone();
        self.armed[at].calls = struck.calls.saturating_sub(1);
        if self.armed[at].calls == 0 {
            self.armed.remove(at);
        }
        Some(struck)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_asked_and_only_its_payment() {
        let mut faults = Faults::default();
        faults.arm(Fault {
            calls: 2,
            payment_id: Some("a".into()),
            ..Fault::next_cancel(FaultKind::Http500)
        });
        assert_eq!(faults.strike_call(Scope::Cancel, Some("b")), Disturbance::default());
        assert_eq!(faults.strike_call(Scope::Read, Some("a")), Disturbance::default());
        for _ in 0..2 {
            let struck = faults.strike_call(Scope::Cancel, Some("a"));
            assert_eq!(struck.before, Some(FaultKind::Http500));
        }
        assert_eq!(faults.strike_call(Scope::Cancel, Some("a")), Disturbance::default());
        assert_eq!(faults.struck().get(&FaultKind::Http500), Some(&2));
    }

    #[test]
    fn a_once_sentinel_strikes_one_cancel() {
        let mut faults = Faults::default();
        let id = Some("demo-timeout-before-once");
        let first = faults.strike_call(Scope::Cancel, id);
        assert_eq!(first.before, Some(FaultKind::TimeoutBefore));
        assert_eq!(faults.strike_call(Scope::Cancel, id), Disturbance::default());
    }

    #[test]
    fn faults_of_different_stages_strike_together() {
        let mut faults = Faults::default();
        faults.arm(Fault::next_cancel(FaultKind::TimeoutAfter));
        faults.arm(Fault::next_cancel(FaultKind::WebhookLost));
        let struck = faults.strike_call(Scope::Cancel, Some("a"));
        assert_eq!(struck.kinds(), [FaultKind::TimeoutAfter]);
        assert_eq!(faults.strike_later(Stage::Webhook, "a"), Some(FaultKind::WebhookLost));
        assert_eq!(faults.strike_later(Stage::Webhook, "a"), None);
    }
}
