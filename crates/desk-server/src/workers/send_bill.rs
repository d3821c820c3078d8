//! Sending one bill, once.
//!
//! 1. `sending` was written down with the click, under a number that is the bill's for good;
//! 2. the moment is written down from which on an order of it may be on its way;
//! 3. the vendor is called;
//! 4. its word makes the bill a payment of the book, or gives it back to be sent again.
//!
//! A crash or a lost answer between 2 and 4 starts over with a read: the bill is there, or the vendor
//! is called again under the same number, of which it never makes a second bill. What the vendor says to
//! a repeat is no word about the order before it, which may arrive later still: until none can, the bill
//! stays `sending` and holds its money ([`PROOF_BY_ABSENCE_SECONDS`]).

use std::sync::Arc;

use desk_domain::bill::{Bill, BillDelivery, BillNumber, BillStatus};
use desk_domain::cancellation::VendorWords;
use desk_domain::payment::{CashReceiptState, GatewayStatus, Method, MethodDetail};
use desk_domain::{BillId, PaymentId, Text, Timestamp, Won};
use desk_gateway::{Bills, Delivery, NewBill, ReadError, SendOutcome};
use desk_store::{HandedOver, PaymentSnapshot, Source, StoreError};

use super::Next;
use crate::desk::{Connection, Desk};
use crate::entropy;
use crate::limits::{PROOF_BY_ABSENCE_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

pub(crate) async fn send_bill(desk: &Desk, id: &BillId, repeats: u32) -> Result<Next, StoreError> {
    go_on(desk, id, repeats, Wanted::Sent).await
}

/// For a bill of a restored book: nothing is sent by itself.
pub(super) async fn find_bill(desk: &Desk, id: &BillId, repeats: u32) -> Result<Next, StoreError> {
    go_on(desk, id, repeats, Wanted::Found).await
}

/// What is wanted of a bill on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Sent,
    Found,
}

async fn go_on(desk: &Desk, id: &BillId, repeats: u32, wanted: Wanted) -> Result<Next, StoreError> {
    let row = desk.store.bill(id).await?.ok_or(StoreError::NotFound("bill"))?;
    let bill = row.bill;
    let (BillStatus::Sending, Some(number)) = (bill.status, bill.number.clone()) else {
        return Ok(Next::Done);
    };
    let connected = desk.connection_of_bill(&bill);
    let Some((connection, bills)) = connected.and_then(|one| Some((one, one.bills()?))) else {
        return not_connected(desk, &bill, repeats).await;
    };
    let has_left = bill.sent_at.is_some();
    let sending = Sending { desk, connection, bills, bill, number, repeats, wanted };
    if has_left { sending.look(Asked::NotYet).await } else { sending.call().await }
}

struct Sending<'a> {
    desk: &'a Desk,
    connection: &'a Connection,
    bills: &'a Arc<dyn Bills>,
    bill: Bill,
    number: BillNumber,
    repeats: u32,
    wanted: Wanted,
}

/// What the vendor said to this try.
enum Asked {
    NotYet,
    Refused(HandedOver, VendorWords),
    /// It knows the number, so an order of ours has arrived.
    NumberUsed,
}

