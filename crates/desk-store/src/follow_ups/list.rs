//! Pages and counts of follow-ups: the longest due first, or the latest closed.

use desk_domain::{MerchantId, StaffId, Timestamp};

use super::row::{SELECT, with_notes};
use crate::error::Result;
use crate::keyset::{Order, Position, page_size};
use crate::payments::merchants_of;
use crate::records::{FollowUpCounts, FollowUpFilter, FollowUpRow, Page, PageRequest};
use crate::search::terms_of_search;
use crate::sql::{Connection, Statement, sql};

const OPEN: Order =
    Order { name: "follow_ups.open", column: "u.due_at", id_column: "u.id", descending: false };
const CLOSED: Order =
    Order { name: "follow_ups.closed", column: "u.closed_at", id_column: "u.id", descending: true };

pub(crate) async fn page(
    connection: &mut Connection,
    filter: &FollowUpFilter,
    request: &PageRequest,
) -> Result<Page<FollowUpRow>> {
    let order = if filter.closed { CLOSED } else { OPEN };
    let after = order.decode(request.cursor.as_deref())?;
    let size = page_size(request.size);
    let mut rows = Vec::new();
    for merchant in merchants_of(connection, &filter.merchants).await? {
        let mut statement = sql(SELECT);
        push_filter(&mut statement, filter, &merchant);
        order.push_tail(&mut statement, after.as_ref(), size + 1);
        for row in connection.rows(statement).await? {
            rows.push(with_notes(connection, &row).await?);
        }
    }
    Ok(order.page(rows, size, position))
}

/// `mine` is whose, `today` the start of the Korean day: what was due before it is overdue.
pub(crate) async fn count(
    connection: &mut Connection,
    merchants: &[MerchantId],
    mine: &StaffId,
    today: Timestamp,
) -> Result<FollowUpCounts> {
    let mut statement = sql("SELECT COUNT(*) AS open_count, \
         COUNT(CASE WHEN owner = $1 THEN 1 END) AS mine_count, \
         COUNT(CASE WHEN due_at < $2 THEN 1 END) AS overdue_count \
         FROM follow_ups WHERE closed_at IS NULL")
    .bind(mine)
    .bind(today);
    if !merchants.is_empty() {
        statement.push(" AND merchant_id IN ").push_list(merchants);
    }
    let row = connection.only_row(statement).await?;
    Ok(FollowUpCounts {
        open: row.integer("open_count")?,
        mine: row.integer("mine_count")?,
        overdue: row.integer("overdue_count")?,
    })
}

fn push_filter(statement: &mut Statement, filter: &FollowUpFilter, merchant: &MerchantId) {
    statement.push(" WHERE u.merchant_id = ").push_bind(merchant);
    statement.push(" AND u.closed_at IS ").push(if filter.closed { "NOT NULL" } else { "NULL" });
    if let Some(owner) = &filter.owner {
        statement.push(" AND u.owner = ").push_bind(owner);
    }
    if let Some(payment) = &filter.payment_id {
        statement.push(" AND u.payment_id = ").push_bind(payment);
    }
    if let Some(before) = filter.due_before {
        statement.push(" AND u.due_at < ").push_bind(before);
    }
    if filter.unowned {
        statement.push(" AND u.owner IS NULL");
    }
    if !filter.causes.is_empty() {
        let causes: Vec<_> = filter.causes.iter().map(|cause| cause.as_str()).collect();
        statement.push(" AND u.cause IN ").push_list(causes);
    }
    if !filter.channels.is_empty() {
        let channels: Vec<_> = filter.channels.iter().map(|channel| channel.as_str()).collect();
        statement.push(" AND p.channel IN ").push_list(channels);
    }
    for word in filter.search.as_deref().map(terms_of_search).unwrap_or_default() {
        statement.push(
            " AND EXISTS (SELECT 1 FROM payment_terms t WHERE t.merchant_id = p.merchant_id \
             AND t.sort_at = p.sort_at AND t.payment_id = p.id AND t.term = ",
        );
        statement.push_bind(word).push(")");
    }
}

fn position(row: &FollowUpRow) -> Position {
    let follow_up = &row.follow_up;
    let key = follow_up
        .closing
        .as_ref()
        .map_or_else(|| Timestamp::start_of_kst_date(follow_up.due_on), |closing| closing.at);
    Position { key: key.0, id: follow_up.id.as_str().to_owned() }
}
