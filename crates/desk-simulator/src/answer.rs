//! How a call ends for its client: answered, half answered, or not at all.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::task::JoinError;

use crate::faults::{Disturbance, FaultKind};
use crate::net::{CutConnection, half};
use crate::world::World;

/// The answer of a finished call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    Answer(Answer),
    /// The status and half of the body arrive, then the connection closes.
    Half(Answer),
    /// The connection hangs, then closes.
    Silence,
    /// The connection closes at once.
    Cut,
}

impl Outcome {
    /// What the log of calls shows: nothing when the client saw no whole answer.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Answer(answer) => Some(answer.status),
            Self::Half(_) | Self::Silence | Self::Cut => None,
        }
    }
}

impl Answer {
    pub(crate) fn respond(self) -> Response {
        let status =
            StatusCode::from_u16(self.status).expect("statuses come from the tables of errors");
        (status, axum::Json(self.body)).into_response()
    }
}

/// Puts on the wire what became of a call; a silent one hangs for `hang` first.
pub(crate) async fn tell(outcome: Result<Outcome, JoinError>, hang: Duration) -> Response {
    match outcome {
        Ok(Outcome::Answer(answer)) => answer.respond(),
        Ok(Outcome::Half(answer)) => half(&answer.body.to_string()),
        Ok(Outcome::Silence) => {
            tokio::time::sleep(hang).await;
            cut()
        }
        Ok(Outcome::Cut) | Err(_) => cut(),
    }
}

/// Executes under the faults of this call. `refuse` makes the vendor's body for a 5xx status;
/// `execute` is called at most once.
pub(crate) async fn disturbed(
    world: &World,
    disturbance: Disturbance,
    refuse: impl Fn(u16) -> Answer,
    execute: impl FnOnce() -> Answer,
) -> Outcome {
    if let Some(fault) = disturbance.before {
        return strike(fault, refuse);
    }
    match disturbance.wait {
        Some((FaultKind::Hold | FaultKind::ArrivesLate, _)) => world.held().await,
        Some((_, delay_ms)) => tokio::time::sleep(Duration::from_millis(delay_ms)).await,
        None => {}
    }
    let answer = execute();
    match disturbance.after {
        Some(FaultKind::HalfAnswer) => Outcome::Half(answer),
        Some(fault) => strike(fault, refuse),
        None => Outcome::Answer(answer),
    }
}

fn strike(fault: FaultKind, refuse: impl Fn(u16) -> Answer) -> Outcome {
    match fault {
        FaultKind::DropBefore | FaultKind::DropAfter => Outcome::Cut,
        FaultKind::Http503 => Outcome::Answer(refuse(503)),
        FaultKind::Http500 | FaultKind::Http500After => Outcome::Answer(refuse(500)),
        _ => Outcome::Silence,
    }
}

/// The connection closes without an answer.
pub(crate) fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(CutConnection);
    response
}
