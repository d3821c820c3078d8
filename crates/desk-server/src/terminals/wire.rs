//! Between the words of the wire to the agent and those of the gateway.

use desk_api::agent::{
    AbortCause, DeskMessage, FoundApproval, OriginalApproval, TerminalOrder, TerminalOutcome,
};
use desk_domain::CancellationId;
use desk_domain::cancellation::VendorWords;
use desk_gateway::terminal::{Approval, ApprovalFound, Ending, Errand};

use crate::limits::TERMINAL_TAKE_SECONDS;

pub(super) fn order(errand: &Errand) -> DeskMessage {
    DeskMessage::Order(TerminalOrder {
        service_id: errand.reference.to_string(),
        task: errand.task,
        original: original(&errand.approval),
        amount_won: errand.amount,
        installment_months: errand.installment_months,
        begin_within_seconds: TERMINAL_TAKE_SECONDS,
    })
}

pub(super) fn query(reference: &CancellationId) -> DeskMessage {
    DeskMessage::Query { service_id: reference.to_string() }
}

pub(super) fn inquiry(inquiry_id: &str, approval: &Approval) -> DeskMessage {
    DeskMessage::Inquire { inquiry_id: inquiry_id.to_owned(), approval: original(approval) }
}

fn original(approval: &Approval) -> OriginalApproval {
    OriginalApproval {
        approval_number: approval.number.clone(),
        approved_on: approval.approved_on,
        amount_won: approval.amount,
    }
}

pub(super) fn ending(outcome: TerminalOutcome) -> Ending {
    match outcome {
        TerminalOutcome::Succeeded { approval_number, approved_at } => {
            Ending::Done { approval_number, approved_at }
        }
        TerminalOutcome::Declined { code, words } => refused(&code, &words),
        TerminalOutcome::Aborted { why } => stopped(why),
        TerminalOutcome::Unknown { why } => Ending::Unknown { why },
        TerminalOutcome::NeverBegun => refused("NEVER_BEGUN", "the agent never heard of it"),
    }
}

/// The codes are the rulebook's (`rules/failures.toml`).
fn stopped(why: AbortCause) -> Ending {
    match why {
        AbortCause::Person => refused("ABORTED", "a person gave up"),
        AbortCause::CardPulled => refused("CARD_REMOVED", "the card was pulled"),
        AbortCause::CardTimeOut => refused("CARD_MISSING", "no card was inserted in time"),
        AbortCause::Expired => refused("EXPIRED", "it was not begun in time"),
    }
}

fn refused(code: &str, message: &str) -> Ending {
    let (code, message) = (code.to_owned(), message.to_owned());
    Ending::Refused(VendorWords { code, message, ..VendorWords::default() })
}

/// An id that is none of ours is nobody's name.
pub(super) fn found(found: FoundApproval) -> ApprovalFound {
    ApprovalFound {
        cancelled: found.cancelled,
        cancel_approval_number: found.cancel_approval_number,
        cancelled_at: found.cancelled_at,
        reference: found.service_id.and_then(|id| id.parse().ok()),
    }
}
