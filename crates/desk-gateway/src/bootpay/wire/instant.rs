//! Points in time as they are written.

use desk_domain::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// V2 writes an offset; V1 writes `2019-12-16 11:12:28`, which is Korean time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instant(pub(crate) Timestamp);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Timestamp::parse_rfc3339(&text)
            .or_else(|_| Timestamp::parse_rfc3339(&format!("{}+09:00", text.replacen(' ', "T", 1))))
            .map(Self)
            .map_err(D::Error::custom)
    }
}
