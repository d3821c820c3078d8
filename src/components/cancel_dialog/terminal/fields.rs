//! The form at the terminal: which one, why, and one sentence of what will happen there.

use desk_api::Terminal;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::choice::TerminalChoice;
use super::{Place, Wizard, takes_card};
use crate::components::cancel_dialog::fields::{Notice, focus_first_error};
use crate::components::cancel_dialog::summary::Summary;
use crate::components::cancel_dialog::what::What;
use crate::components::why::WhyFields;
use crate::i18n::{cancel, locale, t, terminal};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};

#[component]
pub fn TerminalFields(wizard: Wizard, #[prop(into)] terminals: Signal<Vec<Terminal>>) -> AnyView {
    let Wizard { detail, form, flow, place, close, send, .. } = wizard;
    let card = detail.with_untracked(takes_card);
    let chosen = Memo::new(move |_| {
        let id = form.terminal.get()?;
        terminals.with(|terminals| terminals.iter().find(|one| one.id == id).cloned())
    });
    let ready =
        Memo::new(move |_| chosen.with(|one| one.as_ref().is_some_and(|one| one.connected)));
    let error = Signal::derive(move || match form.terminal.with(Option::is_some) {
        true => (!ready.get()).then(|| t(terminal::LOST).to_owned()),
        false => form.why.tried.get().then(|| t(terminal::MISSING).to_owned()),
    });
    let happens = Signal::derive(move || {
        let name = chosen.get()?.name;
        let words = if card { terminal::with_card } else { terminal::with_receipt };
        Some(words(locale(), &name))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.why.tried.set(true);
        if !(ready.get_untracked() && send.run(())) {
            // The errors are drawn first.
            request_animation_frame(focus_first_error);
        }
    };
    let deed = move || {
        let amount = form.amount_won();
        amount.map_or_else(
            || t(cancel::TITLE).to_owned(),
            |amount| cancel::confirm(locale(), amount, false),
        )
    };
    let without = if card { terminal::NO_CARD } else { terminal::NO_TERMINAL };
    focus_on_arrival(".terminal-choice :is(input:checked, input:enabled)");
    view! {
        <form class="cancel-dialog" novalidate on:submit=submit>
            <DialogBody>
                <Notice flow />
                <What detail />
                <TerminalChoice terminals chosen=form.terminal error />
                <WhyFields why=form.why />
            </DialogBody>
            <Summary detail form also=happens />
            <DialogActions>
                <div class="terminal-aside">
                    <Button
                        kind=ButtonKind::Plain
                        on_press=move |()| place.set(Place::WithoutCard)
                    >
                        {t(without)}
                    </Button>
                </div>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(cancel::NOT_NOW)}
                </Button>
                <Button kind=ButtonKind::Danger submit=true>
                    {deed}
                </Button>
            </DialogActions>
        </form>
    }
    .into_any()
}

/// What had the focus before is gone.
pub(super) fn focus_on_arrival(selector: &'static str) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}
