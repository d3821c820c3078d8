//! The slip of a cancel that was made outside: its approval number, and its moment in Korean time.

use desk_api::OutsideCancel;
use desk_domain::Timestamp;
use leptos::prelude::*;

use crate::i18n::{Msg, outside, t};
use crate::state::session::SessionState;
use crate::ui::date_input::DateInput;
use crate::ui::field::Field;
use crate::ui::text_input::{TextInput, TextKind};
use crate::ui::time_input::TimeInput;

/// What the fields hold.
#[derive(Clone, Copy, Debug)]
pub struct OutsideSlip {
    number: RwSignal<String>,
    on: RwSignal<String>,
    at: RwSignal<String>,
    session: SessionState,
}

impl OutsideSlip {
    /// Most slips are of today; the time is nobody's to guess.
    #[must_use]
    pub fn of_today() -> Self {
        let session = SessionState::expect();
        Self {
            number: RwSignal::new(String::new()),
            on: RwSignal::new(session.now().kst_date().to_string()),
            at: RwSignal::new(String::new()),
            session,
        }
    }

    /// `None` while something is missing. Whether it can be this payment's is the server's to say.
    pub fn given(self) -> Option<OutsideCancel> {
        let approval_number = self.number.with(|number| number.trim().to_owned());
        let cancelled_at = self.moment()?;
        (!approval_number.is_empty()).then_some(OutsideCancel { approval_number, cancelled_at })
    }

    fn moment(self) -> Option<Timestamp> {
        let text = format!("{}T{}:00+09:00", self.on.get(), self.at.get());
        Timestamp::parse_rfc3339(&text).ok()
    }

    pub fn lacks_number(self) -> bool {
        self.number.with(|number| number.trim().is_empty())
    }
}

/// What is missing is said once somebody has `tried`.
#[component]
pub fn OutsideSlipFields(
    slip: OutsideSlip,
    #[prop(into)] tried: Signal<bool>,
    /// What the slip brings about.
    hint: Msg,
) -> AnyView {
    let missing = move |is_missing: bool, words: Msg| {
        (tried.get() && is_missing).then(|| t(words).to_owned())
    };
    let number = Signal::derive(move || missing(slip.lacks_number(), outside::NUMBER_MISSING));
    let day =
        Signal::derive(move || missing(slip.on.with(String::is_empty), outside::MOMENT_MISSING));
    let time =
        Signal::derive(move || missing(slip.at.with(String::is_empty), outside::MOMENT_MISSING));
    let today = slip.session.now().kst_date().to_string();
    view! {
        <Field label=t(outside::NUMBER) hint=t(hint) error=number>
            <TextInput value=slip.number kind=TextKind::Digits autocomplete="off" />
        </Field>
        <Field label=t(outside::DAY) error=day>
            <DateInput value=slip.on max=today />
        </Field>
        <Field label=t(outside::TIME) error=time>
            <TimeInput value=slip.at />
        </Field>
    }
    .into_any()
}
