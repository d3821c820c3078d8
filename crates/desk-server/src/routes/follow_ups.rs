//! 후처리: the duties that book and gateway leave when they differ.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{
    AssignFollowUp, CloseFollowUp, FollowUp, FollowUpCounts, FollowUpQuery, NoteFollowUp, Page,
    paths,
};
use desk_domain::Timestamp;
use desk_store::{FollowUpFilter, FollowUpRow, PageRequest, Sort};

use super::guard::{MayCancel, SignedIn};
use super::query::Filters;
use super::responses;
use crate::desk::Desk;
use crate::edge::{Body, Query};
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::follow_ups::{self as usecases, follow_up_for};
use crate::views::{self, StaffNames};

/// Follow-ups of one's own merchants.
#[utoipa::path(
    get, path = paths::FOLLOW_UPS, params(FollowUpQuery), tag = "follow-ups",
    responses((status = 200, body = Page<FollowUp>), responses::Listing)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(query): Query<FollowUpQuery>,
) -> Result<Json<Page<FollowUp>>, Refusal> {
    page(&desk, &person, query).await
}

/// How many are open, for the navigation.
#[utoipa::path(
    get, path = paths::FOLLOW_UPS_COUNTS, tag = "follow-ups",
    responses((status = 200, body = FollowUpCounts), responses::Reading)
)]
pub(super) async fn count(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
) -> Result<Json<FollowUpCounts>, Refusal> {
    let today = Timestamp::start_of_kst_date(desk.now().kst_date());
    let mine = &person.staff.id;
    let counts = desk.store.count_follow_ups(person.merchants(), mine, today).await?;
    Ok(Json(FollowUpCounts { open: counts.open, mine: counts.mine, overdue: counts.overdue }))
}

/// One follow-up: what has to be done, by whom, until when.
#[utoipa::path(
    get, path = paths::FOLLOW_UP, params(("id" = String, Path)), tag = "follow-ups",
    responses((status = 200, body = FollowUp), responses::ReadingFollowUp)
)]
pub(super) async fn detail(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<FollowUp>, Refusal> {
    show(&desk, follow_up_for(&desk, &person, &id).await?).await
}

/// Gives a follow-up to a colleague, or back to everybody.
#[utoipa::path(
    post, path = paths::FOLLOW_UP_ASSIGN, params(("id" = String, Path)), tag = "follow-ups",
    request_body = AssignFollowUp,
    responses((status = 200, body = FollowUp), responses::FollowingUp)
)]
pub(super) async fn assign(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    Body(wire): Body<AssignFollowUp>,
) -> Result<Json<FollowUp>, Refusal> {
    usecases::assign(&desk, &person, &id, wire.staff_id.as_ref()).await?;
    show(&desk, follow_up_for(&desk, &person, &id).await?).await
}

/// Leaves a note on a follow-up.
#[utoipa::path(
    post, path = paths::FOLLOW_UP_NOTE, params(("id" = String, Path)), tag = "follow-ups",
    request_body = NoteFollowUp,
    responses((status = 200, body = FollowUp), responses::FollowingUp)
)]
pub(super) async fn note(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    Body(wire): Body<NoteFollowUp>,
) -> Result<Json<FollowUp>, Refusal> {
    usecases::note(&desk, &person, &id, &wire.words).await?;
    show(&desk, follow_up_for(&desk, &person, &id).await?).await
}

/// Closes a follow-up with a proof.
#[utoipa::path(
    post, path = paths::FOLLOW_UP_CLOSE, params(("id" = String, Path)), tag = "follow-ups",
    request_body = CloseFollowUp,
    responses((status = 200, body = FollowUp), responses::FollowingUp)
)]
pub(super) async fn close(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    Body(wire): Body<CloseFollowUp>,
) -> Result<Json<FollowUp>, Refusal> {
    usecases::close(&desk, &person, &id, &wire).await?;
    show(&desk, follow_up_for(&desk, &person, &id).await?).await
}

pub(super) async fn page(
    desk: &Desk,
    person: &Person,
    query: FollowUpQuery,
) -> Result<Json<Page<FollowUp>>, Refusal> {
    let (filter, page) = read(desk, person, query)?;
    let rows = desk.store.follow_ups(&filter, &page).await?;
    let names = StaffNames::read(&*desk.store).await?;
    let items = rows.items.into_iter().map(|row| views::follow_up(desk, &names, row));
    Ok(Json(Page { items: items.collect(), next_cursor: rows.next_cursor }))
}

pub(super) async fn show(desk: &Desk, row: FollowUpRow) -> Result<Json<FollowUp>, Refusal> {
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(views::follow_up(desk, &names, row)))
}

/// As an owner: what is nobody's yet.
const NOBODY: &str = "nobody";

fn read(
    desk: &Desk,
    person: &Person,
    query: FollowUpQuery,
) -> Result<(FollowUpFilter, PageRequest), Refusal> {
    let mut filters = Filters::default();
    let closed = match query.state.as_deref() {
        None | Some("" | "open") => false,
        Some("closed") => true,
        Some(_) => {
            filters.wrong("state", "unknown_word", "모르는 값이 있어요.", "Holds an unknown word.");
            false
        }
    };
    let today = Timestamp::start_of_kst_date(desk.now().kst_date());
    let asked = query.owner.as_deref().filter(|_| !query.mine);
    let unowned = asked == Some(NOBODY);
    let owner = filters.id("owner", asked.filter(|_| !unowned));
    let filter = FollowUpFilter {
        merchants: person.merchants().to_vec(),
        closed,
        owner: if query.mine { Some(person.staff.id.clone()) } else { owner },
        unowned,
        causes: filters.words("cause", query.cause.as_deref()),
        channels: filters.words("channel", query.channel.as_deref()),
        search: filters.search(query.q),
        due_before: (query.overdue && !closed).then_some(today),
        payment_id: None,
    };
    let page = filters.page(Sort::Newest, query.cursor, query.limit);
    filters.checked((filter, page))
}
