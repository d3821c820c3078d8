//! The control page and its JSON API: what a person or a test does at the vendor's side.

mod bootpay;
mod payssam;
mod portone;
mod truth;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{FromRequest, Request, State as Shared};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) use crate::portone::blueprint::create as create_payment;
pub(crate) use crate::portone::settlement::learn;
pub use truth::Truth;
pub(crate) use truth::truth;

use crate::config::Seed;
use crate::faults::{Fault, FaultKind};
use crate::portone::errors::{ApiError, ErrorKind};
use crate::van;
use crate::world::{Pumped, World};

const JAVASCRIPT: (HeaderName, &str) = (CONTENT_TYPE, "text/javascript; charset=utf-8");
const PAGE: &str = include_str!("control/page.html");
const PAYSSAM_SCRIPT: &str = include_str!("control/payssam.js");

/// Rows of a list, unless more are asked for.
pub(crate) fn listed_at_most() -> usize {
    200
}

pub(crate) fn router(
    world: Arc<World>,
    portone: SocketAddr,
    bootpay: SocketAddr,
    payssam: SocketAddr,
    van: SocketAddr,
) -> Router {
    Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/payssam.js", get(|| async { ([JAVASCRIPT], PAYSSAM_SCRIPT) }))
        .route("/api/status", get(move |world| status(world, [portone, bootpay, payssam, van])))
        .route("/api/clock", get(read_clock).post(move_clock))
        .route("/api/faults", get(list_faults).post(arm_fault).delete(clear_faults))
        .route("/api/faults/release", post(release_held))
        .route("/api/calls", get(list_calls))
        .route("/api/pump", post(pump))
        .route("/api/reset", post(reset))
        .nest("/api/portone", portone::router())
        .nest("/api/bootpay", bootpay::router())
        .nest("/api/payssam", payssam::router())
        .nest("/api/van", van::control())
        .fallback(|| async { Refusal(ApiError::new(ErrorKind::NotFound, "no such call")) })
        .method_not_allowed_fallback(|| async {
            Refusal(ApiError::new(ErrorKind::MethodNotAllowed, "not offered here"))
        })
        .with_state(world)
}

async fn status(
    Shared(world): Shared<Arc<World>>,
    [portone, bootpay, payssam, van]: [SocketAddr; 4],
) -> Json<Value> {
    let receipts = world.at_bootpay(|scene| scene.state.book.len());
    let (bills, callback_target) =
        world.act_payssam(|state, _, _| (state.book.len(), state.outbox.target.clone()));
    let approvals = world.at_van(|scene| scene.state.approvals.len());
    world.act(|state, now| {
        Json(json!({
            "portone": format!("http://{portone}"),
            "bootpay": format!("http://{bootpay}"),
            "payments": state.book.len() + receipts,
            "webhookTarget": state.outbox.target,
            "payssam": format!("http://{payssam}"),
            "bills": bills,
            "callbackTarget": callback_target,
            "van": format!("http://{van}"),
            "approvals": approvals,
            "now": now,
        }))
    })
}

async fn read_clock(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    Json(json!({ "now": world.now(), "shiftSeconds": world.clock().shift_us() / 1_000_000 }))
}

/// One of the three: an instant, a step, or back to the real time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum ClockMove {
    Now(DateTime<Utc>),
    ForwardSeconds(i64),
    Reset(bool),
}

async fn move_clock(
    Shared(world): Shared<Arc<World>>,
    Order(to): Order<ClockMove>,
) -> Result<Json<Value>, Refusal> {
    match to {
        ClockMove::Now(now) => world.set_clock(now),
        ClockMove::ForwardSeconds(seconds) => {
            let then = TimeDelta::try_seconds(seconds)
                .and_then(|step| world.now().checked_add_signed(step))
                .ok_or_else(|| ApiError::invalid("너무 먼 시각입니다."))?;
            world.set_clock(then);
        }
        ClockMove::Reset(true) => world.reset_clock(),
        ClockMove::Reset(false) => {}
    }
    Ok(read_clock(Shared(world)).await)
}

async fn list_faults(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.act(|state, _| Json(json!({ "items": state.faults.armed(), "kinds": FaultKind::ALL })))
}

async fn arm_fault(
    Shared(world): Shared<Arc<World>>,
    Order(fault): Order<Fault>,
) -> Result<(StatusCode, Json<Fault>), Refusal> {
    if fault.calls == 0 {
        return Err(ApiError::invalid("calls는 1 이상이어야 합니다.").into());
    }
    world.act(|state, _| state.faults.arm(fault.clone()));
    Ok((StatusCode::CREATED, Json(fault)))
}

async fn clear_faults(Shared(world): Shared<Arc<World>>) -> StatusCode {
    world.act(|state, _| state.faults.clear());
    world.release_held();
    StatusCode::NO_CONTENT
}

async fn release_held(Shared(world): Shared<Arc<World>>) -> StatusCode {
    world.release_held();
    StatusCode::NO_CONTENT
}

async fn list_calls(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    Json(json!({ "items": world.recent_calls() }))
}

async fn pump(Shared(world): Shared<Arc<World>>) -> Json<Pumped> {
    Json(world.pump().await)
}

/// `{"seed": {"number": 1, "payments": 5000}}`, or `{}` for an empty book.
#[derive(Deserialize)]
struct Reset {
    seed: Option<Seed>,
}

async fn reset(
    Shared(world): Shared<Arc<World>>,
    Order(body): Order<Reset>,
) -> Result<StatusCode, Refusal> {
    world.reset(body.seed).map_err(|error| {
        tracing::error!(%error, "the reset failed");
        ApiError::new(ErrorKind::InternalServerError, "초기화하지 못했습니다.")
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// A JSON body whose refusal is JSON as well.
struct Order<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Order<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        match Json::from_request(request, state).await {
            Ok(Json(order)) => Ok(Self(order)),
            Err(rejection) => Err(ApiError::invalid(rejection.body_text()).into()),
        }
    }
}

/// The control API refuses in the same shape as the vendor it controls.
struct Refusal(ApiError);

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status()).expect("statuses come from the table of errors");
        (status, Json(self.0.body())).into_response()
    }
}
