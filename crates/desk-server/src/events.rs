//! The stream of changes that one screen follows: only of its own merchants, from where it stopped.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use desk_api::Change;
use desk_domain::Timestamp;
use desk_store::ChangeEvent;
use futures::{Stream, StreamExt as _, stream};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, timeout_at};

use crate::desk::Desk;
use crate::limits::{EVENTS_BATCH, EVENTS_SESSION_RECHECK_SECONDS};
use crate::session::{self, Person};
use crate::terminals::Moved;
use crate::turns::Turn;

/// How long a browser waits before it follows again.
const RETRY: Duration = Duration::from_secs(2);

/// What ends a stream's wait.
enum Woken {
    Ended,
    Changed,
    Beat,
    Moved(Result<Moved, RecvError>),
}

async fn ended(stopping: &mut watch::Receiver<bool>) {
    // Fails only when the desk is gone.
    drop(stopping.wait_for(|stopping| *stopping).await);
}

/// One open stream.
pub(crate) struct Subscriber {
    desk: Arc<Desk>,
    person: Person,
    token: String,
    /// When the session was last seen to stand.
    stood_at: Timestamp,
    after: i64,
    changes: watch::Receiver<u64>,
    /// Cancels that move on at a terminal: told while it lasts, under no number, written down nowhere.
    moved: broadcast::Receiver<Moved>,
    stopping: watch::Receiver<bool>,
    _turn: Turn,
}

impl Subscriber {
    pub(crate) fn new(
        desk: Arc<Desk>,
        person: Person,
        token: String,
        after: i64,
        turn: Turn,
    ) -> Self {
        let (changes, stopping) = (desk.store.changes(), desk.stopping());
        let (moved, stood_at) = (desk.terminals.watch(), desk.now());
        Self { desk, person, token, stood_at, after, changes, moved, stopping, _turn: turn }
    }

    /// The next events, or a heartbeat. `None` ends the stream: the desk stops, or nobody is signed
    /// in any more.
    #[expect(clippy::disallowed_methods, reason = "a heart beats by the runtime's own clock")]
    async fn next(&mut self) -> Option<Vec<Event>> {
        let beat = Instant::now() + self.desk.settings.heartbeat;
        loop {
            self.changes.mark_unchanged();
            let events = self.read().await?;
            if !events.is_empty() {
                return self.stood_lately().await.then_some(events);
            }
            let woken = tokio::select! {
                biased;
                () = ended(&mut self.stopping) => Woken::Ended,
                changed = timeout_at(beat, self.changes.changed()) => match changed {
                    Ok(Ok(())) => Woken::Changed,
                    Ok(Err(_)) => Woken::Ended,
                    Err(_) => Woken::Beat,
                },
                moved = self.moved.recv() => Woken::Moved(moved),
            };
            match woken {
                Woken::Ended => return None,
                Woken::Changed => {}
                Woken::Beat => {
                    return self.stands().await.then(|| vec![Event::default().comment("beat")]);
                }
                Woken::Moved(moved) => {
                    if let Some(event) = self.at_terminal(moved) {
                        return self.stood_lately().await.then(|| vec![event]);
                    }
                }
            }
        }
    }

    /// One that was missed comes up with the next: the screen reads the row again in any case.
    fn at_terminal(&self, moved: Result<Moved, RecvError>) -> Option<Event> {
        let moved = moved.ok().filter(|moved| self.person.sees(&moved.merchant_id))?;
        let change = Change {
            kind: "cancellation.progress".to_owned(),
            payment_id: moved.payment_id,
            cancellation_id: Some(moved.cancellation_id),
        };
        Some(Event::default().json_data(change).expect("a change has only text"))
    }

    /// A stream that is never quiet has no heartbeat to look at the session with.
    async fn stood_lately(&mut self) -> bool {
        let age = self.desk.now().seconds_since(self.stood_at);
        (0..EVENTS_SESSION_RECHECK_SECONDS).contains(&age) || self.stands().await
    }

    async fn stands(&mut self) -> bool {
        self.stood_at = self.desk.now();
        matches!(session::still_stands(&self.desk, &self.token).await, Ok(true))
    }

    /// The changes after the last one, of this person's merchants. A store in trouble ends the
    /// stream; the screen follows again from where it was.
    async fn read(&mut self) -> Option<Vec<Event>> {
        let mut events = Vec::new();
        loop {
            let changes = self.desk.store.changes_after(self.after, EVENTS_BATCH).await.ok()?;
            let Some(last) = changes.last() else { return Some(events) };
            self.after = last.seq;
            let mine = changes.into_iter().filter(|change| self.person.sees(&change.merchant_id));
            events.extend(mine.map(event));
            if !events.is_empty() {
                return Some(events);
            }
        }
    }
}

fn event(change: ChangeEvent) -> Event {
    let id = change.seq.to_string();
    let data = Change {
        kind: change.kind,
        payment_id: change.payment_id,
        cancellation_id: change.cancellation_id,
    };
    Event::default().id(id).json_data(data).expect("a change has only text")
}

/// The events of a subscriber until it ends. The first one is a comment, so that the reader knows at
/// once that the stream stands.
pub(crate) fn stream(subscriber: Subscriber) -> impl Stream<Item = Result<Event, Infallible>> {
    let hello = Event::default().comment("following").retry(RETRY);
    let changes = stream::unfold(subscriber, async |mut subscriber| {
        let events = subscriber.next().await?;
        Some((stream::iter(events), subscriber))
    });
    stream::iter([hello]).chain(changes.flatten()).map(Ok)
}
