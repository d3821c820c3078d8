//! One rule: for which payments it holds, and its cells.

use desk_domain::guide::GuideRow;
use leptos::prelude::*;

use super::cell::CellView;
use super::part::GuideColumn;
use crate::i18n::{Msg, guide, hint, pick, t, words};
use crate::ui::mark::{Badge, Tone};

#[component]
pub fn RuleRow(row: GuideRow, columns: &'static [GuideColumn]) -> AnyView {
    let cells = columns
        .iter()
        .map(|(title, kinds)| {
            let title = *title;
            let cells = kinds
                .iter()
                .flat_map(|kind| row.cells_of(*kind))
                .map(|cell| {
                    let labelled = kinds.len() > 1 && cell.kind != kinds[0];
                    view! { <CellView cell=cell.clone() labelled /> }
                })
                .collect::<Vec<_>>();
            let nothing = cells.is_empty().then(|| nothing_stated(&row, title));
            // Where there is room for little, only what is stated.
            let skipped = cells.is_empty() && (title == guide::MORE || !row.fallback);
            view! {
                <td role="cell" data-label=t(title) data-empty=skipped.then_some("")>
                    {cells}
                    {nothing}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr role="row" id=row.id.clone()>
            <th scope="row" role="rowheader">
                <span class="guide-table__name">{pick(&row.name).to_owned()}</span>
                {Some(when(&row))
                    .filter(|when| when != pick(&row.name))
                    .map(|when| view! { <span class="guide-table__when">{when}</span> })}
                <code class="guide-table__id">{row.id.clone()}</code>
                {doubts(&row)}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A rule that adds nothing of its own follows the wider one; only the last of those is silent.
fn nothing_stated(row: &GuideRow, column: Msg) -> AnyView {
    if column == guide::MORE {
        return ().into_any();
    }
    let words = if row.fallback { guide::NOT_STATED } else { guide::NOTHING_OF_ITS_OWN };
    view! { <span class="guide-table__nothing">{t(words)}</span> }.into_any()
}

/// What cannot be relied on is seen with the name of the rule, not only at the cell.
fn doubts(row: &GuideRow) -> AnyView {
    let doubts = [
        (row.cells.iter().any(|cell| cell.conflict.is_some()), hint::CONFLICT),
        (row.cells.iter().any(|cell| cell.unverified), hint::UNVERIFIED),
    ];
    let marks = doubts
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| view! { <Badge tone=Tone::Warning outlined=true label=t(words) /> })
        .collect_view();
    view! { <span class="guide-table__doubts">{marks}</span> }.into_any()
}

/// The payments that the rule is for.
fn when(row: &GuideRow) -> String {
    let methods = row.methods.iter().map(|method| t(words::method(*method)).to_owned());
    let conditions = row.conditions.iter().map(|one| pick(&one.text).to_owned());
    let otherwise = row.fallback.then(|| t(guide::OTHERWISE).to_owned());
    let parts = row.pgs.iter().cloned().chain(methods).chain(conditions).chain(otherwise);
    parts.collect::<Vec<_>>().join(" · ")
}
