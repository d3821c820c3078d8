//! What one press does about a difference: what was cancelled outside is taken into the book with its
//! reason; everything else is compared once more.

use desk_api::{AdoptDrift, FollowUp, Role};
use desk_domain::advice::Proof;
use desk_domain::cancellation::ReasonCode;
use desk_domain::follow_up::FollowUpCause;
use desk_domain::limits::NOTE_MAX_CHARS;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::differences::Differences;
use crate::api::{drift as api, payments};
use crate::components::load_error::{first_fault, sentence};
use crate::components::why::Why;
use crate::i18n::{drift, follow_ups, t, words};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::select::{Select, SelectOption};
use crate::ui::text_input::TextInput;
use crate::ui::toast::Notice;

#[component]
pub fn Acts(one: FollowUp, list: Differences) -> AnyView {
    let reads_only = SessionState::expect().role() == Some(Role::Auditor);
    let asks = !one.proofs.contains(&Proof::ApprovalNumber);
    match one.cause {
        _ if reads_only => ().into_any(),
        // No read tells what was paid by hand.
        FollowUpCause::PaidBackTwice => ().into_any(),
        FollowUpCause::GatewayAhead => view! { <Adopt one list /> }.into_any(),
        FollowUpCause::BookAhead
        | FollowUpCause::AmountsDiffer
        | FollowUpCause::Unproven
        | FollowUpCause::PaidAfterAll
        | FollowUpCause::RefundBounced
        | FollowUpCause::PendingLong => asks.then(|| view! { <CheckNow one list /> }).into_any(),
    }
}

#[component]
fn Adopt(one: FollowUp, list: Differences) -> AnyView {
    let toasts = Toasts::expect();
    let id = StoredValue::new(one.id);
    // Starts without a reason: what is booked stays for good, so none is written by a careless press.
    let why = Why::new();
    let wrong = RwSignal::new(None::<String>);
    let sending = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() {
            return;
        }
        why.tried.set(true);
        let Some((reason_code, note)) = why.given() else {
            // The errors are drawn first.
            let form = event_target::<Element>(&event);
            return request_animation_frame(move || focus_first_error(&form));
        };
        wrong.set(None);
        sending.set(true);
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            match api::adopt(&id, &AdoptDrift { reason_code, note }).await {
                Ok(after) => toasts.show(match after.closing {
                    Some(_) => Notice::new(Tone::Success, t(drift::ADOPTED)),
                    None => Notice::new(Tone::Info, t(follow_ups::STILL_DIFFERS)),
                }),
                Err(error) => {
                    let _ = wrong.try_set(Some(first_fault(&error)));
                }
            }
            let _ = sending.try_set(false);
            list.reload();
        });
    };
    let reasons: Vec<_> = std::iter::once(SelectOption::new("", t(drift::CHOOSE_REASON)))
        .chain(
            ReasonCode::ALL
                .iter()
                .map(|reason| SelectOption::new(reason.as_str(), t(words::reason(*reason)))),
        )
        .collect();
    let error = Signal::derive(move || why.reason_error().or_else(|| wrong.get()));
    view! {
        <form class="drift-card__adopt" novalidate on:submit=submit>
            <Field label=t(drift::REASON) error>
                <Select
                    options=Signal::stored(reasons)
                    value=Signal::derive(move || {
                        why.reason.get().map_or("", ReasonCode::as_str).to_owned()
                    })
                    on_change=move |name: String| why.reason.set(name.parse().ok())
                />
            </Field>
            {move || {
                (why.reason.get() == Some(ReasonCode::Other))
                    .then(|| {
                        view! {
                            <Field
                                label=t(drift::NOTE)
                                error=Signal::derive(move || why.note_error())
                            >
                                <TextInput
                                    value=why.note
                                    autocomplete="off"
                                    max_length=u32::try_from(NOTE_MAX_CHARS).unwrap_or(u32::MAX)
                                />
                            </Field>
                        }
                    })
            }}
            <Button submit=true pending=sending>
                {t(drift::ADOPT)}
            </Button>
        </form>
    }
    .into_any()
}

fn focus_first_error(form: &Element) {
    let found = form.query_selector("[aria-invalid=true]").ok().flatten();
    if let Some(field) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

#[component]
fn CheckNow(one: FollowUp, list: Differences) -> AnyView {
    let toasts = Toasts::expect();
    let payment = StoredValue::new(one.payment.id);
    let asking = RwSignal::new(false);
    let ask = move |()| {
        asking.set(true);
        spawn_local(async move {
            let Some(payment) = payment.try_get_value() else { return };
            toasts.show(match payments::leaves_duty(&payment).await {
                Ok(false) => Notice::new(Tone::Success, t(follow_ups::CLOSED_NOW)),
                Ok(true) => Notice::new(Tone::Info, t(follow_ups::STILL_DIFFERS)),
                Err(error) => Notice::new(Tone::Warning, sentence(&error)),
            });
            let _ = asking.try_set(false);
            list.reload();
        });
    };
    view! {
        <Button icon=Icon::Refresh pending=asking on_press=ask>
            {t(follow_ups::CHECK_NOW)}
        </Button>
    }
    .into_any()
}
