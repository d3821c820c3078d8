//! The documents behind what is shown.

use desk_domain::guide::GuideSource;
use leptos::prelude::*;

use super::matching::Part;
use crate::i18n::{guide, pick, t};

/// Each document once, in the order of its key.
#[must_use]
pub fn of(parts: &[Part]) -> Vec<GuideSource> {
    let cells = parts.iter().flat_map(|part| &part.rows).flat_map(|row| &row.cells);
    let mut sources = cells.flat_map(|cell| cell.sources.clone()).collect::<Vec<_>>();
    sources.sort_by(|one, other| (one.key.len(), &one.key).cmp(&(other.key.len(), &other.key)));
    sources.dedup_by(|one, other| one.key == other.key);
    sources
}

#[component]
pub fn Sources(sources: Vec<GuideSource>) -> AnyView {
    let items = sources
        .into_iter()
        .map(|source| {
            view! {
                <div>
                    <dt>{source.key}</dt>
                    <dd>{pick(&source.title).to_owned()}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="guide-sources">
            <h2 class="guide-part__title">{t(guide::SOURCES)}</h2>
            <dl>{items}</dl>
        </section>
    }
    .into_any()
}
