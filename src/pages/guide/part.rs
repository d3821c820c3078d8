//! One table of the guide.

use desk_domain::guide::{CellKind, GuideRowKind};
use leptos::prelude::*;

use super::matching::Part;
use super::row::RuleRow;
use crate::i18n::{Msg, guide, t, words};

/// A column and the kinds of cells that stand in it.
pub type GuideColumn = (Msg, &'static [CellKind]);

const CANCEL: &[GuideColumn] = &[
    (guide::FULL, &[CellKind::Full, CellKind::Hours]),
    (guide::PARTIAL, &[CellKind::Partial, CellKind::PartialMin, CellKind::PartialCount]),
    (guide::DEADLINE, &[CellKind::Deadline]),
    (guide::PREPARE, &[CellKind::Inputs]),
    (guide::MONEY, &[CellKind::Fee, CellKind::Arrival]),
    (guide::CASH_RECEIPT, &[CellKind::CashReceipt]),
    (
        guide::MORE,
        &[CellKind::Steps, CellKind::Undone, CellKind::Void, CellKind::Note, CellKind::TestMode],
    ),
];
const FOLLOW_UP: &[GuideColumn] = &[(guide::MORE, &[CellKind::FollowUp])];
const UNDO: &[GuideColumn] = &[(guide::MORE, &[CellKind::Undo])];

#[component]
pub fn PartTable(part: Part) -> AnyView {
    let columns = match part.kind {
        GuideRowKind::Cancel => CANCEL,
        GuideRowKind::FollowUp => FOLLOW_UP,
        GuideRowKind::Undo => UNDO,
    };
    let title = match (part.kind, part.channel) {
        (GuideRowKind::Cancel, Some(channel)) => t(words::channel(channel)),
        (GuideRowKind::Cancel, None) => t(guide::EVERY_CHANNEL),
        (kind, _) => t(guide::part(kind)),
    };
    let heads = columns
        .iter()
        .map(|(title, _)| view! { <th scope="col" role="columnheader">{t(*title)}</th> })
        .collect_view();
    let rows = part.rows.into_iter().map(|row| view! { <RuleRow row columns /> }).collect_view();
    view! {
        <section class="guide-part" data-wide=(columns.len() > 1).then_some("")>
            <h2 class="guide-part__title">{title}</h2>
            <table class="guide-table" role="table" aria-label=title>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">
                            {t(guide::RULE)}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
