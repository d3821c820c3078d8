//! How a call to a vendor ends: with an answer, or with the silence a fault asks for.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::task::JoinError;

use crate::net::CutConnection;

/// The answer of a finished call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    Answer(Answer),
    /// The connection hangs, then closes.
    Silence,
    /// The connection closes at once.
    Cut,
}

impl Outcome {
    /// Absent when the connection is closed without an answer.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Answer(answer) => Some(answer.status),
            Self::Silence | Self::Cut => None,
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
        Ok(Outcome::Silence) => {
            tokio::time::sleep(hang).await;
            cut()
        }
        Ok(Outcome::Cut) | Err(_) => cut(),
    }
}

fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(CutConnection);
    response
}
