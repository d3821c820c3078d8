//! How many follow-ups are open: a number beside the navigation, on every screen.

use std::time::Duration;

use desk_api::FollowUpCounts;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::{Login, SessionState};
use crate::api::events::{News, use_changes};
use crate::api::follow_ups;
use crate::components::later::Later;

/// Changes come in bursts: the counts are read again once a burst is over.
const BURST: Duration = Duration::from_millis(900);

/// The context that holds the counts. While they are not known nothing is shown.
#[derive(Clone, Copy, Debug)]
pub struct Duties(RwSignal<Option<FollowUpCounts>>);

impl Duties {
    pub fn provide(session: SessionState) -> Self {
        let duties = Self(RwSignal::new(None));
        provide_context(duties);
        let here = Memo::new(move |_| matches!(session.login(), Login::LoggedIn(_)));
        Effect::new(move |_| {
            if here.get() {
                duties.read();
            } else {
                duties.0.set(None);
            }
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Changed(_) | News::Connected => later.run(BURST, move || duties.read()),
        });
        duties
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    #[must_use]
    pub fn counts(self) -> Option<FollowUpCounts> {
        self.0.get()
    }

    /// An answer that does not come leaves the last numbers.
    fn read(self) {
        spawn_local(async move {
            if let Ok(counts) = follow_ups::counts().await {
                let _ = self.0.try_set(Some(counts));
            }
        });
    }
}
