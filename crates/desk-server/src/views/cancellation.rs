//! A cancellation on the wire.

use desk_api::{Cancellation, CancellationRow, Failure, OutsideCancel};
use desk_domain::advice::UndoAdvice;
use desk_domain::cancellation::{
    Cancellation as Known, CancellationKind, CancellationState, VendorWords,
};
use desk_domain::payment::Payment;
use desk_domain::rulebook::CancelFacts;

use super::method::method_label;
use super::names::StaffNames;
use super::payment::customer;
use super::sentence::{being_checked, sentence, to_look_at};
use super::terminal::progress;
use crate::desk::Desk;

pub(crate) fn cancellation(
    desk: &Desk,
    names: &StaffNames,
    payment: &Payment,
    known: Known,
) -> Cancellation {
    Cancellation {
        sentence: sentence(desk, payment, &known),
        undo: undo(desk, payment, &known),
        terminal: progress(desk, &known),
        failure: known.failure.clone().map(|words| failure(desk, payment, &known, words)),
        attention: known.attention,
        requested_by: known.requested_by.as_ref().map(|id| names.of(id)),
        refund_account: known.refund_account_hint.map(|last| format!("****{last}")),
        id: known.id,
        payment_id: known.payment_id,
        kind: known.kind,
        origin: known.origin,
        amount_won: known.amount,
        tax_free_won: known.tax_free,
        promotion_retain_option: known.retain_option,
        state: known.state,
        reason_code: known.reason_code,
        note: known.note,
        requested_at: known.requested_at,
        withdraw_until: known.withdraw_until,
        sent_at: known.sent_at,
        accepted_at: known.accepted_at,
        settled_at: known.settled_at,
        gateway_cancellation_id: known.gateway_cancellation_id,
        holder_differs: known.holder_differs,
        receipt_url: known.receipt_url,
        outside: known.outside.map(outside),
    }
}

pub(super) fn outside(known: desk_domain::outside::OutsideCancel) -> OutsideCancel {
    OutsideCancel { approval_number: known.approval_number, cancelled_at: known.cancelled_at }
}

/// Money has to have moved at the vendor: what only the book knows is not for a PG to reverse.
fn undo(desk: &Desk, payment: &Payment, known: &Known) -> Option<UndoAdvice> {
    let moved =
        known.state == CancellationState::Succeeded && known.kind != CancellationKind::Force;
    let cancelled_at = known.settled_at.filter(|_| moved)?;
    let cancel = CancelFacts { cancelled_at, partial: known.amount < payment.amounts.paid };
    Some(desk.rulebook.undo(payment, cancel, desk.now()))
}

fn failure(desk: &Desk, payment: &Payment, known: &Known, words: VendorWords) -> Failure {
    let advice = match known.attention {
        Some(attention) => to_look_at(attention, known.amount),
        None if known.state == CancellationState::Unknown => being_checked(),
        None => desk.explain(payment, &words).in_full(),
    };
    Failure {
        ours: words.is_ours(),
        code: words.code,
        message: words.message,
        pg_code: words.pg_code,
        pg_message: words.pg_message,
        advice,
    }
}

pub(crate) fn cancellation_row(
    desk: &Desk,
    names: &StaffNames,
    row: desk_store::CancellationRow,
) -> CancellationRow {
    let payment = row.payment;
    CancellationRow {
        cancellation: Cancellation {
            undo: None,
            ..cancellation(desk, names, &payment, row.cancellation)
        },
        channel: payment.channel,
        method: payment.method,
        method_label: method_label(desk, &payment),
        customer: customer(payment.customer),
        order_name: payment.order_name,
        payment_amount_won: payment.amounts.paid,
    }
}
