//! The words that cells are written with.

use serde::Deserialize;

use crate::decision::Severity;

/// Whether an action can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::rulebook) enum Allowed {
    Yes,
    No,
    /// Yes, once the merchant has arranged it with the PG.
    Contract,
    /// Yes, but not from here: in the vendor's own site.
    Elsewhere,
}

/// How firmly the product holds to a rule. Only a firm and sourced rule may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::rulebook) enum Enforcement {
    Block,
    Warn,
    Info,
}

impl Enforcement {
    pub(in crate::rulebook) const fn severity(self) -> Severity {
        match self {
            Self::Block => Severity::Block,
            Self::Warn => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// How a deadline counts, always in Korean calendar dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::rulebook) enum Limit {
    /// Through the last day of the month of payment.
    SameMonth,
    /// Through payment day + n.
    Days,
    /// Through the same day n months later, clamped to the end of that month.
    Months,
    /// As months, n years later.
    Years,
    /// The sources say that there is none.
    Unlimited,
    /// No source says anything.
    Unstated,
}

/// Which action a note belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::rulebook) enum On {
    Any,
    Full,
    Partial,
}
