//! What people do with a follow-up. It closes on proof only.

mod by_number;
mod doubt;

use desk_api::{CloseFollowUp, FieldError, ProblemCode};
use desk_domain::advice::Proof;
use desk_domain::follow_up::{FOLLOW_UP_NOTE_MAX_CHARS, FollowUpCause, SIGNED_NOTE_MIN_CHARS};
use desk_domain::payment::{GatewayStatus, Payment};
use desk_domain::{FollowUpId, StaffId};
use desk_store::{FollowUpChanged, FollowUpRow, NewClosing};

use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// A follow-up of another merchant is as unknown as one that does not exist.
pub(crate) async fn follow_up_for(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<FollowUpRow, Refusal> {
    let unknown = || Refusal::new(ProblemCode::FollowUpNotFound);
    let id: FollowUpId = id.parse().map_err(|_| unknown())?;
    let row = desk.store.follow_up(&id).await?.ok_or_else(unknown)?;
    if person.sees(&row.follow_up.merchant_id) { Ok(row) } else { Err(unknown()) }
}

pub(crate) async fn assign(
    desk: &Desk,
    person: &Person,
    id: &str,
    owner: Option<&StaffId>,
) -> Result<(), Refusal> {
    let row = follow_up_for(desk, person, id).await?;
    if let Some(owner) = owner {
        let colleague = desk.store.staff(owner).await?;
        let works_here = |merchants: &[_]| merchants.contains(&row.follow_up.merchant_id);
        if !colleague.is_some_and(|one| one.active && works_here(&one.merchants)) {
            let error = field_error(
                "staff_id",
                "unknown_person",
                "이 가맹점의 직원 중에서 골라 주세요.",
                "Choose somebody who works for this merchant.",
            );
            return Err(invalid(error));
        }
    }
    let (id, actor) = (&row.follow_up.id, person.staff.id.as_str());
    changed(desk.store.assign_follow_up(id, owner, actor, desk.now()).await?)
}

pub(crate) async fn note(
    desk: &Desk,
    person: &Person,
    id: &str,
    words: &str,
) -> Result<(), Refusal> {
    let row = follow_up_for(desk, person, id).await?;
    let words = words.trim();
    if words.is_empty() {
        let error = field_error("words", "required", "메모를 적어 주세요.", "Write the note.");
        return Err(invalid(error));
    }
    if words.chars().count() > FOLLOW_UP_NOTE_MAX_CHARS {
        return Err(invalid(too_long("words")));
    }
    Ok(desk.store.note_follow_up(&row.follow_up.id, &person.staff.id, words, desk.now()).await?)
}

/// # Errors
/// `follow_up_changed` where it is about another difference than the person saw; `invalid_input` when the
/// proof is none for this follow-up or this person; `step_up_needed` where it is
/// about a cancel in doubt; what [`by_number`] refuses.
pub(crate) async fn close(
    desk: &Desk,
    person: &Person,
    id: &str,
    wire: &CloseFollowUp,
) -> Result<(), Refusal> {
    let row = follow_up_for(desk, person, id).await?;
    if row.follow_up.closing.is_some() {
        return Err(ProblemCode::FollowUpClosed.into());
    }
    let stands = (row.follow_up.cause, row.follow_up.amount_at_risk);
    if wire.seen.is_some_and(|seen| (seen.cause, seen.amount_at_risk_won) != stands) {
        return Err(ProblemCode::FollowUpChanged.into());
    }
    let evidence = wire.evidence.trim().to_owned();
    if let Some(error) = wrong_proof(person, &row, wire.proof, &evidence) {
        return Err(invalid(error));
    }
    if is_in_doubt(&row) {
        return doubt::settle(desk, person, &row, wire.finding.as_ref(), evidence).await;
    }
    if wire.finding.is_some() {
        return Err(invalid(doubt::not_asked()));
    }
    if wire.proof == Proof::ApprovalNumber {
        return by_number::close(desk, person, &row, wire).await;
    }
    if wire.cancelled_at.is_some() {
        return Err(invalid(by_number::not_asked()));
    }
    let closing = NewClosing {
        id: row.follow_up.id,
        by: person.staff.id.clone(),
        proof: wire.proof,
        evidence,
        for_gateway: !desk.can_be_asked(&row.payment) && !has_spoken(&row.payment),
        seen: Some(stands),
        at: desk.now(),
    };
    changed(desk.store.close_follow_up(&closing).await?)
}

/// Whether the follow-up waits for the end of a cancel: the amount is still set aside for it.
pub(crate) fn is_in_doubt(row: &FollowUpRow) -> bool {
    row.follow_up.cause == FollowUpCause::Unproven
        && row.follow_up.closing.is_none()
        && row.payment.amounts.reserved.is_positive()
}

/// Whether whoever took the money has said how the payment stands. No signature says otherwise in their name.
fn has_spoken(payment: &Payment) -> bool {
    payment.gateway_checked_at.is_some() && payment.gateway_status != GatewayStatus::Unknown
}

/// What a person may close a follow-up with. Where the gateway can be asked, only its answer shows a
/// cancel, and a signed note stands for what it cannot know, such as money paid out by hand. None where the
/// vendor has the order in hand.
pub(crate) fn accepted_proofs(desk: &Desk, payment: &Payment, cause: FollowUpCause) -> Vec<Proof> {
    if cause.is_gateways_alone() {
        vec![]
    } else if cause == FollowUpCause::BookAhead && !desk.can_be_asked(payment) {
        vec![Proof::ApprovalNumber, Proof::SignedNote]
    } else {
        vec![Proof::SignedNote]
    }
}

/// What is not a proof: a read that nobody made, a number where no cancel is missing at the gateway, a
/// signature by somebody who may not sign.
fn wrong_proof(
    person: &Person,
    row: &FollowUpRow,
    proof: Proof,
    evidence: &str,
) -> Option<FieldError> {
    match proof {
        Proof::ApprovalNumber if row.follow_up.cause == FollowUpCause::BookAhead => None,
        Proof::SignedNote if row.follow_up.cause.is_gateways_alone() => Some(read_the_gateway()),
        Proof::GatewayRead | Proof::ApprovalNumber => Some(read_the_gateway()),
        Proof::SignedNote if !person.may_sign() => Some(field_error(
            "proof",
            "manager_only",
            "메모로 끝내는 건 매니저가 할 수 있어요. 매니저에게 부탁해 주세요.",
            "Only a manager may close it with a note. Ask a manager.",
        )),
        Proof::SignedNote => wrong_signed_note(evidence),
    }
}

fn read_the_gateway() -> FieldError {
    field_error(
        "proof",
        "read_the_gateway",
        "‘지금 확인’을 눌러 주세요. PG에서 취소가 보이면 저절로 끝나요.",
        "Press “Check now”. It closes by itself when the gateway shows the cancel.",
    )
}

fn wrong_signed_note(words: &str) -> Option<FieldError> {
    let count = words.chars().count();
    if count > FOLLOW_UP_NOTE_MAX_CHARS {
        return Some(too_long("evidence"));
    }
    (count < SIGNED_NOTE_MIN_CHARS).then(|| {
        field_error(
            "evidence",
            "too_short",
            format!("누구에게 무엇을 확인했는지 {SIGNED_NOTE_MIN_CHARS}자 넘게 적어 주세요."),
            format!("Say who confirmed what, in at least {SIGNED_NOTE_MIN_CHARS} characters."),
        )
    })
}

fn too_long(field: &str) -> FieldError {
    field_error(
        field,
        "too_long",
        format!("메모는 {FOLLOW_UP_NOTE_MAX_CHARS}자까지 쓸 수 있어요."),
        format!("A note takes at most {FOLLOW_UP_NOTE_MAX_CHARS} characters."),
    )
}

fn invalid(error: FieldError) -> Refusal {
    Refusal::new(ProblemCode::InvalidInput).with_errors(vec![error])
}

fn changed(outcome: FollowUpChanged) -> Result<(), Refusal> {
    match outcome {
        FollowUpChanged::Done(_) => Ok(()),
        FollowUpChanged::AlreadyClosed(_) => Err(ProblemCode::FollowUpClosed.into()),
        FollowUpChanged::AnotherDifference(_) => Err(ProblemCode::FollowUpChanged.into()),
        // A cancel has come into doubt since it was read.
        FollowUpChanged::InDoubt(_) => Err(invalid(doubt::missing())),
    }
}
