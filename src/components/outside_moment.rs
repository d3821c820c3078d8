//! When something was done outside: its day and its minute, in Korean time.

use desk_domain::Timestamp;
use leptos::prelude::*;

use crate::i18n::{Msg, t};
use crate::state::session::SessionState;
use crate::ui::date_input::DateInput;
use crate::ui::field::Field;
use crate::ui::time_input::TimeInput;

/// What the fields hold.
#[derive(Clone, Copy, Debug)]
pub struct OutsideMoment {
    on: RwSignal<String>,
    at: RwSignal<String>,
    session: SessionState,
}

/// What the fields are called, and what is said where one is empty.
#[derive(Clone, Copy, Debug)]
pub struct MomentWords {
    pub day: Msg,
    pub time: Msg,
    pub missing: Msg,
}

impl OutsideMoment {
    /// Most things are written down on their day; the time is nobody's to guess.
    #[must_use]
    pub fn of_today() -> Self {
        let session = SessionState::expect();
        let today = session.now().kst_date().to_string();
        Self { on: RwSignal::new(today), at: RwSignal::new(String::new()), session }
    }

    /// `None` while something is missing.
    pub fn given(self) -> Option<Timestamp> {
        let text = format!("{}T{}:00+09:00", self.on.get(), self.at.get());
        Timestamp::parse_rfc3339(&text).ok()
    }
}

/// What is missing is said once somebody has `tried`.
#[component]
pub fn OutsideMomentFields(
    moment: OutsideMoment,
    #[prop(into)] tried: Signal<bool>,
    words: MomentWords,
) -> AnyView {
    let missing = move |field: RwSignal<String>| {
        Signal::derive(move || {
            (tried.get() && field.with(String::is_empty)).then(|| t(words.missing).to_owned())
        })
    };
    let today = moment.session.now().kst_date().to_string();
    view! {
        <Field label=t(words.day) error=missing(moment.on)>
            <DateInput value=moment.on max=today />
        </Field>
        <Field label=t(words.time) error=missing(moment.at)>
            <TimeInput value=moment.at />
        </Field>
    }
    .into_any()
}
