//! What people wrote on a follow-up, and writing on it.

use desk_api::{FollowUpNote, NoteFollowUp, Role};
use desk_domain::follow_up::FOLLOW_UP_NOTE_MAX_CHARS;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drawer::Reading;
use crate::api::follow_ups as api;
use crate::components::load_error::sentence;
use crate::format::moment;
use crate::i18n::{follow_ups, locale, t};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::Button;
use crate::ui::drawer::DrawerSection;
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::text_input::TextArea;
use crate::ui::toast::Notice;

#[component]
pub fn Notes(reading: Reading) -> AnyView {
    let session = SessionState::expect();
    let notes = Memo::new(move |_| {
        reading.found.with(|found| found.as_ref().map(|one| one.notes.clone()).unwrap_or_default())
    });
    let writes = Memo::new(move |_| session.role() != Some(Role::Auditor));
    view! {
        <DrawerSection title=t(follow_ups::NOTES)>
            <ul class="follow-up-notes">
                {move || notes.get().into_iter().map(written).collect_view()}
            </ul>
            {move || writes.get().then(|| view! { <Write reading /> })}
        </DrawerSection>
    }
    .into_any()
}

fn written(note: FollowUpNote) -> AnyView {
    view! {
        <li>
            <p>{note.words}</p>
            <p class="follow-up-notes__who">
                {note.by.name} " · " <time>{moment::full(locale(), note.at)}</time>
            </p>
        </li>
    }
    .into_any()
}

#[component]
fn Write(reading: Reading) -> AnyView {
    let toasts = Toasts::expect();
    let words = RwSignal::new(String::new());
    let sending = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wire = NoteFollowUp { words: words.get_untracked().trim().to_owned() };
        if wire.words.is_empty() || sending.get_untracked() {
            return;
        }
        sending.set(true);
        spawn_local(async move {
            let Some(id) = reading.id.try_get_value() else { return };
            let answer = api::note(&id, &wire).await;
            let _ = sending.try_set(false);
            match answer {
                Ok(found) => {
                    let _ = words.try_set(String::new());
                    reading.take(Ok(found));
                    toasts.show(Notice::new(Tone::Success, t(follow_ups::NOTE_LEFT)));
                }
                Err(error) => toasts.show(Notice::new(Tone::Warning, sentence(&error))),
            }
        });
    };
    view! {
        <form class="follow-up-form" novalidate on:submit=submit>
            <Field label=t(follow_ups::WRITE_NOTE)>
                <TextArea value=words max_length=FOLLOW_UP_NOTE_MAX_CHARS />
            </Field>
            <Button submit=true pending=sending>
                {t(follow_ups::LEAVE_NOTE)}
            </Button>
        </form>
    }
    .into_any()
}
