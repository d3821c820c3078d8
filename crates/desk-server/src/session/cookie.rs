//! The session cookie.
//!
//! Over https it is `__Host-cancel-desk`: host-only, whole path, never over plain http. The demo and
//! the development server speak plain http on loopback, where not every browser takes a Secure
//! cookie; there it has another name, so that it can never be mistaken for the guarded one.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

const GUARDED: &str = "__Host-cancel-desk";
const LOOPBACK: &str = "cancel-desk-loopback";

fn is_https(public_origin: &str) -> bool {
    public_origin.starts_with("https://")
}

fn name(public_origin: &str) -> &'static str {
    if is_https(public_origin) { GUARDED } else { LOOPBACK }
}

/// The token that the browser sent.
pub(crate) fn token<'a>(headers: &'a HeaderMap, public_origin: &str) -> Option<&'a str> {
    let name = name(public_origin);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, token)| token)
}

/// A cookie of the browser's session: its end is the server's to say.
pub(crate) fn set(token: &str, public_origin: &str) -> HeaderValue {
    header(token, "", public_origin)
}

pub(crate) fn clear(public_origin: &str) -> HeaderValue {
    header("", "; Max-Age=0", public_origin)
}

fn header(token: &str, age: &str, public_origin: &str) -> HeaderValue {
    let secure = if is_https(public_origin) { "; Secure" } else { "" };
    let name = name(public_origin);
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    HeaderValue::try_from(text).expect("a token is hexadecimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_the_cookie_is_host_only_and_secure() {
        let value = set("abc", "https://desk.example.com");
        assert_eq!(value, "__Host-cancel-desk=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    }

    #[test]
    fn one_cookie_is_found_among_many() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; __Host-cancel-desk=abc; b=2"));
        assert_eq!(token(&headers, "https://desk.example.com"), Some("abc"));
        assert_eq!(token(&headers, "http://127.0.0.1:7300"), None);
    }
}
