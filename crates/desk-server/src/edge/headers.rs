//! Headers that keep other sites and other people's caches away from the desk.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use desk_api::DEMO_HEADER;

use crate::desk::Desk;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors ";
const PERMISSIONS: &str =
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), interest-cohort=()";

pub(super) async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, REFERRER_POLICY, "no-referrer");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, HeaderName::from_static("permissions-policy"), PERMISSIONS);
    // Assets say themselves how long they keep; everything else is somebody's data.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if desk.settings.demo {
        set(headers, HeaderName::from_static(DEMO_HEADER), "1");
    }
    if let Ok(policy) = HeaderValue::try_from(policy(&desk.settings.frame_ancestors)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

fn policy(frame_ancestors: &[String]) -> String {
    if frame_ancestors.is_empty() {
        format!("{POLICY}'none'")
    } else {
        format!("{POLICY}{}", frame_ancestors.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_may_frame_the_desk_unless_an_origin_is_configured() {
        assert!(policy(&[]).ends_with("frame-ancestors 'none'"));
        let portals = ["https://a.example.com".to_owned(), "https://b.example.com".to_owned()];
        assert!(
            policy(&portals)
                .ends_with("frame-ancestors https://a.example.com https://b.example.com")
        );
        assert!(!policy(&[]).contains("unsafe-inline"));
    }
}
