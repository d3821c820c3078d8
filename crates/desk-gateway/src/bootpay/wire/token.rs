//! Access tokens.

use serde::{Deserialize, Serialize};

use crate::Secret;

/// What `request/token` is asked with, in both generations.
#[derive(Serialize)]
pub(crate) struct Keys<'a> {
    pub(crate) application_id: &'a str,
    pub(crate) private_key: &'a str,
}

/// Inside the envelope; unix seconds of the vendor's own clock.
#[derive(Debug, Deserialize)]
pub(crate) struct TokenV1 {
    pub(crate) token: Secret,
    pub(crate) server_time: i64,
    pub(crate) expired_at: i64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct TokenV2 {
    pub(crate) access_token: Secret,
    /// Seconds, as far as anybody says.
    pub(crate) expire_in: Option<i64>,
}
