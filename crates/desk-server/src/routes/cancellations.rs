//! 취소 이력: the list of cancellations and the story of each one.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{Cancellation, CancellationDetail, CancellationPage, CancellationQuery, paths};
use desk_store::{CancellationFilter, PageRequest, PaymentRow, Sort};

use super::guard::{MayCancel, SignedIn};
use super::query::Filters;
use super::responses;
use crate::desk::Desk;
use crate::edge::Query;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::abort_cancellation::abort_cancellation;
use crate::usecases::payments::{cancellation_for, payment_for};
use crate::usecases::withdraw_cancellation::withdraw_cancellation;
use crate::views::{self, StaffNames};

/// Cancellations of one's own merchants, newest first, with the sums of all that the filter shows.
#[utoipa::path(
    get, path = paths::CANCELLATIONS, params(CancellationQuery), tag = "cancellations",
    responses((status = 200, body = CancellationPage), responses::Listing)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(query): Query<CancellationQuery>,
) -> Result<Json<CancellationPage>, Refusal> {
    let (filter, page) = read(&person, query)?;
    let rows = desk.store.cancellations(&filter, &page).await?;
    let sums = desk.store.summarise_cancellations(&filter).await?;
    let names = StaffNames::read(&*desk.store).await?;
    let items = rows.items.into_iter().map(|row| views::cancellation_row(&desk, &names, row));
    Ok(Json(CancellationPage {
        items: items.collect(),
        next_cursor: rows.next_cursor,
        count: sums.count,
        cancelled_won: sums.amount,
    }))
}

/// One cancellation with its payment and its story.
#[utoipa::path(
    get, path = paths::CANCELLATION, params(("id" = String, Path)), tag = "cancellations",
    responses((status = 200, body = CancellationDetail), responses::ReadingCancellation)
)]
pub(super) async fn detail(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<CancellationDetail>, Refusal> {
    let row = cancellation_for(&desk, &person, &id).await?;
    let payment_row: PaymentRow = payment_for(&desk, &person, row.payment.id.as_str()).await?;
    let story = desk.store.story_of_cancellation(&row.cancellation.id).await?;
    let names = StaffNames::read(&*desk.store).await?;
    let told = std::slice::from_ref(&row.cancellation);
    Ok(Json(CancellationDetail {
        timeline: views::timeline(&names, &row.payment, told, story),
        cancellation: views::cancellation(&desk, &names, &row.payment, row.cancellation),
        payment: views::payment(&desk, payment_row),
    }))
}

/// Takes a cancel back in the seconds before it is sent.
#[utoipa::path(
    post, path = paths::CANCELLATION_WITHDRAW, params(("id" = String, Path)), tag = "cancellations",
    responses((status = 200, body = Cancellation), responses::Withdrawing)
)]
pub(super) async fn withdraw(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
) -> Result<Json<Cancellation>, Refusal> {
    let withdrawn = withdraw_cancellation(&desk, &person, &id).await?;
    let row = payment_for(&desk, &person, withdrawn.payment_id.as_str()).await?;
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(views::cancellation(&desk, &names, &row.payment, withdrawn)))
}

/// Gives up a cancel at a terminal, while no money can have moved. One that is under way there ends by
/// the terminal's word.
#[utoipa::path(
    post, path = paths::CANCELLATION_ABORT, params(("id" = String, Path)), tag = "cancellations",
    responses((status = 200, body = Cancellation), responses::Withdrawing)
)]
pub(super) async fn abort(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
) -> Result<Json<Cancellation>, Refusal> {
    let aborted = abort_cancellation(&desk, &person, &id).await?;
    let row = payment_for(&desk, &person, aborted.payment_id.as_str()).await?;
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(views::cancellation(&desk, &names, &row.payment, aborted)))
}

fn read(
    person: &Person,
    query: CancellationQuery,
) -> Result<(CancellationFilter, PageRequest), Refusal> {
    let mut filters = Filters::default();
    let (from, until) = filters.period(query.from.as_deref(), query.to.as_deref());
    let (amount_min, amount_max) = filters.amounts(query.amount_min, query.amount_max);
    let filter = CancellationFilter {
        merchants: person.merchants().to_vec(),
        from,
        until,
        search: filters.search(query.q),
        requested_by: filters.words("staff", query.staff.as_deref()),
        kinds: filters.words("kind", query.kind.as_deref()),
        channels: filters.words("channel", query.channel.as_deref()),
        states: filters.words("state", query.state.as_deref()),
        amount_min,
        amount_max,
        payment_id: None,
        customer: filters.id("customer", query.customer.as_deref()),
    };
    let page = filters.page(Sort::Newest, query.cursor, query.limit);
    filters.checked((filter, page))
}
