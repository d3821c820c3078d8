//! The rows and sums of the list: read for the filters, kept fresh by live changes.

use std::time::Duration;

use desk_api::{Change, Payment, PaymentQuery, PaymentSummary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::place::Place;
use super::request::request;
use crate::api::events::{News, use_changes};
use crate::api::payments;
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};
use crate::state::session::SessionState;

/// Changes come in bursts: sums are asked for once a burst is over.
const BURST: Duration = Duration::from_millis(700);

/// The kind of change that a payment new to the book brings.
const BOOKED: &str = "payment.booked";

#[derive(Clone, Copy, Debug)]
pub struct PaymentsList {
    listing: Listing<Payment>,
    summary: RwSignal<Option<PaymentSummary>>,
    place: Place,
    session: SessionState,
    /// Payments that the filters would show and the rows do not, because they came in later.
    arrived: RwSignal<usize>,
}

impl PaymentsList {
    pub fn provide(place: Place) -> Self {
        let list = Self {
            listing: Listing::new(),
            summary: RwSignal::new(None),
            place,
            session: SessionState::expect(),
            arrived: RwSignal::new(0),
        };
        provide_context(list);
        Effect::new(move |_| {
            place.query.track();
            list.reload();
        });
        let (later, arrivals) = (Later::here(), Later::here());
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(change) => {
                list.take(&change);
                later.run(BURST, move || list.read_summary());
                if change.kind == BOOKED {
                    arrivals.run(BURST, move || list.count_arrivals());
                }
            }
        });
        list
    }

    pub fn arrived(self) -> usize {
        self.arrived.get()
    }

    pub fn listing(self) -> Listing<Payment> {
        self.listing
    }

    pub fn summary(self) -> Option<PaymentSummary> {
        self.summary.get()
    }

    /// How many payments the filters show in all.
    pub fn total(self) -> Signal<Option<u64>> {
        Signal::derive(move || {
            self.summary.with(|summary| {
                summary.as_ref().and_then(|sums| u64::try_from(sums.shown.count).ok())
            })
        })
    }

    /// Shows the present state of a payment in its row. The inspector calls it when it has read one.
    pub fn update(self, payment: Payment) {
        let id = payment.id.to_string();
        self.listing.update_row(&id, payment);
    }

    pub fn reload(self) {
        self.arrived.set(0);
        self.read(Arrival::First, None);
        self.read_summary();
    }

    pub fn load_more(self) {
        if let Some(cursor) = self.listing.next_cursor.get_untracked() {
            self.read(Arrival::Next, Some(cursor));
        }
    }

    fn question(self) -> PaymentQuery {
        let today = self.session.now().kst_date();
        let asked = self.place.query.with_untracked(|query| request(query, today));
        let customer = self.place.customer().map(|customer| customer.to_string());
        PaymentQuery { customer, ..asked }
    }

    fn read(self, arrival: Arrival, cursor: Option<String>) {
        let turn = self.listing.state.ask();
        let question = PaymentQuery { cursor, ..self.question() };
        spawn_local(async move {
            let page = payments::list(&question).await;
            self.listing.answer(turn, arrival, page, |payment| payment.id.as_str());
        });
    }

    /// The old sums stay until the new ones are there; a failure is the rows' to tell.
    fn read_summary(self) {
        let question = self.question();
        spawn_local(async move {
            let summary = payments::summary(&question).await;
            let still_asked = self.place.query.try_with_untracked(|_| ()).is_some()
                && question == self.question();
            if let (Ok(summary), true) = (summary, still_asked) {
                self.summary.set(Some(summary));
            }
        });
    }

    /// Looks at the first page without showing it. Only what stands above a row that is shown has come
    /// in: rows behind the last one may have been there before.
    fn count_arrivals(self) {
        let question = self.question();
        spawn_local(async move {
            let Ok(page) = payments::list(&question).await else { return };
            let number = self.listing.rows.try_with_untracked(|rows| {
                let is_shown =
                    |payment: &Payment| rows.iter().any(|row| row.id == payment.id.as_str());
                let last = page.items.iter().rposition(is_shown);
                let above = last.map_or(page.items.as_slice(), |last| &page.items[..last]);
                above.iter().filter(|payment| !is_shown(payment)).count()
            });
            if let (Some(number), true) = (number, question == self.question()) {
                self.arrived.set(number);
            }
        });
    }

    /// Reads a changed payment again where its row is shown. The inspector reads its own.
    fn take(self, change: &Change) {
        let id = change.payment_id.clone();
        let shown =
            self.listing.rows.with_untracked(|rows| rows.iter().any(|row| row.id == id.as_str()));
        if !shown || self.place.is_open_untracked(&id) {
            return;
        }
        spawn_local(async move {
            if let Ok(payment) = payments::find_row(&id).await {
                self.update(payment);
            }
        });
    }
}
