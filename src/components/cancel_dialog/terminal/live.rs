//! The cancel as it goes on at the terminal, and how it ended. The dialog never closes by itself: it says
//! what is known, and honestly when nothing is.

use desk_api::{Cancellation, PaymentDetail};
use desk_domain::CancellationId;
use leptos::html;
use leptos::prelude::*;

use super::picture::picture;
use super::scene::Scene;
use super::stations::stations;
use super::{Place, Wizard, takes_card};
use crate::components::cancel_dialog::fields::Notice;
use crate::components::cancel_dialog::flow::{Flow, Stage};
use crate::components::seconds_left::{minutes, seconds_left};
use crate::format::won::won;
use crate::i18n::{cancel, locale, pick, t, terminal};
use crate::routes::{CancellationsQuery, Route};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::dialog::{DialogActions, DialogBody};

#[component]
pub fn TerminalLive(wizard: Wizard) -> AnyView {
    let flow = wizard.flow;
    let detail = wizard.detail;
    let known = Memo::new(move |_| {
        flow.stage.with(|stage| match stage {
            Stage::Known(cancellation) => Some(*cancellation.clone()),
            Stage::Form | Stage::Sending | Stage::Lost => None,
        })
    });
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <Notice flow />
                <TerminalScene detail known />
            </DialogBody>
            <Actions wizard known />
        </div>
    }
    .into_any()
}

/// One scene: its picture, one large line, what to do, how long; then the way.
#[component]
pub fn TerminalScene(
    #[prop(into)] detail: Signal<PaymentDetail>,
    #[prop(into)] known: Signal<Option<Cancellation>>,
) -> AnyView {
    let card = detail.with_untracked(takes_card);
    let scene = Memo::new(move |_| known.with(|known| Scene::of(known.as_ref())));
    // The end does not name the terminal any more.
    let name = Memo::new(move |before: Option<&String>| {
        let told =
            known.with(|known| Some(known.as_ref()?.terminal.as_ref()?.terminal_name.clone()));
        told.or_else(|| before.cloned()).unwrap_or_default()
    });
    // The confirm button that had the focus is gone.
    let headline = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(headline) = headline.get() {
            let _ = headline.focus();
        }
    });
    view! {
        <section class="terminal-scene" data-scene=move || scene.get().name()>
            <p class="terminal-scene__what">{move || detail.with(what)}</p>
            // An end says the sum itself.
            {move || {
                let is_end = known.get().is_some_and(|known| is_told(&known, scene.get()));
                let sum = || detail.with(|detail| won(locale(), detail.payment.amount_won));
                (!is_end).then(|| view! { <p class="terminal-scene__sum">{sum()}</p> })
            }}
            {move || picture(scene.get(), card)}
            // Only what changes is said: the clock below is not part of it.
            <div class="terminal-scene__words" role="status">
                <h3 class="terminal-scene__headline" tabindex="-1" node_ref=headline>
                    {move || t(scene.get().headline(card))}
                </h3>
                {move || {
                    let hint = scene.get().hint(card, &name.get());
                    hint.map(|hint| view! { <p class="terminal-scene__hint">{hint}</p> })
                }}
                {move || {
                    let scene = scene.get();
                    known.get().filter(|known| is_told(known, scene)).map(|known| end(&known, scene, card))
                }}
            </div>
            {move || {
                scene
                    .get()
                    .is_under_way()
                    .then(|| view! { <p class="terminal-scene__clock">{time_left(known, scene)}</p> })
            }}
            {move || stations(scene.get(), card)}
        </section>
    }
    .into_any()
}

fn what(detail: &PaymentDetail) -> String {
    let payment = &detail.payment;
    let label = pick(&payment.method_detail.label);
    let name = payment.customer.name.clone().map(|name| format!("{name} · "));
    format!("{}{label}", name.unwrap_or_default())
}

/// Whether the server's own words are shown: of an end, and where a person has to look into a doubt.
fn is_told(known: &Cancellation, scene: Scene) -> bool {
    match scene {
        Scene::Succeeded | Scene::Declined | Scene::Aborted => true,
        Scene::Unknown => known.attention.is_some(),
        Scene::Writing | Scene::Stage(_) | Scene::Waiting => false,
    }
}

