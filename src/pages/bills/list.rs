//! The rows and sums of the list: read for the filters, kept fresh by live changes.

use std::time::Duration;

use desk_api::{Bill, BillPage, BillQuery, BillSite, BillStatusCount, Change, Page};
use desk_domain::bill::BillStatus;
use desk_domain::{BillId, Won};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::request::request;
use crate::api::bills;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};
use crate::routes::BillsQuery;
use crate::state::session::SessionState;

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

/// Of all that the filters show, whether loaded or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillSums {
    pub count: u64,
    pub amount_won: Won,
    pub unpaid_won: Won,
    by_status: Vec<BillStatusCount>,
}

impl BillSums {
    /// Behind one chip, or behind that of all.
    #[must_use]
    pub fn behind(&self, status: Option<BillStatus>) -> u64 {
        let behind = self.by_status.iter().filter(|sum| status.is_none_or(|one| sum.status == one));
        u64::try_from(behind.map(|sum| sum.count).sum::<i64>()).unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug)]
pub struct BillsList {
    listing: Listing<Bill>,
    sums: RwSignal<Option<BillSums>>,
    sites: RwSignal<Vec<BillSite>>,
    query: Memo<BillsQuery>,
    session: SessionState,
    /// Rows beyond the first page are not thrown away by a live change.
    grown: StoredValue<bool>,
}

impl BillsList {
    pub fn provide(query: Memo<BillsQuery>) -> Self {
        let list = Self {
            listing: Listing::new(),
            sums: RwSignal::new(None),
            sites: RwSignal::new(Vec::new()),
            query,
            session: SessionState::expect(),
            grown: StoredValue::new(false),
        };
        provide_context(list);
        Effect::new(move |_| {
            query.track();
            list.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(change) if list.grown.get_value() => list.read_rows(&change),
            News::Changed(_) => later.run(BURST, move || list.reload()),
        });
        list
    }

    pub fn listing(self) -> Listing<Bill> {
        self.listing
    }

    pub fn sums(self) -> Option<BillSums> {
        self.sums.get()
    }

    /// Where the merchants look after their bills at the vendor.
    pub fn sites(self) -> RwSignal<Vec<BillSite>> {
        self.sites
    }

    /// Shows the present state of a bill in its row. The drawer calls it when it has read one.
    pub fn update(self, bill: Bill) {
        let id = bill.id.to_string();
        self.listing.update_row(&id, bill);
    }

    pub fn reload(self) {
        self.grown.set_value(false);
        self.read(Arrival::First, None);
    }

    pub fn load_more(self) {
        if let Some(cursor) = self.listing.next_cursor.get_untracked() {
            self.grown.set_value(true);
            self.read(Arrival::Next, Some(cursor));
        }
    }

    fn read(self, arrival: Arrival, cursor: Option<String>) {
        let turn = self.listing.state.ask();
        let question = self.query.with_untracked(|query| BillQuery {
            cursor,
            ..request(query, self.session.now().kst_date())
        });
        spawn_local(async move {
            let answer = bills::list(&question).await;
            self.take(turn, arrival, answer);
        });
    }

    fn take(self, turn: u32, arrival: Arrival, answer: Result<BillPage, ApiError>) {
        let (page, head) = match answer {
            Ok(BillPage {
                items,
                next_cursor,
                count,
                amount_won,
                unpaid_won,
                by_status,
                sites,
            }) => {
                let count = u64::try_from(count).unwrap_or_default();
                let sums = BillSums { count, amount_won, unpaid_won, by_status };
                (Ok(Page { items, next_cursor }), Some((sums, sites)))
            }
            Err(error) => (Err(error), None),
        };
        let taken = self.listing.answer(turn, arrival, page, |bill| bill.id.as_str());
        if let (true, Some((sums, sites))) = (taken, head) {
            self.sums.set(Some(sums));
            if self.sites.with_untracked(|known| *known != sites) {
                self.sites.set(sites);
            }
        }
    }

    /// Reads the rows again that a change speaks of: the bill that is the payment, and those made of it.
    fn read_rows(self, change: &Change) {
        let touched: Vec<BillId> = self.listing.rows.with_untracked(|rows| {
            let bills = rows.iter().map(|row| row.value.get_untracked());
            bills.filter(|bill| is_about(change, bill)).map(|bill| bill.id).collect()
        });
        for id in touched {
            spawn_local(async move {
                if let Ok(bill) = bills::find(&id).await {
                    self.update(bill);
                }
            });
        }
    }
}

/// A change names a payment: that of the bill, or the one it was made of.
#[must_use]
pub fn is_about(change: &Change, bill: &Bill) -> bool {
    let named = Some(&change.payment_id);
    bill.payment_id.as_ref() == named || bill.rebill_of.as_ref() == named
}
