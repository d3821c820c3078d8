//! How far the book agrees with the vendors, and what a person says of a difference.

use chrono::NaiveDate;
use desk_domain::cancellation::ReasonCode;
use desk_domain::payment::Channel;
use desk_domain::{FollowUpId, Timestamp, Won};
use serde::{Deserialize, Serialize};

use crate::MerchantName;

/// `GET /agreement`: over the payments of one's own merchants that were paid and have a vendor behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementReport {
    pub payments: i64,
    pub amount_won: Won,
    pub agreeing: i64,
    pub agreeing_won: Won,
    /// Asked about, and not answered. What neither agrees nor is in here is known to differ.
    pub unanswered: i64,
    /// Open follow-ups, and by how much book and vendor differ in them. A difference that a manager has
    /// explained is none of them, and goes on differing.
    pub open: i64,
    pub at_risk_won: Won,
    /// Of the open ones; absent when there is none.
    pub oldest: Option<OldestDifference>,
    /// Only channels with a payment.
    pub channels: Vec<ChannelAgreement>,
    /// The last summary of each merchant; none in the first night.
    pub nights: Vec<Night>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OldestDifference {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub follow_up_id: FollowUpId,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub opened_at: Timestamp,
}

/// The figures of [`AgreementReport`], of one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelAgreement {
    pub channel: Channel,
    pub payments: i64,
    pub amount_won: Won,
    pub agreeing: i64,
    pub agreeing_won: Won,
    pub unanswered: i64,
    pub open: i64,
    pub at_risk_won: Won,
}

/// What a merchant's book looked like in the night after a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Night {
    pub merchant: MerchantName,
    /// The Korean calendar date that it sums up.
    pub day: NaiveDate,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub written_at: Timestamp,
    pub payments: i64,
    pub agreeing: i64,
    pub unanswered: i64,
    pub open: i64,
    pub at_risk_won: Won,
    /// Follow-ups of that day: opened, closed, and among these the ones that a person took into the book.
    pub opened: i64,
    pub closed: i64,
    pub adopted: i64,
}

/// The query of `GET /drift`: what differs, the longest due first. A difference is the open follow-up about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct DriftQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `POST /drift/{id}/adopt`: why money was cancelled outside. The gateway is read once more, and what it
/// shows is taken into the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdoptDrift {
    pub reason_code: ReasonCode,
    /// Needed with `other`.
    #[serde(default)]
    pub note: String,
}
