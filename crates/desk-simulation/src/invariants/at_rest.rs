//! What holds once all is quiet.

use crate::sight::{CancellationSeen, PaymentSeen, Sight};
use crate::truth::{Refund, Truth};

pub(super) fn no_cancellation_stuck(sight: &Sight) -> Option<String> {
    let stuck = sight.cancellations.iter().find(|one| one.is_in_flight());
    stuck.map(|one| format!("{one:?}"))
}

pub(super) fn no_job_stuck(sight: &Sight) -> Option<String> {
    sight.jobs.first().map(|job| format!("{job:?}"))
}

pub(super) fn nothing_reserved(sight: &Sight) -> Option<String> {
    let reserved = sight.payments.iter().find(|one| one.reserved_won != 0);
    reserved.map(|one| format!("{one:?}"))
}

/// By its own name where the vendor tells names, by the sums everywhere. What was forced in the book may
/// have been done by hand outside: then a refund has no row but the forced one.
pub(super) fn every_refund_is_known(sight: &Sight) -> Option<String> {
    find_quarrel(sight, |payment, truth| {
        let is_unknown = |refund: &&Refund| {
            refund.id.is_some() && !sight.of_payment(&payment.id).any(|row| is_for(row, refund))
        };
        let unknown_won: i64 = truth.refunds.iter().filter(is_unknown).map(|one| one.won).sum();
        let forced = sight.of_payment(&payment.id).filter(|row| row.is_done() && row.is_forced());
        let forced_won: i64 = forced.map(|row| row.amount_won).sum();
        unknown_won > forced_won || truth.refunded_won() > booked_won(sight, payment)
    })
}

/// What was forced in the book has no refund; the sums then differ, and that is a duty.
pub(super) fn every_row_has_its_refund(sight: &Sight) -> Option<String> {
    find_quarrel(sight, |payment, truth| {
        let names_refunds = truth.refunds.iter().any(|refund| refund.id.is_some());
        let orphan = sight.of_payment(&payment.id).find(|row| {
            let refunds = truth.refunds.iter().filter(|refund| is_for(row, refund)).count();
            row.is_done() && !row.is_forced() && !came_back(row) && names_refunds && refunds != 1
        });
        let beyond = booked_won(sight, payment) > truth.refunded_won();
        orphan.is_some() || beyond
    })
}

pub(super) fn no_row_hides_a_refund(sight: &Sight) -> Option<String> {
    find_quarrel(sight, |payment, truth| {
        let hidden = sight.of_payment(&payment.id).find(|row| {
            let has_key = |refund: &Refund| refund.key.as_ref() == Some(&row.key);
            !row.is_done() && truth.refunds.iter().any(has_key)
        });
        hidden.is_some()
    })
}

pub(super) fn ledger_adds_up(sight: &Sight) -> Option<String> {
    let wrong = sight.payments.iter().find(|payment| {
        let done = sight.of_payment(&payment.id).filter(|one| one.is_done());
        let done_won: i64 = done.map(|one| one.amount_won).sum();
        let paid_won = if payment.is_unpaid { 0 } else { payment.amount_won };
        payment.ledger_paid_won != paid_won
            || payment.ledger_cancelled_won != payment.cancelled_won
            || done_won != payment.cancelled_won
    });
    wrong.map(|payment| format!("{payment:?}"))
}

/// A payment where `is_wrong` holds and nobody has the duty to mend it.
fn find_quarrel(sight: &Sight, is_wrong: impl Fn(&PaymentSeen, &Truth) -> bool) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let truth = sight.truths.get(&payment.id)?;
        let rows: Vec<_> = sight.of_payment(&payment.id).collect();
        let is_wrong = payment.open_follow_ups != 1 && is_wrong(payment, truth);
        is_wrong.then(|| format!("{payment:?}\n  book: {rows:#?}\n  vendor: {truth:#?}"))
    })
}

/// Won that the book says have gone back. What a bank has sent back is with the vendor again.
fn booked_won(sight: &Sight, payment: &PaymentSeen) -> i64 {
    let done = sight.of_payment(&payment.id).filter(|row| row.is_done() && !came_back(row));
    done.map(|row| row.amount_won).sum()
}

/// A person is told to look at it: the account did not take the money.
fn came_back(row: &CancellationSeen) -> bool {
    row.attention.as_deref() == Some("refund_failed")
}

fn is_for(row: &CancellationSeen, refund: &Refund) -> bool {
    let is_named = row.name.is_some() && row.name == refund.id;
    row.is_done() && (is_named || refund.key.as_ref() == Some(&row.key))
}
