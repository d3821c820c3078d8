//! One fact of a rule, with its doubts, its sources and the day they were checked.

use desk_domain::decision::Severity;
use desk_domain::guide::GuideCell;
use leptos::prelude::*;

use crate::format::moment;
use crate::i18n::{guide, hint, locale, pick, t};
use crate::ui::mark::{Badge, Tone};

#[component]
pub fn CellView(
    cell: GuideCell,
    /// Says what it speaks of, where its column holds several kinds.
    labelled: bool,
) -> AnyView {
    let label = labelled
        .then(|| view! { <span class="guide-cell__label">{t(guide::cell(cell.kind))}</span> });
    let lines =
        pick(&cell.text).lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let conflict = cell.conflict.as_ref().map(|conflict| {
        view! {
            <p class="guide-cell__doubt">
                <Badge tone=Tone::Warning outlined=true label=t(hint::CONFLICT) />
                <span>{pick(conflict).to_owned()}</span>
            </p>
        }
    });
    let unverified = cell.unverified.then(|| {
        view! { <Badge tone=Tone::Warning outlined=true label=t(hint::UNVERIFIED) /> }
    });
    let keys = cell.sources.iter().map(|source| source.key.as_str()).collect::<Vec<_>>().join(" ");
    let titles =
        cell.sources.iter().map(|source| pick(&source.title)).collect::<Vec<_>>().join(" · ");
    let checked = guide::checked(locale(), &moment::day_numeric(cell.checked_on));
    view! {
        <div
            class="guide-cell"
            data-enforcement=cell.enforcement.map(Severity::as_str)
        >
            {label}
            {lines}
            {unverified}
            {conflict}
            <p class="guide-cell__source" title=titles>
                {keys} " · " {checked}
            </p>
        </div>
    }
    .into_any()
}
