//! The terminals of one merchant behind the trait of every vendor.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::cancellation::RefundArrival;

use super::book::{ApprovalBook, BookedApproval, no};
use super::found::{by_inquiry, by_journal};
use super::line::{Ending, LineError, TerminalLine};
use crate::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, ReadError, Reading, VoidOutcome,
};

/// The terminals of one merchant.
#[derive(Clone, Debug)]
pub struct Terminals {
    line: Arc<dyn TerminalLine>,
    book: Arc<dyn ApprovalBook>,
}

impl Terminals {
    #[must_use]
    pub fn new(line: Arc<dyn TerminalLine>, book: Arc<dyn ApprovalBook>) -> Self {
        Self { line, book }
    }

    async fn booked(&self, gateway_payment_id: &str) -> Result<BookedApproval, ReadError> {
        let booked = self.book.booked(gateway_payment_id).await;
        booked
            .map_err(|error| ReadError::Unavailable(error.to_string()))?
            .ok_or(ReadError::NotFound)
    }
}

#[async_trait]
impl Gateway for Terminals {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            partial_cancel: false,
            void: false,
            list: false,
            // The journal would take a repeat for the same order; it is asked instead.
            idempotency_seconds: None,
            // A person stands at the terminal and can still abort.
            withdrawable: false,
            reading: Reading::Journal,
        }
    }

    /// The journal first: its final word on our own cancel needs no device.
    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let booked = self.booked(gateway_payment_id).await?;
        if let Some((sent, terminal)) = booked.sent() {
            let ending = self.line.ask(terminal, &sent.id).await?;
            if let Some(found) = by_journal(&booked, sent, &ending) {
                return Ok(found);
            }
        }
        let (Some(terminal), Some(approval)) = (booked.to_ask(), booked.approval()) else {
            let why = "no terminal is paired, or there is no approval number to ask for";
            return Err(ReadError::Untold(why.to_owned()));
        };
        match self.line.inquire(terminal, &approval).await? {
            Some(told) => Ok(by_inquiry(&booked, &told)),
            None => Err(ReadError::Untold("the device has no means to look it up".to_owned())),
        }
    }

    async fn list(
        &self,
        _from: Timestamp,
        _until: Timestamp,
        _cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported("a terminal lists nothing".to_owned()))
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        let booked = match self.booked(&order.gateway_payment_id).await {
            Ok(booked) => booked,
            Err(error) => return CancelOutcome::Refused(no("not_begun", &error.to_string())),
        };
        let errand = match booked.errand(order) {
            Ok(errand) => errand,
            Err(words) => return CancelOutcome::Refused(words),
        };
        match self.line.carry_out(&errand).await {
            Ok(ending) => outcome(order, ending),
            Err(error) => not_handed_over(error),
        }
    }

    async fn void(&self, _gateway_payment_id: &str, _key: &str) -> VoidOutcome {
        VoidOutcome::Refused(no("not_offered", "there is nothing unpaid at a terminal"))
    }
}

/// The same for the answer to a call and for a report that comes later.
pub fn outcome(order: &CancelOrder, ending: Ending) -> CancelOutcome {
    match ending {
        Ending::Done { approval_number, approved_at } => {
            CancelOutcome::Succeeded(FoundCancellation {
                gateway_cancellation_id: approval_number,
                state: FoundCancellationState::Succeeded,
                amount: order.amount,
                tax_free: order.tax_free.unwrap_or_default(),
                reason: order.reason.clone(),
                requested_at: approved_at,
                cancelled_at: Some(approved_at),
                receipt_url: None,
                arrival: RefundArrival::Unsaid,
            })
        }
        Ending::Refused(words) => CancelOutcome::Refused(words),
        Ending::Unknown { why } => CancelOutcome::Unknown { why, words: None },
    }
}

/// The codes are the rulebook's (`rules/failures.toml`).
fn not_handed_over(error: LineError) -> CancelOutcome {
    let why = error.to_string();
    match error {
        LineError::Offline => CancelOutcome::Refused(no("AGENT_OFFLINE", &why)),
        LineError::Busy => CancelOutcome::Refused(no("TERMINAL_BUSY", &why)),
        // Somebody was asked and said nothing.
        LineError::Silent => CancelOutcome::Unknown { why, words: None },
    }
}

impl From<LineError> for ReadError {
    fn from(error: LineError) -> Self {
        Self::Unavailable(error.to_string())
    }
}
