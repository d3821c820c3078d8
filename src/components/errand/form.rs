//! The frame of every dialog about a bill: what is asked for, or the request that got no answer, and the
//! buttons.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Errand, Stage};
use crate::i18n::{bills, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

#[component]
pub fn ErrandForm(
    errand: Errand,
    /// The words of the button: the deed and its sum.
    #[prop(into)]
    deed: Signal<String>,
    /// Cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// Sends it and says true, or shows what is missing and says false.
    #[prop(into)]
    submit: Callback<(), bool>,
    close: Callback<()>,
    /// What it is about; stays in sight while the request waits to be sent again.
    #[prop(into)]
    what: ViewFn,
    children: ChildrenFn,
) -> AnyView {
    let lost = Memo::new(move |_| errand.stage.get() == Stage::Lost);
    let sending = Signal::derive(move || errand.stage.get() == Stage::Sending);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if lost.get_untracked() {
            errand.send_again();
        } else if !submit.run(()) {
            // The errors are drawn first.
            request_animation_frame(focus_first_error);
        }
    };
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <form class="cancel-dialog" novalidate on:submit=on_submit>
            <DialogBody>
                {move || {
                    errand.notice.get().map(|text| view! { <Banner tone=Tone::Warning text /> })
                }}
                {move || {
                    lost.get()
                        .then(|| {
                            view! {
                                <Banner tone=Tone::Warning text=t(bills::LOST) />
                                <p>{t(bills::LOST_NEXT)}</p>
                            }
                        })
                }} {what.run()}
                <div class="bill-dialog__fields" hidden=move || lost.get()>
                    {children()}
                </div>
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(bills::NOT_NOW)}
                </Button>
                {move || {
                    let words = if lost.get() {
                        t(bills::SEND_AGAIN).into_any()
                    } else {
                        (move || deed.get()).into_any()
                    };
                    view! {
                        <Button kind submit=true pending=sending>
                            {words}
                        </Button>
                    }
                }}
            </DialogActions>
        </form>
    }
    .into_any()
}

fn focus_first_error() {
    let wrong =
        document().query_selector(".bill-dialog__fields [aria-invalid=true]").ok().flatten();
    if let Some(field) = wrong.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// One sentence of exactly what will happen, and what it costs.
#[component]
pub fn WhatHappens(
    #[prop(optional)] danger: bool,
    /// Empty while something is missing.
    #[prop(into)]
    sentences: Signal<Vec<String>>,
) -> AnyView {
    view! {
        <div class="bill-dialog__summary" role="status" data-danger=danger.then_some("")>
            {move || {
                let sentences = sentences.get();
                (!sentences.is_empty())
                    .then(|| {
                        view! {
                            <p class="bill-dialog__summary-title">{t(bills::WHAT_HAPPENS)}</p>
                            {sentences
                                .into_iter()
                                .map(|sentence| view! { <p>{sentence}</p> })
                                .collect_view()}
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
