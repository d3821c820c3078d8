//! The person before the device: a page, and the calls that its buttons make. The control page's
//! listener takes the same calls.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::Html;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::approval::Approval;
use super::attempt::Card;
use super::backstage::Backstage;
use super::blueprint::Blueprint;
use super::counter::Refusal;
use super::judge::Decline;
use super::state::Line;
use super::view;
use crate::world::World;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const JAVASCRIPT: (HeaderName, &str) = (CONTENT_TYPE, "text/javascript; charset=utf-8");

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/van.js", get(|| async { ([JAVASCRIPT], SCRIPT) }))
        .nest("/api/van", control())
}

/// `/api/van/…`
pub(crate) fn control() -> Router<Arc<World>> {
    Router::new()
        .route("/device", get(device))
        .route("/card", post(insert))
        .route("/pull", post(|world| acted(world, |at| at.pull())))
        .route("/cancel-key", post(|world| acted(world, |at| at.press_cancel())))
        .route("/time-out", post(|world| acted(world, |at| at.time_out())))
        .route("/answer", post(|world| acted(world, |at| at.answer())))
        .route("/decline", post(decline))
        .route("/line", put(set_line))
        .route("/plug", put(set_plug))
        .route("/approvals", get(list).post(create))
        .route("/approvals/{number}", get(read))
        .route("/approvals/{number}/cancel", post(cancel_outside))
}

type Refused = (StatusCode, Json<Value>);

async fn device(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.at_van(|scene| {
        let newest = scene.state.attempts().next_back();
        let declines = Decline::ALL.map(|code| json!({ "code": code, "words": code.words() }));
        Json(json!({
            "catId": scene.state.settings.cat_id,
            "plugged": scene.state.is_plugged,
            "line": scene.state.line,
            "nextDecline": scene.state.next_decline,
            "attempt": newest.map(|newest| view::attempt(newest, &scene.state.settings)),
            "amountWon": newest.map(|newest| newest.cancel_won),
            "declines": declines,
            "now": scene.now,
        }))
    })
}

/// One act of the person; 409 when it does not fit the moment.
async fn acted(
    Shared(world): Shared<Arc<World>>,
    act: impl FnOnce(&Backstage<'_>) -> Option<()>,
) -> Result<StatusCode, Refused> {
    act(&Backstage::of(&world)).ok_or_else(|| refused(&Refusal::TooLate))?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Inserted {
    card: Card,
}

async fn insert(
    world: Shared<Arc<World>>,
    Json(Inserted { card }): Json<Inserted>,
) -> Result<StatusCode, Refused> {
    acted(world, |at| at.insert(card)).await
}

#[derive(Deserialize)]
struct Declined {
    code: Decline,
}

async fn decline(
    Shared(world): Shared<Arc<World>>,
    Json(Declined { code }): Json<Declined>,
) -> StatusCode {
    Backstage::of(&world).decline(code);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct SetLine {
    line: Line,
}

async fn set_line(
    Shared(world): Shared<Arc<World>>,
    Json(SetLine { line }): Json<SetLine>,
) -> StatusCode {
    Backstage::of(&world).set_line(line);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct SetPlug {
    plugged: bool,
}

async fn set_plug(
    Shared(world): Shared<Arc<World>>,
    Json(SetPlug { plugged }): Json<SetPlug>,
) -> StatusCode {
    Backstage::of(&world).plug(plugged);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Listing {
    /// Prefix of the approval number, the order or the customer's name.
    #[serde(default)]
    q: String,
    #[serde(default = "crate::control::listed_at_most")]
    limit: usize,
}

/// Newest first.
async fn list(Shared(world): Shared<Arc<World>>, Query(listing): Query<Listing>) -> Json<Value> {
    world.at_van(|scene| {
        let is_named = |of: &&Approval| {
            [of.number.as_str(), &of.order_name, of.customer_name.reveal()]
                .iter()
                .any(|text| text.starts_with(&listing.q))
        };
        let mut named: Vec<_> = scene.state.approvals.iter().filter(is_named).collect();
        named.sort_by_key(|of| std::cmp::Reverse(of.approved_at));
        let items: Vec<_> = named.into_iter().take(listing.limit).map(view::row).collect();
        Json(json!({ "items": items }))
    })
}

async fn create(
    Shared(world): Shared<Arc<World>>,
    Json(plan): Json<Blueprint>,
) -> Result<StatusCode, Refused> {
    Backstage::of(&world).create(&plan).map_err(|no| refused(&no))?;
    Ok(StatusCode::CREATED)
}

/// The truth of an approval.
async fn read(
    Shared(world): Shared<Arc<World>>,
    Path(number): Path<String>,
) -> Result<Json<Value>, Refused> {
    let truth = Backstage::of(&world).truth(&number);
    truth.map(|truth| Json(json!(truth))).ok_or_else(|| refused(&Refusal::NoSuchApproval))
}

async fn cancel_outside(
    Shared(world): Shared<Arc<World>>,
    Path(number): Path<String>,
) -> Result<StatusCode, Refused> {
    let done = Backstage::of(&world).cancel_outside(&number);
    done.ok_or_else(|| refused(&Refusal::NoSuchApproval))?;
    Ok(StatusCode::NO_CONTENT)
}

fn refused(refusal: &Refusal) -> Refused {
    let status = StatusCode::from_u16(refusal.status()).expect("statuses come from a table");
    (status, Json(json!({ "type": refusal.code(), "message": refusal.to_string() })))
}
