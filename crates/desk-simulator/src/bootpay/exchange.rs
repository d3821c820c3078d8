//! One call from its first byte to its answer, or to the silence a fault asks for.

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State as Shared};
use axum::http::header::AUTHORIZATION;
use axum::response::Response;

use super::Generation;
use super::errors::{ApiError, ErrorKind};
use super::fields::Fields;
use super::operation::{Operation, generation_of};
use super::perform::perform;
use super::state::Scene;
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
    pub(crate) generation: Generation,
    pub(crate) operation: Operation,
    /// The body of a POST, the query of everything else.
    pub(crate) fields: Fields,
    authorization: Option<Private>,
    method: String,
    path: String,
}

/// The handler of every Bootpay path.
pub(crate) async fn handle(Shared(world): Shared<Arc<World>>, request: Request) -> Response {
    let generation = generation_of(request.uri().path());
    let call = match read(request).await {
        Ok(call) => call,
        Err(error) => return error.answer(generation).respond(),
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
    let fields = if method == "POST" {
        let body = to_bytes(body, MAX_BODY_BYTES)
            .await
            .map_err(|_| ApiError::invalid("요청 본문이 너무 큽니다."))?;
        Fields::of_body(&body)?
    } else {
        Fields::of_form(parts.uri.query().unwrap_or_default())
    };
    let authorization = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let authorization = authorization.map(Private::from);
    let generation = generation_of(&path);
    Ok(Call { generation, operation, fields, authorization, method, path })
}

async fn exchange(world: &World, call: Call) -> Outcome {
    let mut disturbance = Disturbance::default();
    let outcome = match admit(world, &call) {
        Err(error) => Outcome::Answer(error.answer(call.generation)),
        Ok(()) => {
            disturbance = world.at_bootpay(|scene| strikes(scene, &call));
            execute_disturbed(world, &call, disturbance).await
        }
    };
    world.log_call(CallRecord {
        at: world.now(),
        method: call.method,
        path: call.path,
        status: outcome.status(),
        idempotency_key: None,
        faults: disturbance.kinds(),
    });
    outcome
}

fn admit(world: &World, call: &Call) -> Result<(), ApiError> {
    if call.operation == Operation::IssueToken {
        return Ok(());
    }
    let header = call.authorization.as_ref().map(Private::reveal);
    world.at_bootpay(|scene| {
        let state = &scene.state;
        state.tokens.authorise(&state.options, header, call.generation, scene.now)
    })
}

fn strikes(scene: &mut Scene<'_>, call: &Call) -> Disturbance {
    let scope = match call.operation {
        Operation::Cancel => Scope::Cancel,
        Operation::Read { .. } => Scope::Read,
        _ => Scope::Any,
    };
    let name = call.receipt_id().map(|receipt_id| scene.name_in_faults(&receipt_id));
    scene.faults.strike_call(scope, name.as_deref())
}

async fn execute_disturbed(world: &World, call: &Call, disturbance: Disturbance) -> Outcome {
    if let (None, Some((fault, delay_ms))) = (disturbance.before, disturbance.wait) {
        wait(world, call, fault, delay_ms).await;
    }
    let waited = Disturbance { wait: None, ..disturbance };
    let execute = || {
        world.at_bootpay(|scene| {
            perform(scene, call, disturbance.verdict)
                .unwrap_or_else(|error| error.answer(call.generation))
        })
    };
    disturbed(world, waited, |status| injected(status, call), execute).await
}

/// While a cancel waits at the PG, readers see −30 and other cancels are refused.
async fn wait(world: &World, call: &Call, fault: FaultKind, delay_ms: u64) {
    let at_pg = call.receipt_id().filter(|_| call.operation == Operation::Cancel);
    let is_first = at_pg.as_ref().is_some_and(|receipt_id| {
        world.at_bootpay(|scene| scene.state.cancelling.insert(receipt_id.clone()))
    });
    if matches!(fault, FaultKind::Hold | FaultKind::ArrivesLate) {
        world.held().await;
    } else {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
    }
    if let Some(receipt_id) = at_pg.filter(|_| is_first) {
        world.at_bootpay(|scene| scene.state.cancelling.remove(&receipt_id));
    }
}

/// A lost PG is told as `RC_CANCEL_CRITICAL_ERROR`, whether the PG executed the cancel or not.
fn injected(status: u16, call: &Call) -> Answer {
    let kind = match status {
        503 => ErrorKind::Unavailable,
        _ if call.operation == Operation::Cancel => ErrorKind::CancelCritical,
        _ => ErrorKind::ServerError,
    };
    ApiError::new(kind, "시뮬레이터가 정산 중에 끊었습니다.").answer(call.generation)
}

impl Call {
    /// The receipt the call is about, in its path or its fields.
    fn receipt_id(&self) -> Option<String> {
        let in_path = self.operation.receipt_id().map(str::to_owned);
        in_path.or_else(|| self.fields.text("receipt_id"))
    }
}
