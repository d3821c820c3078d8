//! Sending one bill, once.
//!
//! 1. `sending` was written down with the click, under a number that is the bill's for good;
//! 2. the vendor is called;
//! 3. its word makes the bill a payment of the book, or gives it back to be sent again.
//!
//! A crash or a lost answer between 2 and 3 starts over with a read: the bill is there, or the vendor
//! is called again under the same number, of which it never makes a second bill.

use std::sync::Arc;

use desk_domain::bill::{Bill, BillDelivery, BillNumber, BillStatus};
use desk_domain::cancellation::VendorWords;
use desk_domain::payment::{CashReceiptState, GatewayStatus, Method, MethodDetail};
use desk_domain::{BillId, PaymentId, Text, Won};
use desk_gateway::{Bills, Delivery, NewBill, ReadError, SendOutcome};
use desk_store::{PaymentSnapshot, Source, StoreError};

use super::Next;
use crate::desk::{Connection, Desk};
use crate::entropy;
use crate::limits::{RESOLVE_BACKOFF_SECONDS, backoff};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

pub(crate) async fn send_bill(desk: &Desk, id: &BillId, repeats: u32) -> Result<Next, StoreError> {
    let Some(row) = desk.store.bill(id).await? else { return Ok(Next::Done) };
    let bill = row.bill;
    let (BillStatus::Sending, Some(number)) = (bill.status, bill.number.clone()) else {
        return Ok(Next::Done);
    };
    let connected = desk.connection_of_bill(&bill);
    let Some((connection, bills)) = connected.and_then(|one| Some((one, one.bills()?))) else {
        return not_connected(desk, &bill, repeats).await;
    };
    let sending = Sending { desk, connection, bills, bill, number, repeats };
    if repeats == 0 { sending.call().await } else { sending.look(None).await }
}

struct Sending<'a> {
    desk: &'a Desk,
    connection: &'a Connection,
    bills: &'a Arc<dyn Bills>,
    bill: Bill,
    number: BillNumber,
    repeats: u32,
}

impl Sending<'_> {
    async fn call(&self) -> Result<Next, StoreError> {
        match self.bills.send_bill(&self.order()).await {
            SendOutcome::Sent { link } => {
                let payment = self.payment();
                let now = self.desk.now();
                let store = &self.desk.store;
                store.note_bill_sent(&self.bill.id, &payment, link.as_deref(), now).await?;
                Ok(Next::Done)
            }
            // The number may have been used by an earlier call of ours.
            SendOutcome::Refused(words) => Box::pin(self.look(Some(words))).await,
            SendOutcome::Unknown { why } => self.unclear(&why).await,
        }
    }

    /// Reads the bill at the vendor, which books it where it is there. Where it is not, an earlier
    /// refusal stands, or the bill is sent again.
    async fn look(&self, refused: Option<VendorWords>) -> Result<Next, StoreError> {
        let number = self.number.as_str();
        let read = read_and_book(self.desk, self.connection, number, Reader::DESK).await;
        match (read, refused) {
            (Ok(_), _) => Ok(Next::Done),
            (Err(RefreshError::Store(error)), _) => Err(error),
            (Err(RefreshError::Read(ReadError::NotFound)), Some(words)) => {
                let advice =
                    self.desk.rulebook.explain_failure(self.connection.channel, None, &words);
                refuse(self.desk, &self.bill, advice.text).await
            }
            (Err(RefreshError::Read(ReadError::NotFound)), None) => Box::pin(self.call()).await,
            (Err(RefreshError::Read(error)), _) => self.unclear(&error.to_string()).await,
        }
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
    fn payment(&self) -> PaymentSnapshot {
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
            requested_at: bill.sent_at.unwrap_or(bill.created_at),
            paid_at: None,
            cancelled_at: None,
            approval_number: None,
            receipt_url: None,
            cancellations: Vec::new(),
        }
    }
}

async fn refuse(desk: &Desk, bill: &Bill, trouble: Text) -> Result<Next, StoreError> {
    desk.store.note_bill_refused(&bill.id, &trouble, desk.now()).await?;
    Ok(Next::Done)
}

async fn unclear(desk: &Desk, bill: &Bill, why: &str, repeats: u32) -> Result<Next, StoreError> {
    let now = desk.now();
    tracing::warn!(why, bill = %bill.id, "nobody knows whether a bill arrived");
    let trouble = Text::new(
        "결제사의 답을 받지 못해 확인하고 있어요. 다시 보내지 마세요.",
        "The vendor's answer was lost and is being checked. Do not send it again.",
    );
    desk.store.note_bill_unclear(&bill.id, &trouble, why, now).await?;
    let seconds = backoff(RESOLVE_BACKOFF_SECONDS, repeats);
    Ok(Next::Again { at: now.plus_seconds(seconds) })
}

/// Whoever has tried before may have sent it: that stays open until the connection is back.
async fn not_connected(desk: &Desk, bill: &Bill, repeats: u32) -> Result<Next, StoreError> {
    if repeats > 0 {
        return unclear(desk, bill, "its connection is not configured", repeats).await;
    }
    let trouble = Text::new(
        "청구서를 보낼 결제사와 연결되어 있지 않아요. 설정을 확인하고 다시 보내 주세요.",
        "The desk has no connection that sends bills. Check the settings and send it again.",
    );
    refuse(desk, bill, trouble).await
}
