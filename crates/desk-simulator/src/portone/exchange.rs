//! One call from its first byte to its answer, or to the silence a fault asks for.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Query, Request, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::errors::{ApiError, ErrorKind};
use super::idempotency::{self, Claim};
use super::operation::Operation;
use super::perform::perform;
use crate::answer::{Answer, Outcome, disturbed, tell};
use crate::calls::CallRecord;
use crate::faults::{Disturbance, FaultKind, Scope};
use crate::private::Private;
use crate::world::World;

/// Far above any real request.
const MAX_BODY_BYTES: usize = 1 << 20;

/// A request, read completely.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) operation: Operation,
    pub(crate) query: HashMap<String, String>,
    pub(crate) body: Bytes,
    /// Without its quotes.
    pub(crate) idempotency_key: Option<String>,
    authorization: Option<Private>,
    method: String,
    path: String,
}

/// The handler of every PortOne path.
pub(crate) async fn handle(Shared(world): Shared<Arc<World>>, request: Request) -> Response {
    let call = match read(request).await {
        Ok(call) => call,
        Err(error) => return refusal(&error).respond(),
    };
    // A task of its own: a client that hangs up does not abort the operation.
    let hang = world.hang();
    let outcome = tokio::spawn(async move { exchange(&world, call).await }).await;
    tell(outcome, hang).await
}

async fn read(request: Request) -> Result<Call, ApiError> {
    let (parts, body) = request.into_parts();
    let method = parts.method.as_str().to_owned();
    let path = parts.uri.path().to_owned();
    let operation = Operation::of(&method, &path)?;
    let Query(query) = Query::try_from_uri(&parts.uri)
        .map_err(|_| ApiError::invalid("쿼리 문자열이 올바르지 않습니다."))?;
    let body = to_bytes(body, MAX_BODY_BYTES)
        .await
        .map_err(|_| ApiError::new(ErrorKind::PayloadTooLarge, "요청 본문이 너무 큽니다."))?;
    let header = |name| text_of(&parts.headers, name);
    // The key counts on writes only; a GET ignores it.
    let idempotency_key = match header("idempotency-key") {
        Some(value) if method == "POST" => Some(idempotency::parse_key(value)?),
        _ => None,
    };
    let authorization = header(header::AUTHORIZATION.as_str()).map(Private::from);
    Ok(Call { operation, query, body, idempotency_key, authorization, method, path })
}

async fn exchange(world: &World, call: Call) -> Outcome {
    let mut disturbance = Disturbance::default();
    let outcome = match admit(world, &call) {
        Ok(Claim::Replay(answer)) => Outcome::Answer(answer),
        Err(error) => Outcome::Answer(refusal(&error)),
        Ok(Claim::Fresh) => {
            disturbance = world.act(|state, _| {
                state.faults.strike_call(scope_of(&call.operation), call.operation.payment_id())
            });
            execute_disturbed(world, &call, disturbance).await
        }
    };
    world.log_call(CallRecord {
        at: world.now(),
        method: call.method,
        path: call.path,
        status: outcome.status(),
        idempotency_key: call.idempotency_key,
        faults: disturbance.kinds(),
    });
    outcome
}

/// Credentials first, then the idempotency key.
fn admit(world: &World, call: &Call) -> Result<Claim, ApiError> {
    world.act(|state, now| {
        if call.operation.needs_credentials() {
            state.tokens.authorise(call.authorization.as_ref().map(Private::reveal), now)?;
        }
        match &call.idempotency_key {
            Some(key) => state.answers.claim(key, &call.fingerprint(), now),
            None => Ok(Claim::Fresh),
        }
    })
}

async fn execute_disturbed(world: &World, call: &Call, disturbance: Disturbance) -> Outcome {
    if let (Some(_), Some(key)) = (disturbance.before, &call.idempotency_key) {
        world.act(|state, _| state.answers.release(key));
    }
    disturbed(world, disturbance, injected, || execute(world, call, disturbance.verdict)).await
}

/// Effect, remembered answer and webhook are one commit.
fn execute(world: &World, call: &Call, verdict: Option<FaultKind>) -> Answer {
    world.act(|state, now| {
        let answer = match perform(state, call, verdict, now) {
            Ok(body) => Answer { status: 200, body },
            Err(error) => refusal(&error),
        };
        if let Some(key) = &call.idempotency_key {
            state.answers.finish(key, &call.fingerprint(), answer.clone(), now);
        }
        answer
    })
}

fn injected(status: u16) -> Answer {
    let kind = match status {
        503 => ErrorKind::ServiceUnavailable,
        _ => ErrorKind::InternalServerError,
    };
    refusal(&ApiError::new(kind, "시뮬레이터가 만든 장애입니다."))
}

fn scope_of(operation: &Operation) -> Scope {
    match operation {
        Operation::CancelPayment { .. } => Scope::Cancel,
        Operation::GetPayment { .. } => Scope::Read,
        Operation::ListPayments | Operation::ListPaymentsByCursor => Scope::List,
        _ => Scope::Any,
    }
}

impl Call {
    fn fingerprint(&self) -> String {
        idempotency::fingerprint(&self.method, &self.path, &self.body)
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn refusal(error: &ApiError) -> Answer {
    Answer { status: error.status(), body: error.body() }
}
