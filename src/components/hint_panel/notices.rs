//! The small print of a decision: hints, doubts, and where each rule was read.

use desk_domain::Text;
use desk_domain::decision::{Decision, Notice, Severity};
use leptos::prelude::*;

use crate::i18n::{hint, pick, t};
use crate::ui::disclosure::Disclosure;
use crate::ui::mark::{Badge, Tone};

#[component]
pub fn Notices(decision: Decision) -> AnyView {
    let doubts = decision.notices.iter().any(is_doubtful);
    let notices = decision.notices.iter().map(notice).collect_view();
    let rules = decision.rules.join(" · ");
    let sources = titles(&decision.notices);
    view! {
        <Disclosure summary=t(hint::NOTICES) open=doubts>
            <ul class="hint-panel__notices">{notices}</ul>
            <p class="hint-panel__rules">{t(hint::RULES)} " " {rules}</p>
            {(!sources.is_empty())
                .then(|| view! { <p class="hint-panel__rules">{t(hint::SOURCES)} " " {sources}</p> })}
        </Disclosure>
    }
    .into_any()
}

fn notice(notice: &Notice) -> AnyView {
    let doubt = if notice.code.starts_with("conflict") {
        Some(hint::CONFLICT)
    } else {
        notice.code.starts_with("unverified").then_some(hint::UNVERIFIED)
    };
    view! {
        <li data-severity=notice.severity.as_str()>
            {doubt.map(|label| view! { <Badge tone=Tone::Warning outlined=true label=t(label) /> })}
            <span>{pick(&notice.text).to_owned()}</span>
        </li>
    }
    .into_any()
}

/// A rule that nobody could settle is not folded away.
fn is_doubtful(notice: &Notice) -> bool {
    notice.severity == Severity::Warning
}

/// Each document once, in the order it was used.
fn titles(notices: &[Notice]) -> String {
    let mut titles: Vec<&Text> = Vec::new();
    for source in notices.iter().flat_map(|notice| &notice.sources) {
        if !titles.contains(&source) {
            titles.push(source);
        }
    }
    titles.into_iter().map(pick).collect::<Vec<_>>().join(" · ")
}
