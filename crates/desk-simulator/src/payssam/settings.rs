//! What the partner has agreed with the vendor, and where the documents contradict what was seen.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::private::Private;

/// The demo's partner key. The vendor's have 32 characters, which is the most its wire takes.
pub const DEMO_API_KEY: &str = "demo-payssam-key";
pub const DEMO_MEMBER: &str = "demo-member";
/// The demo's only sub-store.
pub const DEMO_MERCHANT: &str = "demo-merchant";

#[derive(Debug, Clone)]
pub struct Settings {
    pub api_key: Private,
    pub member: String,
    pub merchant: String,
    /// Where approvals go of bills that name no address; absent: nowhere.
    pub callback_target: Option<String>,
    /// Every payment is a test, and the vendor cancels it by itself this long after; absent: none.
    pub test_cancel_after: Option<TimeDelta>,
    /// 쌤포인트 of the partner at the start.
    pub points: i64,
    pub quirks: Quirks,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api_key: DEMO_API_KEY.into(),
            member: DEMO_MEMBER.into(),
            merchant: DEMO_MERCHANT.into(),
            callback_target: None,
            test_cancel_after: None,
            points: 1_000_000,
            quirks: Quirks::default(),
        }
    }
}

/// A client must stand both sides of each; the default is what working integrations have seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Quirks {
    /// `message` in version 1 and `msg` in version 2, as the documents say; else the reverse.
    pub documented_message_field: bool,
    /// Approvals in camelCase; else snake_case, whatever version sent the bill.
    pub camel_case_callbacks: bool,
}
