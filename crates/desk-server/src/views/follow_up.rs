//! A follow-up on the wire.

use desk_api::{AfterForce, FollowUp, FollowUpClosing, FollowUpNote, OpenFollowUp};
use desk_domain::drift::{difference, likely_causes};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::Payment;
use desk_store::{FollowUpRow, PaymentRow};

use super::cancellation::outside;
use super::names::StaffNames;
use super::payment::payment;
use crate::desk::Desk;
use crate::usecases::follow_ups::{accepted_proofs, is_in_doubt};

/// What a force-cancel of this payment would leave.
pub(crate) fn after_force(desk: &Desk, payment: &Payment) -> AfterForce {
    let cause = FollowUpCause::BookAhead;
    AfterForce {
        duty: desk.rulebook.follow_up(payment, cause),
        proofs: accepted_proofs(desk, payment, cause),
    }
}

/// As it stands beside its payment.
pub(crate) fn open_follow_up(desk: &Desk, names: &StaffNames, row: &FollowUpRow) -> OpenFollowUp {
    let known = &row.follow_up;
    OpenFollowUp {
        id: known.id.clone(),
        cause: known.cause,
        amount_at_risk_won: known.amount_at_risk,
        owner: known.owner.as_ref().map(|owner| names.of(owner)),
        due_on: known.due_on,
        overdue: known.is_overdue(desk.now().kst_date()),
        in_doubt: is_in_doubt(row),
    }
}

pub(crate) fn follow_up(desk: &Desk, names: &StaffNames, row: FollowUpRow) -> FollowUp {
    let in_doubt = is_in_doubt(&row);
    let known = row.follow_up;
    let notes = row.notes.into_iter().map(|note| FollowUpNote {
        at: note.at,
        by: names.of(&note.staff_id),
        words: note.words,
    });
    FollowUp {
        in_doubt,
        overdue: known.is_overdue(desk.now().kst_date()),
        duty: desk.rulebook.follow_up(&row.payment, known.cause),
        proofs: accepted_proofs(desk, &row.payment, known.cause),
        difference: difference(&row.payment, known.cause),
        likely: likely_causes(&row.payment, known.cause, known.opened_at),
        payment: payment(desk, PaymentRow { payment: row.payment, in_flight: None }),
        id: known.id,
        cancellation_id: known.cancellation_id,
        cause: known.cause,
        amount_at_risk_won: known.amount_at_risk,
        owner: known.owner.as_ref().map(|owner| names.of(owner)),
        due_on: known.due_on,
        opened_at: known.opened_at,
        outside: known.outside.map(outside),
        closing: known.closing.map(|closing| FollowUpClosing {
            at: closing.at,
            by: closing.by.as_ref().map(|by| names.of(by)),
            proof: closing.proof,
            evidence: closing.evidence,
        }),
        notes: notes.collect(),
    }
}