impl Sending<'_> {
    async fn call(&self) -> Result<Next, StoreError> {
        let ordered = self.desk.store.note_bill_ordered(&self.bill.id, self.desk.now()).await?;
        let Some(order) = ordered else { return Ok(Next::Done) };
        match self.bills.send_bill(&self.order()).await {
            SendOutcome::Sent { link } => {
                let payment = self.payment(order.at);
                let now = self.desk.now();
                let store = &self.desk.store;
                store.note_bill_sent(&self.bill.id, &payment, link.as_deref(), now).await?;
                Ok(Next::Done)
            }
            SendOutcome::Refused(words) => Box::pin(self.look(Asked::Refused(order, words))).await,
            SendOutcome::NumberUsed => Box::pin(self.look(Asked::NumberUsed)).await,
            SendOutcome::Unknown { why } => self.unclear(&why).await,
        }
    }

    /// Reads the bill at the vendor, which books it where it is there.
    async fn look(&self, asked: Asked) -> Result<Next, StoreError> {
        let begun_at = self.desk.now();
        let number = self.number.as_str();
        match read_and_book(self.desk, self.connection, number, Reader::DESK).await {
            Ok(_) => Ok(Next::Done),
            Err(RefreshError::Store(error)) => Err(error),
            Err(RefreshError::Read(ReadError::NotFound)) => self.absent(asked, begun_at).await,
            Err(RefreshError::Read(error)) => self.unclear(&error.to_string()).await,
        }
    }

    /// The vendor had none when it was read, at `begun_at` at the earliest.
    async fn absent(&self, asked: Asked, begun_at: Timestamp) -> Result<Next, StoreError> {
        let in_doubt_until = |at: Option<Timestamp>| proven_at(at).filter(|end| begun_at < *end);
        match (asked, self.wanted) {
            (Asked::NumberUsed, _) => {
                self.unclear("the vendor knows its number and shows no bill").await
            }
            (Asked::Refused(order, words), _) => {
                let Some(end) = in_doubt_until(order.doubted_at) else {
                    return refuse(self.desk, &self.bill, Some(order.at), self.why(&words)).await;
                };
                let (bill, trouble) = (&self.bill.id, in_doubt(self.why(&words)));
                let store = &self.desk.store;
                store.note_bill_refused_in_doubt(bill, &order, &trouble, self.desk.now()).await?;
                Ok(self.later(end))
            }
            (Asked::NotYet, Wanted::Sent) => Box::pin(self.call()).await,
            (Asked::NotYet, Wanted::Found) => match in_doubt_until(self.bill.sent_at) {
                Some(end) => Ok(self.later(end)),
                None => refuse(self.desk, &self.bill, self.bill.sent_at, never_arrived()).await,
            },
        }
    }

    /// Once more, and at the latest when a read is proof.
    fn later(&self, proven_at: Timestamp) -> Next {
        let seconds = backoff(RESOLVE_BACKOFF_SECONDS, self.repeats);
        Next::Again { at: self.desk.now().plus_seconds(seconds).min(proven_at) }
    }

    fn why(&self, words: &VendorWords) -> Text {
        self.desk.rulebook.explain_bill_failure(self.connection.channel, words).in_full()
    }

    async fn unclear(&self, why: &str) -> Result<Next, StoreError> {
        unclear(self.desk, &self.bill, why, self.repeats).await
    }

    /// Made from the row alone, so that a repeat is equal to it.
    fn order(&self) -> NewBill {
        let bill = &self.bill;
        let origin = &self.desk.settings.public_origin;
        NewBill {
            number: self.number.clone(),
            delivery: match bill.delivery {
                Some(BillDelivery::Link) => Delivery::Link,
                Some(BillDelivery::Message) | None => Delivery::Message,
            },
            issuer: None,
            product_name: bill.title(),
            message: bill.message.clone(),
            customer_name: bill.customer.name.clone().unwrap_or_default(),
            phone: bill.customer.phone.clone(),
            price: bill.amount,
            last_day: bill.last_day,
            callback_url: format!("{origin}/hooks/payssam/{}", self.connection.id),
            return_url: None,
        }
    }

    /// The bill as the book has it until the vendor is read: waiting to be paid.
    fn payment(&self, ordered_at: Timestamp) -> PaymentSnapshot {
        let bill = &self.bill;
        PaymentSnapshot {
            source: Source::Vendor { over: None },
            new_id: PaymentId::from_bits(entropy::bits()),
            merchant_id: bill.merchant_id.clone(),
            channel: self.connection.channel,
            channel_id: Some(self.connection.id.clone()),
            gateway_payment_id: self.number.to_string(),
            customer: bill.customer.clone(),
            order_name: bill.title(),
            method: Method::Message,
            method_detail: MethodDetail::default(),
            amount: bill.amount,
            tax_free: Won::ZERO,
            cancelled: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: CashReceiptState::None,
            gateway_status: GatewayStatus::Ready,
            requested_at: ordered_at,
            paid_at: None,
            cancelled_at: None,
            approval_number: None,
            receipt_url: None,
            cancellations: Vec::new(),
        }
    }
}

/// From when on a read that shows no bill proves that the order of `ordered_at` makes none any more.
fn proven_at(ordered_at: Option<Timestamp>) -> Option<Timestamp> {
    ordered_at.map(|at| at.plus_seconds(PROOF_BY_ABSENCE_SECONDS))
}

/// Gives it back to people, unless another order has left since the one of `ordered_at`: then whoever sent that
/// finds out how it ends.
async fn refuse(
    desk: &Desk,
    bill: &Bill,
    ordered_at: Option<Timestamp>,
    trouble: Text,
) -> Result<Next, StoreError> {
    desk.store.note_bill_refused(&bill.id, ordered_at, &trouble, desk.now()).await?;
    Ok(Next::Done)
}

async fn unclear(desk: &Desk, bill: &Bill, why: &str, repeats: u32) -> Result<Next, StoreError> {
    tracing::warn!(why, bill = %bill.id, "nobody knows whether a bill arrived");
    let trouble = Text::new(
        "결제사의 답을 받지 못해 확인하고 있어요. 다시 보내지 마세요.",
        "The vendor's answer was lost and is being checked. Do not send it again.",
    );
    desk.store.note_bill_unclear(&bill.id, &trouble, why, desk.now()).await?;
    Ok(Next::Again { at: desk.now().plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, repeats)) })
}

/// Why it was refused, and why that is not the end of it.
fn in_doubt(why: Text) -> Text {
    Text::new(
        format!("{} 먼저 보낸 것이 늦게 도착할 수 있어 15분쯤 더 확인해요.", why.ko),
        format!(
            "{} An earlier try may still arrive, so it is checked for a quarter of an hour.",
            why.en
        ),
    )
}

fn never_arrived() -> Text {
    Text::new(
        "결제사에 없는 청구서예요. 다시 보내 주세요.",
        "The vendor does not have this bill. Send it again.",
    )
}

/// Whoever has tried before may have sent it: that stays open until the connection is back.
async fn not_connected(desk: &Desk, bill: &Bill, repeats: u32) -> Result<Next, StoreError> {
    if bill.sent_at.is_some() {
        return unclear(desk, bill, "its connection is not configured", repeats).await;
    }
    let trouble = Text::new(
        "청구서를 보낼 결제사와 연결되어 있지 않아요. 설정을 확인하고 다시 보내 주세요.",
        "The desk has no connection that sends bills. Check the settings and send it again.",
    );
    refuse(desk, bill, None, trouble).await
}
