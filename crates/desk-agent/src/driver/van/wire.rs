//! The names of the simulated terminal's wire, verbatim.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub(super) const NO_SUCH_REQUEST: &str = "NO_SUCH_REQUEST";
pub(super) const NO_SUCH_APPROVAL: &str = "NO_SUCH_APPROVAL";

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StartCancel<'a> {
    pub(super) request_id: &'a str,
    pub(super) kind: &'static str,
    pub(super) approval_number: &'a str,
    pub(super) approved_on: NaiveDate,
    pub(super) amount_won: i64,
    pub(super) cancel_won: i64,
    pub(super) installment_months: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct CancelView {
    pub(super) stage: String,
    pub(super) result: Option<ResultView>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ResultView {
    pub(super) kind: String,
    pub(super) approval_number: Option<String>,
    pub(super) approved_at: Option<DateTime<Utc>>,
    pub(super) code: Option<String>,
    pub(super) words: Option<String>,
    pub(super) why: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ApprovalView {
    pub(super) state: String,
    pub(super) cancel: Option<MadeCancel>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MadeCancel {
    pub(super) approval_number: String,
    pub(super) approved_at: DateTime<Utc>,
    pub(super) request_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refusal {
    pub(super) error: String,
    #[serde(default)]
    pub(super) words: String,
}
