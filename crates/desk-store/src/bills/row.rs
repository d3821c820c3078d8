//! A bill and its row: one to one, save for the status of a bill that is a payment.

use desk_domain::bill::{Bill, BillDelivery, BillNumber, BillStatus};
use desk_domain::payment::Customer;
use desk_domain::{BillId, MerchantId, PaymentId};

use crate::error::{Broken, Result, StoreError};
use crate::records::{BillRow, BillsAround};
use crate::sql::{Connection, Fields, Row, Statement, Value, sql};
use crate::{payments, search};

/// Starts every read: its own columns behind `b_`, because the payment has some of the same names. The
/// tables follow.
pub(super) const COLUMNS: &str = "SELECT p.*, b.id AS b_id, b.merchant_id AS b_merchant_id, \
     b.status AS b_status, b.customer_id AS b_customer_id, b.customer_name AS b_customer_name, \
     b.customer_phone AS b_customer_phone, b.items AS b_items, b.amount_won AS b_amount_won, \
     b.held_won AS b_held_won, b.rebill_of AS b_rebill_of, b.payment_id AS b_payment_id, \
     b.channel_id AS b_channel_id, b.bill_number AS b_bill_number, b.delivery AS b_delivery, \
     b.message AS b_message, b.last_day AS b_last_day, b.link AS b_link, b.note AS b_note, \
     b.trouble AS b_trouble, b.created_at AS b_created_at, b.created_by AS b_created_by, \
     b.sent_at AS b_sent_at, b.version AS b_version FROM ";
pub(super) const JOIN_PAYMENT: &str = " LEFT JOIN payments p ON p.id = b.payment_id";

pub(crate) async fn find(connection: &mut Connection, id: &BillId) -> Result<Option<BillRow>> {
    let mut statement = select();
    statement.push(" WHERE b.id = ").push_bind(id);
    connection.row(statement).await?.as_ref().map(read).transpose()
}

/// A bill of ours that was or is being sent under this number.
pub(crate) async fn find_by_number(
    connection: &mut Connection,
    merchant: &MerchantId,
    number: &str,
) -> Result<Option<Bill>> {
    let mut statement = select();
    statement.push(" WHERE b.merchant_id = ").push_bind(merchant);
    statement.push(" AND b.bill_number = ").push_bind(number);
    let row = connection.row(statement).await?;
    Ok(row.as_ref().map(read).transpose()?.map(|row| row.bill))
}

/// The bills made of a payment, and the one it is.
pub(crate) async fn around(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<BillsAround> {
    let mut made = select();
    made.push(" WHERE b.rebill_of = ").push_bind(payment);
    made.push(" ORDER BY b.created_at, b.id");
    let mut own = select();
    own.push(" WHERE b.payment_id = ").push_bind(payment);
    Ok(BillsAround {
        made: connection.rows(made).await?.iter().map(read).collect::<Result<_>>()?,
        own: connection.row(own).await?.as_ref().map(read).transpose()?,
    })
}

/// Reads a bill and keeps it to this transaction. Its payments, where they are to be changed with it,
/// are locked before.
pub(super) async fn lock(connection: &mut Connection, id: &BillId) -> Result<BillRow> {
    let mut statement = sql("SELECT id FROM bills WHERE id = $1").bind(id);
    statement.push(connection.for_update());
    connection.row(statement).await?;
    find(connection, id).await?.ok_or(StoreError::NotFound("bill"))
}

pub(super) async fn insert(connection: &mut Connection, row: &BillRow) -> Result<()> {
    let inserted = connection.run(Statement::insert("bills", fields(&row.bill))).await;
    inserted.map_err(|error| error.on(Broken::Unique, StoreError::Exists("bill")))?;
    search::insert_bill_terms(connection, &row.bill, row.payment.as_ref()).await
}

/// Writes the whole row back under the next version, and what it is found by.
pub(super) async fn update(
    connection: &mut Connection,
    before: &BillRow,
    after: &mut BillRow,
) -> Result<()> {
    after.bill.version += 1;
    let id = after.bill.id.as_str();
    connection.run(Statement::update("bills", fields(&after.bill), id)).await?;
    search::replace_bill_terms(connection, before, after).await
}

pub(super) fn read(row: &Row) -> Result<BillRow> {
    let bill = read_bill(row)?;
    let payment = bill.payment_id.as_ref().map(|_| payments::read_payment(row)).transpose()?;
    let standing = payment.as_ref().map(|payment| BillStatus::of_payment(payment.book_status));
    Ok(BillRow { bill: Bill { status: standing.unwrap_or(bill.status), ..bill }, payment })
}

fn select() -> Statement {
    let mut statement = sql(COLUMNS);
    statement.push("bills b").push(JOIN_PAYMENT);
    statement
}

fn read_bill(row: &Row) -> Result<Bill> {
    let number: Option<BillNumber> = row.maybe_parsed("b_bill_number")?;
    Ok(Bill {
        id: row.parsed("b_id")?,
        merchant_id: row.parsed("b_merchant_id")?,
        status: row.parsed("b_status")?,
        customer: Customer {
            id: row.maybe_text("b_customer_id")?,
            name: row.maybe_text("b_customer_name")?,
            phone: row.maybe_text("b_customer_phone")?,
        },
        items: row.json("b_items")?,
        amount: row.won("b_amount_won")?,
        held: row.won("b_held_won")?,
        rebill_of: row.maybe_parsed("b_rebill_of")?,
        payment_id: row.maybe_parsed("b_payment_id")?,
        channel_id: row.maybe_parsed("b_channel_id")?,
        number,
        delivery: row.maybe_parsed("b_delivery")?,
        message: row.maybe_text("b_message")?,
        last_day: row.maybe_parsed("b_last_day")?,
        link: row.maybe_text("b_link")?,
        note: row.text("b_note")?,
        trouble: row.maybe_json("b_trouble")?,
        created_at: row.at("b_created_at")?,
        created_by: row.maybe_parsed("b_created_by")?,
        sent_at: row.maybe_at("b_sent_at")?,
        version: row.integer("b_version")?,
    })
}

fn fields(bill: &Bill) -> Fields {
    let items = serde_json::to_string(&bill.items).expect("plain data becomes JSON");
    let trouble = bill.trouble.as_ref();
    let trouble =
        trouble.map(|words| serde_json::to_string(words).expect("plain data becomes JSON"));
    vec![
        ("id", Value::from(&bill.id)),
        ("merchant_id", (&bill.merchant_id).into()),
        ("status", bill.status.as_str().into()),
        ("customer_id", (&bill.customer.id).into()),
        ("customer_name", (&bill.customer.name).into()),
        ("customer_phone", (&bill.customer.phone).into()),
        ("items", items.into()),
        ("amount_won", bill.amount.into()),
        ("held_won", bill.held.into()),
        ("rebill_of", bill.rebill_of.as_ref().into()),
        ("payment_id", bill.payment_id.as_ref().into()),
        ("channel_id", bill.channel_id.as_ref().into()),
        ("bill_number", bill.number.as_ref().map(BillNumber::as_str).into()),
        ("delivery", bill.delivery.map(BillDelivery::as_str).into()),
        ("message", (&bill.message).into()),
        ("last_day", (&bill.last_day.map(|day| day.to_string())).into()),
        ("link", (&bill.link).into()),
        ("note", (&bill.note).into()),
        ("trouble", (&trouble).into()),
        ("created_at", bill.created_at.into()),
        ("created_by", bill.created_by.as_ref().into()),
        ("sent_at", bill.sent_at.into()),
        ("version", bill.version.into()),
    ]
}
