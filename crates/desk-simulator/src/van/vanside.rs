//! The VAN's side of the line: the only place where money moves.

use chrono::{DateTime, Utc};

use super::approval::{Approval, Cancel};
use super::attempt::{Attempt, End};
use super::judge::{Decline, judge};
use super::state::{Line, State};

/// The VAN answers what the device asks for, and what the device hears of it.
pub(crate) fn answer(state: &mut State, attempt: &Attempt, now: DateTime<Utc>) -> End {
    if state.line == Line::LostBeforeVan {
        return End::Declined(Decline::LineDown);
    }
    let judged = match state.next_decline.take() {
        Some(decline) => Err(decline),
        None => judge(attempt, state.approvals.get(&attempt.approval_number), now),
    };
    let end = match judged {
        Err(decline) => End::Declined(decline),
        Ok(()) => execute(state, attempt, now),
    };
    if state.line == Line::LostAfterVan { End::Unknown } else { end }
}

/// The VAN's own word on a request; `None` when it never executed it.
pub(crate) fn recall(state: &State, attempt: &Attempt) -> Option<End> {
    let approval = state.approvals.get(&attempt.approval_number)?;
    let made =
        approval.cancels.iter().find(|made| made.request_id.as_ref() == Some(&attempt.request_id));
    made.map(succeeded)
}

/// Somebody cancels without this device: by key, or in the VAN's own program.
pub(crate) fn cancel_outside(
    state: &mut State,
    approval_number: &str,
    now: DateTime<Utc>,
) -> Option<()> {
    let approval = state.approvals.edit(approval_number)?;
    if approval.cancels.is_empty() {
        let cancel = cancel(approval, None, now);
        approval.cancels.push(cancel);
    }
    Some(())
}

fn execute(state: &mut State, attempt: &Attempt, now: DateTime<Utc>) -> End {
    let Some(approval) = state.approvals.edit(&attempt.approval_number) else {
        return End::Declined(Decline::OriginalNotFound);
    };
    let cancel = cancel(approval, Some(attempt.request_id.clone()), now);
    let end = succeeded(&cancel);
    approval.cancels.push(cancel);
    end
}

fn cancel(approval: &Approval, request_id: Option<String>, now: DateTime<Utc>) -> Cancel {
    Cancel {
        approval_number: format!("C{}{}", approval.number, approval.cancels.len() + 1),
        approved_at: now,
        amount_won: approval.amount_won,
        request_id,
    }
}

fn succeeded(cancel: &Cancel) -> End {
    End::Succeeded {
        approval_number: cancel.approval_number.clone(),
        approved_at: cancel.approved_at,
    }
}
