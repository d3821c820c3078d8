//! One cancellation: an intent, and the states it may pass through.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::outside::OutsideCancel;
use crate::payment::named_enum;
use crate::{CancellationId, MerchantId, PaymentId, StaffId, TerminalId, Timestamp, Won};

named_enum! {
    CancellationKind {
        Full = "full",
        Partial = "partial",
        /// 강제취소: in the book only; the money may stay charged.
        Force = "force",
    }
}

named_enum! {
    /// Where a cancellation stands.
    CancellationState {
        AwaitingApproval = "awaiting_approval",
        /// Written down, not yet sent; can still be withdrawn.
        Requested = "requested",
        /// Sent to the vendor, or about to be: from here on the money may move.
        Sent = "sent",
        /// No clear answer. Never shown as failed, never sent again with another key.
        Unknown = "unknown",
        Succeeded = "succeeded",
        Failed = "failed",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
    }
}

named_enum! {
    /// Who set the cancellation off.
    CancellationOrigin {
        /// A person at this console.
        Desk = "desk",
        /// Found at the vendor: its console, its admin, another program of the merchant.
        Gateway = "gateway",
    }
}

named_enum! {
    /// Why a person has to look at a cancellation, beyond the state it is in.
    Attention {
        /// In doubt: nothing shows how it ended, and nothing may ever. Nobody cancels anything else of
        /// the payment until a read or a person proves it.
        NoProof = "no_proof",
        /// The vendor has cancelled, but its money did not arrive on the refund account.
        RefundFailed = "refund_failed",
        /// The vendor has it in hand for longer than any settlement takes.
        PendingLong = "pending_long",
    }
}

named_enum! {
    /// 취소 사유.
    ReasonCode {
        CustomerRequest = "customer_request",
        DuplicatePayment = "duplicate_payment",
        WrongAmount = "wrong_amount",
        WrongCustomer = "wrong_customer",
        CourseWithdrawal = "course_withdrawal",
        CourseChange = "course_change",
        ServiceFailure = "service_failure",
        /// Needs a note.
        Other = "other",
    }
}

named_enum! {
    /// What becomes of a promotion's discount when a part of the order is cancelled. The first partial
    /// cancel decides it for the payment: the vendor refuses another choice later.
    RetainOption {
        /// What is left of the order keeps its discount.
        Retain = "retain",
        /// The promotion's conditions are applied again to what is left.
        Release = "release",
    }
}

impl ReasonCode {
    /// What the vendor is told, in Korean: it prints on receipts and in the vendor's console.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::CustomerRequest => "고객 요청",
            Self::DuplicatePayment => "중복 결제",
            Self::WrongAmount => "금액 오류",
            Self::WrongCustomer => "다른 고객 결제",
            Self::CourseWithdrawal => "수강 취소",
            Self::CourseChange => "수강 변경",
            Self::ServiceFailure => "서비스 문제",
            Self::Other => "기타",
        }
    }
}

/// What can happen to a cancellation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CancellationEvent {
    Approve,
    Reject,
    /// The person takes it back before it is sent.
    Withdraw,
    /// A worker is about to call the vendor; written down before the call.
    Send,
    /// The vendor accepted it and will settle later (`REQUESTED`).
    Accepted,
    /// The vendor's explicit word, or a read that proves it.
    Succeed,
    /// The vendor's explicit word, or a read that proves it.
    Fail,
    /// No clear answer.
    LoseAnswer,
    /// The vendor shows as done what was written down as failed.
    Contradict,
}

impl CancellationEvent {
    pub const ALL: &'static [Self] = &[
        Self::Approve,
        Self::Reject,
        Self::Withdraw,
        Self::Send,
        Self::Accepted,
        Self::Succeed,
        Self::Fail,
        Self::LoseAnswer,
        Self::Contradict,
    ];
}

/// The event does not fit the state. Nothing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event:?} does not fit a cancellation that is {state}")]
pub struct WrongState {
    pub state: CancellationState,
    pub event: CancellationEvent,
}

