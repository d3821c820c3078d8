//! The demo's past at vendors without a list. Which payments there are, the control page of their
//! simulators tells; what they are, each vendor is asked through its own adapter.

use desk_domain::payment::Channel;
use desk_gateway::ReadError;
use desk_store::OutsideCancellations;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::attribution::attribute;
use super::control::ask;
use super::facts::MERCHANT;
use super::{DemoError, connection_to_fill, filled};
use crate::config::merchant_id;
use crate::desk::{Connection, Desk};
use crate::import::csv::import_text;
use crate::usecases::book_page::book_page;
use crate::usecases::booking::{GATEWAY, beyond_the_book};
use crate::usecases::refresh_payment::{Reader, read_and_book};

/// More than either simulator has in its seed.
const LISTED_MAX: usize = 2_000;

#[derive(Deserialize)]
struct Listed<T> {
    items: Vec<T>,
}

#[derive(Deserialize)]
struct Receipt {
    id: String,
}

/// A bill as the academy sent it: what a vendor's read does not tell.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bill {
    id: String,
    product_name: String,
    member_name: String,
    phone: Option<String>,
    price_won: i64,
    sent_at: String,
}

/// Bootpay: every receipt is read, then all are booked as one page.
pub(super) async fn fill_bootpay(desk: &Desk, control_port: u16) -> Result<(), DemoError> {
    let Some(connection) = connection_to_fill(desk, Channel::Bootpay).await? else { return Ok(()) };
    let receipts: Vec<Receipt> = listed(control_port, "/api/bootpay/payments").await?;
    let mut found = Vec::new();
    for receipt in receipts {
        let mut one = match connection.gateway.find(&receipt.id).await {
            Err(ReadError::Unsupported(_)) => continue,
            read => read?,
        };
        one.cancellations.extend(beyond_the_book(connection.reading(), &one, None));
        found.push(one);
    }
    book_page(desk, connection, found, Some(&attribute)).await?;
    filled(desk, connection).await
}

/// PaySsam: the bills come in as the academy's own list, then each is read. Nobody knows who cancelled.
pub(super) async fn fill_payssam(desk: &Desk, control_port: u16) -> Result<(), DemoError> {
    let Some(connection) = connection_to_fill(desk, Channel::Payssam).await? else { return Ok(()) };
    let bills: Vec<Bill> = listed(control_port, "/api/payssam/bills").await?;
    import_text(desk, &as_file(&bills), &merchant_id(MERCHANT)).await?;
    for bill in &bills {
        read_past(desk, connection, &bill.id).await?;
    }
    filled(desk, connection).await
}

async fn read_past(desk: &Desk, connection: &Connection, id: &str) -> Result<(), DemoError> {
    let reader =
        Reader { actor: GATEWAY, outside: OutsideCancellations::Adopt, ..Reader::DESK_ONCE };
    read_and_book(desk, connection, id, reader).await?;
    Ok(())
}

pub(super) async fn listed<T>(control_port: u16, path: &str) -> Result<Vec<T>, DemoError>
where
    T: DeserializeOwned,
{
    let listed: Option<Listed<T>> = ask(control_port, &format!("{path}?limit={LISTED_MAX}")).await;
    Ok(listed.ok_or(DemoError::NoControlPage(control_port))?.items)
}

/// The made-up names hold neither commas nor quotes.
fn as_file(bills: &[Bill]) -> String {
    const HEADER: &str = "channel,method,payment_id,order_name,amount_won,requested_at,customer_name,customer_phone\n";
    let rows = bills.iter().map(|bill| {
        let Bill { id, product_name, member_name, phone, price_won, sent_at } = bill;
        let phone = phone.as_deref().unwrap_or_default();
        format!("payssam,message,{id},{product_name},{price_won},{sent_at},{member_name},{phone}\n")
    });
    HEADER.to_owned() + &rows.collect::<String>()
}
