//! A place for another terminal: its name, and whose it is. The answer is the code.

use desk_api::CreateTerminal;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api::terminals as api;
use crate::components::load_error::sentence;
use crate::i18n::{t, terminals};
use crate::state::session::SessionState;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::feedback::Banner;
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::select::{Select, SelectOption};
use crate::ui::text_input::TextInput;

/// As many as the server takes.
const NAME_MAX_CHARS: u32 = 40;

#[component]
pub fn AddDialog(desk: Desk) -> AnyView {
    view! {
        <Dialog open=desk.adding title=t(terminals::ADD) size=DialogSize::Small>
            <Content desk />
        </Dialog>
    }
    .into_any()
}

/// Set up anew for each opening.
#[component]
fn Content(desk: Desk) -> AnyView {
    let merchants = SessionState::expect().merchants();
    let first = merchants.first().map(|merchant| merchant.id.to_string()).unwrap_or_default();
    let several = merchants.len() > 1;
    let merchant = RwSignal::new(first);
    let name = RwSignal::new(String::new());
    let (tried, sending) = (RwSignal::new(false), RwSignal::new(false));
    let wrong = RwSignal::new(None::<String>);
    let missing = Signal::derive(move || {
        let missing = tried.get() && name.with(|name| name.trim().is_empty());
        missing.then(|| t(terminals::NAME_MISSING).to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let wanted = name.with_untracked(|name| name.trim().to_owned());
        let Ok(merchant_id) = merchant.with_untracked(|merchant| merchant.parse()) else { return };
        if wanted.is_empty() || sending.get_untracked() {
            return;
        }
        sending.set(true);
        spawn_local(async move {
            let answer = api::create(&CreateTerminal { merchant_id, name: wanted }).await;
            let _ = sending.try_set(false);
            match answer {
                Ok(code) => {
                    desk.adding.set(false);
                    // Once this dialog is gone, the focus is where the next one gives it back to.
                    request_animation_frame(move || desk.code.set(Some(code)));
                    desk.list.read();
                }
                Err(error) => {
                    let _ = wrong.try_set(Some(sentence(&error)));
                }
            }
        });
    };
    let options: Vec<SelectOption> = merchants
        .into_iter()
        .map(|merchant| SelectOption::new(merchant.id.to_string(), merchant.name))
        .collect();
    let whose = several.then(move || {
        view! {
            <Field label=t(terminals::MERCHANT)>
                <Select options value=merchant on_change=move |id| merchant.set(id) />
            </Field>
        }
    });
    view! {
        <form novalidate on:submit=submit>
            <DialogBody>
                {move || wrong.get().map(|text| view! { <Banner tone=Tone::Warning text /> })}
                {whose}
                <Field label=t(terminals::NAME) hint=t(terminals::NAME_HINT) error=missing>
                    <TextInput value=name name="terminal_name" autocomplete="off" max_length=NAME_MAX_CHARS />
                </Field>
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=move |()| desk.adding.set(false)>
                    {t(terminals::NOT_NOW)}
                </Button>
                <Button kind=ButtonKind::Primary submit=true pending=sending>
                    {t(terminals::MAKE_CODE)}
                </Button>
            </DialogActions>
        </form>
    }
    .into_any()
}
