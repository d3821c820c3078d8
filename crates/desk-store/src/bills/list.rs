//! Pages of bills and what they add up to. Whatever the filter, each lane walks one index in the order
//! of the list.

#[cfg(test)]
mod plan_tests;

use desk_domain::bill::BillStatus;
use desk_domain::{MerchantId, Won};

use super::row::{COLUMNS, JOIN_PAYMENT, read};
use crate::error::Result;
use crate::keyset::{LANES_MAX, Order, Position, page_size, push_one_of};
use crate::payments::merchants_of;
use crate::records::{BillFilter, BillRow, BillSummary, Page, PageRequest, Sort};
use crate::search::terms_of_search;
use crate::sql::{Connection, Row, Statement, sql};

/// One walk: of one merchant, and for one status where that is asked.
#[derive(Clone, Copy)]
struct Lane<'a> {
    merchant: &'a MerchantId,
    status: Option<BillStatus>,
}

/// A filter, with its search text understood.
struct Narrowing<'a> {
    filter: &'a BillFilter,
    terms: Vec<String>,
}

/// The amounts of a request count for nothing: bills are listed in the order of time.
pub(crate) async fn page(
    connection: &mut Connection,
    filter: &BillFilter,
    request: &PageRequest,
) -> Result<Page<BillRow>> {
    let narrowing = Narrowing::new(filter);
    let order = narrowing.order(request.sort);
    let after = order.decode(request.cursor.as_deref())?;
    let size = page_size(request.size);
    let merchants = merchants_of(connection, &filter.merchants).await?;
    let mut rows = Vec::new();
    for lane in narrowing.lanes(&merchants) {
        let statement = narrowing.statement(lane, order, after.as_ref(), size + 1);
        for row in connection.rows(statement).await? {
            rows.push(read(&row)?);
        }
    }
    Ok(order.page(rows, size, |row| Position {
        key: row.bill.created_at.0,
        id: row.bill.id.to_string(),
    }))
}

pub(crate) async fn summarise(
    connection: &mut Connection,
    filter: &BillFilter,
) -> Result<BillSummary> {
    let merchants = merchants_of(connection, &filter.merchants).await?;
    if merchants.is_empty() {
        return Ok(BillSummary::default());
    }
    let narrowing = Narrowing::new(filter);
    let mut statement = sql("SELECT b.status, COUNT(*) AS bill_count, \
         CAST(SUM(b.amount_won) AS BIGINT) AS amount_sum FROM ");
    statement.push(narrowing.tables()).push(" WHERE ");
    narrowing.push_merchants(&mut statement, &merchants);
    narrowing.push_period(&mut statement, [false; 2]);
    narrowing.push_customer(&mut statement);
    statement.push(" GROUP BY 1 ORDER BY 1");
    let rows = connection.rows(statement).await?;
    let groups: Vec<Group> = rows.iter().map(Group::read).collect::<Result<_>>()?;
    Ok(add_up(&groups, &filter.statuses))
}

/// The bills of one status.
struct Group {
    status: BillStatus,
    count: i64,
    amount: Won,
}

impl Group {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            status: row.parsed("status")?,
            count: row.integer("bill_count")?,
            amount: row.won("amount_sum")?,
        })
    }
}

fn add_up(groups: &[Group], statuses: &[BillStatus]) -> BillSummary {
    let is_shown = |group: &&Group| statuses.is_empty() || statuses.contains(&group.status);
    let shown = || groups.iter().filter(is_shown);
    BillSummary {
        count: shown().map(|group| group.count).sum(),
        amount: shown().map(|group| group.amount).sum(),
        unpaid: shown().filter(|group| group.status.is_unpaid()).map(|group| group.amount).sum(),
        by_status: groups.iter().map(|group| (group.status, group.count)).collect(),
    }
}

impl<'a> Narrowing<'a> {
    fn new(filter: &'a BillFilter) -> Self {
        let terms = filter.search.as_deref().map(terms_of_search).unwrap_or_default();
        Self { filter, terms }
    }

