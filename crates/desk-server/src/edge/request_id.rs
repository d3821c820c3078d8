//! One id per request, from the browser (or the proxy) through the log to the answer.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::entropy;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const LENGTH: std::ops::RangeInclusive<usize> = 8..=64;

#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Takes a sensible id that came along, or makes one; logs the request under it.
pub(crate) async fn follow(mut request: Request, next: Next) -> Response {
    let id = given(&request).unwrap_or_else(|| entropy::hex(&entropy::bytes::<12>()));
    request.extensions_mut().insert(RequestId(id.clone()));
    // The query may hold a name or a phone number: the log has the path only.
    let span = tracing::info_span!(
        "request", id, method = %request.method(), path = request.uri().path()
    );
    let mut response = async {
        let response = next.run(request).await;
        tracing::info!(status = response.status().as_u16(), "answered");
        response
    }
    .instrument(span)
    .await;
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

fn given(request: &Request) -> Option<String> {
    let id = request.headers().get(HEADER)?.to_str().ok()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (plain && LENGTH.contains(&id.len())).then(|| id.to_owned())
}
