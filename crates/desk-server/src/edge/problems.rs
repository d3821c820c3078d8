//! Puts every answer that is not a success into `application/problem+json`, in the reader's language.

use axum::Json;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use desk_api::{Problem, ProblemCode};
use desk_domain::Text;

use super::request_id::RequestId;
use crate::problem::Refusal;

const PROBLEM_JSON: &str = "application/problem+json";

pub(super) async fn put_into_words(request: Request, next: Next) -> Response {
    let english = prefers_english(request.headers());
    let instance = request.uri().path().to_owned();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let Some(refusal) = refusal_of(&mut response) else { return response };
    let mut said = speak(refusal, english, instance, id);
    // Headers that the route set stay: `Allow` of a 405, a cleared cookie.
    for (name, value) in response.headers() {
        if !said.headers().contains_key(name) && name != axum::http::header::CONTENT_LENGTH {
            said.headers_mut().append(name.clone(), value.clone());
        }
    }
    said
}

/// The refusal of a route, or the one that a bare status of the framework stands for.
fn refusal_of(response: &mut Response) -> Option<Refusal> {
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        return Some(refusal);
    }
    let code = match response.status() {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        StatusCode::SERVICE_UNAVAILABLE => ProblemCode::Unavailable,
        status if status.is_server_error() => ProblemCode::Internal,
        status if status.is_client_error() => ProblemCode::BadJson,
        _ => return None,
    };
    Some(Refusal::new(code))
}

fn speak(refusal: Refusal, english: bool, instance: String, request_id: String) -> Response {
    let choose = |text: Text| if english { text.en } else { text.ko };
    let titles = refusal.code.title();
    let retry_after = refusal.retry_after_seconds;
    let problem = Problem {
        kind: format!("urn:cancel-desk:problem:{}", refusal.code.as_str()),
        code: refusal.code,
        status: refusal.code.status(),
        title: choose(titles.clone()),
        titles,
        detail: refusal.detail.map(|text| choose(*text)),
        instance,
        request_id,
        errors: refusal.errors,
        cancellable_won: refusal.cancellable,
        cancellation_id: refusal.cancellation_id,
        retry_after_seconds: retry_after,
    };
    let status = StatusCode::from_u16(problem.status).expect("every code has an HTTP status");
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    if let Some(seconds) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Korean unless the reader's first known language is English.
fn prefers_english(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .into_iter()
        .flat_map(|list| list.split(','))
        .map(|language| language.trim().to_ascii_lowercase())
        .find(|language| language.starts_with("ko") || language.starts_with("en"))
        .is_some_and(|language| language.starts_with("en"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(languages: &'static str, english: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(languages));
        assert_eq!(prefers_english(&headers), english, "{languages}");
    }

    #[test]
    fn korean_unless_english_comes_first() {
        check("ko-KR,ko;q=0.9,en;q=0.8", false);
        check("en-US,en;q=0.9,ko;q=0.8", true);
        check("fr, en;q=0.7", true);
        check("fr", false);
        assert!(!prefers_english(&HeaderMap::new()));
    }
}
