//! SQL text and the values that go with it, apart.

use std::borrow::Cow;
use std::fmt::Write as _;

use desk_domain::id::ChannelId;
use desk_domain::{
    BillId, CancellationId, CustomerId, FollowUpId, MerchantId, PaymentId, StaffId, TerminalId,
    Timestamp, Won,
};

/// A value to bind. `None` keeps its type, because PostgreSQL wants to know the type of a null.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Integer(Option<i64>),
    Text(Option<String>),
    Bytes(Vec<u8>),
}

/// One statement. Only text from this source code and plain names get into the SQL; everything else is
/// bound.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(super) text: Cow<'static, str>,
    pub(super) values: Vec<Value>,
}

/// A name out of a schema. Plain by its making, so that it may stand in SQL.
#[derive(Clone, Debug)]
pub(crate) struct Name(String);

impl Name {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        (!name.is_empty() && name.bytes().all(is_plain)).then(|| Self(name.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The columns of a row with their values, in the order of the table.
pub(crate) type Fields = Vec<(&'static str, Value)>;

/// A statement whose `$1`, `$2`, ... are already written; [`Statement::bind`] fills them in order.
pub(crate) fn sql(text: &'static str) -> Statement {
    Statement { text: Cow::Borrowed(text), values: Vec::new() }
}

impl Statement {
    #[must_use]
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    pub(crate) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    pub(crate) fn push_name(&mut self, name: &Name) -> &mut Self {
        self.text.to_mut().push_str(name.as_str());
        self
    }

    /// Writes the next placeholder and binds its value.
    pub(crate) fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        write!(self.text.to_mut(), "${}", self.values.len()).expect("a string takes every write");
        self
    }

    /// Writes `($1, $2, ...)`.
    pub(crate) fn push_list<V: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " }).push_bind(value);
        }
        self.push(")")
    }

    pub(crate) fn insert(table: &'static str, fields: Fields) -> Self {
        let (columns, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
        Self::insert_many(table, &columns, [values])
    }

    /// One statement for several rows.
    pub(crate) fn insert_many(
        table: &'static str,
        columns: &[&'static str],
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Self {
        let mut statement = sql("INSERT INTO ");
        statement.push(table).push(" (");
        for (place, column) in columns.iter().enumerate() {
            statement.push(if place == 0 { "" } else { ", " }).push(column);
        }
        statement.push(") VALUES ");
        for (place, row) in rows.into_iter().enumerate() {
            statement.push(if place == 0 { "" } else { ", " }).push_list(row);
        }
        statement
    }

    /// The statement that asks SQLite how it would go about this one.
    #[cfg(test)]
    pub(crate) fn explained(mut self) -> Self {
        self.text.to_mut().insert_str(0, "EXPLAIN QUERY PLAN ");
        self
    }

    /// Sets every given column of the row with this id.
    pub(crate) fn update(table: &'static str, fields: Fields, id: &str) -> Self {
        let mut statement = sql("UPDATE ");
        statement.push(table).push(" SET ");
        for (place, (column, value)) in fields.into_iter().enumerate() {
            statement.push(if place == 0 { "" } else { ", " });
            statement.push(column).push(" = ").push_bind(value);
        }
        statement.push(" WHERE id = ").push_bind(id);
        statement
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(Some(i64::from(number)))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Integer(Some(i64::from(flag)))
    }
}

impl From<Won> for Value {
    fn from(amount: Won) -> Self {
        Self::Integer(Some(amount.0))
    }
}

impl From<Option<Won>> for Value {
    fn from(amount: Option<Won>) -> Self {
        Self::Integer(amount.map(|won| won.0))
    }
}

impl From<Timestamp> for Value {
    fn from(instant: Timestamp) -> Self {
        Self::Integer(Some(instant.0))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(instant: Option<Timestamp>) -> Self {
        Self::Integer(instant.map(|at| at.0))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(Some(text.clone()))
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

macro_rules! value_from_id {
    ($($id:ty),+) => {$(
        impl From<&$id> for Value {
            fn from(id: &$id) -> Self {
                Self::from(id.as_str())
            }
        }

        impl From<Option<&$id>> for Value {
            fn from(id: Option<&$id>) -> Self {
                Self::Text(id.map(|id| id.as_str().to_owned()))
            }
        }
    )+};
}

value_from_id!(
    BillId,
    PaymentId,
    CancellationId,
    CustomerId,
    FollowUpId,
    MerchantId,
    ChannelId,
    StaffId,
    TerminalId
);
