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
/// A call to a device is given up after this long, but for a question that waits for news. Shorter than
/// any wait of the desk, which is 15 s for a question and 20 s until the device is awake: what hangs is
/// told as that, not as an agent that is gone.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// How long a person may look for the card. Below the desk's 90 s, with time for the device to answer.
const CARD_WAIT: Duration = Duration::from_secs(75);
/// How long the VAN may be silent before the device is asked how it ended: [`ASKED_MAX`] times, with the
/// pauses 51 s in all. Below the desk's 60 s.
const NEWS_WAIT: Duration = Duration::from_secs(15);

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
    /// For news of the VAN. Then the device is asked how it ended, [`ASKED_MAX`] times in all.
    pub news_wait: Duration,
    /// Between two questions to a device that could not tell.
    pub ask_again: Duration,
}

impl Pace {
    /// The longest that an order whose device answers stays with the VAN until its end is told, be it
    /// as unknown.
    #[must_use]
    pub const fn van_wait(&self) -> Duration {
        let news = self.news_wait.saturating_mul(ASKED_MAX);
        news.saturating_add(self.ask_again.saturating_mul(ASKED_MAX - 1))
    }

    /// The longest until the end of an order for which no card comes.
    #[must_use]
    pub const fn no_card_wait(&self) -> Duration {
        self.card_wait.saturating_add(ANSWER_WITHIN)
    }
}

/// Every wait at the device ends before the desk's own for the same stage: the desk then hears how it
/// ended, instead of giving up on an agent that is still at it.
impl Default for Pace {
    fn default() -> Self {
        Self {
            dial: Duration::from_secs(15),
            heartbeat: Duration::from_secs(20),
            reconnect_first: Duration::from_secs(1),
            reconnect_longest: Duration::from_secs(30),
            card_wait: CARD_WAIT,
            news_wait: NEWS_WAIT,
            ask_again: Duration::from_secs(3),
        }
    }
}
