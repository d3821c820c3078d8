//! One way to send and to read. Only the reading of the answer is generic, to save bytes.

use std::cell::Cell;

use gloo_net::http::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::AbortSignal;

use super::error::ApiError;
use super::json::{Json, decode, parse};
use crate::routes::QueryString;
use crate::state::session::SessionState;

/// Reads give up after this long. A write never does: its outcome would be unknown.
const READ_TIMEOUT_MS: u32 = 30_000;

thread_local! {
    static SESSION: Cell<Option<SessionState>> = const { Cell::new(None) };
}

/// From here on an answer "not signed in" logs this session out, which shows the login screen and
/// comes back to the same address.
pub(super) fn log_out_when_expired(session: SessionState) {
    SESSION.set(Some(session));
}

/// What the server answered, with a success or with a problem.
pub(super) struct Answer {
    status: u16,
    body: String,
    response: Response,
}

impl Answer {
    /// The body of a success as `T`.
    ///
    /// # Errors
    /// The server's problem, or [`ApiError::Unreadable`] when the body is neither.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        if self.is_success() {
            decode(&self.body).map_err(|_| ApiError::Unreadable { status: self.status })
        } else {
            Err(self.problem())
        }
    }

    /// For answers without a body.
    ///
    /// # Errors
    /// The server's problem.
    pub(super) fn done(&self) -> Result<(), ApiError> {
        if self.is_success() { Ok(()) } else { Err(self.problem()) }
    }

    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.response.headers().get(name)
    }

    const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    fn problem(&self) -> ApiError {
        decode(&self.body).map_or(ApiError::Unreadable { status: self.status }, |problem| {
            ApiError::Problem(Box::new(problem))
        })
    }
}

/// Reads a resource, and logs out when the session has expired.
///
/// # Errors
/// [`ApiError::Unreachable`] when no answer came in time.
pub(super) async fn get(path: &str) -> Result<Answer, ApiError> {
    let patience = AbortSignal::timeout_with_u32(READ_TIMEOUT_MS);
    let request = json_request(Method::GET, path).abort_signal(Some(&patience));
    Ok(guarded(receive(request, None).await?))
}

/// Changes something, and logs out when the session has expired. `key` makes it one intent.
///
/// # Errors
/// [`ApiError::Unreachable`] when no answer came; whether it happened is not known then.
pub(super) async fn post(
    path: &str,
    body: Option<String>,
    key: Option<&str>,
) -> Result<Answer, ApiError> {
    let request = json_request(Method::POST, path);
    let request = match key {
        Some(key) => request.header(desk_api::IDEMPOTENCY_KEY, key),
        None => request,
    };
    Ok(guarded(receive(request, body).await?))
}

/// Sends a request of the session itself, for which "not signed in" is an ordinary answer.
///
/// # Errors
/// [`ApiError::Unreachable`] when no answer came.
pub(super) async fn send(
    method: Method,
    path: &str,
    body: Option<String>,
) -> Result<Answer, ApiError> {
    receive(json_request(method, path), body).await
}

/// Opens an answer that goes on for as long as both sides like.
///
/// # Errors
/// [`ApiError::Unreachable`], or [`ApiError::Unreadable`] when it is not a success.
pub(super) async fn open_stream(
    path: &str,
    last_event_id: Option<&str>,
    stop: &AbortSignal,
) -> Result<Response, ApiError> {
    let request =
        request(Method::GET, path).header("accept", "text/event-stream").abort_signal(Some(stop));
    let request = match last_event_id {
        Some(id) => request.header("last-event-id", id),
        None => request,
    };
    let unreachable = |_| ApiError::Unreachable;
    let response = request.build().map_err(unreachable)?.send().await.map_err(unreachable)?;
    expire(response.status());
    if response.ok() {
        Ok(response)
    } else {
        Err(ApiError::Unreadable { status: response.status() })
    }
}

/// The path with a typed query behind it.
pub(super) fn with_query<Q: Serialize>(path: &str, query: &Q) -> String {
    let mut fields = QueryString::default();
    let written = serde_json::to_string(query).unwrap_or_default();
    if let Ok(Json::Fields(values)) = parse(&written) {
        for (name, value) in values {
            match value {
                Json::Text(text) => fields.push(&name, &text),
                Json::Whole(number) => fields.push(&name, &number.to_string()),
                Json::Bool(yes) => fields.push(&name, if yes { "true" } else { "false" }),
                // A query is flat.
                Json::Null | Json::OtherNumber | Json::List(_) | Json::Fields(_) => {}
            }
        }
    }
    fields.after(path.to_owned())
}

#[expect(clippy::disallowed_methods, reason = "the home of the browser's HTTP")]
fn request(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(path).method(method)
}

fn json_request(method: Method, path: &str) -> RequestBuilder {
    request(method, path).header("accept", "application/json")
}

async fn receive(request: RequestBuilder, body: Option<String>) -> Result<Answer, ApiError> {
    let request = match body {
        None => request.build(),
        Some(body) => request.header("content-type", "application/json").body(body),
    };
    let unreachable = |_| ApiError::Unreachable;
    let response = request.map_err(unreachable)?.send().await.map_err(unreachable)?;
    let body = response.text().await.map_err(unreachable)?;
    Ok(Answer { status: response.status(), body, response })
}

fn guarded(answer: Answer) -> Answer {
    expire(answer.status);
    answer
}

fn expire(status: u16) {
    if status == 401
        && let Some(session) = SESSION.get()
    {
        session.log_out();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::{Basis, PaymentQuery};

    #[test]
    fn a_typed_query_becomes_an_address() {
        let query = PaymentQuery {
            status: Some("paid,cancelled".to_owned()),
            basis: Some(Basis::CancelledAt),
            in_flight: Some(true),
            q: Some("김 연&수".to_owned()),
            limit: Some(50),
            ..PaymentQuery::default()
        };
        let href = with_query("/api/payments", &query);
        let fields = QueryString::parse(href.strip_prefix("/api/payments").unwrap());
        for (name, value) in [
            ("status", "paid,cancelled"),
            ("basis", "cancelled_at"),
            ("in_flight", "true"),
            ("q", "김 연&수"),
            ("limit", "50"),
        ] {
            assert_eq!(fields.get(name), Some(value), "{href}");
        }
        assert_eq!(fields.get("cursor"), None);
    }
}
