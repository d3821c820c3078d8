//! One call of the driver from its first byte to its answer, or to the silence a fault asks for.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::attempt::{Attempt, Stage};
use super::counter::{self, Refusal, StartCancel};
use super::state::Scene;
use super::{page, view};
use crate::answer::{Answer, Outcome, disturbed, tell};
use crate::calls::CallRecord;
use crate::faults::{Disturbance, Scope};
use crate::world::World;

/// A caller that waits for news is answered after this long in any case.
const LONGEST_WATCH: Duration = Duration::from_secs(20);

/// The driver's calls, and the page of the person before the device.
pub(crate) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/v1/device", get(device))
        .route("/v1/cancels", post(start))
        .route("/v1/cancels/{request_id}", get(query))
        .route("/v1/cancels/{request_id}/abort", post(abort))
        .route("/v1/approvals/{number}", get(inquire))
        .merge(page::router())
        .fallback(|| async { refuse(&Refusal::Malformed("no such call".into())).respond() })
        .with_state(world)
}

async fn device(Shared(world): Shared<Arc<World>>) -> Response {
    answered(world, ("GET", "/v1/device".into()), Scope::Any, None, |scene| {
        let busy_with = scene.state.current().map(|attempt| attempt.request_id.clone());
        Ok(json!({ "catId": scene.state.settings.cat_id, "busyWith": busy_with }))
    })
    .await
}

async fn start(Shared(world): Shared<Arc<World>>, Json(order): Json<StartCancel>) -> Response {
    let approval = order.approval_number.clone();
    answered(world, ("POST", "/v1/cancels".into()), Scope::Cancel, Some(approval), move |scene| {
        counter::start(scene, &order).map(|attempt| shown(scene, &attempt))
    })
    .await
}

#[derive(Deserialize)]
struct Seen {
    /// Answer once the stage is another one.
    seen: Option<Stage>,
}

async fn query(
    Shared(world): Shared<Arc<World>>,
    Path(request_id): Path<String>,
    Query(Seen { seen }): Query<Seen>,
) -> Response {
    if let Some(seen) = seen {
        await_news(&world, &request_id, seen).await;
    }
    let path = format!("/v1/cancels/{request_id}");
    answered(world, ("GET", path), Scope::Read, None, move |scene| {
        counter::query(scene, &request_id).map(|attempt| shown(scene, &attempt))
    })
    .await
}

/// Returns when the stage is another one than `seen`, or when there is nothing to wait for.
async fn await_news(world: &World, request_id: &str, seen: Stage) {
    let mut revision = world.van_revision();
    let is_still_there = |scene: &mut Scene<'_>| {
        scene.state.is_plugged
            && scene.state.newest(request_id).is_some_and(|newest| newest.stage == seen)
    };
    let watching =
        async { while world.at_van(is_still_there) && revision.changed().await.is_ok() {} };
    // Too long without news is answered with what there is.
    let _ = tokio::time::timeout(LONGEST_WATCH, watching).await;
}

async fn abort(Shared(world): Shared<Arc<World>>, Path(request_id): Path<String>) -> Response {
    let path = format!("/v1/cancels/{request_id}/abort");
    answered(world, ("POST", path), Scope::Any, None, move |scene| {
        counter::abort(scene, &request_id).map(|attempt| shown(scene, &attempt))
    })
    .await
}

#[derive(Deserialize)]
struct Day {
    on: Option<NaiveDate>,
}

async fn inquire(
    Shared(world): Shared<Arc<World>>,
    Path(number): Path<String>,
    Query(Day { on }): Query<Day>,
) -> Response {
    let path = format!("/v1/approvals/{number}");
    answered(world, ("GET", path), Scope::Read, Some(number.clone()), move |scene| {
        counter::inquire(scene, &number, on).map(|found| view::approval(&found))
    })
    .await
}

fn shown(scene: &Scene<'_>, attempt: &Attempt) -> Value {
    view::attempt(attempt, &scene.state.settings)
}

/// Executes one call under the faults that are armed for it; unplugged, the device is silent.
async fn answered(
    world: Arc<World>,
    (method, path): (&'static str, String),
    scope: Scope,
    approval: Option<String>,
    work: impl FnOnce(&mut Scene<'_>) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    let hang = world.hang();
    // A task of its own: a client that hangs up does not abort the operation.
    let call = tokio::spawn(async move {
        let (disturbance, outcome) = executed(&world, scope, approval.as_deref(), work).await;
        world.log_call(CallRecord {
            at: world.now(),
            method: method.into(),
            path,
            status: outcome.status(),
            idempotency_key: None,
            faults: disturbance.kinds(),
        });
        outcome
    });
    tell(call.await, hang).await
}

async fn executed(
    world: &World,
    scope: Scope,
    approval: Option<&str>,
    work: impl FnOnce(&mut Scene<'_>) -> Result<Value, Refusal>,
) -> (Disturbance, Outcome) {
    let struck = world
        .at_van(|scene| scene.state.is_plugged.then(|| scene.faults.strike_call(scope, approval)));
    let Some(disturbance) = struck else { return (Disturbance::default(), Outcome::Cut) };
    let injected = |status| Answer { status, ..refuse(&Refusal::LineDown) };
    let execute = || world.at_van(work).map_or_else(|no| refuse(&no), accept);
    (disturbance, disturbed(world, disturbance, injected, execute).await)
}

const fn accept(body: Value) -> Answer {
    Answer { status: 200, body }
}

fn refuse(refusal: &Refusal) -> Answer {
    let body = json!({ "error": refusal.code(), "words": refusal.to_string() });
    Answer { status: refusal.status(), body }
}
