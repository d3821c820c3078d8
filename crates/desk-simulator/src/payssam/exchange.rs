//! One call from its first byte to its answer, or to the silence a fault asks for.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Request, State as Shared};
use axum::response::Response;
use tokio::sync::oneshot;

use super::answers;
use super::call::Call;
use super::codes::Refusal;
use super::operation::Operation;
use super::perform::perform;
use super::versions::Version;
use crate::answer::{Answer, Outcome, cut, disturbed, tell};
use crate::calls::CallRecord;
use crate::faults::{Disturbance, FaultKind, Scope};
use crate::world::World;

/// Far above any real request.
const MAX_BODY_BYTES: usize = 1 << 20;

/// The handler of every PaySsam path.
pub(crate) async fn handle(Shared(world): Shared<Arc<World>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let operation = match Operation::of(parts.method.as_str(), &path) {
        Ok(operation) => operation,
        Err((version, error)) => return refuse(&world, version, &error).respond(),
    };
    let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
        let error = Refusal::Parameter("body".into());
        return refuse(&world, operation.0, &error).respond();
    };
    // A task of its own: a client that hangs up does not abort the operation.
    let hang = world.hang();
    let (hang_up, hung_up) = oneshot::channel();
    let call = tokio::spawn(async move { exchange(&world, path, operation, &body, hang_up).await });
    tokio::select! {
        outcome = call => tell(outcome, hang).await,
        Ok(()) = hung_up => cut(),
    }
}

/// `hang_up` tells that the client is not to wait for a call that arrives late.
async fn exchange(
    world: &World,
    path: String,
    (version, operation): (Version, Operation),
    body: &[u8],
    hang_up: oneshot::Sender<()>,
) -> Outcome {
    let mut disturbance = Disturbance::default();
    let outcome = match admit(world, version, operation, body) {
        Err(error) => Outcome::Answer(refuse(world, version, &error)),
        Ok(call) => {
            disturbance = world.act_payssam(|_, faults, _| {
                faults.strike_call(scope_of(operation), call.bill_id().ok())
            });
            if matches!(disturbance.wait, Some((FaultKind::ArrivesLate, _))) {
                // A client that is gone already hears it as well.
                let _ = hang_up.send(());
            }
            let injected = |status| Answer { status, ..refuse(world, version, &Refusal::System) };
            let execute = || execute(world, &call, disturbance.verdict);
            disturbed(world, disturbance, injected, execute).await
        }
    };
    world.log_call(CallRecord {
        at: world.now(),
        method: "POST".into(),
        path,
        status: outcome.status(),
        idempotency_key: None,
        faults: disturbance.kinds(),
    });
    outcome
}

/// The form of the body first, then the credentials.
fn admit(
    world: &World,
    version: Version,
    operation: Operation,
    body: &[u8],
) -> Result<Call, Refusal> {
    let call = Call::parse(version, operation, body)?;
    world.act_payssam(|state, _, _| call.authorise(&state.settings))?;
    Ok(call)
}

/// Effect and callback are one commit. There is no idempotency key: a repeat finds what is there.
fn execute(world: &World, call: &Call, verdict: Option<FaultKind>) -> Answer {
    world.act_payssam(|state, faults, now| match perform(state, faults, call, verdict, now) {
        Ok(fields) => answers::success(call.version, call.operation, &state.settings, fields),
        Err(error) => answers::refusal(call.version, state.settings.quirks, &error),
    })
}

fn refuse(world: &World, version: Version, error: &Refusal) -> Answer {
    let quirks = world.act_payssam(|state, _, _| state.settings.quirks);
    answers::refusal(version, quirks, error)
}

/// Cancel and void are the two that a desk sends once.
fn scope_of(operation: Operation) -> Scope {
    match operation {
        Operation::Cancel | Operation::Void => Scope::Cancel,
        Operation::Read => Scope::Read,
        Operation::Send | Operation::Resend => Scope::Send,
        _ => Scope::Any,
    }
}
