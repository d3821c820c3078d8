//! The foot of a list: how much of it is shown, and more.

use leptos::prelude::*;

use crate::format::won::count;
use crate::i18n::{locale, payments};
use crate::ui::pager::Pager;

/// Nothing under an empty list, which says itself that it is empty.
#[component]
pub fn ListingFoot(
    /// Rows that are shown.
    #[prop(into)]
    shown: Signal<usize>,
    /// Rows that there are, where anybody says; it may come a moment after the rows.
    #[prop(optional, into)]
    total: Signal<Option<u64>>,
    next_cursor: RwSignal<Option<String>>,
    #[prop(into)] pending: Signal<bool>,
    #[prop(into)] on_more: Callback<()>,
) -> AnyView {
    let words = Signal::derive(move || {
        let number = u64::try_from(shown.get()).unwrap_or_default();
        match total.get() {
            Some(total) => payments::shown_of(locale(), &count(number), &count(total.max(number))),
            None => payments::shown(locale(), &count(number)),
        }
    });
    let any = Memo::new(move |_| shown.get() > 0);
    (move || {
        any.get().then(|| {
            view! {
                <Pager
                    shown=words
                    more=Signal::derive(move || next_cursor.with(Option::is_some))
                    pending
                    on_more
                />
            }
        })
    })
    .into_any()
}
