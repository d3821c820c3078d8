//! The book as the terminals' own memory: what was approved, and what we have asked of it.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::MerchantId;
use desk_domain::id::ChannelId;
use desk_domain::limits::PAGE_SIZE_MAX;
use desk_domain::payment::Channel;
use desk_gateway::terminal::{ApprovalBook, BookUnreadable, BookedApproval};
use desk_store::{CancellationFilter, GatewayPlace, PageRequest, Sort, Store, StoreError};

use crate::terminals::Hub;

/// The approvals of one merchant's terminals.
#[derive(Debug)]
pub(crate) struct BookedApprovals {
    store: Arc<dyn Store>,
    hub: Arc<Hub>,
    merchant_id: MerchantId,
    channel_id: ChannelId,
}

impl BookedApprovals {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        hub: Arc<Hub>,
        merchant_id: MerchantId,
        channel_id: ChannelId,
    ) -> Self {
        Self { store, hub, merchant_id, channel_id }
    }

    async fn read(&self, gateway_payment_id: &str) -> Result<Option<BookedApproval>, StoreError> {
        let place = GatewayPlace {
            merchant_id: self.merchant_id.clone(),
            channel: Channel::Terminal,
            channel_id: Some(self.channel_id.clone()),
            gateway_payment_id: gateway_payment_id.to_owned(),
        };
        let Some(row) = self.store.payment_at_gateway(&place).await? else { return Ok(None) };
        let of_payment = CancellationFilter {
            payment_id: Some(row.payment.id.clone()),
            ..CancellationFilter::default()
        };
        let page = PageRequest { sort: Sort::Newest, cursor: None, size: PAGE_SIZE_MAX };
        let cancellations = self.store.cancellations(&of_payment, &page).await?.items;
        let mut terminals = self.store.terminals(std::slice::from_ref(&self.merchant_id)).await?;
        terminals.retain(desk_store::Terminal::is_paired);
        terminals.sort_by_key(|terminal| !self.hub.is_connected(&terminal.id));
        Ok(Some(BookedApproval {
            payment: row.payment,
            cancellations: cancellations.into_iter().map(|row| row.cancellation).collect(),
            terminals: terminals.into_iter().map(|terminal| terminal.id).collect(),
        }))
    }
}

#[async_trait]
impl ApprovalBook for BookedApprovals {
    async fn booked(
        &self,
        gateway_payment_id: &str,
    ) -> Result<Option<BookedApproval>, BookUnreadable> {
        self.read(gateway_payment_id).await.map_err(|error| {
            tracing::error!(%error, "the book of approvals cannot be read");
            BookUnreadable
        })
    }
}
