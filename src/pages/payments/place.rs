//! Where one is on a list of payments: whose they are, the filters and the open payment, all from the
//! address. Changing one keeps the others.

use desk_api::{Customer, Sort as Order};
use desk_domain::{CustomerId, PaymentId};
use leptos::prelude::*;

use crate::routes::{
    CustomerQuery, CustomerView, Go, PaymentsQuery, Route, Screen, use_go, use_open, use_query,
};
use crate::ui::table::Sort;

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub query: Memo<PaymentsQuery>,
    /// The open list of a customer's tab.
    view: Memo<CustomerView>,
    /// Whose payments are listed; everybody's without one.
    customer: StoredValue<Option<CustomerId>>,
    open: Memo<Option<PaymentId>>,
    go: Go,
}

impl Place {
    /// On the list of everybody's payments.
    pub fn provide() -> Self {
        let query = use_query::<PaymentsQuery>();
        Self::provide_with(None, query, Memo::new(|_| CustomerView::default()))
    }

    /// On the tab of one customer.
    pub fn provide_for(customer: CustomerId) -> Self {
        let tab = use_query::<CustomerQuery>();
        let query = Memo::new(move |_| tab.with(|tab| tab.list.clone()));
        Self::provide_with(Some(customer), query, Memo::new(move |_| tab.with(|tab| tab.view)))
    }

    fn provide_with(
        customer: Option<CustomerId>,
        query: Memo<PaymentsQuery>,
        view: Memo<CustomerView>,
    ) -> Self {
        let open = use_open(customer.as_ref().map_or(Screen::Payments, |_| Screen::Customer));
        let open = Memo::new(move |_| open.with(|open| open.as_ref()?.parse().ok()));
        let place = Self { query, view, customer: StoredValue::new(customer), open, go: use_go() };
        provide_context(place);
        place
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// The payment in the inspector.
    pub fn open(self) -> Option<PaymentId> {
        self.open.get()
    }

    pub fn is_open_untracked(self, id: &PaymentId) -> bool {
        self.open.with_untracked(|open| open.as_ref() == Some(id))
    }

    pub fn customer(self) -> Option<CustomerId> {
        self.customer.get_value()
    }

    pub fn view(self) -> CustomerView {
        self.view.get()
    }

    /// The tab of who paid; none where one is there, or where too little is known of them.
    pub fn href_of_customer(self, customer: &Customer) -> Option<String> {
        let id = customer.id.as_ref()?.parse().ok()?;
        let is_elsewhere = self.customer.with_value(Option::is_none);
        is_elsewhere.then(|| Route::Customer(id, CustomerQuery::default()).href())
    }

    pub fn href_of(self, id: String) -> String {
        self.route(id.parse().ok(), self.query.get(), self.view.get()).href()
    }

    /// Leaves the open payment.
    pub fn close(self) {
        self.go.push(self.route(None, self.query.get_untracked(), self.view.get_untracked()));
    }

    pub fn show(self, view: CustomerView) {
        self.go.push(self.route(None, self.query.get_untracked(), view));
    }

    /// The customer's payments that fit `change`, whatever is shown of them now.
    pub fn show_payments(self, change: impl FnOnce(&mut PaymentsQuery)) {
        let mut query = CustomerQuery::default().list;
        change(&mut query);
        self.go.push(self.route(None, query, CustomerView::Payments));
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
        change(&mut query);
        self.route(self.open.get_untracked(), query, self.view.get_untracked())
    }

    fn route(self, open: Option<PaymentId>, list: PaymentsQuery, view: CustomerView) -> Route {
        match (self.customer.get_value(), open) {
            (None, None) => Route::Payments(list),
            (None, Some(open)) => Route::Payment(open, list),
            (Some(customer), None) => Route::Customer(customer, CustomerQuery { view, list }),
            (Some(customer), Some(open)) => {
                Route::CustomerPayment(customer, open, CustomerQuery { view, list })
            }
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