    /// `CROSS JOIN` keeps SQLite from turning the search round; to PostgreSQL it is any join.
    const fn tables(&self) -> &'static str {
        if self.terms.is_empty() { "bills b" } else { "bill_terms t CROSS JOIN bills b" }
    }

    fn order(&self, sort: Sort) -> Order {
        let (column, id_column) = if self.terms.is_empty() {
            ("b.created_at", "b.id")
        } else {
            ("t.created_at", "t.bill_id")
        };
        match sort {
            Sort::Oldest => Order { name: "bills.oldest", column, id_column, descending: false },
            Sort::Newest | Sort::AmountHigh | Sort::AmountLow => {
                Order { name: "bills.newest", column, id_column, descending: true }
            }
        }
    }

    /// A search is narrow enough, and so are the bills of one customer.
    fn lanes<'m>(&self, merchants: &'m [MerchantId]) -> Vec<Lane<'m>> {
        let statuses = &self.filter.statuses;
        let is_driven = self.terms.is_empty()
            && self.filter.customer.is_none()
            && (1..=LANES_MAX).contains(&(statuses.len() * merchants.len()));
        if !is_driven {
            return merchants.iter().map(|merchant| Lane { merchant, status: None }).collect();
        }
        let of_merchant =
            |merchant| statuses.iter().map(move |&status| Lane { merchant, status: Some(status) });
        merchants.iter().flat_map(of_merchant).collect()
    }

    fn statement(
        &self,
        lane: Lane<'_>,
        order: Order,
        after: Option<&Position>,
        rows: u32,
    ) -> Statement {
        let mut statement = sql(COLUMNS);
        statement.push(self.tables()).push(JOIN_PAYMENT).push(" WHERE ");
        self.push_merchants(&mut statement, std::slice::from_ref(lane.merchant));
        match lane.status {
            Some(status) => {
                statement.push(" AND b.status = ").push_bind(status.as_str());
            }
            None => {
                let statuses = self.filter.statuses.iter().map(|status| status.as_str());
                push_one_of(&mut statement, "b.status", statuses, true);
            }
        }
        self.push_customer(&mut statement);
        // A bound that the cursor has overtaken must not begin the walk.
        let overtaken = |descending| after.is_some() && order.descending == descending;
        self.push_period(&mut statement, [overtaken(false), overtaken(true)]);
        order.push_tail(&mut statement, after, rows);
        statement
    }

    /// Starts the conditions: whose bills, and the words of the search.
    fn push_merchants(&self, statement: &mut Statement, merchants: &[MerchantId]) {
        let Some((first, others)) = self.terms.split_first() else {
            statement.push("b.merchant_id IN ").push_list(merchants);
            return;
        };
        statement.push("t.merchant_id IN ").push_list(merchants);
        statement.push(" AND b.id = t.bill_id AND t.term = ").push_bind(first);
        for word in others {
            statement.push(
                " AND EXISTS (SELECT 1 FROM bill_terms w WHERE w.merchant_id = t.merchant_id \
                 AND w.created_at = t.created_at AND w.bill_id = t.bill_id AND w.term = ",
            );
            statement.push_bind(word).push(")");
        }
    }

    fn push_customer(&self, statement: &mut Statement) {
        if let Some(customer) = &self.filter.customer {
            let column = if self.terms.is_empty() {
                " AND b.customer_id = "
            } else {
                " AND COALESCE(b.customer_id, '') = "
            };
            statement.push(column).push_bind(customer);
        }
    }

    /// From and until, each `unindexed` where it must not begin the walk.
    fn push_period(&self, statement: &mut Statement, unindexed: [bool; 2]) {
        let column = if self.terms.is_empty() { "b.created_at" } else { "t.created_at" };
        let bounds = [
            (self.filter.from, unindexed[0], [" >= ", " + 0 >= "]),
            (self.filter.until, unindexed[1], [" < ", " + 0 < "]),
        ];
        for (bound, unindexed, comparisons) in bounds {
            if let Some(at) = bound {
                let comparison = comparisons[usize::from(unindexed)];
                statement.push(" AND ").push(column).push(comparison).push_bind(at);
            }
        }
    }
}
