//! The book as the index of bills: a bill that was taken into it is a payment, paid or not.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::MerchantId;
use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_gateway::payssam::{BillIndex, IndexUnreadable, KnownBill};
use desk_store::{GatewayPlace, Store};

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
        let row = self.store.payment_at_gateway(&place).await;
        let row = row.map_err(|error| {
            tracing::error!(%error, "the index of bills cannot be read");
            IndexUnreadable
        })?;
        let bill = row.map(|row| row.payment);
        Ok(bill.map(|bill| KnownBill {
            customer: bill.customer,
            product_name: bill.order_name,
            price: bill.amounts.paid,
            tax_free: bill.tax_free,
            sent_at: bill.requested_at,
        }))
    }
}
