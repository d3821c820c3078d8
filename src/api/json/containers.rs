//! Reading what holds other values: lists, fields and variants.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::{Json, Tree, Unreadable};

pub(super) struct Elements(std::vec::IntoIter<Json>);

impl Elements {
    pub(super) fn of(values: Vec<Json>) -> Self {
        Self(values.into_iter())
    }
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|value| seed.deserialize(Tree(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

pub(super) struct Fields {
    rest: std::vec::IntoIter<(String, Json)>,
    value: Json,
}

impl Fields {
    pub(super) fn of(fields: Vec<(String, Json)>) -> Self {
        Self { rest: fields.into_iter(), value: Json::Null }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Tree(Json::Text(name))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(Tree(std::mem::replace(&mut self.value, Json::Null)))
    }
}

/// `"name"`, or `{"name": what it holds}`.
pub(super) struct Variant {
    name: String,
    content: Json,
}

impl Variant {
    pub(super) fn of(value: Json) -> Result<Self, Unreadable> {
        match value {
            Json::Text(name) => Ok(Self { name, content: Json::Null }),
            Json::Fields(fields) if fields.len() == 1 => {
                let (name, content) = fields.into_iter().next().ok_or(Unreadable)?;
                Ok(Self { name, content })
            }
            _ => Err(Unreadable),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content), Unreadable> {
        let name: StringDeserializer<Unreadable> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Content(self.content)))
    }
}

/// What a variant holds; null for one that holds nothing.
pub(super) struct Content(Json);

impl<'de> VariantAccess<'de> for Content {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.0 == Json::Null { Ok(()) } else { Err(Unreadable) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(Tree(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        Tree(self.0).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        Tree(self.0).deserialize_map(visitor)
    }
}
