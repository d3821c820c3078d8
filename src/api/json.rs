//! Reading JSON in few bytes of code.
//!
//! The text is first made into a tree, which costs the same code for every type; only the step from the
//! tree to a type is made again for each. That step says nothing but that it failed: the words serde
//! would find for every field weigh more than the fields, and nobody reads them in a browser.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Visitor};

mod containers;
mod text;

use containers::{Elements, Fields, Variant};
pub use text::{Json, parse};

/// The text is no JSON, or not of this shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Reads a `T` from the text of a whole answer.
///
/// # Errors
/// When the text is not the JSON of a `T`.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    T::deserialize(Tree(parse(text)?))
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

/// Each method is written out: the ones that come with the trait put words together.
impl serde::de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A value that is yet to be read as some type.
struct Tree(Json);

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self.0 {
                Json::Whole(number) => visitor.visit_i64(number),
                _ => Err(Unreadable),
            }
        }
    )*};
}

macro_rules! strings {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self.0 {
                Json::Text(text) => visitor.visit_string(text),
                _ => Err(Unreadable),
            }
        }
    )*};
}

/// Methods that are only ever asked for one kind of value know only that kind, so that a type brings
/// along no code for the others. The wire has no fractions, no bytes and no unit structs.
impl<'de> Deserializer<'de> for Tree {
    type Error = Unreadable;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    strings! { deserialize_char deserialize_str deserialize_string deserialize_identifier }

    serde::forward_to_deserialize_any! { f32 f64 bytes byte_buf unit unit_struct }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(yes) => visitor.visit_bool(yes),
            Json::Whole(number) => visitor.visit_i64(number),
            Json::OtherNumber => Err(Unreadable),
            Json::Text(text) => visitor.visit_string(text),
            Json::List(values) => visitor.visit_seq(Elements::of(values)),
            Json::Fields(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Bool(yes) => visitor.visit_bool(yes),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::List(values) => visitor.visit_seq(Elements::of(values)),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Fields(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Variant::of(self.0)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use desk_domain::{Timestamp, Won};
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Dot,
        Named(String),
        Sized { width: u8 },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Everything {
        amount: Won,
        at: Timestamp,
        #[serde(default)]
        note: Option<String>,
        shapes: Vec<Shape>,
        pair: (bool, i64),
        by_name: BTreeMap<String, u32>,
    }

    #[track_caller]
    fn fails<T: DeserializeOwned + fmt::Debug>(text: &str) {
        assert_eq!(decode::<T>(text).unwrap_err(), Unreadable, "{text}");
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let text = r#"{
            "amount": 9007199254740993, "at": "2026-11-03T14:05:00+09:00", "new": {"a": [1]},
            "shapes": ["dot", {"named": "원"}, {"sized": {"width": 7}}],
            "pair": [true, -1], "by_name": {"a": 4294967295}, "other": 0.5
        }"#;
        let expected = Everything {
            amount: Won(9_007_199_254_740_993),
            at: Timestamp::parse_rfc3339("2026-11-03T05:05:00Z").unwrap(),
            note: None,
            shapes: vec![Shape::Dot, Shape::Named("원".into()), Shape::Sized { width: 7 }],
            pair: (true, -1),
            by_name: BTreeMap::from([("a".into(), u32::MAX)]),
        };
        assert_eq!(decode(text), Ok(expected));
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        fails::<Won>("\"1\"");
        fails::<u8>("256");
        fails::<Shape>("\"square\"");
        fails::<Shape>("{\"named\": \"a\", \"dot\": null}");
        fails::<Everything>("{\"amount\": 1}");
        fails::<(bool, i64)>("[true]");
        fails::<String>("<html>");
    }
}
