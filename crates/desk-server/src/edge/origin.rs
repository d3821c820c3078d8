//! Requests that change something must come from our own page: beside the cookie's `SameSite` the
//! browser's own word on where a request comes from is checked.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use desk_api::{ProblemCode, paths};

use crate::desk::Desk;
use crate::problem::Refusal;

pub(super) async fn refuse_other_sites(
    State(desk): State<Arc<Desk>>,
    request: Request,
    next: Next,
) -> Response {
    // Webhooks come from the vendor and carry a signature instead.
    let guarded = request.uri().path().starts_with(paths::API) && changes(request.method());
    if guarded && !is_ours(request.headers(), &desk.settings.public_origin) {
        return Refusal::new(ProblemCode::ForeignOrigin).into_response();
    }
    next.run(request).await
}

fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A browser always sends one of the two headers with such a request; a program without a browser's
/// cookies sends neither and has nothing to be tricked out of.
fn is_ours(headers: &HeaderMap, public_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some("same-origin" | "none"), _) | (None, None) => true,
        (Some(_), _) => false,
        (None, Some(origin)) => {
            origin == public_origin
                || text(HOST.as_str()).is_some_and(|host| {
                    origin.split_once("://").is_some_and(|(_, named)| named == host)
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        assert_eq!(is_ours(&headers, "https://desk.example.com"), expected, "{headers:?}");
    }

    #[test]
    fn only_our_own_page_changes_something() {
        check(&[], true);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "https://desk.example.com")], false);
        check(&[("origin", "https://desk.example.com")], true);
        check(&[("origin", "https://evil.example.com")], false);
        check(&[("origin", "null")], false);
        check(&[("origin", "http://127.0.0.1:7300"), ("host", "127.0.0.1:7300")], true);
        check(&[("origin", "http://127.0.0.1:7301"), ("host", "127.0.0.1:7300")], false);
    }
}
