//! The cancellations that the filters show, and their sums.

use desk_api::{CancellationPage, CancellationQuery, CancellationRow, Change, Page};
use desk_domain::{CustomerId, Won};
use leptos::prelude::*;

use super::request::request;
use crate::api::cancellations;
use crate::components::live_list::{Answer, LiveList, Look, Source};
use crate::routes::CancellationsQuery;
use crate::state::session::SessionState;

/// What a page tells of all that the filters show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistorySums {
    pub count: u64,
    pub cancelled_won: Won,
}

#[derive(Clone, Copy, Debug)]
pub struct Cancellations {
    query: Memo<CancellationsQuery>,
    /// Whose; everybody's without one.
    customer: StoredValue<Option<CustomerId>>,
    session: SessionState,
}

pub type History = LiveList<Cancellations>;

impl Cancellations {
    pub fn start(query: Memo<CancellationsQuery>, customer: Option<CustomerId>) -> History {
        let (customer, session) = (StoredValue::new(customer), SessionState::expect());
        LiveList::start(Self { query, customer, session }, move || query.track())
    }
}

impl Source for Cancellations {
    type Row = CancellationRow;
    type Sums = HistorySums;
    const NEW_COMES_FIRST: bool = false;

    fn id(row: &CancellationRow) -> &str {
        row.cancellation.id.as_str()
    }

    fn page(self, cursor: Option<String>) -> impl Future<Output = Answer<Self>> + 'static {
        let today = self.session.now().kst_date();
        let question = CancellationQuery {
            cursor,
            customer: self.customer.get_value().map(|customer| customer.to_string()),
            ..self.query.with(|query| request(query, today))
        };
        async move {
            let CancellationPage { items, next_cursor, count, cancelled_won } =
                cancellations::list(&question).await?;
            let count = u64::try_from(count).unwrap_or_default();
            Ok((Page { items, next_cursor }, HistorySums { count, cancelled_won }))
        }
    }

    fn is_about(change: &Change, row: &CancellationRow) -> bool {
        change.cancellation_id.as_ref() == Some(&row.cancellation.id)
    }

    async fn look(self, row: CancellationRow) -> Look<CancellationRow> {
        let found = cancellations::find(&row.cancellation.id).await;
        found.map_or(Look::Unread, |detail| {
            Look::Now(CancellationRow { cancellation: detail.cancellation, ..row })
        })
    }
}
