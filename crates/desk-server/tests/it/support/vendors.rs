//! Gateways in front of the simulator that behave as a vendor may on a bad day.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use desk_domain::payment::GatewayStatus;
use desk_domain::{Timestamp, Won};
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellationState, Gateway, ListPage,
    ReadError, VoidOutcome,
};
use tokio::sync::Notify;

/// Passes everything on, counts the cancels, and changes what its fields say.
#[derive(Debug)]
pub(crate) struct Odd {
    vendor: Arc<dyn Gateway>,
    pub(crate) cancels: AtomicUsize,
    /// Accepted refunds vanish from what is read.
    forgets_pending: bool,
    /// What it has taken up it never ends.
    holds_all: bool,
    /// A void is carried out, and its answer is this.
    void_answer: Option<VoidOutcome>,
    /// A void is carried out and never answered; whoever waits here learns when.
    pub(crate) voided: Notify,
    never_answers_a_void: bool,
}

impl Odd {
    pub(crate) fn new(vendor: Arc<dyn Gateway>) -> Self {
        Self {
            vendor,
            cancels: AtomicUsize::new(0),
            forgets_pending: false,
            holds_all: false,
            void_answer: None,
            voided: Notify::new(),
            never_answers_a_void: false,
        }
    }

    pub(crate) fn forgetting_what_is_pending(self) -> Self {
        Self { forgets_pending: true, ..self }
    }

    pub(crate) fn never_ending_what_is_pending(self) -> Self {
        Self { holds_all: true, ..self }
    }

    pub(crate) fn answering_a_void(self, answer: VoidOutcome) -> Self {
        Self { void_answer: Some(answer), ..self }
    }

    pub(crate) fn never_answering_a_void(self) -> Self {
        Self { never_answers_a_void: true, ..self }
    }
}

#[async_trait]
impl Gateway for Odd {
    fn capabilities(&self) -> Capabilities {
        self.vendor.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let mut found = self.vendor.find(gateway_payment_id).await?;
        if self.forgets_pending {
            found.cancellations.retain(|one| one.state != FoundCancellationState::Pending);
        }
        if self.holds_all {
            let is_done = !found.cancellations.is_empty();
            found
                .cancellations
                .iter_mut()
                .for_each(|one| one.state = FoundCancellationState::Pending);
            if is_done {
                (found.status, found.cancelled) = (GatewayStatus::Paid, Won::ZERO);
            }
        }
        Ok(found)
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        self.vendor.list(from, until, cursor).await
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        self.cancels.fetch_add(1, Ordering::SeqCst);
        self.vendor.cancel(order).await
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        let outcome = self.vendor.void(gateway_payment_id, key).await;
        if self.never_answers_a_void {
            self.voided.notify_one();
            std::future::pending::<()>().await;
        }
        self.void_answer.clone().unwrap_or(outcome)
    }
}
