//! The history: pages and sums of cancellations.

#[cfg(test)]
mod plan_tests;

use desk_domain::{CustomerId, MerchantId};

use super::row::{SELECT, read};
use crate::error::Result;
use crate::keyset::{LANES_MAX, Order, Position, page_size, push_one_of};
use crate::payments::merchants_of;
use crate::records::{
    CancellationFilter, CancellationRow, CancellationSummary, Page, PageRequest, Sort,
};
use crate::search::terms_of_search;
use crate::sql::{Connection, Statement, sql};

/// One walk along an index: of one merchant, and for one state or one person where that is asked.
#[derive(Clone, Copy)]
struct Lane<'a> {
    merchant: &'a MerchantId,
    driver: Driver<'a>,
}

#[derive(Clone, Copy)]
enum Driver<'a> {
    Customer(&'a CustomerId),
    State(&'static str),
    Staff(&'a str),
    None,
}

pub(crate) async fn page(
    connection: &mut Connection,
    filter: &CancellationFilter,
    request: &PageRequest,
) -> Result<Page<CancellationRow>> {
    let order = order(request.sort);
    let after = order.decode(request.cursor.as_deref())?;
    let size = page_size(request.size);
    let merchants = merchants_of(connection, &filter.merchants).await?;
    let mut rows = Vec::new();
    for lane in lanes(filter, request.sort, &merchants) {
        let statement = statement(filter, lane, order, after.as_ref(), size + 1);
        for row in connection.rows(statement).await? {
            rows.push(read(&row)?);
        }
    }
    Ok(order.page(rows, size, |row| position(row, request.sort)))
}

fn statement(
    filter: &CancellationFilter,
    lane: Lane<'_>,
    order: Order,
    after: Option<&Position>,
    rows: u32,
) -> Statement {
    let mut statement = sql(SELECT);
    push_lane(&mut statement, lane);
    push_filter(&mut statement, filter, Some((order, after.is_some())));
    order.push_tail(&mut statement, after, rows);
    statement
}

pub(crate) async fn summarise(
    connection: &mut Connection,
    filter: &CancellationFilter,
) -> Result<CancellationSummary> {
    let mut statement = sql("SELECT COUNT(*) AS cancellation_count, CAST(COALESCE(SUM( \
         CASE WHEN c.state = 'succeeded' THEN c.amount_won ELSE 0 END), 0) AS BIGINT) AS amount_sum \
         FROM cancellations c");
    if filter.search.is_some() {
        statement.push(" JOIN payments p ON p.id = c.payment_id");
    }
    statement.push(" WHERE ");
    if let Some(customer) = &filter.customer {
        push_customer(&mut statement, &filter.merchants, customer);
    } else if filter.merchants.is_empty() {
        statement.push("1 = 1");
    } else {
        statement.push("c.merchant_id IN ").push_list(&filter.merchants);
    }
    push_filter(&mut statement, filter, None);
    let row = connection.only_row(statement).await?;
    Ok(CancellationSummary {
        count: row.integer("cancellation_count")?,
        amount: row.won("amount_sum")?,
    })
}

fn order(sort: Sort) -> Order {
    let (name, column, descending) = match sort {
        Sort::Newest => ("cancellations.newest", "c.requested_at", true),
        Sort::Oldest => ("cancellations.oldest", "c.requested_at", false),
        Sort::AmountHigh => ("cancellations.high", "c.amount_won", true),
        Sort::AmountLow => ("cancellations.low", "c.amount_won", false),
    };
    Order { name, column, id_column: "c.id", descending }
}

fn position(row: &CancellationRow, sort: Sort) -> Position {
    let cancellation = &row.cancellation;
    let key = match sort {
        Sort::Newest | Sort::Oldest => cancellation.requested_at.0,
        Sort::AmountHigh | Sort::AmountLow => cancellation.amount.0,
    };
    Position { key, id: cancellation.id.to_string() }
}

fn lanes<'a>(
    filter: &'a CancellationFilter,
    sort: Sort,
    merchants: &'a [MerchantId],
) -> Vec<Lane<'a>> {
    let is_by_time = matches!(sort, Sort::Newest | Sort::Oldest);
    let drivers: Vec<Driver<'a>> = if let Some(customer) = &filter.customer {
        vec![Driver::Customer(customer)]
    } else if !is_by_time || filter.payment_id.is_some() {
        Vec::new()
    } else if filter.requested_by.is_empty() {
        filter.states.iter().map(|state| Driver::State(state.as_str())).collect()
    } else {
        filter.requested_by.iter().map(|staff| Driver::Staff(staff.as_str())).collect()
    };
    let is_driven = !drivers.is_empty() && drivers.len() * merchants.len() <= LANES_MAX;
    let drivers = if is_driven { drivers } else { vec![Driver::None] };
    merchants
        .iter()
        .flat_map(|merchant| drivers.iter().map(move |&driver| Lane { merchant, driver }))
        .collect()
}

