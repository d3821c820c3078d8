//! The book as the index of bills: a bill that was taken into it is a payment, paid or not, and one
//! that is on its way is known by its number.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::bill::Bill;
use desk_domain::id::ChannelId;
use desk_domain::payment::{Channel, Payment};
use desk_domain::{MerchantId, Won};
use desk_gateway::payssam::{BillIndex, IndexUnreadable, KnownBill};
use desk_store::{GatewayPlace, Store, StoreError};

/// The bills of one connection.
#[derive(Debug)]
pub struct BookedBills {
    store: Arc<dyn Store>,
    merchant_id: MerchantId,
    channel_id: ChannelId,
}

impl BookedBills {
    #[must_use]
    pub fn new(store: Arc<dyn Store>, merchant_id: MerchantId, channel_id: ChannelId) -> Self {
        Self { store, merchant_id, channel_id }
    }
}

#[async_trait]
impl BillIndex for BookedBills {
    async fn known(&self, bill_id: &str) -> Result<Option<KnownBill>, IndexUnreadable> {
        let place = GatewayPlace {
            merchant_id: self.merchant_id.clone(),
            channel: Channel::Payssam,
            channel_id: Some(self.channel_id.clone()),
            gateway_payment_id: bill_id.to_owned(),
        };
        let unreadable = |error: StoreError| {
            tracing::error!(%error, "the index of bills cannot be read");
            IndexUnreadable
        };
        let row = self.store.payment_at_gateway(&place).await.map_err(unreadable)?;
        if let Some(row) = row {
            return Ok(Some(of_payment(row.payment)));
        }
        let bill = self.store.bill_of_number(&self.merchant_id, bill_id).await;
        Ok(bill.map_err(unreadable)?.map(of_bill))
    }
}

fn of_payment(payment: Payment) -> KnownBill {
    KnownBill {
        customer: payment.customer,
        product_name: payment.order_name,
        price: payment.amounts.paid,
        tax_free: payment.tax_free,
        sent_at: payment.requested_at,
    }
}

/// The vendor's word of it comes before its answer to the sending, or after it went astray.
fn of_bill(bill: Bill) -> KnownBill {
    KnownBill {
        product_name: bill.title(),
        price: bill.amount,
        tax_free: Won::ZERO,
        sent_at: bill.sent_at.unwrap_or(bill.created_at),
        customer: bill.customer,
    }
}
