//! Why: one of the reasons, and words of one's own where those do not say it.

use desk_domain::cancellation::ReasonCode;
use desk_domain::limits::NOTE_MAX_CHARS;
use leptos::prelude::*;

use crate::i18n::{cancel, locale, t, words};
use crate::ui::choice::{Choice, RadioChips};
use crate::ui::field::{Field, FieldGroup};
use crate::ui::text_input::TextArea;

/// What was said so far, and whether confirming was tried.
#[derive(Clone, Copy, Debug)]
pub struct Why {
    pub reason: RwSignal<Option<ReasonCode>>,
    pub note: RwSignal<String>,
    pub tried: RwSignal<bool>,
}

impl Why {
    #[must_use]
    pub fn new() -> Self {
        Self {
            reason: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    /// The reason and the words, or `None` while something is missing or too long.
    #[must_use]
    pub fn given(self) -> Option<(ReasonCode, String)> {
        let note = self.note.get().trim().to_owned();
        let reason = self.reason.get()?;
        (self.note_fits() && !self.note_missing()).then_some((reason, note))
    }

    /// What to say beside the reason once confirming was tried.
    #[must_use]
    pub fn reason_error(self) -> Option<String> {
        let missing = self.tried.get() && self.reason.get().is_none();
        missing.then(|| t(cancel::REASON_MISSING).to_owned())
    }

    /// What to say beside the note: too long at once, missing once confirming was tried.
    #[must_use]
    pub fn note_error(self) -> Option<String> {
        if !self.note_fits() {
            return Some(cancel::note_too_long(locale(), NOTE_MAX_CHARS));
        }
        let missing = self.note_missing() && self.tried.get();
        missing.then(|| t(cancel::NOTE_MISSING).to_owned())
    }

    fn note_fits(self) -> bool {
        self.note.with(|note| note.trim().chars().count() <= NOTE_MAX_CHARS)
    }

    fn note_missing(self) -> bool {
        self.reason.get() == Some(ReasonCode::Other)
            && self.note.with(|note| note.trim().is_empty())
    }
}

impl Default for Why {
    fn default() -> Self {
        Self::new()
    }
}

#[component]
pub fn WhyFields(why: Why) -> AnyView {
    let choices = ReasonCode::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), t(words::reason(*reason))))
        .collect();
    let value = Signal::derive(move || {
        why.reason.get().map_or_else(String::new, |reason| reason.as_str().to_owned())
    });
    view! {
        <FieldGroup legend=t(cancel::WHY) error=Signal::derive(move || why.reason_error())>
            <RadioChips
                label=t(cancel::WHY)
                choices
                value
                on_change=move |name: String| why.reason.set(name.parse().ok())
            />
        </FieldGroup>
        <Field
            label=t(cancel::NOTE)
            hint=t(cancel::NOTE_HINT)
            error=Signal::derive(move || why.note_error())
        >
            <TextArea value=why.note max_length=NOTE_MAX_CHARS />
        </Field>
    }
    .into_any()
}