impl CancellationState {
    /// The one place that says which state follows which.
    ///
    /// # Errors
    /// [`WrongState`] when the event does not fit.
    pub const fn after(self, event: CancellationEvent) -> Result<Self, WrongState> {
        use CancellationEvent as Event;
        let refused = Err(WrongState { state: self, event });
        match self {
            Self::AwaitingApproval => match event {
                Event::Approve => Ok(Self::Requested),
                Event::Reject => Ok(Self::Rejected),
                Event::Withdraw => Ok(Self::Withdrawn),
                Event::Send
                | Event::Accepted
                | Event::Succeed
                | Event::Fail
                | Event::LoseAnswer
                | Event::Contradict => refused,
            },
            Self::Requested => match event {
                Event::Withdraw => Ok(Self::Withdrawn),
                Event::Send => Ok(Self::Sent),
                // The re-read before sending may find it impossible; a forced one needs no vendor.
                Event::Fail => Ok(Self::Failed),
                Event::Succeed => Ok(Self::Succeeded),
                Event::Approve
                | Event::Reject
                | Event::Accepted
                | Event::LoseAnswer
                | Event::Contradict => refused,
            },
            Self::Sent | Self::Unknown => match event {
                Event::Accepted => Ok(Self::Sent),
                Event::Succeed => Ok(Self::Succeeded),
                Event::Fail => Ok(Self::Failed),
                Event::LoseAnswer => Ok(Self::Unknown),
                Event::Approve
                | Event::Reject
                | Event::Withdraw
                | Event::Send
                | Event::Contradict => refused,
            },
            // The money is gone, whatever was written down: the book has to follow it.
            Self::Failed => match event {
                Event::Contradict => Ok(Self::Succeeded),
                Event::Approve
                | Event::Reject
                | Event::Withdraw
                | Event::Send
                | Event::Accepted
                | Event::Succeed
                | Event::Fail
                | Event::LoseAnswer => refused,
            },
            Self::Succeeded | Self::Rejected | Self::Withdrawn => refused,
        }
    }

    /// Whether its amount is still set aside: at most one such cancellation per payment.
    #[must_use]
    pub const fn is_in_flight(self) -> bool {
        match self {
            Self::AwaitingApproval | Self::Requested | Self::Sent | Self::Unknown => true,
            Self::Succeeded | Self::Failed | Self::Rejected | Self::Withdrawn => false,
        }
    }

    /// Whether money may have moved although we have no final word.
    #[must_use]
    pub const fn may_have_moved_money(self) -> bool {
        match self {
            Self::Sent | Self::Unknown => true,
            Self::AwaitingApproval
            | Self::Requested
            | Self::Succeeded
            | Self::Failed
            | Self::Rejected
            | Self::Withdrawn => false,
        }
    }
}

/// Whether the money of a cancelled payment reached the account it was sent to, where the vendor tells
/// that apart from the cancel itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefundArrival {
    #[default]
    Unsaid,
    Arrived,
    Failed,
}

/// Why a cancellation failed or what the vendor said with it. Words are the vendor's, verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorWords {
    pub code: String,
    pub message: String,
    /// The PG's own code and words behind the vendor's, where it passes them on.
    pub pg_code: Option<String>,
    pub pg_message: Option<String>,
}

/// The codes of what the desk itself found or was told by its people. Vendors write theirs in capitals or digits.
pub const OWN_CODES: &[&str] = &[
    "account_unreadable",
    "already_cancelled",
    "already_in_book",
    "balance_changed",
    "bank_unsupported",
    "bill_paid",
    "cancel_failed",
    "gateway_ahead",
    "gateway_unreachable",
    "no_approval_number",
    "no_terminal",
    "not_begun",
    "not_connected",
    "not_offered",
    "not_paid",
    "not_sent",
    "not_shown",
    "payment_not_found",
    "pending_outside",
    "price_differs",
    "restored",
    "settled_by_hand",
    "unsupported_payment",
    "void_unsupported",
];

impl VendorWords {
    /// Whether the desk says so and not the vendor. Such words are for the log: people are told the cause by the
    /// rulebook, in their own language.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        OWN_CODES.contains(&self.code.as_str())
    }
}

/// One cancellation as the book has it. Rows of the store map to it one to one; the refund account
/// is kept apart, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    pub id: CancellationId,
    pub payment_id: PaymentId,
    pub merchant_id: MerchantId,
    pub kind: CancellationKind,
    pub origin: CancellationOrigin,
    pub amount: Won,
    pub tax_free: Option<Won>,
    /// Asked for only where a promotion discounted the order.
    pub retain_option: Option<RetainOption>,
    pub state: CancellationState,
    pub reason_code: ReasonCode,
    pub note: String,
    /// `None` when it was found at the vendor.
    pub requested_by: Option<StaffId>,
    pub requested_at: Timestamp,
    /// Until when it can be withdrawn; it is not sent before.
    pub withdraw_until: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub settled_at: Option<Timestamp>,
    /// The vendor accepted it and settles later.
    pub accepted_at: Option<Timestamp>,
    /// The vendor's id of this cancellation; unique within the payment.
    pub gateway_cancellation_id: Option<String>,
    /// The key the vendor was given, so that a repeat is the same request to it.
    pub gateway_key: String,
    /// The balance the person saw, in won; sent along where the vendor compares it.
    pub expected_cancellable: Won,
    /// Last four digits of the refund account, for the screen.
    pub refund_account_hint: Option<String>,
    /// The account holder is not the payer.
    pub holder_differs: bool,
    /// Why it failed. While it is unknown: the no that the vendor passed on and that is not yet
    /// believed.
    pub failure: Option<VendorWords>,
    /// The first read after that no that showed nothing of it: patience counts from here.
    pub quiet_since: Option<Timestamp>,
    pub attention: Option<Attention>,
    pub receipt_url: Option<String>,
    /// The card terminal it is carried out at, where it is.
    pub terminal_id: Option<TerminalId>,
    /// Of a force-cancel: what its person had cancelled outside already, by their own word.
    pub outside: Option<OutsideCancel>,
}

