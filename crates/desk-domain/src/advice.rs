//! What the rulebook advises around a cancel: after a failure, after a force-cancel, and whether a
//! cancel can still be reversed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::payment::named_enum;
use crate::{Text, Timestamp};

/// A vendor's refusal in words for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailureAdvice {
    /// The row of the rulebook, e.g. `already_cancelled`.
    pub cause: String,
    pub text: Text,
    /// What to do, in order.
    pub next_steps: Vec<Text>,
    /// The vendor says it is cancelled already: re-read and reconcile, do not repeat.
    pub converges: bool,
    /// Nobody knows yet whether money moved: re-read before anything else.
    pub outcome_unknown: bool,
    /// The table knows this refusal. What it does not know may mean anything.
    pub explained: bool,
}

impl FailureAdvice {
    /// What it means and what to do next, as one run of sentences.
    #[must_use]
    pub fn in_full(&self) -> Text {
        let sentences = || std::iter::once(&self.text).chain(&self.next_steps);
        let joined = |language: fn(&Text) -> &str| -> String {
            sentences().map(language).collect::<Vec<_>>().join(" ")
        };
        Text::new(joined(|text| &text.ko), joined(|text| &text.en))
    }

    /// Whether the words say plainly that nothing was cancelled, so that a short look at the vendor's
    /// list is enough to believe them. "Cancelled already" is no such word: it may speak of this very
    /// cancel, executed with its answer lost.
    #[must_use]
    pub const fn is_plain_no(&self) -> bool {
        self.explained && !self.converges && !self.outcome_unknown
    }
}

named_enum! {
    /// What closes a follow-up.
    Proof {
        GatewayRead = "gateway_read",
        /// The approval number of the cancel.
        ApprovalNumber = "approval_number",
        /// A manager's signed note.
        SignedNote = "signed_note",
    }
}

/// 후처리: the duty that a force-cancel leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUpDuty {
    /// The row of the rulebook, e.g. `F-POS`.
    pub rule: String,
    /// What is still true at the vendor.
    pub still_live: Text,
    /// What staff does, in order.
    pub steps: Vec<Text>,
    pub done_when: Text,
    pub proof: Proof,
    /// No document settles it.
    pub unverified: bool,
}

/// 취소 원복: whether a cancel can still be reversed, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoAdvice {
    /// The row of the rulebook, e.g. `U-NICE`.
    pub rule: String,
    pub possible: bool,
    pub text: Text,
    /// Where to click or whom to call, in order.
    pub steps: Vec<Text>,
    /// The last Korean calendar date on which it can be asked for.
    pub last_day: Option<NaiveDate>,
    /// When the PG's people stop taking requests on that day, where that is before midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub closes_at: Option<Timestamp>,
}
