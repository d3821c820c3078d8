//! 후처리: duties that stay until book and gateway agree again.

use chrono::NaiveDate;
use desk_domain::advice::{FollowUpDuty, Proof};
use desk_domain::drift::{Difference, LikelyCause};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::{CancellationId, FollowUpId, StaffId, Timestamp, Won};
use serde::{Deserialize, Serialize};

use crate::{OutsideCancel, Payment, StaffName};

/// How a follow-up ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUpClosing {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Absent when a read of the gateway closed it by itself. With one, who took it into the book.
    pub by: Option<StaffName>,
    pub proof: Proof,
    /// The approval number of the cancel, the signed words, or why it was cancelled outside; may be empty
    /// for a read.
    pub evidence: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUpNote {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    pub by: StaffName,
    pub words: String,
}

/// One follow-up with its payment, what has to be done, and what people wrote on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUp {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: FollowUpId,
    pub payment: Payment,
    /// The force-cancel or the cancel in doubt it came from, where one did.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub cancellation_id: Option<CancellationId>,
    pub cause: FollowUpCause,
    pub difference: Difference,
    /// What may have made it, the most likely first. A guess.
    pub likely: Vec<LikelyCause>,
    pub amount_at_risk_won: Won,
    /// Absent: everybody's.
    pub owner: Option<StaffName>,
    /// The Korean calendar date by which it should be closed.
    pub due_on: NaiveDate,
    pub overdue: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub opened_at: Timestamp,
    /// What somebody says was cancelled outside, whether or not that has closed it.
    #[serde(default)]
    pub outside: Option<OutsideCancel>,
    pub closing: Option<FollowUpClosing>,
    pub duty: FollowUpDuty,
    /// It is about a cancel in doubt: closing it takes a [`Finding`], and the password once more.
    pub in_doubt: bool,
    /// What a person may close it with; a note is a manager's to sign. Where the gateway can be
    /// asked, only it can show the cancel.
    pub proofs: Vec<Proof>,
    /// Oldest first.
    pub notes: Vec<FollowUpNote>,
}

/// An open follow-up beside its payment; `GET /follow-ups/{id}` tells the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenFollowUp {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: FollowUpId,
    pub cause: FollowUpCause,
    pub amount_at_risk_won: Won,
    /// Absent: everybody's.
    pub owner: Option<StaffName>,
    /// The Korean calendar date by which it should be closed.
    pub due_on: NaiveDate,
    pub overdue: bool,
    /// As [`FollowUp::in_doubt`].
    pub in_doubt: bool,
}

/// What a force-cancel would leave for somebody to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AfterForce {
    pub duty: FollowUpDuty,
    /// What a person could close it with. Without `approval_number` the gateway is asked whether it shows
    /// a cancel that was made outside already.
    pub proofs: Vec<Proof>,
}

/// The query of `GET /follow-ups`: open ones the longest due first, closed ones the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct FollowUpQuery {
    /// `open` (the default) or `closed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Only one's own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mine: bool,
    /// Only open ones past their day.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Comma-separated causes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Comma-separated channels of the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// A staff id, or `nobody`. One's own come before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Name, initial consonants, phone, approval number, amount, order: as for payments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /follow-ups/counts`: of one's own merchants, open ones only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FollowUpCounts {
    pub open: i64,
    pub mine: i64,
    pub overdue: i64,
}

/// `POST /follow-ups/{id}/assign`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignFollowUp {
    /// A person of `GET /staff`; absent gives it back to everybody.
    #[serde(default)]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Option<String>, pattern = "^stf_[0-9a-hjkmnp-tv-z]{26}$")
    )]
    pub staff_id: Option<StaffId>,
}

/// `POST /follow-ups/{id}/note`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteFollowUp {
    pub words: String,
}

/// `POST /follow-ups/{id}/close`. A read closes a follow-up by itself; a person brings one of these. Where
/// the gateway can be asked, an approval number makes it be read: it is written down, and closes nothing
/// that the gateway does not show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloseFollowUp {
    /// `approval_number`, or `signed_note` by a manager.
    pub proof: Proof,
    /// The approval number of the cancel, or the words that are signed.
    pub evidence: String,
    /// With an approval number, and only with one: when the cancel was made outside. Not before the payment
    /// and not in the future.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub cancelled_at: Option<Timestamp>,
    /// Of a cancel in doubt, and only of one: what the PG's own records show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// The difference that the proof is about, as the person saw it. Where it is another one by now, nothing is
    /// closed: 409 `follow_up_changed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenDifference>,
}

/// A difference of book and gateway, as it stood on somebody's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenDifference {
    pub cause: FollowUpCause,
    pub amount_at_risk_won: Won,
}

/// What a manager saw of a cancel in doubt in the PG's own admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Finding {
    /// The PG has no such cancel, and says that there will be none.
    NotCancelled,
    Cancelled {
        /// The Korean calendar date of the cancel, as the PG has it.
        on: NaiveDate,
        /// As the PG has it; another amount than was sent is another cancel.
        amount_won: Won,
    },
}
