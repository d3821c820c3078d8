//! People at their browsers: a session each, good at both replicas.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, header};
use axum::response::Response;
use desk_domain::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::plan::{Person, Replica};
use crate::template::PASSWORD;
use crate::violation::Violation;
use crate::world::World;

/// Somebody signs in anew after this many seconds; a session ends after fifteen idle minutes.
const SIGN_IN_EVERY_SECONDS: i64 = 10 * 60;
/// Above any answer of the API, in bytes.
const ANSWER_MAX_BYTES: usize = 1024 * 1024;

pub(crate) const FAULT: &str = "no request ends in a fault of the desk";

/// 5xx that tell of somebody else who is away, or that much is going on.
const AWAY: [&str; 2] = ["gateway_unreachable", "unavailable"];

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Answers that nobody should ever get, also where nobody waits for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(Arc<Mutex<Vec<Answer>>>);

impl Faults {
    /// What a desk answered; panics come out as such answers, too.
    pub(crate) fn judge(&self, answer: &Answer) {
        let code = answer.body["code"].as_str().unwrap_or_default();
        if answer.status >= 500 && !AWAY.contains(&code) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(answer.clone());
        }
    }

    pub(crate) fn none(&self) -> Result<(), Violation> {
        let faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        faults.first().map_or(Ok(()), |fault| Err(Violation::of(FAULT, format!("{fault:?}"))))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Signed {
    cookie: String,
    since: Timestamp,
}

impl World {
    /// The person's cookie, from a sign-in that is not long ago.
    pub(crate) async fn cookie(
        &mut self,
        replica: Replica,
        person: Person,
    ) -> Result<String, Violation> {
        let now = self.now();
        if let Some(signed) = self.signed.get(&person)
            && now.seconds_since(signed.since) < SIGN_IN_EVERY_SECONDS
        {
            return Ok(signed.cookie.clone());
        }
        let body = json!({ "login": person.login(), "password": PASSWORD });
        let request = request("/api/session", None, &[], Some(&body));
        let response = self.respond(replica, request).await;
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|value| {
            let text = value.to_str().ok()?;
            Some(text.split(';').next()?.to_owned())
        });
        let cookie =
            cookie.ok_or_else(|| Violation::of("people can sign in", response.status()))?;
        self.signed.insert(person, Signed { cookie: cookie.clone(), since: now });
        Ok(cookie)
    }

    pub(crate) async fn respond(&self, replica: Replica, request: Request) -> Response {
        let Ok(response) = self.replicas[replica].app.clone().oneshot(request).await;
        response
    }

    pub(crate) async fn ask(&self, replica: Replica, request: Request) -> Answer {
        let response = self.respond(replica, request).await;
        let answer = read(response).await;
        self.faults.judge(&answer);
        answer
    }
}

pub(crate) async fn read(response: Response) -> Answer {
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), ANSWER_MAX_BYTES).await.unwrap_or_default();
    Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
}

/// A `POST`, as the screens send it.
pub(crate) fn request(
    path: &str,
    cookie: Option<&str>,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Request {
    let mut request = Request::builder().method(Method::POST).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let body = match body {
        Some(body) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        }
        None => Body::empty(),
    };
    request.body(body).expect("paths and headers of the harness are valid")
}
