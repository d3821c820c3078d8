//! The form, from what it leaves undone to the confirm button.

use desk_api::PaymentDetail;
use desk_domain::advice::Proof;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::ForceForm;
use crate::components::cancel_dialog::fields::focus_first_error;
use crate::components::cancel_dialog::what::What;
use crate::components::outside_slip::OutsideSlipFields;
use crate::components::why::WhyFields;
use crate::i18n::{cancel, force, locale, outside, pick, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::text_input::{TextInput, TextKind};

#[component]
pub fn Fields(detail: Signal<PaymentDetail>, form: ForceForm, close: Callback<()>) -> AnyView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit();
        // The errors are drawn first.
        request_animation_frame(focus_first_error);
    };
    let deed = move || force::confirm(locale(), form.won());
    view! {
        <form class="cancel-dialog" novalidate on:submit=submit>
            <DialogBody>
                {move || {
                    form.notice.get().map(|text| view! { <Banner tone=Tone::Warning text /> })
                }}
                <What detail />
                {move || match form.outside.get() {
                    true => Some(settled()),
                    false => detail.with(undone),
                }}
                <Outside detail form />
                <WhyFields why=form.why />
                <Password form />
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(cancel::NOT_NOW)}
                </Button>
                <Button kind=ButtonKind::Danger submit=true pending=form.sending>
                    {deed}
                </Button>
            </DialogActions>
        </form>
    }
    .into_any()
}

/// One sentence of what stays undone, then the steps of exactly this method.
fn undone(detail: &PaymentDetail) -> Option<AnyView> {
    let duty = &detail.after_force.as_ref()?.duty;
    let steps = duty.steps.iter().map(|step| view! { <li>{pick(step).to_owned()}</li> });
    Some(
        view! {
            <div class="force-dialog__undone">
                <p class="force-dialog__still">{pick(&duty.still_live).to_owned()}</p>
                <p class="force-dialog__title">{t(force::NEXT)}</p>
                <ol class="force-dialog__steps">{steps.collect_view()}</ol>
                <p class="force-dialog__when">{pick(&duty.done_when).to_owned()}</p>
            </div>
        }
        .into_any(),
    )
}

/// Nothing stays undone of what somebody did outside.
fn settled() -> AnyView {
    view! { <Banner text=t(outside::FORCED) /> }.into_any()
}

/// The slip of a cancel that was made outside already, and what it brings about.
#[component]
fn Outside(detail: Signal<PaymentDetail>, form: ForceForm) -> AnyView {
    let ends = Memo::new(move |_| {
        detail.with(|detail| {
            let after = detail.after_force.as_ref();
            after.is_some_and(|after| after.proofs.contains(&Proof::ApprovalNumber))
        })
    });
    let slip = move || {
        form.outside.get().then(|| {
            let hint = if ends.get() { outside::ENDS } else { outside::IS_ASKED };
            view! { <OutsideSlipFields slip=form.slip tried=form.why.tried hint /> }
        })
    };
    view! {
        <Checkbox label=t(outside::DONE) checked=form.outside />
        {slip}
    }
    .into_any()
}

#[component]
fn Password(form: ForceForm) -> AnyView {
    let asks = Memo::new(move |_| form.asks_password());
    (move || {
        asks.get().then(|| {
            view! {
                <Field
                    label=t(force::PASSWORD)
                    hint=t(force::PASSWORD_HINT)
                    error=Signal::derive(move || form.password_error())
                >
                    <TextInput
                        value=form.password
                        kind=TextKind::Password
                        autocomplete="current-password"
                    />
                </Field>
            }
        })
    })
    .into_any()
}
