//! How patient the device and its VAN are.

use chrono::TimeDelta;

/// The demo's only terminal.
pub const DEMO_CAT_ID: &str = "1234567001";

#[derive(Debug, Clone)]
pub struct Settings {
    pub cat_id: String,
    /// How long the device waits for the card; absent: until somebody acts.
    pub card_wait: Option<TimeDelta>,
    /// How long the VAN takes to answer; absent: until it is told to.
    pub answer_after: Option<TimeDelta>,
}

impl Default for Settings {
    /// The demo: a minute for the person, two seconds for the VAN.
    fn default() -> Self {
        Self {
            cat_id: DEMO_CAT_ID.into(),
            card_wait: Some(TimeDelta::seconds(60)),
            answer_after: Some(TimeDelta::seconds(2)),
        }
    }
}

impl Settings {
    /// A device that does nothing by itself.
    #[must_use]
    pub fn still() -> Self {
        Self { card_wait: None, answer_after: None, ..Self::default() }
    }
}
