//! The screens: files inside the binary, or in a folder during development.
//!
//! A name with a hash never changes its content and is kept for good. Any other address that is not
//! the server's own opens the app, whose router knows the rest.

use std::borrow::Cow;
use std::path::{Component, Path};
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse as _, Response};
use desk_api::ProblemCode;
use rust_embed::RustEmbed;

use crate::desk::Desk;
use crate::problem::Refusal;

#[derive(RustEmbed)]
#[folder = "../../dist"]
struct Embedded;

const INDEX: &str = "index.html";
/// Addresses that never open the app: a wrong one is a problem, not a page.
const OWN: &[&str] = &["/api", "/hooks", "/healthz", "/readyz", "/metrics"];
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The fallback of the router.
pub(crate) async fn serve(
    State(desk): State<Arc<Desk>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let path = uri.path();
    let is_own = OWN.iter().any(|own| path.strip_prefix(own).is_some_and(starts_anew));
    if is_own {
        return Refusal::new(ProblemCode::NotFound).into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        let refusal = Refusal::new(ProblemCode::MethodNotAllowed);
        return ([(ALLOW, "GET, HEAD")], refusal).into_response();
    }
    let brotli = accepts_brotli(&headers);
    let name = path.trim_start_matches('/');
    let folder = desk.settings.assets.as_deref();
    let found = if name.is_empty() { None } else { file(folder, name, brotli) };
    match found {
        Some(response) => response,
        // A missing file is not a page: its reader expects a picture or a script.
        None if name.rsplit('/').next().is_some_and(|last| last.contains('.')) => {
            Refusal::new(ProblemCode::NotFound).into_response()
        }
        None => file(folder, INDEX, brotli).unwrap_or_else(not_built),
    }
}

fn starts_anew(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

fn not_built() -> Response {
    Refusal::new(ProblemCode::NotFound)
        .because(
            "화면이 이 서버에 들어 있지 않아요. cargo xtask run으로 시작해 주세요.",
            "This server was built without its screens. Start it with cargo xtask run.",
        )
        .into_response()
}

fn file(folder: Option<&Path>, name: &str, brotli: bool) -> Option<Response> {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain {
        return None;
    }
    let packed = if brotli { read(folder, &format!("{name}.br")) } else { None };
    let is_packed = packed.is_some();
    let content = packed.or_else(|| read(folder, name))?;
    let mut response = content.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind_of(name)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    let keep = if is_hashed(name) { FOR_GOOD } else { ASK_AGAIN };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    if is_packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    Some(response)
}

fn read(folder: Option<&Path>, name: &str) -> Option<Cow<'static, [u8]>> {
    match folder {
        Some(folder) => std::fs::read(folder.join(name)).ok().map(Cow::Owned),
        None => Embedded::get(name).map(|file| file.data),
    }
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let encodings = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    encodings
        .unwrap_or_default()
        .split(',')
        .any(|encoding| encoding.split(';').next().unwrap_or_default().trim() == "br")
}

/// `app-3f2a9c0b1d4e5f60.js`, `app-3f2a9c0b1d4e5f60_bg.wasm`: sixteen hex digits of the content.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.', '/'])
        .any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        assert!(is_hashed("cancel-desk-web-3f2a9c0b1d4e5f60.js"));
        assert!(is_hashed("cancel-desk-web-3f2a9c0b1d4e5f60_bg.wasm"));
        assert!(!is_hashed("boot.js"));
        assert!(!is_hashed("fonts/PretendardVariable.subset.65.woff2"));
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("dist");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(folder.path().join("secret.txt"), "x").unwrap();
        std::fs::write(inside.join("page.txt"), "x").unwrap();
        assert!(file(Some(&inside), "page.txt", false).is_some());
        assert!(file(Some(&inside), "../secret.txt", false).is_none());
        assert!(file(Some(&inside), "/etc/hostname", false).is_none());
    }
}
