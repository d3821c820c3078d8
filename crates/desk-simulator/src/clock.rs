//! The home of time: everything else is given `now`.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// Where the simulators read the time.
pub trait Clock: fmt::Debug + Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the simulator's home of time")]
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }
}

/// A clock that stands still until it is moved; for tests.
#[derive(Debug)]
pub struct ManualClock {
    now_us: AtomicI64,
}

impl ManualClock {
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now_us: AtomicI64::new(now.timestamp_micros()) }
    }

    pub fn set(&self, now: DateTime<Utc>) {
        self.now_us.store(now.timestamp_micros(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        instant(self.now_us.load(Ordering::SeqCst))
    }
}

/// The clock of the demo: another clock plus a shift that the control page moves.
/// A desk in the same process should read this one too, so that both sides agree on the month.
#[derive(Debug)]
pub struct DemoClock {
    base: Arc<dyn Clock>,
    shift_us: AtomicI64,
}

impl DemoClock {
    pub fn over(base: Arc<dyn Clock>) -> Self {
        Self { base, shift_us: AtomicI64::new(0) }
    }

    /// How far this clock is ahead of its base, in microseconds.
    pub fn shift_us(&self) -> i64 {
        self.shift_us.load(Ordering::SeqCst)
    }

    pub fn shift_to(&self, shift_us: i64) {
        self.shift_us.store(shift_us, Ordering::SeqCst);
    }

    /// Makes the clock show `now`; it goes on running from there.
    pub fn set(&self, now: DateTime<Utc>) {
        self.shift_to(now.timestamp_micros() - self.base.now().timestamp_micros());
    }
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        instant(self.base.now().timestamp_micros().saturating_add(self.shift_us()))
    }
}

fn instant(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Korean time: UTC+9, no daylight saving. The vendors' deadlines are Korean calendar dates.
pub(crate) fn kst(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&FixedOffset::east_opt(9 * 3600).expect("nine hours is a valid offset"))
}

/// 24:00 of a Korean calendar date.
pub(crate) fn kst_midnight_after(day: NaiveDate) -> DateTime<Utc> {
    Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN)) + TimeDelta::hours(24 - 9)
}
