//! The list of payments and its sums.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use desk_api::{Basis, Page, Payment, PaymentQuery, PaymentSummary, Sort, StatusSums, Sums, paths};
use desk_store::{PageRequest, PaymentFilter, StatusSum};

use super::guard::SignedIn;
use super::query::Filters;
use super::responses;
use crate::desk::Desk;
use crate::edge::Query;
use crate::problem::Refusal;
use crate::session::Person;
use crate::views;

/// Payments, a page at a time.
#[utoipa::path(
    get, path = paths::PAYMENTS, params(PaymentQuery), tag = "payments",
    responses((status = 200, body = Page<Payment>), responses::Listing)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(query): Query<PaymentQuery>,
) -> Result<Json<Page<Payment>>, Refusal> {
    let (filter, page) = read(&person, query)?;
    let page = desk.store.payments(&filter, &page).await?;
    Ok(Json(Page {
        items: page.items.into_iter().map(|row| views::payment(&desk, row)).collect(),
        next_cursor: page.next_cursor,
    }))
}

/// Sums of exactly what a filter shows, and the counts on the status chips.
#[utoipa::path(
    get, path = paths::PAYMENTS_SUMMARY, params(PaymentQuery), tag = "payments",
    responses((status = 200, body = PaymentSummary), responses::Listing)
)]
pub(super) async fn summarise(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(query): Query<PaymentQuery>,
) -> Result<Json<PaymentSummary>, Refusal> {
    let (filter, _) = read(&person, query)?;
    let summary = desk.store.summarise(&filter).await?;
    let by_status = summary.by_status.into_iter();
    Ok(Json(PaymentSummary {
        shown: sums(summary.shown),
        by_status: by_status.map(|(status, sum)| StatusSums { status, sums: sums(sum) }).collect(),
        in_flight: summary.in_flight,
        disagreeing: summary.disagreeing,
    }))
}

fn sums(sum: StatusSum) -> Sums {
    Sums {
        count: sum.count,
        amount_won: sum.amount,
        cancelled_won: sum.cancelled,
        not_received_won: sum.not_received,
    }
}

fn read(person: &Person, query: PaymentQuery) -> Result<(PaymentFilter, PageRequest), Refusal> {
    let mut filters = Filters::default();
    let (from, until) = filters.period(query.from.as_deref(), query.to.as_deref());
    let filter = PaymentFilter {
        merchants: person.merchants().to_vec(),
        statuses: filters.words("status", query.status.as_deref()),
        in_flight: query.in_flight.unwrap_or(false),
        basis: match query.basis.unwrap_or_default() {
            Basis::PaidAt => desk_store::Basis::PaidAt,
            Basis::CancelledAt => desk_store::Basis::CancelledAt,
        },
        from,
        until,
        search: filters.search(query.q),
        channels: filters.words("channel", query.channel.as_deref()),
        methods: filters.words("method", query.method.as_deref()),
        agreements: filters.words("agreement", query.agreement.as_deref()),
        customer: filters.id("customer", query.customer.as_deref()),
    };
    let sort = match query.sort.unwrap_or_default() {
        Sort::Newest => desk_store::Sort::Newest,
        Sort::Oldest => desk_store::Sort::Oldest,
        Sort::AmountHigh => desk_store::Sort::AmountHigh,
        Sort::AmountLow => desk_store::Sort::AmountLow,
    };
    let page = filters.page(sort, query.cursor, query.limit);
    filters.checked((filter, page))
}
