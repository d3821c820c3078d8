//! What holds once all is quiet.

use crate::sight::{CancellationSeen, DutySeen, PaymentSeen, Sight};
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

/// By its own name or key where the vendor keeps one, by the sums everywhere. What was forced in the book
/// may have been done by hand outside: then a refund has no row but the forced one.
pub(super) fn every_refund_is_known(sight: &Sight) -> Option<String> {
    find_quarrel(sight, |payment, truth| {
        let is_unknown = |refund: &&Refund| {
            !is_anonymous(refund) && !sight.of_payment(&payment.id).any(|row| is_for(row, refund))
        };
        let unknown_won: i64 = truth.refunds.iter().filter(is_unknown).map(|one| one.won).sum();
        let forced = sight.of_payment(&payment.id).filter(|row| row.is_done() && row.is_forced());
        let forced_won: i64 = forced.map(|row| row.amount_won).sum();
        unknown_won > forced_won || truth.refunded_won() > booked_won(sight, payment)
    })
}

/// One refund by its name or key, or a part of what left without either. No duty excuses a cancel that says it has
/// moved money and has not; only what was forced in the book claims none.
pub(super) fn every_row_has_its_refund(sight: &Sight) -> Option<String> {
    find(sight, |payment, truth| {
        let refunds_of = |row: &CancellationSeen| {
            truth.refunds.iter().filter(|refund| is_for(row, refund)).count()
        };
        let claiming =
            sight.of_payment(&payment.id).filter(|row| row.is_done() && !row.is_forced());
        let (found, orphans): (Vec<_>, Vec<_>) = claiming.partition(|row| refunds_of(row) > 0);
        let orphaned_won: i64 = orphans.iter().map(|row| row.amount_won).sum();
        let anonymous = truth.refunds.iter().filter(|refund| is_anonymous(refund));
        let anonymous_won: i64 = anonymous.map(|refund| refund.won).sum();
        found.iter().any(|row| refunds_of(row) != 1) || orphaned_won > anonymous_won
    })
}

pub(super) fn what_was_forced_is_a_duty(sight: &Sight) -> Option<String> {
    find_quarrel(sight, |payment, truth| booked_won(sight, payment) > truth.refunded_won())
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

/// What stands in front of a refund that came back, and hides it until then.
const GRAVER: [&str; 4] = ["book_ahead", "gateway_ahead", "amounts_differ", "unproven"];

/// The customer is without the money, and book and vendor agree: only a duty says so, about all of it, unless a graver
/// one stands in front of it.
pub(super) fn what_came_back_is_a_duty(sight: &Sight) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let rows: Vec<_> =
            sight.of_payment(&payment.id).filter(|row| row.is_done() && came_back(row)).collect();
        let booked_won: i64 = rows.iter().map(|row| row.bounced_won).sum();
        let told_won = sight.truths.get(&payment.id).map_or(0, |truth| truth.told_back_won);
        let duty = sight.duty_of(&payment.id);
        let is_told = match duty {
            Some(duty) if duty.cause == "refund_bounced" => {
                duty.amount_at_risk_won == booked_won && booked_won >= told_won
            }
            Some(duty) if GRAVER.contains(&duty.cause.as_str()) => true,
            None | Some(_) => rows.is_empty() && told_won == 0,
        };
        (!is_told).then(|| format!("{payment:?}\n  {duty:?}\n  told {told_won}: {rows:#?}"))
    })
}

pub(super) fn ledger_adds_up(sight: &Sight) -> Option<String> {
    let wrong = sight.payments.iter().find(|payment| {
        let done = sight.of_payment(&payment.id).filter(|one| one.is_done());
        let done_won: i64 = done.map(|one| one.amount_won).sum();
        let paid_won = if payment.is_unpaid() { 0 } else { payment.amount_won };
        payment.ledger_paid_won != paid_won
            || payment.ledger_cancelled_won != payment.cancelled_won
            || done_won != payment.cancelled_won
    });
    wrong.map(|payment| format!("{payment:?}"))
}