fn push_lane(statement: &mut Statement, lane: Lane<'_>) {
    statement.push(" WHERE ");
    if let Driver::Customer(customer) = lane.driver {
        return push_customer(statement, std::slice::from_ref(lane.merchant), customer);
    }
    statement.push("c.merchant_id = ").push_bind(lane.merchant);
    match lane.driver {
        Driver::State(state) => statement.push(" AND c.state = ").push_bind(state),
        Driver::Staff(staff) => statement.push(" AND c.requested_by = ").push_bind(staff),
        Driver::Customer(_) | Driver::None => statement,
    };
}

/// A customer has few payments: they are looked up, and their cancellations sorted. The merchant is the
/// payment's; said of the cancellation, it would lure the planner into the history of everybody.
fn push_customer(statement: &mut Statement, merchants: &[MerchantId], customer: &CustomerId) {
    statement.push("c.payment_id IN (SELECT id FROM payments WHERE merchant_id IN ");
    if merchants.is_empty() {
        statement.push("(SELECT id FROM merchants)");
    } else {
        statement.push_list(merchants);
    }
    statement.push(" AND customer_id = ").push_bind(customer).push(")");
}

/// All conditions but the merchant. In a list they must not lure the planner away from the index
/// that has the order; nor may a bound that the cursor has overtaken.
fn push_filter(
    statement: &mut Statement,
    filter: &CancellationFilter,
    list: Option<(Order, bool)>,
) {
    let unindexed = list.is_some();
    let is_by_time =
        filter.customer.is_none() && list.is_none_or(|(order, _)| order.column == "c.requested_at");
    let overtaken =
        |descending| list.is_some_and(|(order, goes_on)| goes_on && order.descending == descending);
    if let Some(payment) = &filter.payment_id {
        statement.push(" AND c.payment_id = ").push_bind(payment);
    }
    if let Some(from) = filter.from {
        let is_plain = is_by_time && !overtaken(false);
        statement.push(if is_plain {
            " AND c.requested_at >= "
        } else {
            " AND c.requested_at + 0 >= "
        });
        statement.push_bind(from);
    }
    if let Some(until) = filter.until {
        let is_plain = is_by_time && !overtaken(true);
        statement.push(if is_plain {
            " AND c.requested_at < "
        } else {
            " AND c.requested_at + 0 < "
        });
        statement.push_bind(until);
    }
    if let Some(least) = filter.amount_min {
        statement.push(" AND c.amount_won + 0 >= ").push_bind(least);
    }
    if let Some(most) = filter.amount_max {
        statement.push(" AND c.amount_won + 0 <= ").push_bind(most);
    }
    if !filter.requested_by.is_empty() {
        statement.push(" AND COALESCE(c.requested_by, '') IN ").push_list(&filter.requested_by);
    }
    for word in filter.search.as_deref().map(terms_of_search).unwrap_or_default() {
        statement.push(
            " AND EXISTS (SELECT 1 FROM payment_terms t WHERE t.merchant_id = p.merchant_id \
             AND t.sort_at = p.sort_at AND t.payment_id = p.id AND t.term = ",
        );
        statement.push_bind(word).push(")");
    }
    let states = filter.states.iter().map(|state| state.as_str());
    push_one_of(statement, "c.state", states, unindexed);
    let kinds = filter.kinds.iter().map(|kind| kind.as_str());
    push_one_of(statement, "c.kind", kinds, unindexed);
    let channels = filter.channels.iter().map(|channel| channel.as_str());
    push_one_of(statement, "c.channel", channels, unindexed);
}
