//! One rule: for which payments it holds, and its cells.

use desk_domain::guide::GuideRow;
use leptos::prelude::*;

use super::cell::CellView;
use super::part::GuideColumn;
use crate::i18n::{guide, pick, t, words};

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
            let empty = cells.is_empty();
            view! {
                <td role="cell" data-label=t(title) data-empty=empty.then_some("")>
                    {cells}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr role="row" id=row.id.clone()>
            <th scope="row" role="rowheader">
                <span class="guide-table__name">{pick(&row.name).to_owned()}</span>
                <span class="guide-table__when">{when(&row)}</span>
                <code class="guide-table__id">{row.id.clone()}</code>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The payments that the rule is for.
fn when(row: &GuideRow) -> String {
    let methods = row.methods.iter().map(|method| t(words::method(*method)).to_owned());
    let conditions =
        row.conditions.iter().map(|one| format!("{}: {}", one.key, one.words.join(", ")));
    let otherwise = row.fallback.then(|| t(guide::OTHERWISE).to_owned());
    let parts = row.pgs.iter().cloned().chain(methods).chain(conditions).chain(otherwise);
    parts.collect::<Vec<_>>().join(" · ")
}
