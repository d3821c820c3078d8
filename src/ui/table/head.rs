//! The heads of the columns, and sorting by them.

use leptos::prelude::*;

use super::{Align, Column, Sort};
use crate::i18n::{Msg, t, ui};
use crate::ui::icon::{Glyph, Icon};

/// What the head of a column needs; the column without its type.
#[derive(Clone, Copy)]
pub(super) struct Head {
    key: &'static str,
    title: Msg,
    align: Align,
    sortable: bool,
}

impl Head {
    pub(super) const fn of<T>(column: &Column<T>) -> Self {
        let Column { key, title, align, sortable, .. } = *column;
        Self { key, title, align, sortable }
    }
}

pub(super) fn head(
    head: Head,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
) -> AnyView {
    let Head { key, title, align, sortable } = head;
    let descending =
        move || sort.get().filter(|sort| sort.column == key).map(|sort| sort.descending);
    let content = match on_sort.filter(|_| sortable) {
        None => t(title).into_any(),
        Some(on_sort) => view! {
            <button
                class="data-table__sort"
                type="button"
                title=move || {
                    t(if descending() == Some(true) {
                        ui::SORT_ASCENDING
                    } else {
                        ui::SORT_DESCENDING
                    })
                }
                on:click=move |_| {
                    let descending = descending() != Some(true);
                    on_sort.run(Sort { column: key, descending });
                }
            >
                {t(title)}
                {move || {
                    descending()
                        .map(|descending| {
                            let icon = if descending { Icon::ArrowDown } else { Icon::ArrowUp };
                            view! { <Glyph icon /> }
                        })
                }}
            </button>
        }
        .into_any(),
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            data-column=key
            data-align=align.name()
            aria-sort=move || {
                descending().map(|descending| if descending { "descending" } else { "ascending" })
            }
        >
            {content}
        </th>
    }
    .into_any()
}
