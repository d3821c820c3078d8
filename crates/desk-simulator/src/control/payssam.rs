//! `/api/payssam/…`: the customer, the manager site, and the vendor's own doings.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Order, Refusal};
use crate::payssam::book::Book;
use crate::payssam::lifecycle::{self, Tender};
use crate::payssam::state::ForcedCode;
use crate::payssam::{self, BillState, Blueprint, Quirks, Source};
use crate::portone::errors::{ApiError, ErrorKind};
use crate::private::Private;
use crate::world::World;

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/bills", get(list).post(create))
        .route("/bills/{id}", get(read))
        .route("/bills/{id}/pay", post(pay))
        .route("/bills/{id}/cancel", post(cancel))
        .route("/bills/{id}/void", post(void))
        .route("/callbacks", get(callbacks))
        .route("/callback-target", put(set_callback_target))
        .route("/answers", get(list_answers).post(force_answer).delete(clear_answers))
        .route("/test-payments", put(set_test_payments))
        .route("/test-payments/cancel", post(cancel_test_payments))
        .route("/quirks", put(set_quirks))
}

impl From<payssam::Refusal> for Refusal {
    fn from(refusal: payssam::Refusal) -> Self {
        let kind = match refusal {
            payssam::Refusal::BillNotFound => ErrorKind::PaymentNotFound,
            _ => ErrorKind::InvalidRequest,
        };
        ApiError::new(kind, refusal.to_string()).into()
    }
}

#[derive(Deserialize)]
struct Listing {
    /// Prefix of the id, the product or the customer's name.
    #[serde(default)]
    q: String,
    #[serde(default = "super::listed_at_most")]
    limit: usize,
}

/// Newest first, with how many messages have gone out in all.
async fn list(Shared(world): Shared<Arc<World>>, Query(listing): Query<Listing>) -> Json<Value> {
    world.act_payssam(|state, _, _| {
        let messages = lifecycle::messages_sent(state);
        Json(json!({ "items": rows(&state.book, &listing), "messagesSent": messages }))
    })
}

fn rows(book: &Book, listing: &Listing) -> Vec<Value> {
    let named = book.in_sent_order().rev().filter(|bill| {
        [bill.id.as_str(), &bill.product_name, bill.member_name.reveal()]
            .iter()
            .any(|text| text.starts_with(&listing.q))
    });
    let rows = named.take(listing.limit).map(|bill| {
        json!({
            "id": bill.id,
            "state": bill.state,
            "productName": bill.product_name,
            "memberName": bill.member_name.reveal(),
            "phone": bill.phone.as_ref().map(Private::reveal),
            "payType": bill.approval.as_ref().map(|paid| paid.pay_type),
            "priceWon": bill.price_won,
            "refundedWon": bill.refunded_won(),
            "sentAt": bill.sent_at,
        })
    });
    rows.collect()
}

/// The partner is told of a bill that was paid, as of any other.
async fn create(
    Shared(world): Shared<Arc<World>>,
    Order(plan): Order<Blueprint>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    world.act_payssam(|state, faults, now| {
        payssam::create(state, &plan, now)?;
        if plan.state == BillState::Paid {
            payssam::tell_approval(state, faults, &plan.id, now)?;
        }
        Ok::<_, payssam::Refusal>(())
    })?;
    Ok((StatusCode::CREATED, tell(&world, &plan.id)?))
}

async fn read(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    tell(&world, &id)
}

async fn pay(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(tender): Order<Tender>,
) -> Result<Json<Value>, Refusal> {
    world.act_payssam(|state, faults, now| lifecycle::pay(state, faults, &id, &tender, now))?;
    tell(&world, &id)
}

/// Who ends the bill; the partner is told by neither.
#[derive(Deserialize)]
struct Outside {
    #[serde(default = "at_manager_site")]
    via: Source,
}

fn at_manager_site() -> Source {
    Source::ManagerSite
}

async fn cancel(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(outside): Order<Outside>,
) -> Result<Json<Value>, Refusal> {
    world.act_payssam(|state, _, now| lifecycle::cancel(state, &id, outside.via, now))?;
    tell(&world, &id)
}

async fn void(
    Shared(world): Shared<Arc<World>>,
    Path(id): Path<String>,
    Order(outside): Order<Outside>,
) -> Result<Json<Value>, Refusal> {
    world.act_payssam(|state, _, now| lifecycle::void(state, &id, outside.via, now))?;
    tell(&world, &id)
}

async fn callbacks(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.act_payssam(|state, _, _| {
        let items: Vec<_> = state.outbox.iter().collect();
        Json(json!({ "target": state.outbox.target, "items": items }))
    })
}

#[derive(Deserialize)]
struct Target {
    url: Option<String>,
}

async fn set_callback_target(
    Shared(world): Shared<Arc<World>>,
    Order(target): Order<Target>,
) -> StatusCode {
    world.act_payssam(|state, _, _| state.outbox.target = target.url);
    StatusCode::NO_CONTENT
}

async fn list_answers(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    world.act_payssam(|state, _, _| Json(json!({ "items": state.forced })))
}

async fn force_answer(
    Shared(world): Shared<Arc<World>>,
    Order(forced): Order<ForcedCode>,
) -> Result<StatusCode, Refusal> {
    if forced.calls == 0 || !payssam::is_known(&forced.code) {
        return Err(ApiError::invalid("알려진 거절 코드와 1 이상의 calls가 필요합니다.").into());
    }
    world.act_payssam(|state, _, _| state.forced.push(forced));
    Ok(StatusCode::CREATED)
}

async fn clear_answers(Shared(world): Shared<Arc<World>>) -> StatusCode {
    world.act_payssam(|state, _, _| state.forced.clear());
    StatusCode::NO_CONTENT
}

/// `{}` ends it: later payments are real ones again.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TestPayments {
    cancel_after_seconds: Option<i64>,
}

async fn set_test_payments(
    Shared(world): Shared<Arc<World>>,
    Order(order): Order<TestPayments>,
) -> StatusCode {
    let after = order.cancel_after_seconds.and_then(TimeDelta::try_seconds);
    world.act_payssam(|state, _, _| state.settings.test_cancel_after = after);
    StatusCode::NO_CONTENT
}

/// The vendor's clean-up runs now, whatever the hour.
async fn cancel_test_payments(Shared(world): Shared<Arc<World>>) -> Json<Value> {
    let cancelled = world.act_payssam(|state, _, now| lifecycle::cancel_test_payments(state, now));
    Json(json!({ "cancelled": cancelled }))
}

async fn set_quirks(Shared(world): Shared<Arc<World>>, Order(quirks): Order<Quirks>) -> StatusCode {
    world.act_payssam(|state, _, _| state.settings.quirks = quirks);
    StatusCode::NO_CONTENT
}

/// The truth of a bill, with what the vendor's read would say beside it.
fn tell(world: &World, bill_id: &str) -> Result<Json<Value>, Refusal> {
    world.act_payssam(|state, _, _| {
        let found = payssam::truth(state, bill_id).zip(state.book.find(bill_id));
        let Some((truth, bill)) = found else {
            return Err(payssam::Refusal::BillNotFound.into());
        };
        let mut told = json!(truth);
        told["bill"] = payssam::shown(bill);
        Ok(Json(told))
    })
}
