//! What the book knows of a payment at a terminal and the device does not tell.

use async_trait::async_trait;
use desk_domain::cancellation::{Cancellation, CancellationState, VendorWords};
use desk_domain::payment::{Method, Payment};
use desk_domain::terminal::TerminalTask;
use desk_domain::{CancellationId, TerminalId};

use super::line::{Approval, Errand};
use crate::CancelOrder;

/// A payment at a terminal as it is in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedApproval {
    pub payment: Payment,
    pub cancellations: Vec<Cancellation>,
    /// The merchant's terminals that are paired now.
    pub terminals: Vec<TerminalId>,
}

/// Our own book of approvals.
#[async_trait]
pub trait ApprovalBook: Send + Sync + std::fmt::Debug {
    /// # Errors
    /// When the book itself cannot be read; that says nothing about the payment.
    async fn booked(
        &self,
        gateway_payment_id: &str,
    ) -> Result<Option<BookedApproval>, BookUnreadable>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("our own book of approvals could not be read")]
pub struct BookUnreadable;

impl BookedApproval {
    /// The approval, where the book has its number.
    pub(super) fn approval(&self) -> Option<Approval> {
        let payment = &self.payment;
        Some(Approval {
            number: payment.approval_number.clone()?,
            approved_on: payment.paid_at.unwrap_or(payment.requested_at).kst_date(),
            amount: payment.amounts.paid,
        })
    }

    /// The cancel that may have been carried out, and where it was sent.
    pub(super) fn sent(&self) -> Option<(&Cancellation, &TerminalId)> {
        let sent = self.cancellations.iter().find(|one| one.state.may_have_moved_money())?;
        Some((sent, sent.terminal_id.as_ref()?))
    }

    /// The terminal to ask: the one that the cancel in flight goes to, else any that is paired.
    pub(super) fn to_ask(&self) -> Option<&TerminalId> {
        let in_flight = self.cancellations.iter().filter(|one| one.state.is_in_flight());
        in_flight.filter_map(|one| one.terminal_id.as_ref()).next().or(self.terminals.first())
    }

    /// A cancel of ours that is done, by the number it is booked under.
    pub(super) fn done_as(&self) -> Option<&String> {
        let done =
            self.cancellations.iter().find(|one| one.state == CancellationState::Succeeded)?;
        done.gateway_cancellation_id.as_ref()
    }

    /// What the agent is told to do.
    ///
    /// # Errors
    /// Our own no, before anything leaves: what a terminal cannot be told.
    pub(super) fn errand(&self, order: &CancelOrder) -> Result<Errand, VendorWords> {
        let named = |one: &&Cancellation| one.id.as_str() == order.reference;
        let cancellation = self.cancellations.iter().find(named);
        let Some((reference, terminal_id)) = cancellation.and_then(goes_to) else {
            return Err(no("no_terminal", "the cancel names no terminal"));
        };
        let Some(approval) = self.approval() else {
            return Err(no("no_approval_number", "the book has no approval number to undo"));
        };
        let Some(task) = task_of(self.payment.method) else {
            return Err(no("not_offered", "a terminal undoes cards and cash receipts"));
        };
        if !order.is_whole() || order.amount != self.payment.amounts.paid {
            return Err(no("not_offered", "a payment at a terminal is cancelled whole"));
        }
        let card = self.payment.method_detail.card.as_ref();
        Ok(Errand {
            reference,
            terminal_id,
            merchant_id: self.payment.merchant_id.clone(),
            payment_id: self.payment.id.clone(),
            task,
            approval,
            amount: order.amount,
            installment_months: card.map_or(0, |card| card.installment_months),
        })
    }
}

fn goes_to(cancellation: &Cancellation) -> Option<(CancellationId, TerminalId)> {
    Some((cancellation.id.clone(), cancellation.terminal_id.clone()?))
}

fn task_of(method: Method) -> Option<TerminalTask> {
    match method {
        Method::Card => Some(TerminalTask::CancelCard),
        Method::CashReceipt | Method::BankTransferReceipt => Some(TerminalTask::CancelCashReceipt),
        Method::VirtualAccount
        | Method::Transfer
        | Method::Mobile
        | Method::GiftCertificate
        | Method::EasyPay
        | Method::Paypal
        | Method::ConvenienceStore
        | Method::Crypto
        | Method::Message
        | Method::Cash
        | Method::BankTransfer
        | Method::Other => None,
    }
}

pub(super) fn no(code: &str, message: &str) -> VendorWords {
    let (code, message) = (code.to_owned(), message.to_owned());
    VendorWords { code, message, ..VendorWords::default() }
}
