//! 이 결제는 이렇게 취소돼요: the rulebook's answer for one payment, in the order a person asks.
//! Whether, until when, at what cost, when the money is back, what to prepare, what stays to be done.

use desk_domain::decision::{Decision, Input, Verdict};
use leptos::prelude::*;

use crate::format::{moment, won::won};
use crate::i18n::{hint, locale, pick, t};
use crate::ui::disclosure::Disclosure;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::Panel;

pub mod notices;

use notices::Notices;

#[component]
pub fn HintPanel(decision: Decision) -> AnyView {
    let icon = match decision.verdict {
        Verdict::Allowed => Icon::Check,
        Verdict::AllowedWithSteps => Icon::Info,
        Verdict::Blocked => Icon::Lock,
    };
    let verdict = decision.verdict.as_str();
    let blocked = decision.verdict == Verdict::Blocked;
    let title = t(if blocked { hint::TITLE_BLOCKED } else { hint::TITLE });
    let said = pick(&decision.headline).to_owned();
    view! {
        <section class="hint-panel" data-verdict=verdict aria-label=title>
            <Panel>
                <h3 class="hint-panel__title">{title}</h3>
                <p class="hint-panel__headline">
                    <Glyph icon />
                    {headline(said, blocked)}
                </p>
                {facts(&decision)}
                {steps(&decision)}
                <Notices decision />
            </Panel>
        </section>
    }
    .into_any()
}

/// A reason why not is long: its first sentence is the answer, the rest is what to do about it.
fn headline(said: String, blocked: bool) -> AnyView {
    match said.split_once(". ").filter(|_| blocked) {
        Some((answer, rest)) => {
            let (answer, rest) = (format!("{answer}. "), rest.to_owned());
            view! { <span>{answer} <span class="hint-panel__rest">{rest}</span></span> }.into_any()
        }
        None => view! { <span>{said}</span> }.into_any(),
    }
}

/// The short answers, as a list of names and values. A limit that is not over says nothing of what cannot
/// be cancelled anyway.
fn facts(decision: &Decision) -> AnyView {
    let blocked = decision.verdict == Verdict::Blocked;
    let deadline = decision.deadline.as_ref().filter(|due| !blocked || due.days_left < 0);
    let deadline = deadline.map(|deadline| {
        let day = moment::day_numeric(deadline.last_day);
        let words = hint::until(locale(), &day, deadline.days_left);
        fact(t(hint::UNTIL), words, (!deadline.firm).then(|| t(hint::NOT_FIRM).to_owned()))
    });
    let fee = (!blocked).then(|| match &decision.fee {
        None => fact(t(hint::FEE), t(hint::NO_FEE).to_owned(), None),
        Some(fee) => {
            let payer = hint::fee_payer(fee.payer).map(t);
            let amount = won(locale(), fee.amount);
            let words = match payer {
                Some(payer) if fee.amount.is_positive() => format!("{amount} · {payer}"),
                _ => pick(&fee.text).to_owned(),
            };
            let more = (words != pick(&fee.text)).then(|| pick(&fee.text).to_owned());
            fact(t(hint::FEE), words, more)
        }
    });
    let arrival = decision.arrival.as_ref().filter(|_| !blocked).map(|arrival| {
        let words = pick(&arrival.text);
        let of_part = arrival.of_part.as_ref().map(|text| hint::of_part(locale(), pick(text)));
        let words = match of_part {
            Some(_) => hint::of_all(locale(), words),
            None => words.to_owned(),
        };
        fact(t(hint::ARRIVAL), words, of_part)
    });
    let receipt = hint::has_receipt(decision.cash_receipt.effect)
        .then(|| fact(t(hint::CASH_RECEIPT), pick(&decision.cash_receipt.text).to_owned(), None));
    let prepare = prepare(&decision.inputs).filter(|_| !blocked);
    let prepare = prepare.map(|words| fact(t(hint::PREPARE), words, None));
    view! {
        <dl class="hint-panel__facts">{deadline}{fee}{arrival}{prepare}{receipt}</dl>
    }
    .into_any()
}

fn fact(name: &'static str, value: String, more: Option<String>) -> AnyView {
    view! {
        <div class="hint-panel__fact">
            <dt>{name}</dt>
            <dd>
                {value} {more.map(|more| view! { <span class="hint-panel__more">{more}</span> })}
            </dd>
        </div>
    }
    .into_any()
}

/// The reason is asked for every time; only what is more than that has to be prepared.
fn prepare(inputs: &[Input]) -> Option<String> {
    let needed = inputs
        .iter()
        .filter(|input| **input != Input::Reason)
        .map(|input| t(hint::input(*input)))
        .collect::<Vec<_>>();
    (!needed.is_empty()).then(|| needed.join(" · "))
}

fn steps(decision: &Decision) -> AnyView {
    let lists = [
        (t(hint::STEPS), &decision.steps, decision.verdict == Verdict::AllowedWithSteps),
        (t(hint::STAYS_UNDONE), &decision.stays_undone, true),
    ];
    lists
        .into_iter()
        .filter(|(_, texts, _)| !texts.is_empty())
        .map(|(summary, texts, open)| {
            let items =
                texts.iter().map(|text| view! { <li>{pick(text).to_owned()}</li> }).collect_view();
            view! {
                <Disclosure summary open>
                    <ol class="hint-panel__steps">{items}</ol>
                </Disclosure>
            }
        })
        .collect_view()
        .into_any()
}
