//! Pages of payments. Whatever the filter, each lane walks one index in the order of the list.

#[cfg(test)]
mod plan_tests;

use desk_domain::MerchantId;

use super::filter::{Driver, Narrowing, merchants_of};
use super::row::{JOIN_IN_FLIGHT, SELECT, read, sort_at};
use crate::error::Result;
use crate::keyset::{LANES_MAX, Order, Position, page_size};
use crate::records::{Basis, Page, PageRequest, PaymentFilter, PaymentRow, Sort};
use crate::sql::{Connection, Statement, sql};

/// One walk: of one merchant, and for one value of the driving condition.
struct Lane<'a> {
    merchant: &'a MerchantId,
    driver: Option<Driver>,
    value: Option<&'a str>,
}

pub(crate) async fn page(
    connection: &mut Connection,
    filter: &PaymentFilter,
    request: &PageRequest,
) -> Result<Page<PaymentRow>> {
    let narrowing = Narrowing::new(filter);
    let order = order(&narrowing, request.sort);
    let after = order.decode(request.cursor.as_deref())?;
    let size = page_size(request.size);
    let merchants = merchants_of(connection, &filter.merchants).await?;
    let mut rows = Vec::new();
    for lane in lanes(&narrowing, request.sort, &merchants) {
        let statement = statement(&narrowing, &lane, order, after.as_ref(), size + 1);
        for row in connection.rows(statement).await? {
            rows.push(read(&row)?);
        }
    }
    Ok(order.page(rows, size, |row| position(row, filter.basis, request.sort)))
}

/// The lists that exist; a cursor belongs to one of them.
fn order(narrowing: &Narrowing<'_>, sort: Sort) -> Order {
    let (name, column, descending) = match (narrowing.filter.basis, sort) {
        (Basis::PaidAt, Sort::Newest) => ("payments.paid_at.newest", "sort_at", true),
        (Basis::PaidAt, Sort::Oldest) => ("payments.paid_at.oldest", "sort_at", false),
        (Basis::PaidAt, Sort::AmountHigh) => ("payments.paid_at.high", "amount_won", true),
        (Basis::PaidAt, Sort::AmountLow) => ("payments.paid_at.low", "amount_won", false),
        (Basis::CancelledAt, Sort::Newest) => {
            ("payments.cancelled_at.newest", "cancelled_at", true)
        }
        (Basis::CancelledAt, Sort::Oldest) => {
            ("payments.cancelled_at.oldest", "cancelled_at", false)
        }
        (Basis::CancelledAt, Sort::AmountHigh) => {
            ("payments.cancelled_at.high", "amount_won", true)
        }
        (Basis::CancelledAt, Sort::AmountLow) => ("payments.cancelled_at.low", "amount_won", false),
    };
    let (column, id_column) = match column {
        "sort_at" if narrowing.is_search() => ("t.sort_at", "t.payment_id"),
        "sort_at" => ("p.sort_at", "p.id"),
        "cancelled_at" => (narrowing.basis_column(), "p.id"),
        _ if narrowing.is_one_customer() => ("p.amount_won + 0", "p.id"),
        _ => ("p.amount_won", "p.id"),
    };
    Order { name, column, id_column, descending }
}

fn position(row: &PaymentRow, basis: Basis, sort: Sort) -> Position {
    let payment = &row.payment;
    let key = match (sort, basis) {
        (Sort::AmountHigh | Sort::AmountLow, _) => payment.amounts.paid.0,
        (Sort::Newest | Sort::Oldest, Basis::PaidAt) => sort_at(payment).0,
        (Sort::Newest | Sort::Oldest, Basis::CancelledAt) => {
            payment.cancelled_at.map_or(i64::MIN, |at| at.0)
        }
    };
    Position { key, id: payment.id.to_string() }
}

/// Only lists in the order of time have indexes that begin with another column. A search is narrow
/// enough, and so are cancelled payments. One customer has so few that they may be sorted.
fn lanes<'a>(narrowing: &Narrowing<'a>, sort: Sort, merchants: &'a [MerchantId]) -> Vec<Lane<'a>> {
    let is_by_time =
        matches!(sort, Sort::Newest | Sort::Oldest) && narrowing.filter.basis == Basis::PaidAt;
    let has_index = |driver: &Driver| is_by_time || *driver == Driver::Customer;
    let driver = narrowing.driver().filter(|driver| !narrowing.is_search() && has_index(driver));
    let values = driver.map(|driver| values(narrowing.filter, driver)).unwrap_or_default();
    if values.is_empty() || values.len() * merchants.len() > LANES_MAX {
        let driver = driver.filter(|driver| *driver == Driver::InFlight);
        return merchants.iter().map(|merchant| Lane { merchant, driver, value: None }).collect();
    }
    let of_merchant = |merchant| values.iter().map(move |value| (merchant, *value));
    let pairs = merchants.iter().flat_map(of_merchant);
    pairs.map(|(merchant, value)| Lane { merchant, driver, value: Some(value) }).collect()
}

fn values(filter: &PaymentFilter, driver: Driver) -> Vec<&str> {
    match driver {
        Driver::Customer => filter.customer.iter().map(|id| id.as_str()).collect(),
        Driver::InFlight => Vec::new(),
        Driver::Agreement => filter.agreements.iter().map(|word| word.as_str()).collect(),
        Driver::Method => filter.methods.iter().map(|word| word.as_str()).collect(),
        Driver::Status => filter.statuses.iter().map(|word| word.as_str()).collect(),
        Driver::Channel => filter.channels.iter().map(|word| word.as_str()).collect(),
    }
}

fn statement(
    narrowing: &Narrowing<'_>,
    lane: &Lane<'_>,
    order: Order,
    after: Option<&Position>,
    rows: u32,
) -> Statement {
    let mut statement = sql(SELECT);
    statement.push(narrowing.tables()).push(JOIN_IN_FLIGHT).push(" WHERE ");
    narrowing.push_merchants(&mut statement, std::slice::from_ref(lane.merchant));
    if let Some(driver) = lane.driver {
        statement.push(match driver {
            Driver::Customer => " AND p.customer_id = ",
            Driver::InFlight => " AND p.reserved_won > 0",
            Driver::Agreement => " AND p.agreement <> 'agrees' AND p.agreement = ",
            Driver::Method => " AND p.method = ",
            Driver::Status => " AND p.book_status = ",
            Driver::Channel => " AND p.channel = ",
        });
    }
    if let Some(value) = lane.value {
        statement.push_bind(value);
    }
    let is_by_basis = order.column == narrowing.basis_column();
    let overtaken = is_by_basis && after.is_some();
    narrowing.push_period(
        &mut statement,
        !is_by_basis || (overtaken && !order.descending),
        !is_by_basis || (overtaken && order.descending),
    );
    narrowing.push_rest(&mut statement, lane.driver, true);
    narrowing.push_status(&mut statement, lane.driver);
    order.push_tail(&mut statement, after, rows);
    statement
}
