//! The rows, without the type of what they show.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{Align, Column, Row};
use crate::ui::dom::all_matching;

/// Where the links of the rows are found.
pub(super) const ROW_LINKS: &str = ".data-table__link";

struct Cell {
    key: &'static str,
    align: Align,
    names_row: bool,
    view: AnyView,
}

#[derive(Clone)]
pub(super) struct ErasedRow {
    pub(super) id: String,
    cells: Arc<dyn Fn() -> Vec<Cell> + Send + Sync>,
    track: Arc<dyn Fn() + Send + Sync>,
}

impl ErasedRow {
    pub(super) fn new<T: Send + Sync + 'static>(
        columns: &'static [Column<T>],
        row: Row<T>,
    ) -> Self {
        let value = row.value.clone();
        let cells = move || {
            let value = value.read();
            let cell = |column: &Column<T>| Cell {
                key: column.key,
                align: column.align,
                names_row: column.names_row,
                view: (column.cell)(&value),
            };
            columns.iter().map(cell).collect()
        };
        let track = move || row.value.track();
        Self { id: row.id, cells: Arc::new(cells), track: Arc::new(track) }
    }
}

pub(super) fn body_row(
    row: ErasedRow,
    href: Callback<String, String>,
    selected: Signal<Option<String>>,
) -> AnyView {
    let ErasedRow { id, cells, track } = row;
    let (own, of_cells) = (id.clone(), id.clone());
    let mut draws = 0_u32;
    // Alternates, so that each change starts the tint of the row anew.
    let fresh = move || {
        track();
        draws += 1;
        (draws > 1).then_some(if draws.is_multiple_of(2) { "even" } else { "odd" })
    };
    view! {
        <tr
            role="row"
            data-row=id
            data-fresh=fresh
            aria-current=move || {
                selected.with(|selected| selected.as_ref() == Some(&own)).then_some("true")
            }
        >
            {move || {
                cells().into_iter().map(|cell| body_cell(cell, of_cells.clone(), href)).collect_view()
            }}
        </tr>
    }
    .into_any()
}

fn body_cell(cell: Cell, row_id: String, href: Callback<String, String>) -> AnyView {
    let Cell { key, align, names_row, view } = cell;
    if names_row {
        return view! {
            <th role="rowheader" scope="row" data-column=key data-align=align.name()>
                <a class="data-table__link" tabindex="-1" href=move || href.run(row_id.clone())>
                    {view}
                </a>
            </th>
        }
        .into_any();
    }
    view! {
        <td role="cell" data-column=key data-align=align.name()>
            {view}
        </td>
    }
    .into_any()
}

/// A click anywhere in a row is a click on its link, unless it meant something else: another control,
/// or text being selected for copying.
pub(super) fn open_row(event: MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let on_control = target.closest("a, button, input, label").ok().flatten().is_some();
    let selecting =
        window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    if on_control || selecting {
        return;
    }
    let link = target
        .closest("tr")
        .ok()
        .flatten()
        .and_then(|row| row.query_selector(ROW_LINKS).ok().flatten())
        .and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        // Afterwards: that click comes through this very listener again.
        queue_microtask(move || link.click());
    }
}

pub(super) fn row_link(table: &Element, id: &str) -> Option<HtmlElement> {
    all_matching(table, "tr[data-row]")
        .into_iter()
        .find(|row| row.get_attribute("data-row").as_deref() == Some(id))?
        .query_selector(ROW_LINKS)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}
