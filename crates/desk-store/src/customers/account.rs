//! What one customer paid, got back and still owes.

use desk_domain::payment::{BookStatus, Customer};
use desk_domain::{CustomerId, MerchantId};

use crate::error::Result;
use crate::payments::merchants_of;
use crate::records::CustomerAccount;
use crate::sql::{Connection, Statement, sql};

/// Over all time; `None` when no payment of these merchants is the customer's.
pub(crate) async fn account(
    connection: &mut Connection,
    merchants: &[MerchantId],
    id: &CustomerId,
) -> Result<Option<CustomerAccount>> {
    let merchants = merchants_of(connection, merchants).await?;
    if merchants.is_empty() {
        return Ok(None);
    }
    let mut sums = sql("SELECT COUNT(*) AS payment_count, \
         CAST(COALESCE(SUM(CASE WHEN p.book_status IN ($1, $2, $3) THEN p.amount_won ELSE 0 END), 0) \
         AS BIGINT) AS paid_sum, \
         CAST(COALESCE(SUM(p.cancelled_won), 0) AS BIGINT) AS cancelled_sum, \
         CAST(COALESCE(SUM(CASE WHEN p.book_status = $4 THEN p.amount_won ELSE 0 END), 0) AS BIGINT) \
         AS unpaid_sum FROM payments p")
    .bind(BookStatus::Paid.as_str())
    .bind(BookStatus::PartiallyCancelled.as_str())
    .bind(BookStatus::Cancelled.as_str())
    .bind(BookStatus::Unpaid.as_str());
    push_whose(&mut sums, &merchants, id);
    let sums = connection.only_row(sums).await?;

    let mut latest = sql("SELECT p.customer_name, p.customer_phone FROM payments p");
    push_whose(&mut latest, &merchants, id);
    latest.push(" ORDER BY p.sort_at DESC, p.id DESC LIMIT 1");
    let Some(latest) = connection.row(latest).await? else { return Ok(None) };
    Ok(Some(CustomerAccount {
        customer: Customer {
            id: Some(id.as_str().to_owned()),
            name: latest.maybe_text("customer_name")?,
            phone: latest.maybe_text("customer_phone")?,
        },
        payments: sums.integer("payment_count")?,
        paid: sums.won("paid_sum")?,
        cancelled: sums.won("cancelled_sum")?,
        unpaid: sums.won("unpaid_sum")?,
    }))
}

fn push_whose(statement: &mut Statement, merchants: &[MerchantId], id: &CustomerId) {
    statement.push(" WHERE p.merchant_id IN ").push_list(merchants);
    statement.push(" AND p.customer_id = ").push_bind(id);
}
