//! The form of the dialog, from what to the confirm button.

use desk_api::PaymentDetail;
use desk_domain::decision::Input;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::account_step::account_step;
use super::amount_step::AmountStep;
use super::flow::Flow;
use super::form::CancelForm;
use super::promotion_step::PromotionStep;
use super::summary::Summary;
use super::what::What;
use crate::components::why::WhyFields;
use crate::i18n::{cancel, locale, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

#[component]
pub fn CancelFields(
    detail: Signal<PaymentDetail>,
    form: CancelForm,
    flow: Flow,
    close: Callback<()>,
) -> AnyView {
    let promoted = Memo::new(move |_| form.asks_retain());
    let account = Memo::new(move |_| form.needs(Input::RefundAccount));
    let deed = move || {
        let amount = form.amount_won().filter(|_| form.amount_error().is_none());
        amount.map_or_else(
            || t(cancel::title(form.kind())).to_owned(),
            |amount| cancel::confirm(locale(), amount, !form.takes_all(amount)),
        )
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.why.tried.set(true);
        match form.request() {
            Some(request) => flow.send(request),
            // The errors are drawn first.
            None => request_animation_frame(focus_first_error),
        }
    };
    view! {
        <form class="cancel-dialog" novalidate on:submit=submit>
            <DialogBody>
                <Notice flow />
                <What detail />
                <AmountStep form />
                {move || promoted.get().then(|| view! { <PromotionStep form /> })}
                <WhyFields why=form.why />
                {move || account.get().then(|| account_step(detail, form))}
            </DialogBody>
            <Summary detail form />
            <DialogActions>
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

/// What has changed since the person last looked.
#[component]
pub fn Notice(flow: Flow) -> AnyView {
    (move || flow.notice.get().map(|text| view! { <Banner tone=Tone::Warning text /> })).into_any()
}

/// To the first field that needs the person, whichever it is.
pub fn focus_first_error() {
    use wasm_bindgen::JsCast;
    let wrong =
        ".cancel-dialog :is([aria-invalid=true], .field-group:has(> .field__error > *) input)";
    let found = document().query_selector(wrong).ok().flatten();
    if let Some(field) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
