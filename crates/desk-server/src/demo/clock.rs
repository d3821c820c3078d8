//! The demo's clock is the vendors': whoever moves it on the control page moves the desk with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use desk_domain::Timestamp;
use desk_simulator::{Clock as _, DemoClock};
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::clock::{Clock, SystemClock};

const LOOK_EVERY: Duration = Duration::from_secs(1);
const LOOK_TIMEOUT: Duration = Duration::from_secs(2);
/// Largest answer of the control page that is read, in bytes.
const ANSWER_MAX: u64 = 4_096;
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
    if let Ok(Some(seconds)) = tokio::time::timeout(LOOK_TIMEOUT, read_shift(port)).await {
        clock.shift_us.store(seconds.saturating_mul(MICROS_PER_SECOND), Ordering::SeqCst);
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    shift_seconds: i64,
}

/// One request by hand: the HTTP client is the gateway's, and this is no vendor.
async fn read_shift(port: u16) -> Option<i64> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let request = "GET /api/clock HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.take(ANSWER_MAX).read_to_string(&mut answer).await.ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    serde_json::from_str(body).ok().map(|shown: Shown| shown.shift_seconds)
}
