//! Pages that begin after the last row of the page before, not at a number of rows.
//!
//! A list that must come from several places of an index (two merchants, three statuses) is read as
//! several lanes, each already in order, and merged here. That keeps every lane a plain walk along
//! one index in both databases, and the cost of a page independent of the size of the table.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk_domain::limits::PAGE_SIZE_MAX;

use crate::error::{Result, StoreError};
use crate::records::Page;
use crate::sql::Statement;

/// More lanes than this would cost more than walking past rows that do not fit the filter.
pub(crate) const LANES_MAX: usize = 32;

/// By which column a list is ordered; the id settles equal keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    /// Binds a cursor to its list, basis and sort.
    pub(crate) name: &'static str,
    pub(crate) column: &'static str,
    pub(crate) id_column: &'static str,
    pub(crate) descending: bool,
}

/// A place in a list: the last row already shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) key: i64,
    pub(crate) id: String,
}

impl Order {
    /// Reads a cursor that [`Order::page`] gave out.
    pub(crate) fn decode(&self, cursor: Option<&str>) -> Result<Option<Position>> {
        cursor.map(|text| self.parse(text).ok_or(StoreError::BadCursor)).transpose()
    }

    fn parse(&self, cursor: &str) -> Option<Position> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let (name, place) = text.split_once('|')?;
        let (key, id) = place.split_once('|')?;
        (name == self.name).then_some(())?;
        let position = Position { key: key.parse().ok()?, id: id.to_owned() };
        // Only what we could have written ourselves: an id with a NUL in it is no text to PostgreSQL.
        let is_ours = is_id(id) && self.encode(&position) == cursor;
        is_ours.then_some(position)
    }

    fn encode(&self, position: &Position) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}|{}|{}", self.name, position.key, position.id))
    }

    /// ` AND (key, id) < ($1, $2) ORDER BY key DESC, id DESC LIMIT $3`, or the other way round.
    pub(crate) fn push_tail(&self, statement: &mut Statement, after: Option<&Position>, rows: u32) {
        if let Some(after) = after {
            statement.push(" AND (").push(self.column).push(", ").push(self.id_column);
            statement.push(if self.descending { ") < (" } else { ") > (" });
            statement.push_bind(after.key).push(", ").push_bind(after.id.as_str()).push(")");
        }
        let direction = if self.descending { " DESC" } else { "" };
        statement.push(" ORDER BY ").push(self.column).push(direction);
        statement.push(", ").push(self.id_column).push(direction);
        statement.push(" LIMIT ").push_bind(rows);
    }

    /// Merges the rows of all lanes, of which each brought up to `size + 1`, into one page.
    pub(crate) fn page<T>(
        &self,
        mut rows: Vec<T>,
        size: u32,
        position: impl Fn(&T) -> Position,
    ) -> Page<T> {
        rows.sort_by(|one, other| self.compare(&position(one), &position(other)));
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let has_more = rows.len() > size;
        rows.truncate(size);
        let last = rows.last().filter(|_| has_more);
        Page { next_cursor: last.map(|row| self.encode(&position(row))), items: rows }
    }

    fn compare(&self, one: &Position, other: &Position) -> Ordering {
        if self.descending { other.cmp(one) } else { one.cmp(other) }
    }
}

/// A prefix and base 32, whatever it is an id of.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_')
}

/// A page has at least one row, and no more than the product allows.
pub(crate) fn page_size(asked: u32) -> u32 {
    asked.clamp(1, PAGE_SIZE_MAX)
}

/// ` AND column IN ($1, $2)`, or nothing when `words` is empty.
///
/// With `unindexed` the column stands inside an expression, which no index serves: a planner without
/// statistics would else leave the index that has the order, and sort.
pub(crate) fn push_one_of(
    statement: &mut Statement,
    column: &'static str,
    words: impl ExactSizeIterator<Item = &'static str>,
    unindexed: bool,
) {
    if words.len() == 0 {
        return;
    }
    if unindexed {
        statement.push(" AND COALESCE(").push(column).push(", '') IN ");
    } else {
        statement.push(" AND ").push(column).push(" IN ");
    }
    statement.push_list(words);
}
