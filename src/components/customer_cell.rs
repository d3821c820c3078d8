//! Whose money, and for what: the cell that names a row.

use desk_api::Customer;
use leptos::prelude::*;

use crate::i18n::{payments, t};

#[must_use]
pub fn customer_cell(customer: &Customer, order_name: &str) -> AnyView {
    let name = customer.name.clone().unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    view! {
        <span class="list-table__name">{name}</span>
        <span class="list-table__order">{order_name.to_owned()}</span>
    }
    .into_any()
}
