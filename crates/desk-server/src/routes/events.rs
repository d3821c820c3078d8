//! Live changes, as server-sent events over fetch.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, Sse};
use desk_api::{Change, ProblemCode, paths};
use futures::Stream;
use serde::Deserialize;

use super::guard::SignedIn;
use super::{responses, too_many_open};
use crate::desk::Desk;
use crate::edge::Query;
use crate::events::{self, Subscriber};
use crate::problem::{Refusal, field_error};
use crate::session::cookie;

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Position {
    /// The id of the last event seen; the header `Last-Event-ID` says the same.
    after: Option<i64>,
}

/// What changes from now on, or since the last event that was seen. Each event's data is a `Change`;
/// a comment every 15 seconds keeps the connection open.
#[utoipa::path(
    get, path = paths::EVENTS, tag = "events",
    params(
        Position,
        ("last-event-id" = Option<i64>, Header, nullable = false,
            description = "The id of the last event seen. Where `after` is given, that counts."),
    ),
    responses(
        (status = 200, body = Change, content_type = "text/event-stream"),
        responses::Following,
    )
)]
pub(super) async fn follow(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(position): Query<Position>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>>, Refusal> {
    let token = cookie::token(&headers, &desk.settings.public_origin).unwrap_or_default();
    let turn = desk.streams.take(token).map_err(|why| too_many_open(&desk, why))?;
    let after = match position.after.map_or_else(|| last_event_id(&headers), |seq| Ok(Some(seq)))? {
        Some(seq) => seq,
        None => desk.store.last_change().await?,
    };
    let subscriber = Subscriber::new(Arc::clone(&desk), person, token.to_owned(), after, turn);
    Ok(Sse::new(events::stream(subscriber)))
}

fn last_event_id(headers: &HeaderMap) -> Result<Option<i64>, Refusal> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let seq = value.to_str().ok().and_then(|text| text.parse().ok());
    seq.map(Some).ok_or_else(|| {
        let error = field_error(
            "last-event-id",
            "not_a_number",
            "이벤트 번호가 아니에요.",
            "Not the id of an event.",
        );
        Refusal::new(ProblemCode::BadQuery).with_errors(vec![error])
    })
}
