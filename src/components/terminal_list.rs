//! The card terminals of one's merchants, read again and again while somebody looks at them: an agent
//! comes and goes without any payment changing.

use std::time::Duration;

use desk_api::Terminal;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::api::terminals;

/// A person who has just switched the agent on looks at the screen for about this long.
const LOOK_EVERY: Duration = Duration::from_secs(4);

/// A failed look keeps what was seen before.
#[derive(Clone, Copy, Debug)]
pub struct TerminalList {
    /// `None` until the first answer.
    pub seen: RwSignal<Option<Vec<Terminal>>>,
    pub failure: RwSignal<Option<ApiError>>,
}

impl TerminalList {
    /// Looks for as long as the calling component is mounted.
    #[must_use]
    pub fn start() -> Self {
        let list = Self { seen: RwSignal::new(None), failure: RwSignal::new(None) };
        list.read();
        if let Ok(looking) = set_interval_with_handle(move || list.read(), LOOK_EVERY) {
            on_cleanup(move || looking.clear());
        }
        use_changes(move |news| {
            if news == News::Connected {
                list.read();
            }
        });
        list
    }

    pub fn read(self) {
        spawn_local(async move {
            match terminals::list().await {
                Ok(seen) => {
                    let changed =
                        self.seen.try_with_untracked(|known| known.as_ref() != Some(&seen));
                    // Whoever looked may be gone; what is as before is not drawn anew.
                    if changed == Some(true) {
                        let _ = self.seen.try_set(Some(seen));
                    }
                    let _ = self.failure.try_set(None);
                }
                Err(error) => {
                    let _ = self.failure.try_set(Some(error));
                }
            }
        });
    }
}
