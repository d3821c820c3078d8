//! Both lists of payments: pages with filters, and the cursor over creation time.

mod filter;
mod text_search;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) use filter::{ListBody, SortOrder};

use super::book::Stored;
use super::errors::ApiError;
use super::state::State;
use super::view;

/// `(number + 1) * size` may not be larger.
const MAX_REACH: i64 = 60_000;
const DEFAULT_DAYS: i64 = 90;
const MAX_CURSOR_SIZE: i64 = 1_000;

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    /// From 0.
    number: Option<i64>,
    size: Option<i64>,
}

/// `GET /payments`.
pub(crate) fn by_page(
    state: &State,
    body: &ListBody,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    let filter = &body.filter;
    filter.check()?;
    let until = filter.until.unwrap_or(now);
    let from = filter.from.unwrap_or(until - TimeDelta::days(DEFAULT_DAYS));
    let mut found: Vec<&Stored> = state
        .book
        .in_request_order()
        .filter(|stored| {
            let at = filter.moment_of(&stored.payment);
            from <= at
                && at <= until
                && filter.matches(stored, state.receipts.get(&stored.payment.id))
        })
        .collect();
    found.sort_by_key(|stored| filter.sort_key(&stored.payment));
    if filter.sort_order.is_descending() {
        found.reverse();
    }
    page_of(&found, body.page, |stored| {
        view::payment(stored, state.receipts.get(&stored.payment.id))
    })
}

/// Cuts the page out of everything found.
pub(crate) fn page_of<T>(
    found: &[&T],
    page: Page,
    view: impl Fn(&T) -> Value,
) -> Result<Value, ApiError> {
    let (number, size) = (page.number.unwrap_or(0), page.size.unwrap_or(10));
    let reach = number.checked_add(1).and_then(|pages| pages.checked_mul(size));
    if number < 0 || size < 1 || reach.is_none_or(|reach| reach > MAX_REACH) {
        return Err(ApiError::invalid("(page.number + 1) * page.size는 60000 이하여야 합니다."));
    }
    let in_reach = |n: i64| usize::try_from(n).expect("checked against the reach above");
    let items: Vec<Value> = found
        .iter()
        .skip(in_reach(number * size))
        .take(in_reach(size))
        .map(|row| view(row))
        .collect();
    let page = json!({ "number": number, "size": size, "totalCount": found.len() });
    Ok(json!({ "items": items, "page": page }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct CursorBody {
    pub(crate) store_id: Option<String>,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    cursor: Option<String>,
    size: Option<i64>,
}

/// `GET /payments-by-cursor`: oldest first, each item with its own cursor.
pub(crate) fn by_cursor(
    state: &State,
    body: &CursorBody,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    let size = body.size.unwrap_or(10);
    if !(1..=MAX_CURSOR_SIZE).contains(&size) {
        return Err(ApiError::invalid("size는 1 이상 1000 이하여야 합니다."));
    }
    let after = body.cursor.as_deref().map(read_cursor).transpose()?;
    let until = body.until.unwrap_or(now);
    let from = body.from.unwrap_or(until - TimeDelta::days(DEFAULT_DAYS));
    let items: Vec<Value> = state
        .book
        .in_request_order()
        .filter(|stored| (from..=until).contains(&stored.payment.requested_at))
        .filter(|stored| after.as_ref().is_none_or(|after| place(stored) > *after))
        .take(usize::try_from(size).expect("checked above"))
        .map(|stored| {
            json!({
                "payment": view::payment(stored, state.receipts.get(&stored.payment.id)),
                "cursor": cursor(stored),
            })
        })
        .collect();
    Ok(json!({ "items": items }))
}

/// Where a payment stands: request time in microseconds, then id.
fn place(stored: &Stored) -> (i64, String) {
    (stored.payment.requested_at.timestamp_micros(), stored.payment.id.clone())
}

fn cursor(stored: &Stored) -> String {
    let (micros, id) = place(stored);
    URL_SAFE_NO_PAD.encode(format!("{micros}:{id}"))
}

fn read_cursor(cursor: &str) -> Result<(i64, String), ApiError> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| {
            let (micros, id) = text.split_once(':')?;
            Some((micros.parse().ok()?, id.to_owned()))
        })
        .ok_or_else(|| ApiError::invalid("알 수 없는 커서입니다."))
}

#[cfg(test)]
mod tests;
