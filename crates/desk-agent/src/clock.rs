//! The home of time: everything else is given `now`.

use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use desk_domain::Timestamp;

/// Where the agent reads the time.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The time of day as the PC has it, right or wrong. It is never compared with the desk's.
    fn now(&self) -> Timestamp;

    /// How long this clock has been running: nobody can set it, but it may stand still while the PC
    /// sleeps.
    fn uptime(&self) -> Duration;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the home of time")]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the home of time")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    fn uptime(&self) -> Duration {
        self.started.elapsed()
    }
}
