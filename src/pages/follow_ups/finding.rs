//! What a manager saw of a cancel in doubt in the PG's own admin, and the password that signs it.

use desk_api::{Finding, FollowUp};
use desk_domain::Won;
use leptos::prelude::*;

use crate::api::session::step_up;
use crate::components::load_error::refused_password;
use crate::i18n::{follow_ups, force, locale, t};
use crate::state::session::SessionState;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::date_input::DateInput;
use crate::ui::field::{Field, FieldGroup};
use crate::ui::text_input::{TextInput, TextKind};

const CANCELLED: &str = "cancelled";
const NOT_CANCELLED: &str = "not_cancelled";

/// What the form asks for beside the note.
#[derive(Clone, Copy, Debug)]
pub struct Signing {
    amount: Won,
    /// Empty while nothing is chosen: neither answer is likelier.
    outcome: RwSignal<String>,
    on: RwSignal<String>,
    password: RwSignal<String>,
    /// What is wrong with the password.
    refused: RwSignal<Option<String>>,
    session: SessionState,
}

impl Signing {
    /// `None` where no cancel is in doubt.
    pub fn of(found: &FollowUp) -> Option<Self> {
        let session = SessionState::expect();
        found.in_doubt.then(|| Self {
            amount: found.amount_at_risk_won,
            outcome: RwSignal::new(String::new()),
            on: RwSignal::new(session.now().kst_date().to_string()),
            password: RwSignal::new(String::new()),
            refused: RwSignal::new(None),
            session,
        })
    }

    pub fn finding(self) -> Option<Finding> {
        match self.outcome.get_untracked().as_str() {
            NOT_CANCELLED => Some(Finding::NotCancelled),
            CANCELLED => {
                let on = self.on.get_untracked().parse().ok()?;
                Some(Finding::Cancelled { on, amount_won: self.amount })
            }
            _ => None,
        }
    }

    /// What will happen, once it is told what was seen.
    fn means(self) -> Option<String> {
        self.outcome.track();
        self.on.track();
        match self.finding()? {
            Finding::NotCancelled => Some(t(follow_ups::ENDS).to_owned()),
            Finding::Cancelled { on, amount_won } => {
                Some(follow_ups::books(locale(), amount_won, on))
            }
        }
    }

    /// Whether the password was right, or is not asked for; else the field says what is wrong.
    pub async fn step_up(self) -> bool {
        if self.session.has_stepped_up() {
            return true;
        }
        let password = self.password.get_untracked();
        if password.is_empty() {
            self.refused.set(Some(t(force::PASSWORD_MISSING).to_owned()));
            return false;
        }
        match step_up(password).await {
            Ok(session) => self.session.log_in(session),
            Err(error) => {
                let _ = self.refused.try_set(Some(refused_password(&error)));
                return false;
            }
        }
        true
    }
}

#[component]
pub fn FindingFields(signing: Signing) -> AnyView {
    let choices = vec![
        Choice::new(NOT_CANCELLED, t(follow_ups::NOT_CANCELLED)),
        Choice::new(CANCELLED, follow_ups::cancelled(locale(), signing.amount)),
    ];
    let today = signing.session.now().kst_date().to_string();
    let day = move || {
        let max = today.clone();
        signing.outcome.with(|outcome| outcome == CANCELLED).then(|| {
            view! {
                <Field label=t(follow_ups::CANCELLED_ON)>
                    <DateInput value=signing.on max />
                </Field>
            }
        })
    };
    let password = move || {
        (!signing.session.has_stepped_up()).then(|| {
            view! {
                <Field label=t(force::PASSWORD) error=Signal::derive(move || signing.refused.get())>
                    <TextInput
                        value=signing.password
                        kind=TextKind::Password
                        autocomplete="current-password"
                    />
                </Field>
            }
        })
    };
    view! {
        <FieldGroup legend=t(follow_ups::FINDING)>
            <SegmentedControl
                label=t(follow_ups::FINDING)
                choices
                value=signing.outcome
                on_change=move |outcome: String| signing.outcome.set(outcome)
            />
        </FieldGroup>
        {day}
        <p class="follow-up-form__means" role="status">
            {move || signing.means()}
        </p>
        {password}
    }
    .into_any()
}
