//! The small print of a decision: hints, doubts, and where each rule was read.

use desk_domain::Text;
use desk_domain::decision::{Action, Decision, Notice, Severity};
use leptos::prelude::*;

use crate::i18n::{Msg, hint, pick, t};
use crate::ui::disclosure::Disclosure;
use crate::ui::mark::{Badge, Tone};

/// A doubt and how the codes of its notices begin.
type Doubt = (&'static str, Msg);

/// Said outside of what can be folded away; the notices inside say about what.
const DOUBTS: &[Doubt] = &[("conflict", hint::CONFLICT), ("unverified", hint::UNVERIFIED)];

#[component]
pub fn Notices(decision: Decision) -> AnyView {
    let said = said(&decision);
    let open = said.iter().any(|one| is_doubtful(one));
    let marks = DOUBTS
        .iter()
        .filter(|doubt| said.iter().any(|notice| is_about(notice, doubt)))
        .map(mark)
        .collect::<Vec<_>>();
    let notices = said.iter().map(|one| notice(one)).collect_view();
    let rules = decision.rules.join(" · ");
    let sources = titles(&said);
    view! {
        {(!marks.is_empty()).then(|| view! { <p class="hint-panel__doubts">{marks}</p> })}
        <Disclosure summary=t(hint::NOTICES) open>
            <ul class="hint-panel__notices">{notices}</ul>
            <p class="hint-panel__rules">{t(hint::RULES)} " " {rules}</p>
            {(!sources.is_empty())
                .then(|| view! { <p class="hint-panel__rules">{t(hint::SOURCES)} " " {sources}</p> })}
        </Disclosure>
    }
    .into_any()
}

/// What the headline has not said: first why a cancel goes only so far (a contract, a limit, no parts),
/// then everything else worth knowing. What speaks of both cancels is said once.
fn said(decision: &Decision) -> Vec<&Notice> {
    let cancels = [Action::CancelFull, Action::CancelPartial];
    let reasons = cancels.iter().filter_map(|action| decision.of(*action));
    let mut said: Vec<&Notice> = Vec::new();
    for notice in reasons.flat_map(|decided| &decided.reasons).chain(&decision.notices) {
        let known = said.iter().any(|earlier| earlier.text == notice.text);
        if !known && notice.text != decision.headline {
            said.push(notice);
        }
    }
    said
}

fn notice(notice: &Notice) -> AnyView {
    let doubt = DOUBTS.iter().find(|doubt| is_about(notice, doubt));
    view! {
        <li data-severity=notice.severity.as_str()>
            {doubt.map(mark)}
            <span>{pick(&notice.text).to_owned()}</span>
        </li>
    }
    .into_any()
}

fn is_about(notice: &Notice, (code, _): &Doubt) -> bool {
    notice.code.starts_with(code)
}

fn mark((_, label): &Doubt) -> AnyView {
    view! { <Badge tone=Tone::Warning outlined=true label=t(*label) /> }.into_any()
}

/// A rule that nobody could settle is not folded away.
fn is_doubtful(notice: &Notice) -> bool {
    notice.severity == Severity::Warning
}

/// Each document once, in the order it was used.
fn titles(notices: &[&Notice]) -> String {
    let mut titles: Vec<&Text> = Vec::new();
    for source in notices.iter().flat_map(|notice| &notice.sources) {
        if !titles.contains(&source) {
            titles.push(source);
        }
    }
    titles.into_iter().map(pick).collect::<Vec<_>>().join(" · ")
}
