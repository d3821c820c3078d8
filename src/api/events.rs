//! Live changes. The server says what changed, never how; whoever shows it reads it again.
//!
//! Server-sent events over `fetch`, since `EventSource` tells neither a refused session from a lost
//! network nor a silent connection from a quiet one.

use std::time::Duration;

use desk_api::Change;
use leptos::prelude::*;

use super::json::decode;
use super::pause::pause;
use crate::state::session::{Login, SessionState};

mod parser;
mod stream;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Changed(Change),
    /// The line stands, the first time or once more: before it did, anything may have changed.
    Connected,
}

#[derive(Clone, Copy, Debug)]
struct Listener {
    id: u32,
    hear: Callback<News>,
}

/// The context through which screens hear of changes.
#[derive(Clone, Copy, Debug)]
pub struct Changes {
    listeners: StoredValue<Vec<Listener>>,
    last_id: StoredValue<u32>,
    /// Which connection is the present one; an older one ends when it notices.
    turn: StoredValue<u32>,
}

impl Changes {
    /// Listens for as long as somebody is logged in.
    pub fn provide(session: SessionState) -> Self {
        let changes = Self {
            listeners: StoredValue::new(Vec::new()),
            last_id: StoredValue::new(0),
            turn: StoredValue::new(0),
        };
        provide_context(changes);
        let logged_in = Memo::new(move |_| matches!(session.login(), Login::LoggedIn(_)));
        Effect::new(move |_| {
            changes.turn.update_value(|turn| *turn += 1);
            if logged_in.get() {
                leptos::task::spawn_local(changes.listen(changes.turn.get_value()));
            }
        });
        changes
    }

    /// Connects again and again, more patiently each time, until another turn has begun.
    async fn listen(self, turn: u32) {
        let mut last_event_id = None;
        let mut wait = FIRST_PAUSE;
        while self.is_turn(turn) {
            let opened = stream::open(last_event_id.as_deref()).await;
            if let Ok(mut stream) = opened {
                wait = FIRST_PAUSE;
                self.tell(&News::Connected);
                while let Some(events) = stream.next().await {
                    if !self.is_turn(turn) {
                        return stream.close();
                    }
                    for event in events {
                        last_event_id = event.id.or(last_event_id);
                        if let Ok(change) = decode(&event.data) {
                            self.tell(&News::Changed(change));
                        }
                    }
                }
            }
            pause(wait).await;
            wait = (wait * 2).min(LONGEST_PAUSE);
        }
    }

    fn is_turn(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    fn tell(self, news: &News) {
        for listener in self.listeners.try_get_value().unwrap_or_default() {
            listener.hear.run(news.clone());
        }
    }

    fn add(self, hear: Callback<News>) {
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        self.listeners.update_value(|listeners| listeners.push(Listener { id, hear }));
        on_cleanup(move || {
            let _ = self
                .listeners
                .try_update_value(|listeners| listeners.retain(|listener| listener.id != id));
        });
    }
}

/// Hears of changes while the calling component is mounted. Outside the app, as in a component test,
/// nothing ever changes.
pub fn use_changes(hear: impl Fn(News) + Send + Sync + 'static) {
    if let Some(changes) = use_context::<Changes>() {
        changes.add(Callback::new(hear));
    }
}
