//! Why: one of the reasons, and words of one's own where those do not say it.

use desk_domain::cancellation::ReasonCode;
use desk_domain::limits::NOTE_MAX_CHARS;
use leptos::prelude::*;

use super::form::CancelForm;
use crate::i18n::{cancel, t, words};
use crate::ui::choice::{Choice, RadioChips};
use crate::ui::field::{Field, FieldGroup};
use crate::ui::text_input::TextArea;

#[component]
pub fn ReasonStep(form: CancelForm) -> AnyView {
    let choices = ReasonCode::ALL
        .iter()
        .map(|reason| Choice::new(reason.as_str(), t(words::reason(*reason))))
        .collect();
    let value = Signal::derive(move || {
        form.reason.get().map_or_else(String::new, |reason| reason.as_str().to_owned())
    });
    view! {
        <FieldGroup legend=t(cancel::WHY) error=Signal::derive(move || form.reason_error())>
            <RadioChips
                label=t(cancel::WHY)
                choices
                value
                on_change=move |name: String| form.reason.set(name.parse().ok())
            />
        </FieldGroup>
        <Field
            label=t(cancel::NOTE)
            hint=t(cancel::NOTE_HINT)
            error=Signal::derive(move || form.note_error())
        >
            <TextArea value=form.note max_length=NOTE_MAX_CHARS />
        </Field>
    }
    .into_any()
}
