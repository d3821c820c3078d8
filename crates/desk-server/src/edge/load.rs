//! Says "come back" instead of queueing without end.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use desk_api::ProblemCode;
use tokio::sync::Semaphore;

use crate::desk::Room;
use crate::problem::Refusal;

#[derive(Clone)]
pub(super) struct Turns(Arc<Semaphore>);

impl Turns {
    pub(super) fn of(room: Room) -> Self {
        Self(Arc::new(Semaphore::new(room.requests)))
    }
}

pub(super) async fn refuse_too_many(
    State(Turns(turns)): State<Turns>,
    request: Request,
    next: Next,
) -> Response {
    match turns.try_acquire() {
        Ok(_turn) => next.run(request).await,
        Err(_) => Refusal::new(ProblemCode::Unavailable).retry_after(1).into_response(),
    }
}
