//! What bills are found by: customer, items, amount and number.

use desk_domain::bill::Bill;
use desk_domain::payment::{Channel, Payment};

use super::{BTreeSet, Result, add_name, add_phone, add_words, normalise};
use crate::records::BillRow;
use crate::sql::{Connection, Statement, Value, sql};

/// Rows of one insert, as in [`Connection::insert_many`].
const ROWS_PER_INSERT: usize = 40;

pub(crate) async fn insert_bill_terms(
    connection: &mut Connection,
    bill: &Bill,
    payment: Option<&Payment>,
) -> Result<()> {
    insert(connection, bill, &terms_of(bill, payment)).await
}

/// Rewrites the terms where they changed; when a bill was written never does.
pub(crate) async fn replace_bill_terms(
    connection: &mut Connection,
    before: &BillRow,
    after: &BillRow,
) -> Result<()> {
    let old = terms_of(&before.bill, before.payment.as_ref());
    let new = terms_of(&after.bill, after.payment.as_ref());
    let gone: Vec<_> = old.difference(&new).cloned().collect();
    if !gone.is_empty() {
        let mut delete = sql("DELETE FROM bill_terms WHERE merchant_id = $1 AND created_at = $2 \
             AND bill_id = $3 AND term IN ")
        .bind(&before.bill.merchant_id)
        .bind(before.bill.created_at)
        .bind(&before.bill.id);
        delete.push_list(gone);
        connection.run(delete).await?;
    }
    insert(connection, &after.bill, &(&new - &old)).await
}

/// A term that is there already stays: bills from before this table have the terms of their payments.
async fn insert(connection: &mut Connection, bill: &Bill, terms: &BTreeSet<String>) -> Result<()> {
    const COLUMNS: [&str; 4] = ["merchant_id", "term", "created_at", "bill_id"];
    let rows: Vec<Vec<Value>> = terms
        .iter()
        .map(|term| {
            let (merchant, id) = (&bill.merchant_id, &bill.id);
            vec![merchant.into(), term.into(), bill.created_at.into(), id.into()]
        })
        .collect();
    for chunk in rows.chunks(ROWS_PER_INSERT) {
        let mut statement = Statement::insert_many("bill_terms", &COLUMNS, chunk.iter().cloned());
        statement.push(" ON CONFLICT DO NOTHING");
        connection.run(statement).await?;
    }
    Ok(())
}

fn terms_of(bill: &Bill, payment: Option<&Payment>) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    if let Some(name) = &bill.customer.name {
        add_name(&mut terms, name);
    }
    if let Some(phone) = &bill.customer.phone {
        add_phone(&mut terms, phone);
    }
    for item in &bill.items {
        add_words(&mut terms, &item.name);
        terms.insert(item.amount.0.to_string());
    }
    terms.insert(bill.amount.0.to_string());
    terms.insert(normalise(bill.id.as_str()));
    terms.extend(bill.number.as_ref().map(|number| normalise(number.as_str())));
    let at_vendor = payment.filter(|payment| payment.channel == Channel::Payssam);
    terms.extend(at_vendor.map(|payment| normalise(&payment.gateway_payment_id)));
    terms.remove("");
    terms
}
