//! The foot of the list: how much of it is shown, and more.

use leptos::prelude::*;

use super::list::PaymentsList;
use crate::format::won::count;
use crate::i18n::{locale, payments};
use crate::ui::pager::Pager;

#[component]
pub fn Foot(list: PaymentsList) -> AnyView {
    let listing = list.listing();
    let total = list.total();
    let shown = Signal::derive(move || {
        let number = u64::try_from(listing.rows.with(Vec::len)).unwrap_or_default();
        // The sums may come a moment after the rows.
        let total = total.get().unwrap_or(number).max(number);
        payments::shown_of(locale(), &count(number), &count(total))
    });
    let any = Memo::new(move |_| listing.rows.with(|rows| !rows.is_empty()));
    (move || {
        any.get().then(|| {
            view! {
                <Pager
                    shown
                    more=Signal::derive(move || listing.next_cursor.with(Option::is_some))
                    pending=listing.state.loading
                    on_more=move |()| list.load_more()
                />
            }
        })
    })
    .into_any()
}
