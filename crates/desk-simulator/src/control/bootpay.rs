//! `/api/bootpay/…`: Bootpay's admin, the PG's, the merchant's options, and the customer.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Order;
use crate::answer::Answer;
use crate::bootpay::{
    ApiError, Backstage, Blueprint, ErrorKind, OutsideCancel, Style, describe, row,
};
use crate::world::World;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/payments", get(list).post(create))
        .route("/payments/{name}", get(read))
        .route("/payments/{name}/cancel", post(cancel))
        .route("/payments/{name}/deposit", post(deposit))
        .route("/options", put(set_options))
        .route("/webhooks", get(webhooks))
        .route("/webhook-target", put(set_webhook_target))
}

#[derive(Deserialize)]
struct Listing {
    /// Prefix of the receipt id, the order number, the order's name or the customer's name.
    #[serde(default)]
    q: String,
    #[serde(default = "super::listed_at_most")]
    limit: usize,
}

/// Newest first, the vendor's truth of each.
async fn list(Shared(world): Shared<Arc<World>>, Query(listing): Query<Listing>) -> Json<Value> {
    world.at_bootpay(|scene| {
        let found = scene.state.book.iter().rev().filter(|stored| stored.is_named(&listing.q));
        let items: Vec<Value> = found.take(listing.limit).map(row).collect();
        Json(json!({ "items": items }))
    })
}

async fn create(
    Shared(world): Shared<Arc<World>>,
    Order(plan): Order<Blueprint>,
) -> Result<(StatusCode, Json<Value>), Refused> {
    let receipt_id = Backstage::of(&world).take_payment(&plan)?;
    Ok((StatusCode::CREATED, tell(&world, &receipt_id)?))
}

async fn read(
    Shared(world): Shared<Arc<World>>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Refused> {
    tell(&world, &name)
}

async fn cancel(
    Shared(world): Shared<Arc<World>>,
    Path(name): Path<String>,
    Order(order): Order<OutsideCancel>,
) -> Result<Json<Value>, Refused> {
    Backstage::of(&world).cancel(&name, &order)?;
    tell(&world, &name)
}

async fn deposit(
    Shared(world): Shared<Arc<World>>,
    Path(name): Path<String>,
) -> Result<Json<Value>, Refused> {
    Backstage::of(&world).deposit(&name)?;
    tell(&world, &name)
}

/// What is absent stays as it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Agreement {
    repeat_guard: Option<bool>,
    partial_above_won: Option<i64>,
}

async fn set_options(
    Shared(world): Shared<Arc<World>>,
    Order(agreement): Order<Agreement>,
) -> StatusCode {
    let backstage = Backstage::of(&world);
    if let Some(on) = agreement.repeat_guard {
        backstage.guard_repeats(on);
    }
    if let Some(won) = agreement.partial_above_won {
        backstage.take_partials_above(won);
    }
    StatusCode::NO_CONTENT
}

async fn webhooks(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.at_bootpay(|scene| {
        let items: Vec<_> = scene.state.outbox.iter().collect();
        let style = scene.state.options.webhook_style;
        Json(json!({ "target": scene.state.outbox.target, "style": style, "items": items }))
    })
}

#[derive(Deserialize)]
struct Target {
    url: Option<String>,
    #[serde(default)]
    style: Style,
}

async fn set_webhook_target(
    Shared(world): Shared<Arc<World>>,
    Order(target): Order<Target>,
) -> StatusCode {
    Backstage::of(&world).send_webhooks(target.url, target.style);
    StatusCode::NO_CONTENT
}

/// The truth of a payment, with what both generations would answer beside it.
fn tell(world: &World, name: &str) -> Result<Json<Value>, Refused> {
    world.at_bootpay(|scene| match scene.state.book.find(name) {
        Some(stored) => Ok(Json(describe(scene.state, stored))),
        None => Err(ApiError::new(ErrorKind::ReceiptNotFound, "없는 결제입니다.").into()),
    })
}

/// The control API refuses in the same shape as the vendor it controls.
struct Refused(ApiError);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let answer: Answer = self.0.answer(crate::bootpay::Generation::V2);
        answer.respond()
    }
}
