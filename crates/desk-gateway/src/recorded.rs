//! 미연동, 학원수납저장: money that staff took and wrote down. No vendor is behind it.
//!
//! A cancel is a line in the book and cannot fail: nothing leaves the desk, no money moves. Whoever
//! cancels hands the money back by the way it came; the rulebook (`M-UNL`) says so before the click.

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::cancellation::{RefundArrival, VendorWords};

use crate::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, Now, ReadError, Reading, VoidOutcome,
};

/// The book behind the trait.
#[derive(Clone, Debug)]
pub struct Recorded {
    now: Now,
}

impl Recorded {
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self { now }
    }
}

const NOBODY: &str = "no vendor is behind it; the book is all there is";

#[async_trait]
impl Gateway for Recorded {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            // The manual knows no part of a recorded payment: cancel it and record the rest again.
            partial_cancel: false,
            void: false,
            list: false,
            // A repeat is the same line of the book, which takes it once.
            idempotency_seconds: None,
            // "바로 취소처리가 됩니다": there is nothing on its way that could be called back.
            withdrawable: false,
            reading: Reading::BookOnly,
        }
    }

    async fn find(&self, _gateway_payment_id: &str) -> Result<Found, ReadError> {
        Err(ReadError::Unsupported(NOBODY.to_owned()))
    }

    async fn list(
        &self,
        _from: Timestamp,
        _until: Timestamp,
        _cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported(NOBODY.to_owned()))
    }

    /// Succeeds at once. The cancellation has no number but our own.
    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        if !order.is_whole() {
            return CancelOutcome::Refused(not_offered("a recorded payment is cancelled whole"));
        }
        let now = self.now.read();
        CancelOutcome::Succeeded(FoundCancellation {
            gateway_cancellation_id: order.reference.clone(),
            state: FoundCancellationState::Succeeded,
            amount: order.amount,
            tax_free: order.tax_free.unwrap_or_default(),
            reason: order.reason.clone(),
            requested_at: now,
            cancelled_at: Some(now),
            receipt_url: None,
            arrival: RefundArrival::Unsaid,
        })
    }

    async fn void(&self, _gateway_payment_id: &str, _key: &str) -> VoidOutcome {
        VoidOutcome::Refused(not_offered(
            "nobody was asked to pay, so there is nothing to withdraw",
        ))
    }
}

fn not_offered(message: &str) -> VendorWords {
    let code = "not_offered".to_owned();
    VendorWords { code, message: message.to_owned(), ..VendorWords::default() }
}
