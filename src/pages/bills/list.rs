//! The bills that the filters show, and their sums.

use desk_api::{Bill, BillPage, BillQuery, BillSite, BillStatusCount, Change, Page};
use desk_domain::Won;
use desk_domain::bill::BillStatus;
use leptos::prelude::*;

use super::request::request;
use crate::api::bills;
use crate::components::live_list::{Answer, LiveList, Look, Source};
use crate::routes::BillsQuery;
use crate::state::session::SessionState;

/// What a page tells of all that the filters show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillSums {
    pub count: u64,
    pub amount_won: Won,
    pub unpaid_won: Won,
    by_status: Vec<BillStatusCount>,
    /// Where the merchants look after their bills at the vendor.
    pub sites: Vec<BillSite>,
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
pub struct Bills {
    query: Memo<BillsQuery>,
    session: SessionState,
}

pub type BillsList = LiveList<Bills>;

impl Bills {
    pub fn provide(query: Memo<BillsQuery>) -> BillsList {
        let source = Self { query, session: SessionState::expect() };
        let list = LiveList::start(source, move || query.track());
        provide_context(list);
        list
    }
}

impl Source for Bills {
    type Row = Bill;
    type Sums = BillSums;
    const NEW_COMES_FIRST: bool = false;

    fn id(bill: &Bill) -> &str {
        bill.id.as_str()
    }

    fn page(self, cursor: Option<String>) -> impl Future<Output = Answer<Self>> + 'static {
        let today = self.session.now().kst_date();
        let question = BillQuery { cursor, ..self.query.with(|query| request(query, today)) };
        async move {
            let BillPage { items, next_cursor, count, amount_won, unpaid_won, by_status, sites } =
                bills::list(&question).await?;
            let count = u64::try_from(count).unwrap_or_default();
            let sums = BillSums { count, amount_won, unpaid_won, by_status, sites };
            Ok((Page { items, next_cursor }, sums))
        }
    }

    /// A change names a payment: that of the bill, or the one it was made of.
    fn is_about(change: &Change, bill: &Bill) -> bool {
        let named = Some(&change.payment_id);
        bill.payment_id.as_ref() == named || bill.rebill_of.as_ref() == named
    }

    async fn look(self, bill: Bill) -> Look<Bill> {
        bills::find(&bill.id).await.map_or(Look::Unread, Look::Now)
    }
}