/// What it means for the money, in the server's words, and what is left to do here.
fn end(known: &Cancellation, scene: Scene, card: bool) -> AnyView {
    let next = (scene == Scene::Succeeded).then(|| match card {
        true => t(terminal::TAKE_CARD).to_owned(),
        false => terminal::hand_back(locale(), known.amount_won),
    });
    let words =
        known.failure.as_ref().filter(|failure| !failure.ours && !failure.message.is_empty());
    let words = words.map(|failure| {
        let said = failure.pg_message.as_ref().unwrap_or(&failure.message);
        let code = failure.pg_code.as_ref().unwrap_or(&failure.code);
        format!("{} “{said}” ({code})", t(terminal::TERMINAL_SAYS))
    });
    view! {
        <p class="cancel-dialog__sum">
            <strong>{won(locale(), known.amount_won)}</strong>
        </p>
        <p class="terminal-scene__hint">{pick(&known.sentence).to_owned()}</p>
        {next.map(|next| view! { <p class="terminal-scene__next">{next}</p> })}
        {words
            .filter(|_| scene == Scene::Declined)
            .map(|words| view! { <p class="cancel-dialog__words">{words}</p> })}
    }
    .into_any()
}

/// Until the wait ends by itself. Nothing ends by itself once the issuer is asked; the line keeps its
/// place.
fn time_left(known: Signal<Option<Cancellation>>, scene: Memo<Scene>) -> Option<AnyView> {
    let wait = known.with(|known| known.as_ref()?.terminal.clone());
    let wait = wait.filter(|_| scene.get().is_abortable())?;
    let seconds = seconds_left(wait.until);
    let words = move || terminal::time_left(locale(), &minutes(seconds.get()));
    Some(view! { <span role="timer">{words}</span> }.into_any())
}

#[component]
fn Actions(wizard: Wizard, known: Memo<Option<Cancellation>>) -> AnyView {
    let Wizard { flow, place, close, abort, .. } = wizard;
    let scene = Memo::new(move |_| known.with(|known| Scene::of(known.as_ref())));
    let id = Memo::new(move |_| known.with(|known| known.as_ref().map(|known| known.id.clone())));
    let again = move |to: Place| {
        flow.restart();
        place.set(to);
    };
    view! {
        {move || {
            scene
                .get()
                .is_under_way()
                .then(|| view! { <p class="cancel-dialog__aside">{t(terminal::MAY_CLOSE)}</p> })
        }}
        <DialogActions>
            {move || {
                match scene.get() {
                    under_way if under_way.is_under_way() => {
                        view! { <Abort flow abort id scene /> }.into_any()
                    }
                    Scene::Declined | Scene::Aborted => {
                        view! {
                            <Button
                                kind=ButtonKind::Plain
                                on_press=move |()| again(Place::WithoutCard)
                            >
                                {t(terminal::WITHOUT_CARD)}
                            </Button>
                            <Button on_press=move |()| again(
                                Place::Looking,
                            )>{t(cancel::START_AGAIN)}</Button>
                        }
                            .into_any()
                    }
                    _ => id.get().map(story).into_any(),
                }
            }}
            <Button on_press=close>{t(cancel::DONE)}</Button>
        </DialogActions>
    }
    .into_any()
}

fn story(id: CancellationId) -> AnyView {
    let href = Route::Cancellation(id, CancellationsQuery::default()).href();
    view! {
        <ButtonLink kind=ButtonKind::Plain href>
            {t(cancel::SEE_STORY)}
        </ButtonLink>
    }
    .into_any()
}

/// Stays where it is when it is too late, and says why.
#[component]
pub fn Abort(
    flow: Flow,
    abort: Callback<CancellationId>,
    #[prop(into)] id: Signal<Option<CancellationId>>,
    #[prop(into)] scene: Signal<Scene>,
) -> AnyView {
    let blocked = Signal::derive(move || {
        if flow.aborting.get() {
            return Some(t(terminal::ABORTING).to_owned());
        }
        let open = scene.get().is_abortable() && id.with(Option::is_some);
        (!open).then(|| match scene.get() {
            Scene::Writing | Scene::Stage(_) if id.with(Option::is_none) => {
                t(terminal::WRITING).to_owned()
            }
            _ => t(terminal::ABORT_TOO_LATE).to_owned(),
        })
    });
    let press = move |()| {
        if let Some(id) = id.get_untracked() {
            abort.run(id);
        }
    };
    view! {
        <Button blocked on_press=press>
            {t(terminal::ABORT)}
        </Button>
    }
    .into_any()
}
