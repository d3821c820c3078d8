//! The ways without the card or without a terminal, the best first: the approvals program, keying in
//! where the issuer allows it, and at the end our own book with a follow-up.

use desk_api::PaymentDetail;
use desk_domain::decision::{Action, Severity, SideRoute, WayBeside};
use leptos::prelude::*;

use super::approval::Approval;
use super::fields::focus_on_arrival;
use super::{Place, Wizard, takes_card};
use crate::components::cancel_dialog::fields::Notice;
use crate::components::cancel_dialog::what::What;
use crate::i18n::{Msg, cancel, locale, pick, t, terminal};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::disclosure::Disclosure;
use crate::ui::feedback::Banner;
use crate::ui::mark::{Badge, Mark, Tone};

#[component]
pub fn WithoutCard(
    wizard: Wizard,
    /// The name of a terminal that is connected now.
    #[prop(into)]
    connected: Signal<Option<String>>,
    /// The terminals could not be looked up.
    #[prop(into)]
    failed: Signal<bool>,
) -> AnyView {
    let Wizard { detail, flow, close, .. } = wizard;
    // Said once the person has read that there was none.
    let came_without = connected.with_untracked(Option::is_none);
    let card = detail.with_untracked(takes_card);
    let title = if card { terminal::WITHOUT_CARD } else { terminal::WITHOUT_TERMINAL };
    focus_on_arrival(".terminal-ways__title");
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <Notice flow />
                {move || connection(connected.get(), came_without, failed.get())}
                <What detail />
                <div class="terminal-ways">
                    <h3 class="terminal-ways__title" tabindex="-1">
                        {t(title)}
                    </h3>
                    <p class="terminal-ways__hint">{t(terminal::IN_ORDER)}</p>
                    <Approval detail />
                    <ol class="terminal-ways__list">
                        {move || detail.with(ways)} <Force wizard />
                    </ol>
                </div>
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(cancel::DONE)}
                </Button>
                {move || connected.with(Option::is_some).then(|| back(wizard))}
            </DialogActions>
        </div>
    }
    .into_any()
}

fn back(wizard: Wizard) -> AnyView {
    view! {
        <Button on_press=move |()| wizard.place.set(Place::AtTerminal)>
            {t(terminal::USE_TERMINAL)}
        </Button>
    }
    .into_any()
}

/// Why one is here, or that one need not be here any more.
fn connection(connected: Option<String>, came_without: bool, failed: bool) -> Option<AnyView> {
    match connected {
        Some(name) => came_without.then(|| {
            let text = terminal::has_connected(locale(), &name);
            view! { <Banner tone=Tone::Success text /> }.into_any()
        }),
        None => {
            let text = if failed { terminal::NONE_KNOWN } else { terminal::NONE_CONNECTED };
            Some(view! { <Banner tone=Tone::Warning text=t(text) /> }.into_any())
        }
    }
}

fn ways(detail: &PaymentDetail) -> AnyView {
    detail.decision.ways_beside.iter().map(way).collect_view().into_any()
}

fn way(way: &WayBeside) -> AnyView {
    let (mark, tone, words) = match (way.possible, way.advised) {
        (false, _) => (Mark::Struck, Tone::Neutral, terminal::IMPOSSIBLE),
        (true, false) => (Mark::Half, Tone::Warning, terminal::NOT_ADVISED),
        (true, true) => (Mark::Filled, Tone::Accent, terminal::TRY_FIRST),
    };
    let cautions = way.cautions.iter();
    let cautions = cautions
        .map(|text| view! { <p class="terminal-way__caution">{pick(text).to_owned()}</p> })
        .collect_view();
    let password = way.route == SideRoute::ApprovalsProgram;
    view! {
        <li class="terminal-way" data-route=way.route.as_str() data-open=way.possible.then_some("")>
            {head(terminal::route(way.route), mark, tone, words)}
            <p>{pick(&way.text).to_owned()}</p>
            {cautions}
            {(!way.steps.is_empty())
                .then(|| {
                    let steps = way
                        .steps
                        .iter()
                        .map(|step| view! { <li>{pick(step).to_owned()}</li> })
                        .collect_view();
                    view! {
                        <Disclosure summary=t(terminal::STEPS) open=way.advised>
                            <ol class="terminal-way__steps">{steps}</ol>
                            {password
                                .then(|| {
                                    view! {
                                        <p class="terminal-way__aside">
                                            {t(terminal::PASSWORD_WHERE)}
                                        </p>
                                    }
                                })}
                        </Disclosure>
                    }
                })}
        </li>
    }
    .into_any()
}

fn head(title: Msg, mark: Mark, tone: Tone, words: Msg) -> AnyView {
    view! {
        <p class="terminal-way__head">
            <strong>{t(title)}</strong>
            <Badge mark tone label=t(words) />
        </p>
    }
    .into_any()
}

/// Always last: the book says cancelled, and somebody has to see to the money.
#[component]
fn Force(wizard: Wizard) -> AnyView {
    let detail = wizard.detail;
    let live = move || {
        detail.with(|detail| {
            let duty = &detail.after_force.as_ref()?.duty;
            Some(pick(&duty.still_live).to_owned())
        })
    };
    let blocked = Signal::derive(move || detail.with(forbidden));
    view! {
        <li class="terminal-way" data-route="force" data-open="">
            {head(terminal::FORCE, Mark::Broken, Tone::Neutral, terminal::LAST)}
            <p>{t(terminal::FORCE_TEXT)}</p>
            {move || live().map(|words| view! { <p class="terminal-way__caution">{words}</p> })}
            <p class="terminal-way__deed">
                <Button kind=ButtonKind::DangerQuiet blocked on_press=wizard.on_force>
                    {t(terminal::TO_FORCE)}
                </Button>
            </p>
        </li>
    }
    .into_any()
}

fn forbidden(detail: &PaymentDetail) -> Option<String> {
    if detail.decision.allows(Action::ForceCancel) {
        return None;
    }
    let decided = detail.decision.of(Action::ForceCancel)?;
    let reason = decided.reasons.iter().find(|reason| reason.severity == Severity::Block)?;
    Some(pick(&reason.text).to_owned())
}