/// A payment where `is_wrong` holds and nobody has the duty to mend just that.
fn find_quarrel(sight: &Sight, is_wrong: impl Fn(&PaymentSeen, &Truth) -> bool) -> Option<String> {
    find(sight, |payment, truth| {
        let fits = |duty: &DutySeen| fits(duty, booked_won(sight, payment), truth.refunded_won());
        is_wrong(payment, truth) && !sight.duty_of(&payment.id).is_some_and(fits)
    })
}

/// A payment at a vendor where `is_wrong` holds.
fn find(sight: &Sight, is_wrong: impl Fn(&PaymentSeen, &Truth) -> bool) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let truth = sight.truths.get(&payment.id)?;
        let duty = sight.duty_of(&payment.id);
        let rows: Vec<_> = sight.of_payment(&payment.id).collect();
        is_wrong(payment, truth)
            .then(|| format!("{payment:?}\n  {duty:?}\n  book: {rows:#?}\n  vendor: {truth:#?}"))
    })
}

/// Whether a follow-up is about this difference between book and vendor, and about all of it, in won.
fn fits(duty: &DutySeen, booked_won: i64, refunded_won: i64) -> bool {
    let apart_won = match duty.cause.as_str() {
        "book_ahead" => booked_won - refunded_won,
        "gateway_ahead" => refunded_won - booked_won,
        _ => return false,
    };
    apart_won == duty.amount_at_risk_won
}

/// Won that the book says have gone out, whatever a bank sent back of it.
fn booked_won(sight: &Sight, payment: &PaymentSeen) -> i64 {
    let done = sight.of_payment(&payment.id).filter(|row| row.is_done());
    done.map(|row| row.amount_won).sum()
}

/// A person is told to look at it: the account did not take the money.
fn came_back(row: &CancellationSeen) -> bool {
    row.attention.as_deref() == Some("refund_failed")
}

/// Nothing tells which order it was for.
const fn is_anonymous(refund: &Refund) -> bool {
    refund.id.is_none() && refund.key.is_none()
}

fn is_for(row: &CancellationSeen, refund: &Refund) -> bool {
    let is_named = row.name.is_some() && row.name == refund.id;
    row.is_done() && (is_named || refund.key.as_ref() == Some(&row.key))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A payment of 10,000 won of which the book says that all was cancelled, by a cancel of this kind, while the
    /// vendor gave nothing back; and a follow-up about all of it.
    fn cancelled_in_the_book_alone(kind: &str) -> Sight {
        let payment = json!({
            "id": "pay", "channel": "portone", "gateway_payment_id": "p", "book_status": "cancelled",
            "amount_won": 10_000, "cancelled_won": 10_000, "reserved_won": 0, "rebilled_won": 0,
            "checked_at": 0, "ledger_paid_won": 10_000, "ledger_cancelled_won": 10_000,
        });
        let row = json!({
            "id": "can", "payment_id": "pay", "kind": kind, "state": "succeeded",
            "amount_won": 10_000, "gateway_key": "key", "bounced_won": 0,
        });
        let duty = json!({
            "id": "fol", "payment_id": "pay", "cause": "book_ahead", "amount_at_risk_won": 10_000,
        });
        Sight {
            payments: vec![serde_json::from_value(payment).unwrap()],
            cancellations: vec![serde_json::from_value(row).unwrap()],
            duties: vec![serde_json::from_value(duty).unwrap()],
            truths: [("pay".to_owned(), Truth::new(10_000, []))].into(),
            ..Sight::default()
        }
    }

    #[test]
    fn no_duty_excuses_a_cancel_that_says_it_moved_money() {
        assert!(every_row_has_its_refund(&cancelled_in_the_book_alone("full")).is_some());
        assert!(every_row_has_its_refund(&cancelled_in_the_book_alone("force")).is_none());
    }

    #[test]
    fn what_was_forced_needs_its_duty() {
        let mut sight = cancelled_in_the_book_alone("force");
        assert_eq!(what_was_forced_is_a_duty(&sight), None);
        sight.duties[0].amount_at_risk_won = 9_000;
        assert!(what_was_forced_is_a_duty(&sight).is_some(), "of another sum");
        sight.duties.clear();
        assert!(what_was_forced_is_a_duty(&sight).is_some());
    }
}
