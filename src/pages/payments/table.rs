//! The rows of a list of payments, with their keys and their foot.

use leptos::prelude::*;

use super::columns::COLUMNS;
use super::list::PaymentsList;
use super::nothing::Nothing;
use super::place::Place;
use crate::components::list_table::ListTable;
use crate::i18n::{payments, t};

#[component]
pub fn PaymentsTable(place: Place, list: PaymentsList) -> AnyView {
    view! {
        <ListTable
            listing=list.listing()
            class="payments-table"
            caption=t(payments::LIST)
            columns=COLUMNS
            href=move |id| place.href_of(id)
            selected=Signal::derive(move || place.open().map(|id| id.to_string()))
            total=list.total()
            sort=place.sort()
            on_sort=move |sort| place.sort_by(sort)
            on_retry=move |()| list.reload()
            on_more=move |()| list.load_more()
            nothing=move || {
                place.query.track();
                view! { <Nothing place /> }
            }
        />
    }
    .into_any()
}
