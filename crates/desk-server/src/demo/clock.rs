//! The demo's clock is the vendors': whoever moves it on the control page moves the desk with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use desk_domain::Timestamp;
use desk_simulator::{Clock as _, DemoClock};
use serde::Deserialize;

use super::control::ask;
use crate::clock::{Clock, SystemClock};

const LOOK_EVERY: Duration = Duration::from_secs(1);
const LOOK_TIMEOUT: Duration = Duration::from_secs(2);
const MICROS_PER_SECOND: i64 = 1_000_000;

/// Reads the simulators' clock in the same process.
#[derive(Debug)]
struct InProcess(Arc<DemoClock>);

impl Clock for InProcess {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now().timestamp_micros())
    }
}

#[must_use]
pub fn in_process(clock: Arc<DemoClock>) -> Arc<dyn Clock> {
    Arc::new(InProcess(clock))
}

/// The machine's clock, shifted as the control page of another process says.
#[derive(Debug, Default)]
struct Followed {
    shift_us: AtomicI64,
}

impl Clock for Followed {
    fn now(&self) -> Timestamp {
        let shift = self.shift_us.load(Ordering::SeqCst);
        Timestamp(SystemClock.now().0.saturating_add(shift))
    }
}

/// Looks at the control page every second, for as long as somebody reads the clock.
pub async fn follow_control_page(port: u16) -> Arc<dyn Clock> {
    let clock = Arc::new(Followed::default());
    look(&clock, port).await;
    let weak = Arc::downgrade(&clock);
    tokio::spawn(async move {
        while let Some(clock) = weak.upgrade() {
            look(&clock, port).await;
            drop(clock);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
    clock
}

/// Vendors that are gone have no clock; the last shift stays.
async fn look(clock: &Followed, port: u16) {
    let shown = tokio::time::timeout(LOOK_TIMEOUT, ask::<Shown>(port, "/api/clock")).await;
    if let Ok(Some(Shown { shift_seconds })) = shown {
        clock.shift_us.store(shift_seconds.saturating_mul(MICROS_PER_SECOND), Ordering::SeqCst);
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    shift_seconds: i64,
}