impl Cancellation {
    /// Whether only a proof ends it: its money may have moved, and no vendor tells.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.state.may_have_moved_money() && self.attention == Some(Attention::NoProof)
    }

    /// When it was carried out, where the PG's records tell only the Korean calendar date: on the day of
    /// the sending not before the sending. `None` for a day on which it cannot have been this one.
    #[must_use]
    pub fn moment_on(&self, day: NaiveDate, now: Timestamp) -> Option<Timestamp> {
        let sent_at = self.sent_at.unwrap_or(self.requested_at);
        let is_possible = (sent_at.kst_date()..=now.kst_date()).contains(&day);
        is_possible.then(|| Timestamp::start_of_kst_date(day).max(sent_at))
    }

    /// Whether a refund that comes to light late may be this one: it was sent, and is told as failed.
    #[must_use]
    pub fn may_be_contradicted(&self) -> bool {
        self.state == CancellationState::Failed && self.sent_at.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every allowed step; every other pair must be refused.
    const STEPS: &[(CancellationState, CancellationEvent, CancellationState)] = {
        use CancellationEvent as E;
        use CancellationState as S;
        &[
            (S::AwaitingApproval, E::Approve, S::Requested),
            (S::AwaitingApproval, E::Reject, S::Rejected),
            (S::AwaitingApproval, E::Withdraw, S::Withdrawn),
            (S::Requested, E::Withdraw, S::Withdrawn),
            (S::Requested, E::Send, S::Sent),
            (S::Requested, E::Fail, S::Failed),
            (S::Requested, E::Succeed, S::Succeeded),
            (S::Sent, E::Accepted, S::Sent),
            (S::Sent, E::Succeed, S::Succeeded),
            (S::Sent, E::Fail, S::Failed),
            (S::Sent, E::LoseAnswer, S::Unknown),
            (S::Unknown, E::Accepted, S::Sent),
            (S::Unknown, E::Succeed, S::Succeeded),
            (S::Unknown, E::Fail, S::Failed),
            (S::Unknown, E::LoseAnswer, S::Unknown),
            (S::Failed, E::Contradict, S::Succeeded),
        ]
    };

    #[test]
    fn every_pair_of_state_and_event_is_decided() {
        for &state in CancellationState::ALL {
            for &event in CancellationEvent::ALL {
                let expected =
                    STEPS.iter().find(|step| step.0 == state && step.1 == event).map(|step| step.2);
                assert_eq!(state.after(event).ok(), expected, "{state} {event:?}");
            }
        }
    }

    #[test]
    fn no_state_in_flight_is_a_dead_end() {
        for &state in CancellationState::ALL {
            let leaves = CancellationEvent::ALL
                .iter()
                .filter(|&&event| event != CancellationEvent::Contradict)
                .any(|&event| state.after(event).is_ok_and(|next| next != state));
            assert_eq!(leaves, state.is_in_flight(), "{state}");
        }
    }

    #[test]
    fn what_may_have_moved_money_cannot_be_withdrawn() {
        for &state in CancellationState::ALL {
            if state.may_have_moved_money() {
                assert!(state.after(CancellationEvent::Withdraw).is_err(), "{state}");
                assert!(state.after(CancellationEvent::Send).is_err(), "{state} was sent twice");
            }
        }
    }

    proptest! {
        #[test]
        fn a_settled_cancellation_only_turns_from_failed_to_done(events in proptest::collection::vec(0..CancellationEvent::ALL.len(), 0..30)) {
            let mut state = CancellationState::AwaitingApproval;
            for event in events.into_iter().map(|index| CancellationEvent::ALL[index]) {
                let settled = !state.is_in_flight();
                match state.after(event) {
                    Ok(next) => {
                        let contradicted = (state, event, next)
                            == (CancellationState::Failed, CancellationEvent::Contradict, CancellationState::Succeeded);
                        prop_assert!(!settled || contradicted);
                        state = next;
                    }
                    Err(refused) => prop_assert_eq!(refused.state, state),
                }
            }
        }
    }
}
