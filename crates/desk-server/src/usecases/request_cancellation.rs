//! One click becomes one cancellation in the book. Nothing is sent here: a worker does that, from
//! the rows, after the withdraw window.

mod account;
mod checks;
mod promotion;
mod slip;
mod terminal;

use desk_api::{CreateCancellation, ProblemCode};
use desk_domain::cancellation::{
    Cancellation, CancellationKind, CancellationOrigin, CancellationState,
};
use desk_domain::decision::{Action, Decision, Severity};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::refund_account::{Holder, RefundAccount};
use desk_domain::rulebook::{evaluate, evaluate_with_duty};
use desk_domain::{CancellationId, Timestamp, Won, mask};
use desk_store::{InFlight, NewCancellation, PaymentRow, Requested};

pub(crate) use terminal::any_in_reach;

use super::IntentKey;
use super::outside::{confirm, is_proof_itself};
use super::payments::{connection_for, payment_for};
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// What became of the click.
#[derive(Debug)]
pub(crate) enum Accepted {
    Created(Cancellation),
    /// The same click again: the cancellation as it stands now.
    Repeated(Cancellation),
}

pub(crate) async fn request_cancellation(
    desk: &Desk,
    person: &Person,
    payment_id: &str,
    key: &IntentKey,
    wire: CreateCancellation,
) -> Result<Accepted, Refusal> {
    let row = payment_for(desk, person, payment_id).await?;
    let staff = &person.staff.id;
    let intent = key.intent(staff, row.payment.id.as_str(), &wire);
    if let Some((fingerprint, known)) = desk.store.cancellation_of_key(staff, key.as_str()).await? {
        if fingerprint == intent.fingerprint {
            return Ok(Accepted::Repeated(known));
        }
        return Err(refuse_key(&row, known));
    }

    let now = desk.now();
    refuse_in_flight(desk, &row).await?;
    refuse_stale(&row, wire.expected_cancellable_won)?;
    let decision = evaluate(&desk.rulebook, &row.payment, now);
    refuse_blocked(&decision, wire.kind)?;
    let withdrawable = may_be_withdrawn(desk, &row, wire.kind)?;
    if wire.kind == CancellationKind::Force {
        person.must_have_stepped_up()?;
    }
    let terminal = terminal::chosen(desk, &row.payment, &wire).await?;
    let first_option = promotion::first_option(desk, &decision, &row.payment).await?;
    let slip = slip::given(desk, &row.payment, &wire);
    let beyond = checks::Beyond {
        first_option,
        terminal: terminal.as_ref().err(),
        slip: slip.as_ref().err(),
    };
    let account = checks::check(&desk.rulebook, &decision, &wire, beyond)?;
    account::refuse_another(account.as_ref(), &row.payment, wire.holder_differs_confirmed)?;

    let cancellation = Cancellation {
        tax_free: checks::tax_free_of(decision.amount, &wire),
        terminal_id: terminal.ok().flatten(),
        outside: slip.ok().flatten(),
        ..write_down(desk, (person, key), &row, withdrawable, &wire, account.as_ref(), now)
    };
    let sealed_refund_account = account.map(|account| desk.vault.seal(&account, &cancellation.id));
    let new = NewCancellation {
        send_at: cancellation.withdraw_until.unwrap_or(now),
        cancellation,
        sealed_refund_account,
        intent,
        payment_version: row.payment.version,
        closes_duty: is_proof_itself(desk, &row.payment),
    };
    let requested = desk.store.request_cancellation(&new).await?;
    if requested == Requested::KeyReused
        && let Some((_, known)) = desk.store.cancellation_of_key(staff, key.as_str()).await?
    {
        return Err(refuse_key(&row, known));
    }
    desk.work.notify_one();
    if matches!(requested, Requested::Created(_)) && new.cancellation.outside.is_some() {
        look_outside(desk, person, &row).await;
    }
    accepted(requested)
}

/// The key stands for another click, which is named where it is about this payment: the browser shows what became
/// of that one, and never somebody else's.
fn refuse_key(row: &PaymentRow, known: Cancellation) -> Refusal {
    let refusal = Refusal::from(ProblemCode::IdempotencyKeyReused);
    if known.payment_id == row.payment.id { refusal.about(known.id) } else { refusal }
}

/// The click is in the book whatever the gateway says now: its follow-up tells of a silence, too.
async fn look_outside(desk: &Desk, person: &Person, row: &PaymentRow) {
    if let Err(refusal) = confirm(desk, person, &row.payment).await {
        tracing::info!(?refusal, payment = %row.payment.id, "a cancel outside is not confirmed");
    }
}

