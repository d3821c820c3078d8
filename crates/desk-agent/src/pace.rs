//! Every time-out and limit of the agent, by name.

use std::time::Duration;

/// Orders that wait behind the one at the device. One more is answered as never begun.
pub const WAITING_MAX: usize = 8;
/// Inquiries that are asked at the device at the same time. One more gets no answer of it.
pub(crate) const INQUIRIES_MAX: usize = 4;
/// The largest message of the desk that is read, in bytes.
pub(crate) const MESSAGE_MAX_BYTES: usize = 64 * 1024;
/// How often a device is asked for an end before the end is called unknown.
pub(crate) const ASKED_MAX: u32 = 3;

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Until a connection to the desk stands.
    pub dial: Duration,
    /// Between two pings to the desk. Three without a sign of life, and the line counts as dead.
    pub heartbeat: Duration,
    /// Before the first attempt to reconnect; each further one waits twice as long.
    pub reconnect_first: Duration,
    pub reconnect_longest: Duration,
    /// For the person with the card, where the device itself has no limit. Then it is aborted.
    pub card_wait: Duration,
    /// For the VAN. Then the device is asked how it ended.
    pub processing_wait: Duration,
    /// Between two questions to a device that could not tell.
    pub ask_again: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            dial: Duration::from_secs(15),
            heartbeat: Duration::from_secs(20),
            reconnect_first: Duration::from_secs(1),
            reconnect_longest: Duration::from_secs(30),
            card_wait: Duration::from_secs(120),
            processing_wait: Duration::from_secs(90),
            ask_again: Duration::from_secs(3),
        }
    }
}
