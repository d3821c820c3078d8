//! The addresses of the server. A route reads the wire, calls one use case and chooses the status;
//! it decides nothing.

mod agent;
mod agreement;
mod banks;
mod bill_deeds;
mod bills;
mod cancellations;
mod create_cancellation;
mod customer;
mod documentation;
mod drift;
mod events;
mod follow_ups;
mod guard;
mod health;
mod hooks;
mod metrics;
mod payment;
mod payments;
mod query;
mod responses;
mod rulebook;
mod session;
mod staff;
mod terminals;
mod void_payment;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::routing::{get, post};
use desk_api::{ProblemCode, paths};
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::Desk;
use crate::problem::Refusal;
use crate::refusals::Refused;
use crate::turns::NoTurn;

/// Every route of `/api`, with its description.
fn api() -> OpenApiRouter<Arc<Desk>> {
    OpenApiRouter::with_openapi(documentation::Documentation::openapi())
        .routes(routes!(session::sign_in, session::who_am_i, session::sign_out))
        .routes(routes!(session::step_up))
        .routes(routes!(payments::list))
        .routes(routes!(payments::summarise))
        .routes(routes!(payment::detail))
        .routes(routes!(payment::refresh))
        .routes(routes!(void_payment::void))
        .routes(routes!(void_payment::void_outside))
        .routes(routes!(create_cancellation::create))
        .routes(routes!(cancellations::list))
        .routes(routes!(cancellations::detail))
        .routes(routes!(cancellations::withdraw))
        .routes(routes!(customer::detail))
        .routes(routes!(cancellations::abort))
        .routes(routes!(follow_ups::list))
        .routes(routes!(follow_ups::count))
        .routes(routes!(follow_ups::detail))
        .routes(routes!(follow_ups::assign))
        .routes(routes!(follow_ups::note))
        .routes(routes!(follow_ups::close))
        .routes(routes!(drift::list))
        .routes(routes!(drift::adopt))
        .routes(routes!(agreement::report))
        .routes(routes!(bills::list))
        .routes(routes!(bills::detail))
        .routes(routes!(bill_deeds::rebill))
        .routes(routes!(bill_deeds::send))
        .routes(routes!(bill_deeds::resend))
        .routes(routes!(bill_deeds::void))
        .routes(routes!(bill_deeds::record))
        .routes(routes!(terminals::list, terminals::create))
        .routes(routes!(terminals::renew))
        .routes(routes!(terminals::revoke))
        .routes(routes!(rulebook::guide))
        .routes(routes!(banks::list))
        .routes(routes!(staff::list))
        .routes(routes!(events::follow))
}

/// The OpenAPI document, as it is committed and served.
#[must_use]
pub fn openapi() -> String {
    documentation::print(api().into_openapi())
}

/// Counted, and told to come back: later, or with less open.
fn too_many_open(desk: &Desk, why: NoTurn) -> Refusal {
    let so_far = desk.refusals.count(Refused::TooManyOpen);
    tracing::warn!(?why, so_far, "too many are open");
    let code = match why {
        NoTurn::InAll => ProblemCode::Unavailable,
        NoTurn::ForEach => ProblemCode::TooManyOpen,
    };
    Refusal::new(code).retry_after(5)
}

/// What is for the operator's eyes.
pub fn metrics(desk: &Arc<Desk>) -> Router {
    Router::new().route("/metrics", get(metrics::read)).with_state(Arc::clone(desk))
}

/// Described once for all desks of a process: making the description, which serving does not need, takes
/// longer than all else that a start does.
pub(crate) fn router() -> Router<Arc<Desk>> {
    static ROUTER: LazyLock<Router<Arc<Desk>>> = LazyLock::new(build);
    ROUTER.clone()
}

fn build() -> Router<Arc<Desk>> {
    let (routes, _) = api().split_for_parts();
    routes
        .route(paths::OPENAPI, get(documentation::serve))
        .route(paths::AGENT, get(agent::dial_in))
        .route(paths::AGENT_PAIR, post(agent::pair))
        .route("/hooks/portone/{channel_id}", post(hooks::portone))
        .route("/hooks/bootpay/{channel_id}", post(hooks::bootpay))
        .route("/hooks/payssam/{channel_id}", post(hooks::payssam))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
}
