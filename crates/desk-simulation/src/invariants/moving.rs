//! What holds at every moment.

use std::collections::{BTreeMap, BTreeSet};

use crate::sight::Sight;

pub(super) fn never_more_than_was_paid(sight: &Sight) -> Option<String> {
    let over = sight.truths.iter().find(|(_, truth)| truth.refunded_won() > truth.charged_won);
    let booked = sight.payments.iter().find(|one| one.cancelled_won > one.amount_won);
    over.map(|over| format!("{over:?}")).or_else(|| booked.map(|one| format!("{one:?}")))
}

/// One key, one refund. A vendor that takes no key cancels whole, and that works once.
pub(super) fn no_order_twice(sight: &Sight) -> Option<String> {
    sight.truths.values().find_map(|truth| {
        let mut seen = BTreeMap::new();
        for key in truth.refunds.iter().filter_map(|refund| refund.key.as_ref()) {
            *seen.entry(key).or_insert(0) += 1;
        }
        let twice = seen.into_iter().find(|(_, times)| *times > 1)?;
        Some(format!("{twice:?} in {truth:?}"))
    })
}

/// Whoever sends an order once more under another key sends one that the book does not know.
pub(super) fn every_order_is_ours(sight: &Sight) -> Option<String> {
    let known: BTreeSet<_> = sight.cancellations.iter().map(|row| &row.key).collect();
    let refunds = sight.truths.values().flat_map(|truth| &truth.refunds);
    let foreign =
        refunds.filter(|refund| refund.key.as_ref().is_some_and(|key| !known.contains(key)));
    let foreign: Vec<_> = foreign.collect();
    (!foreign.is_empty()).then(|| format!("{foreign:?}\n  book: {:#?}", sight.cancellations))
}

pub(super) fn one_in_flight(sight: &Sight) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let in_flight: Vec<_> =
            sight.of_payment(&payment.id).filter(|one| one.is_in_flight()).collect();
        (in_flight.len() > 1).then(|| format!("{in_flight:?}"))
    })
}

pub(super) fn in_flight_is_reserved(sight: &Sight) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let in_flight = sight.of_payment(&payment.id).filter(|one| one.is_in_flight());
        let won: i64 = in_flight.map(|one| one.amount_won).sum();
        (won != payment.reserved_won).then(|| format!("{won} won in flight: {payment:?}"))
    })
}

/// Only PortOne's carry a mark that the mail room knows, too: PaySsam's are named by bill, state and approval,
/// Bootpay's by their body.
pub(super) fn webhook_kept_once(sight: &Sight) -> Option<String> {
    let kept = sight.hooks.iter().filter(|hook| hook.is_portone()).count();
    (kept != sight.acknowledged)
        .then(|| format!("{} acknowledged, {kept} kept: {:?}", sight.acknowledged, sight.hooks))
}

/// The payment was read since, or a read is in the queue.
pub(super) fn webhook_is_read(sight: &Sight) -> Option<String> {
    let unread = sight.hooks.iter().find(|hook| {
        let of = &hook.gateway_payment_id;
        let was_read = sight
            .payments
            .iter()
            .any(|one| one.gateway_payment_id == *of && one.checked_at >= hook.received_at);
        let is_queued = sight.jobs.iter().any(|job| {
            job.kind == "refresh_payment" && job.gateway_payment_id.as_ref() == Some(of)
        });
        !was_read && !is_queued
    });
    unread.map(|hook| format!("{hook:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truth::{Refund, Truth};

    /// As a program would that sends again under another key when it hears nothing.
    #[test]
    fn a_refund_under_a_key_that_the_book_does_not_know_is_found() {
        let refund =
            |key: Option<&str>| Refund { id: None, key: key.map(str::to_owned), won: 1_000 };
        let seen = |refund| Sight {
            truths: [("pay".to_owned(), Truth::new(10_000, [refund]))].into(),
            ..Sight::default()
        };
        assert!(every_order_is_ours(&seen(refund(Some("key-2")))).is_some());
        assert_eq!(every_order_is_ours(&seen(refund(None))), None, "made in the vendor's admin");
    }
}