/// One that is in doubt is explained: it ends by what people find out, not by waiting.
async fn refuse_in_flight(desk: &Desk, row: &PaymentRow) -> Result<(), Refusal> {
    let Some(InFlight { id, .. }) = &row.in_flight else { return Ok(()) };
    let refusal = Refusal::new(ProblemCode::InFlight)
        .with_cancellable(row.payment.cancellable())
        .about(id.clone());
    let known = desk.store.cancellation(id).await?;
    if !known.is_some_and(|known| known.cancellation.is_in_doubt()) {
        return Err(refusal);
    }
    let duty = Some(FollowUpCause::Unproven);
    let why = evaluate_with_duty(&desk.rulebook, &row.payment, duty, desk.now()).headline;
    let error = field_error("kind", "in_doubt", &why.ko, &why.en);
    Err(refusal.because(&why.ko, &why.en).with_errors(vec![error]))
}

fn refuse_stale(row: &PaymentRow, expected: Won) -> Result<(), Refusal> {
    let cancellable = row.payment.cancellable();
    // Nothing left is the rulebook's to explain: cancelled, void, not paid.
    if cancellable == expected || cancellable.is_zero() {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::PaymentChanged).with_cancellable(cancellable))
}

/// Says no with the rulebook's own reasons.
fn refuse_blocked(decision: &Decision, kind: CancellationKind) -> Result<(), Refusal> {
    let action = match kind {
        CancellationKind::Full => Action::CancelFull,
        CancellationKind::Partial => Action::CancelPartial,
        CancellationKind::Force => Action::ForceCancel,
    };
    if decision.allows(action) {
        return Ok(());
    }
    let reasons = decision.of(action).map(|one| one.reasons.as_slice()).unwrap_or_default();
    let errors = reasons
        .iter()
        .filter(|notice| notice.severity == Severity::Block)
        .map(|notice| field_error("kind", &notice.code, &notice.text.ko, &notice.text.en));
    Err(Refusal::new(ProblemCode::CancelBlocked)
        .because(&decision.headline.ko, &decision.headline.en)
        .with_errors(errors.collect()))
}

/// Whether there are seconds to take it back, as the desk is set and its gateway says. A force-cancel
/// needs no gateway, and is done with the click.
fn may_be_withdrawn(
    desk: &Desk,
    row: &PaymentRow,
    kind: CancellationKind,
) -> Result<bool, Refusal> {
    match kind {
        CancellationKind::Full | CancellationKind::Partial => {
            let connection = connection_for(desk, &row.payment)?;
            let window = desk.settings.withdraw_window_seconds > 0;
            Ok(window && connection.gateway.capabilities().withdrawable)
        }
        CancellationKind::Force => Ok(false),
    }
}

fn write_down(
    desk: &Desk,
    (person, key): (&Person, &IntentKey),
    row: &PaymentRow,
    withdrawable: bool,
    wire: &CreateCancellation,
    account: Option<&RefundAccount>,
    now: Timestamp,
) -> Cancellation {
    let about = row.payment.id.as_str();
    let id = CancellationId::from_bits(key.bits("cancellation", &person.staff.id, about));
    let payer = row.payment.customer.name.as_deref();
    let holder = account.map(|account| account.holder_beside(payer));
    Cancellation {
        payment_id: row.payment.id.clone(),
        merchant_id: row.payment.merchant_id.clone(),
        kind: wire.kind,
        origin: CancellationOrigin::Desk,
        amount: wire.amount_won,
        tax_free: wire.tax_free_won,
        retain_option: wire.promotion_retain_option,
        state: CancellationState::Requested,
        reason_code: wire.reason_code,
        note: wire.note.trim().to_owned(),
        requested_by: Some(person.staff.id.clone()),
        requested_at: now,
        withdraw_until: withdrawable
            .then(|| now.plus_seconds(desk.settings.withdraw_window_seconds)),
        sent_at: None,
        settled_at: None,
        accepted_at: None,
        gateway_cancellation_id: None,
        // The id is 30 plain characters and never used twice: the vendor can tell a repeat by it.
        gateway_key: id.as_str().to_owned(),
        expected_cancellable: wire.expected_cancellable_won,
        refund_account_hint: account.map(|account| last_four(&account.number)),
        // Whose account it is next to an unknown payer, nobody can tell: that is to be looked at.
        holder_differs: holder.is_some_and(|holder| holder != Holder::Payer),
        failure: None,
        quiet_since: None,
        attention: None,
        receipt_url: None,
        terminal_id: None,
        outside: None,
        id,
    }
}

fn last_four(number: &str) -> String {
    mask::account(number).trim_start_matches('*').to_owned()
}

fn accepted(requested: Requested) -> Result<Accepted, Refusal> {
    match requested {
        Requested::Created(cancellation) => Ok(Accepted::Created(cancellation)),
        Requested::Repeated(cancellation) => Ok(Accepted::Repeated(cancellation)),
        Requested::KeyReused => Err(ProblemCode::IdempotencyKeyReused.into()),
        Requested::InFlight(id) => Err(Refusal::new(ProblemCode::InFlight).about(id)),
        Requested::Stale { cancellable } | Requested::Exceeds { cancellable } => {
            Err(Refusal::new(ProblemCode::PaymentChanged).with_cancellable(cancellable))
        }
    }
}
