//! How long an order may wait for the device. Nobody may stand at the terminal any more when it is over.

use std::time::Duration;

use desk_api::agent::TerminalOrder;
use desk_domain::Timestamp;

use crate::clock::Clock;

/// The end of one wait, by both clocks of the PC, counted from when the order came. The time of day may
/// be set back and the uptime may stand still in a sleep; whichever is first ends the wait. No clock of
/// another machine is in it: the desk's may be hours away, and a demo's is moved on purpose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    by_uptime: Duration,
    by_day: Timestamp,
}

impl Patience {
    pub(crate) fn of(order: &TerminalOrder, clock: &dyn Clock) -> Self {
        let seconds = order.begin_within_seconds;
        Self {
            by_uptime: clock.uptime().saturating_add(Duration::from_secs(seconds.into())),
            by_day: clock.now().plus_seconds(seconds.into()),
        }
    }

    pub(crate) fn is_over(self, clock: &dyn Clock) -> bool {
        self.by_uptime <= clock.uptime() || self.by_day <= clock.now()
    }
}
