//! What one customer paid, got back and still owes.

use desk_domain::bill::BillStatus;
use desk_domain::payment::{BookStatus, Customer};
use desk_domain::{CustomerId, MerchantId, Won};

use crate::error::Result;
use crate::keyset::push_one_of;
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
    // A bill that was sent is a payment, and counted as one.
    let mut asked =
        sql("SELECT CAST(COALESCE(SUM(p.amount_won), 0) AS BIGINT) AS asked_sum FROM bills p");
    push_whose(&mut asked, &merchants, id);
    let drafts = [BillStatus::Unsent, BillStatus::Sending];
    push_one_of(&mut asked, "p.status", drafts.iter().map(|status| status.as_str()), true);
    let asked = connection.only_row(asked).await?.integer("asked_sum")?;

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
        unpaid: Won(sums.integer("unpaid_sum")?.saturating_add(asked)),
    }))
}

fn push_whose(statement: &mut Statement, merchants: &[MerchantId], id: &CustomerId) {
    statement.push(" WHERE p.merchant_id IN ").push_list(merchants);
    statement.push(" AND p.customer_id = ").push_bind(id);
}
