//! Where one is on this screen: the filters and the open payment, both from the address. Changing one
//! keeps the other.

use desk_api::Sort as Order;
use desk_domain::PaymentId;
use leptos::prelude::*;

use crate::routes::{Go, PaymentsQuery, Route, use_go, use_location};
use crate::ui::table::Sort;

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub query: Memo<PaymentsQuery>,
    open: Memo<Option<PaymentId>>,
    go: Go,
}

impl Place {
    pub fn new(query: Memo<PaymentsQuery>) -> Self {
        let pathname = use_location().pathname;
        let open = Memo::new(move |_| match pathname.with(|path| Route::parse(path)) {
            Some(Route::Payment(id, _)) => Some(id),
            _ => None,
        });
        Self { query, open, go: use_go() }
    }

    /// The payment in the inspector.
    pub fn open(self) -> Option<PaymentId> {
        self.open.get()
    }

    pub fn is_open_untracked(self, id: &PaymentId) -> bool {
        self.open.with_untracked(|open| open.as_ref() == Some(id))
    }

    pub fn href_of(self, id: String) -> String {
        let query = self.query.get();
        id.parse().map_or_else(
            |_| Route::Payments(query.clone()).href(),
            |id| Route::Payment(id, query.clone()).href(),
        )
    }

    /// A choice: the back button undoes it.
    pub fn choose(self, change: impl FnOnce(&mut PaymentsQuery)) {
        self.go.push(self.changed(change));
    }

    /// Typing: each letter takes the place of the one before.
    pub fn look_for(self, text: String) {
        let text = text.trim().to_owned();
        self.go.replace(self.changed(|query| query.search = text));
    }

    fn changed(self, change: impl FnOnce(&mut PaymentsQuery)) -> Route {
        let mut query = self.query.get_untracked();
        query.cursor = None;
        change(&mut query);
        match self.open.get_untracked() {
            Some(id) => Route::Payment(id, query),
            None => Route::Payments(query),
        }
    }

    pub fn sort(self) -> Signal<Option<Sort>> {
        Signal::derive(move || {
            let (column, descending) = match self.query.get().sort {
                Order::Newest => ("paid_at", true),
                Order::Oldest => ("paid_at", false),
                Order::AmountHigh => ("amount", true),
                Order::AmountLow => ("amount", false),
            };
            Some(Sort { column, descending })
        })
    }

    pub fn sort_by(self, sort: Sort) {
        let order = match (sort.column, sort.descending) {
            ("amount", true) => Order::AmountHigh,
            ("amount", false) => Order::AmountLow,
            (_, true) => Order::Newest,
            (_, false) => Order::Oldest,
        };
        self.choose(|query| query.sort = order);
    }
}
