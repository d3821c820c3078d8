//! The input of a call, whether it came as JSON, as a form or in the query.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::errors::ApiError;

#[derive(Debug, Default, Clone)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// A body that begins like JSON is JSON, whatever its `Content-Type` says; else a form.
    pub(crate) fn of_body(body: &[u8]) -> Result<Self, ApiError> {
        let text = std::str::from_utf8(body)
            .map_err(|_| ApiError::invalid("요청 본문이 UTF-8이 아닙니다."))?;
        if !text.trim_start().starts_with('{') {
            return Ok(Self::of_form(text));
        }
        serde_json::from_str(text)
            .map(Self)
            .map_err(|error| ApiError::invalid(format!("요청 본문이 올바르지 않습니다: {error}")))
    }

    /// `a=1&refund[account]=2`; a key without brackets that comes twice keeps its last value.
    pub(crate) fn of_form(text: &str) -> Self {
        let mut fields = Map::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, value) = (decoded(key), decoded(value));
            match key.strip_suffix(']').and_then(|key| key.split_once('[')) {
                Some((group, name)) => {
                    let group = fields.entry(group).or_insert_with(|| json!({}));
                    if let Some(group) = group.as_object_mut() {
                        group.insert(name.to_owned(), Value::from(value));
                    }
                }
                None => {
                    fields.insert(key, Value::from(value));
                }
            }
        }
        Self(fields)
    }

    #[cfg(test)]
    pub(crate) fn of(value: Value) -> Self {
        Self(value.as_object().cloned().unwrap_or_default())
    }

    /// Text or a number; null and the empty text count as absent, as the SDKs send them.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A whole number of won. Java sends `1000.0`, forms send text.
    pub(crate) fn won(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let whole = text.strip_suffix(".0").unwrap_or(&text);
        whole
            .parse()
            .map(Some)
            .map_err(|_| ApiError::refused(format!("{name}은(는) 원 단위 정수여야 합니다.")))
    }

    /// An object inside, as itself or as JSON text.
    pub(crate) fn group(&self, name: &str) -> Option<Self> {
        match self.0.get(name)? {
            Value::Object(group) => Some(Self(group.clone())),
            Value::String(text) => serde_json::from_str(text).ok().map(Self),
            _ => None,
        }
    }
}

fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, name: &str, won: Option<i64>) {
        let fields = Fields::of_body(body.as_bytes()).unwrap();
        assert_eq!(fields.won(name).unwrap(), won, "{body}");
    }

    #[test]
    fn won_come_as_numbers_as_text_and_with_an_empty_fraction() {
        check(r#"{"price": 1000}"#, "price", Some(1_000));
        check(r#"{"price": "1000"}"#, "price", Some(1_000));
        check(r#"{"price": 1000.0}"#, "price", Some(1_000));
        check(r#"{"price": null}"#, "price", None);
        check(r#"{"price": ""}"#, "price", None);
        check("price=1000&name=%EA%B4%80%EB%A6%AC+%EC%9E%90", "price", Some(1_000));
        check("name=x", "price", None);
        let broken = Fields::of_body(br#"{"price": 10.5}"#).unwrap();
        assert!(broken.won("price").is_err());
    }

    #[test]
    fn a_form_nests_with_brackets_and_loses_what_was_sent_without() {
        let nested = Fields::of_form("refund%5Baccount%5D=123&refund[bankcode]=004");
        let refund = nested.group("refund").unwrap();
        assert_eq!(refund.text("account").as_deref(), Some("123"));
        assert_eq!(refund.text("bankcode").as_deref(), Some("004"));
        // What Python's form encoding makes of an object: its keys alone.
        let keys_only = Fields::of_form("refund=account&refund=accountholder&refund=bankcode");
        assert!(keys_only.group("refund").is_none());
        assert_eq!(Fields::of_form("name=%EA%B9%80+a").text("name").as_deref(), Some("김 a"));
    }

    #[test]
    fn neither_json_nor_text_is_refused() {
        assert!(Fields::of_body(b"{\"price\":").is_err());
        assert!(Fields::of_body(&[0xff]).is_err());
    }
}
