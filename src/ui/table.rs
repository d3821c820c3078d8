//! A list of many things in columns: sticky head, one stop for Tab, rows that are links.
//!
//! Only the thin border is generic. The table itself draws type-erased rows, so a second kind of row
//! costs a few hundred bytes instead of a second table.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::roving::{Step, keep_one_stop, rove};
use crate::i18n::Msg;

mod head;
mod rows;

use head::{Head, head};
use rows::{ErasedRow, ROW_LINKS, body_row, open_row, row_link};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    /// For amounts: to the digit.
    End,
}

impl Align {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

/// A column, in a static list at module level. Its width is CSS: `[data-column="amount"]`.
#[derive(Clone, Copy, Debug)]
pub struct Column<T: 'static> {
    pub key: &'static str,
    pub title: Msg,
    pub align: Align,
    pub sortable: bool,
    /// Names the row: its cell is the row's header and holds its link. One column of a table.
    pub names_row: bool,
    pub cell: fn(&T) -> AnyView,
}

/// A row: who it is for good, and what it shows now. Setting `value` redraws it in its place.
#[derive(Debug)]
pub struct Row<T: 'static> {
    pub id: String,
    pub value: ArcRwSignal<T>,
}

// Not derived: a row is shared, so what it shows need not be `Clone`.
impl<T> Clone for Row<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), value: self.value.clone() }
    }
}

/// By which column the rows are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: &'static str,
    pub descending: bool,
}

/// See the fields of [`Column`] and [`Row`].
#[component]
pub fn DataTable<T: Send + Sync + 'static>(
    /// What the rows are, for screen readers.
    #[prop(into)]
    caption: String,
    columns: &'static [Column<T>],
    #[prop(into)] rows: Signal<Vec<Row<T>>>,
    /// The address of a row by its id. Asked again when signals that it reads change.
    #[prop(into)]
    href: Callback<String, String>,
    /// The row that is open.
    #[prop(optional, into)]
    selected: Signal<Option<String>>,
    /// How many rows there are in all, shown or not.
    #[prop(optional, into)]
    total: Signal<Option<u64>>,
    /// The rows shown are about to be replaced.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional, into)] sort: Signal<Option<Sort>>,
    #[prop(optional, into)] on_sort: Option<Callback<Sort>>,
    /// For moving among the rows from a shortcut, with [`step_rows`].
    #[prop(optional)]
    node_ref: NodeRef<html::Table>,
) -> AnyView {
    let heads = columns.iter().map(|column| head(Head::of(column), sort, on_sort)).collect_view();
    let erased = Signal::derive(move || {
        rows.get().into_iter().map(|row| ErasedRow::new(columns, row)).collect::<Vec<_>>()
    });
    frame(Frame {
        caption,
        heads: heads.into_any(),
        rows: erased,
        href,
        selected,
        total,
        busy,
        node_ref,
    })
}

/// Moves the focus among the rows, as the arrow keys do inside the table.
pub fn step_rows(table: NodeRef<html::Table>, step: Step) {
    if let Some(table) = table.get_untracked() {
        rove(&table, ROW_LINKS, step);
    }
}

struct Frame {
    caption: String,
    heads: AnyView,
    rows: Signal<Vec<ErasedRow>>,
    href: Callback<String, String>,
    selected: Signal<Option<String>>,
    total: Signal<Option<u64>>,
    busy: Signal<bool>,
    node_ref: NodeRef<html::Table>,
}

fn frame(parts: Frame) -> AnyView {
    let Frame { caption, heads, rows, href, selected, total, busy, node_ref } = parts;
    Effect::new(move |_| {
        rows.track();
        let open = selected.get();
        if let Some(table) = node_ref.get() {
            // After the rows are drawn: the effect may come before them.
            request_animation_frame(move || {
                let row = open.and_then(|id| row_link(&table, &id));
                keep_one_stop(&table, ROW_LINKS, row.as_ref());
            });
        }
    });
    let keydown = move |event: KeyboardEvent| {
        if let Some(step) = Step::of_key(&event.key()) {
            event.prevent_default();
            step_rows(node_ref, step);
        }
    };
    // Roles are said aloud: narrow windows lay rows out as cards, and `display` would take them away.
    view! {
        <table
            class="data-table"
            node_ref=node_ref
            role="table"
            aria-label=caption
            aria-rowcount=move || total.get().map(|total| (total + 1).to_string())
            aria-busy=move || busy.get().then_some("true")
            on:keydown=keydown
        >
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup" on:click=open_row>
                <For each=move || rows.get() key=|row| row.id.clone() let:row>
                    {body_row(row, href, selected)}
                </For>
            </tbody>
        </table>
    }
    .into_any()
}
