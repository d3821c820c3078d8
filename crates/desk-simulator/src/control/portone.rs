//! `/api/portone/…`: PortOne's admin console, the PG's own site, and the customer.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Order, Refusal, truth};
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::book::Stored;
use crate::portone::cancel::{self, CancelBody, Circumstances, RefundAccount};
use crate::portone::errors::{ApiError, ErrorKind};
use crate::portone::events::{self, Event, Notice};
use crate::portone::settlement::RefundEnd;
use crate::portone::wire::{Method, Trigger};
use crate::portone::{settlement, view, virtual_account};
use crate::world::World;

const MAX_LISTED: usize = 200;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/payments", get(list).post(create))
        .route("/payments/{id}", get(read))
        .route("/payments/{id}/cancel", post(cancel))
        .route("/payments/{id}/deposit", post(deposit))
        .route("/payments/{id}/decide", post(decide))
        .route("/payments/{id}/settle", post(settle))
        .route("/payments/{id}/learn", post(learn))
        .route("/webhooks", get(webhooks))
        .route("/webhook-target", put(set_webhook_target))
}

#[derive(Deserialize)]
struct Listing {
    /// Prefix of the id, the order's name or the customer's name.
    #[serde(default)]
    q: String,
}

/// Newest first, the vendor's truth of each.
async fn list(Shared(world): Shared<Arc<World>>, Query(listing): Query<Listing>) -> Json<Value> {
    world.act(|state, _| {
        let items: Vec<Value> = state
            .book
            .in_request_order()
            .rev()
            .filter(|stored| is_named(stored, &listing.q))
            .take(MAX_LISTED)
            .map(row)
            .collect();
        Json(json!({ "items": items }))
    })
}

fn is_named(stored: &Stored, prefix: &str) -> bool {
    let payment = &stored.payment;
    let customer = payment.customer.name.as_ref().map_or("", |name| name.reveal());
    [payment.id.as_str(), &payment.order_name, customer].iter().any(|text| text.starts_with(prefix))
}

fn row(stored: &Stored) -> Value {
    let payment = &stored.payment;
    json!({
        "id": payment.id,
        "status": payment.status,
        "orderName": payment.order_name,
        "method": payment.method.as_ref().map(Method::kind),
        "provider": payment.channel.pg_provider,
        "chargedWon": payment.amount.paid,
        "refundedWon": stored.refunded_won(),
        "pending": stored.vendor.pending.len(),
        "requestedAt": payment.requested_at,
    })
}

/// The merchant is told, as of any other payment.
async fn create(
    Shared(world): Shared<Arc<World>>,
    Order(plan): Order<Blueprint>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let id = world.act(|state, now| {
        let id = blueprint::create(state, &plan, now)?;
        let event = Event::of_new(plan.status);
        let notice = Notice { payment_id: &id, event, cancellation_id: None, trigger: None };
        events::emit(state, &notice, now)?;
        Ok::<_, ApiError>(id)
    })?;
    Ok((StatusCode::CREATED, tell(&world, &id)?))
}

async fn read(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    tell(&world, &id)
}

/// Where an outside cancel is made.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Via {
    /// PortOne's admin console: the status follows and webhooks go out.
    #[default]
    Console,
    /// The PG's own site: the money moves, PortOne is not told.
    PgSite,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OutsideCancel {
    #[serde(default)]
    via: Via,
    amount_won: Option<i64>,
    tax_free_won: Option<i64>,
    reason: Option<String>,
    refund_account: Option<RefundAccount>,
}

async fn cancel(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(order): Order<OutsideCancel>,
) -> Result<Json<Value>, Refusal> {
    world.act(|state, now| match order.via {
        Via::PgSite => settlement::refund_at_pg(state, &id, order.amount_won, now),
        Via::Console => {
            let body = CancelBody {
                amount: order.amount_won,
                tax_free_amount: order.tax_free_won,
                refund_account: order.refund_account.clone(),
                ..CancelBody::for_reason(order.reason.as_deref().unwrap_or("관리자 콘솔 취소"))
            };
            let circumstances = Circumstances {
                now,
                trigger: Trigger::Console,
                idempotency_key: None,
                verdict: None,
            };
            cancel::cancel(state, &id, &body, &circumstances).map(drop)
        }
    })?;
    tell(&world, &id)
}

async fn deposit(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    world.act(|state, now| virtual_account::deposit(state, &id, now))?;
    tell(&world, &id)
}

#[derive(Deserialize)]
struct Decision {
    approved: bool,
}

async fn decide(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(decision): Order<Decision>,
) -> Result<Json<Value>, Refusal> {
    world.act(|state, now| virtual_account::decide_pending(state, &id, decision.approved, now))?;
    tell(&world, &id)
}

/// The oldest pending refund unless one is named.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settlement {
    succeeded: bool,
    cancellation_id: Option<String>,
}

async fn settle(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(order): Order<Settlement>,
) -> Result<Json<Value>, Refusal> {
    let cancellation_id = order.cancellation_id.as_deref();
    let end = if order.succeeded { RefundEnd::PaidOut } else { RefundEnd::Failed };
    world.act(|state, now| settlement::settle_pending(state, &id, cancellation_id, end, now))?;
    tell(&world, &id)
}

/// PortOne hears of what the PG executed with its answer lost (`pg_answer_lost`).
async fn learn(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    world.act(|state, now| settlement::learn(state, &id, now))?;
    tell(&world, &id)
}

async fn webhooks(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.act(|state, _| {
        let items: Vec<_> = state.outbox.iter().collect();
        Json(json!({ "target": state.outbox.target, "items": items }))
    })
}

#[derive(Deserialize)]
struct Target {
    url: Option<String>,
}

async fn set_webhook_target(
    Shared(world): Shared<Arc<World>>,
    Order(target): Order<Target>,
) -> StatusCode {
    world.act(|state, _| state.outbox.target = target.url);
    StatusCode::NO_CONTENT
}

/// The truth of a payment, with what PortOne's API would answer beside it.
fn tell(world: &World, payment_id: &str) -> Result<Json<Value>, Refusal> {
    world.act(|state, _| {
        let found = truth(state, payment_id).zip(state.book.find(payment_id));
        let Some((truth, stored)) = found else {
            return Err(ApiError::new(ErrorKind::PaymentNotFound, "없는 결제입니다.").into());
        };
        let payment = view::payment(stored, state.receipts.get(payment_id));
        let mut told = json!(truth);
        told["payment"] = payment;
        Ok(Json(told))
    })
}
