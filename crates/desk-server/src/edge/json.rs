//! Reads bodies and queries strictly, and says where they are wrong without repeating what they hold.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use desk_api::ProblemCode;
use serde::de::DeserializeOwned;

use super::whole;
use crate::desk::Desk;
use crate::limits::BODY_MAX_BYTES;
use crate::problem::{Refusal, field_error};

const LIST_KO: &str = "목록이 아니라 이름이 있는 항목으로 보내 주세요.";
const LIST_EN: &str = "Send an object with named fields, not a list.";
const NUL_KO: &str = "글자가 아닌 문자(NUL)가 들어 있어요.";
const NUL_EN: &str = "It holds the character NUL.";
/// Longest name of a field that is repeated in an answer.
const FIELD_MAX_CHARS: usize = 64;

/// A JSON body of our own screen.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Desk>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(ProblemCode::UnsupportedMediaType.into());
        }
        let bytes = whole(desk, request.into_body(), BODY_MAX_BYTES).await?;
        read(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    if holds_nul(bytes) {
        return Err(Refusal::new(ProblemCode::BadJson).because(NUL_KO, NUL_EN));
    }
    // serde would take a list for a structure without names.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(Refusal::new(ProblemCode::BadJson).because(LIST_KO, LIST_EN));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string().chars().take(FIELD_MAX_CHARS).collect();
        refused(field, error.inner())
    })?;
    reader.end().map_err(|error| refused(".".to_owned(), &error))?;
    Ok(value)
}

/// Whether a text of the document has the character NUL, which nobody types and which PostgreSQL takes
/// in no text. JSON can write it in one way only.
fn holds_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(place) = rest.iter().position(|byte| *byte == b'\\') {
        if rest[place..].starts_with(br"\u0000") {
            return true;
        }
        rest = rest.get(place + 2..).unwrap_or_default();
    }
    false
}

/// The parser's own words may quote the body; only the place is passed on.
fn refused(field: String, error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    let refusal = Refusal::new(ProblemCode::BadJson).because(
        format!("{line}번째 줄 {column}번째 글자"),
        format!("line {line}, column {column}"),
    );
    if error.is_data() {
        let error = field_error(
            field,
            "unreadable",
            "빠졌거나 모르는 항목이거나, 형식이 달라요.",
            "Missing, unknown, or of another type.",
        );
        return refusal.with_errors(vec![error]);
    }
    refusal
}

/// The query of an address.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Refusal::new(ProblemCode::BadQuery).because(NUL_KO, NUL_EN));
        }
        axum::extract::Query::try_from_uri(&parts.uri).map(|query| Self(query.0)).map_err(|error| {
            // "Failed to deserialize query string: <field>: <why>": the field is ours to name.
            let field = named_field(&error.body_text());
            Refusal::new(ProblemCode::BadQuery).with_errors(vec![field_error(
                field,
                "unreadable",
                "모르는 조건이거나 형식이 달라요.",
                "An unknown filter, or of another form.",
            )])
        })
    }
}

fn named_field(words: &str) -> String {
    let unknown = words.split("unknown field `").nth(1).and_then(|rest| rest.split('`').next());
    let wrong = words.split(": ").nth(1).filter(|field| !field.contains(' '));
    unknown.or(wrong).unwrap_or(".").chars().take(FIELD_MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::{CreateCancellation, Login};

    #[track_caller]
    fn check(body: &str, field: Option<&str>) {
        let refusal = read::<Login>(body.as_bytes()).unwrap_err();
        assert_eq!(refusal.code, ProblemCode::BadJson);
        assert_eq!(refusal.errors.first().map(|error| error.field.as_str()), field);
        assert!(!format!("{refusal:?}").contains("hunter2"), "{refusal:?}");
    }

    #[test]
    fn the_place_is_named_and_the_content_is_not() {
        check("", None);
        check("{\"login\":", None);
        check(r#"{"login":"a","password":["hunter2"]}"#, Some("password"));
        check(r#"{"login":"a"}"#, Some("."));
        check(r#"{"login":"a","password":"b"} hunter2"#, None);
    }

    #[test]
    fn no_text_holds_nul() {
        check(r#"{"login":"hunter2\u0000","password":"b"}"#, None);
        check(r#"{"login":"\\\u0000","password":"b"}"#, None);
        let escaped = read::<Login>(br#"{"login":"\\u0000","password":"b"}"#).unwrap();
        assert_eq!(escaped.login, r"\u0000");
        assert!(!holds_nul(br"\"));
    }

    #[test]
    fn an_amount_that_is_no_whole_number_names_its_field() {
        for amount in ["\"12\"", "1.5", "1e30", "99999999999999999999", "null"] {
            let body = format!(r#"{{"kind":"full","amount_won":{amount}}}"#);
            let refusal = read::<CreateCancellation>(body.as_bytes()).unwrap_err();
            assert_eq!(refusal.errors[0].field, "amount_won", "{amount}");
        }
    }
}
