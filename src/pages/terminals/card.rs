//! One terminal: whether it is there, what it is, and what a manager can do about it.

use desk_api::Terminal;
use desk_domain::TerminalId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api::terminals as api;
use crate::components::load_error::sentence;
use crate::format::moment;
use crate::i18n::{Msg, locale, t, terminals};
use crate::state::confirm::{Confirm, Deed, Question};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::facts::{Fact, Facts};
use crate::ui::mark::{Badge, Mark, Tone};
use crate::ui::toast::Notice;

#[component]
pub fn TerminalCard(one: Terminal, desk: Desk, manages: bool) -> AnyView {
    let (mark, tone, words) = look(&one);
    let revoked = one.revoked_at.is_some();
    let acts = (manages && !revoked).then(|| view! { <Acts one=one.clone() desk /> });
    view! {
        <li>
            <article
                class="terminal-card"
                data-revoked=revoked.then_some("")
                aria-label=terminals::of(locale(), &one.name)
            >
                <header class="terminal-card__head">
                    <h2 class="terminal-card__name">{one.name.clone()}</h2>
                    <Badge mark tone label=t(words) />
                </header>
                {facts(&one)}
                {acts}
            </article>
        </li>
    }
    .into_any()
}

const fn look(one: &Terminal) -> (Mark, Tone, Msg) {
    match (one.revoked_at, one.connected, one.paired_at) {
        (Some(_), _, _) => (Mark::Struck, Tone::Neutral, terminals::REVOKED),
        (None, true, _) => (Mark::Filled, Tone::Success, terminals::CONNECTED),
        (None, false, Some(_)) => (Mark::Hollow, Tone::Warning, terminals::NOT_CONNECTED),
        (None, false, None) => (Mark::Dotted, Tone::Neutral, terminals::NOT_PAIRED),
    }
}

fn facts(one: &Terminal) -> AnyView {
    let session = SessionState::expect();
    let merchants = session.merchants();
    // Where there is one merchant only, it is known.
    let merchant = merchants.iter().find(|merchant| merchant.id == one.merchant_id);
    let merchant = merchant.filter(|_| merchants.len() > 1).map(|merchant| merchant.name.clone());
    let seen = match one.last_seen_at {
        _ if one.connected => Some(t(terminals::NOW).to_owned()),
        at => at.map(|at| moment::ago(locale(), at, session.now())),
    };
    let known = [
        (terminals::MERCHANT, merchant),
        (terminals::LAST_SEEN, seen),
        (terminals::CAT_ID, one.cat_id.clone()),
        (terminals::DRIVER, one.driver.clone()),
        (terminals::AGENT, one.agent_version.clone()),
    ];
    let rows = known
        .into_iter()
        .filter_map(|(label, value)| {
            value.map(|value| view! { <Fact label=t(label)>{value}</Fact> })
        })
        .collect_view();
    view! { <Facts>{rows}</Facts> }.into_any()
}

#[component]
fn Acts(one: Terminal, desk: Desk) -> AnyView {
    let (toasts, confirm) = (Toasts::expect(), Confirm::expect());
    let making = RwSignal::new(false);
    let id = StoredValue::new(one.id.clone());
    let make = move |()| {
        making.set(true);
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            match api::new_code(&id).await {
                Ok(code) => {
                    let _ = desk.code.try_set(Some(code));
                }
                Err(error) => toasts.show(Notice::new(Tone::Warning, sentence(&error))),
            }
            let _ = making.try_set(false);
        });
    };
    let name = one.name;
    let ask = move |()| {
        let Some(id) = id.try_get_value() else { return };
        confirm.ask(Question {
            title: t(terminals::REVOKE_TITLE).to_owned(),
            body: terminals::revoke_body(locale(), &name),
            confirm: t(terminals::REVOKE).to_owned(),
            keep: t(terminals::KEEP).to_owned(),
            danger: true,
            // The list draws its cards anew while the question stands.
            then: Deed::new(move || revoke(id.clone(), desk, toasts)),
        });
    };
    view! {
        <p class="terminal-card__acts">
            <Button pending=making on_press=make>
                {t(terminals::NEW_CODE)}
            </Button>
            <Button kind=ButtonKind::Plain on_press=ask>
                {t(terminals::REVOKE)}
            </Button>
        </p>
    }
    .into_any()
}

fn revoke(id: TerminalId, desk: Desk, toasts: Toasts) {
    spawn_local(async move {
        toasts.show(match api::revoke(&id).await {
            Ok(()) => Notice::new(Tone::Success, t(terminals::REVOKED_NOW)),
            Err(error) => Notice::new(Tone::Warning, sentence(&error)),
        });
        desk.list.read();
    });
}
