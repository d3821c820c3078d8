//! Refunds to accounts that a bank sent back, one by one, as the vendor names them: of a force-cancel that was made
//! in parts in the vendor's console one part may come back and another arrive.

use desk_domain::cancellation::{Cancellation, CancellationKind, CancellationState, RefundArrival};
use desk_domain::payment::{Method, Payment};
use desk_domain::{CancellationId, PaymentId, Won};

use crate::error::Result;
use crate::records::{SnapshotCancellation, SnapshotCancellationState};
use crate::sql::{Connection, Row, Statement, sql};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bounce {
    /// The vendor's id of the refund.
    pub(crate) refund: String,
    /// Whose refund it was.
    pub(crate) cancellation: CancellationId,
    pub(crate) amount: Won,
}

/// What of a payment was sent to an account and came back; nothing where nothing did.
pub(crate) async fn bounced(connection: &mut Connection, payment: &Payment) -> Result<Option<Won>> {
    if payment.method != Method::VirtualAccount {
        return Ok(None);
    }
    let bounced = sql("SELECT CAST(COALESCE(SUM(b.amount_won), 0) AS BIGINT) AS bounced_won \
         FROM bounces b JOIN cancellations c ON c.id = b.cancellation_id \
         WHERE b.payment_id = $1 AND c.state = 'succeeded'");
    let won = connection.only_row(bounced.bind(&payment.id)).await?.won("bounced_won")?;
    // Never more than the gateway has sent.
    let won = won.min(payment.gateway_cancelled);
    Ok(won.is_positive().then_some(won))
}

pub(super) async fn of_payment(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Vec<Bounce>> {
    let known = sql("SELECT gateway_cancellation_id, cancellation_id, amount_won FROM bounces \
         WHERE payment_id = $1 ORDER BY gateway_cancellation_id");
    let rows = connection.rows(known.bind(payment)).await?;
    let read = |row: &Row| {
        Ok(Bounce {
            refund: row.text("gateway_cancellation_id")?,
            cancellation: row.parsed("cancellation_id")?,
            amount: row.won("amount_won")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Puts it down, or under another cancel where it was put down before.
pub(crate) async fn write(
    connection: &mut Connection,
    payment: &PaymentId,
    bounce: &Bounce,
) -> Result<()> {
    delete(connection, payment, bounce).await?;
    let fields = vec![
        ("payment_id", payment.into()),
        ("gateway_cancellation_id", (&bounce.refund).into()),
        ("cancellation_id", (&bounce.cancellation).into()),
        ("amount_won", bounce.amount.into()),
    ];
    connection.run(Statement::insert("bounces", fields)).await.map(drop)
}

pub(super) async fn delete(
    connection: &mut Connection,
    payment: &PaymentId,
    bounce: &Bounce,
) -> Result<()> {
    let arrived = sql("DELETE FROM bounces WHERE payment_id = $1 AND gateway_cancellation_id = $2");
    connection.run(arrived.bind(payment).bind(&bounce.refund)).await.map(drop)
}

/// Those of one cancel, as the vendor's list shows now whose refunds they were; what is in it no more stays where it
/// was.
pub(super) fn own(
    cancellation: &Cancellation,
    refunds: &[&SnapshotCancellation],
    found: &[(&Cancellation, Vec<&SnapshotCancellation>)],
    known: &[Bounce],
) -> Vec<Bounce> {
    let is_in = |refunds: &[&SnapshotCancellation], bounce: &Bounce| {
        refunds.iter().any(|refund| refund.gateway_cancellation_id == bounce.refund)
    };
    let is_own = |bounce: &&Bounce| {
        let is_elsewhere = || found.iter().any(|(_, refunds)| is_in(refunds, bounce));
        is_in(refunds, bounce) || bounce.cancellation == cancellation.id && !is_elsewhere()
    };
    known.iter().filter(is_own).cloned().collect()
}

/// What the vendor's list changes of the bounces of one cancel.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) came_back: Vec<Bounce>,
    pub(super) arrived: Vec<Bounce>,
    /// Written down under our own id while the vendor's was not kept: now it names each by itself.
    pub(super) renamed: Vec<Bounce>,
}

impl Change {
    /// `known` are those of this cancel. What the vendor does not say changes nothing.
    pub(super) fn of(
        cancellation: &CancellationId,
        known: &[Bounce],
        refunds: &[&SnapshotCancellation],
    ) -> Self {
        let mut change = Self::default();
        let is_known = |refund: &str| known.iter().find(|bounce| bounce.refund == refund);
        for refund in refunds.iter().filter(|refund| refund.amount.is_positive()) {
            match (refund.arrival, is_known(&refund.gateway_cancellation_id)) {
                (RefundArrival::Failed, None) => change.came_back.push(Bounce {
                    refund: refund.gateway_cancellation_id.clone(),
                    cancellation: cancellation.clone(),
                    amount: refund.amount,
                }),
                (RefundArrival::Arrived, Some(bounce)) => change.arrived.push(bounce.clone()),
                (RefundArrival::Failed, Some(_))
                | (RefundArrival::Arrived, None)
                | (RefundArrival::Unsaid, _) => {}
            }
        }
        let has_failed = refunds.iter().any(|refund| refund.arrival == RefundArrival::Failed);
        let arrived = refunds.iter().filter(|refund| refund.arrival == RefundArrival::Arrived);
        let arrived: Won = arrived.map(|refund| refund.amount).sum();
        for bounce in known.iter().filter(|bounce| bounce.refund == cancellation.as_str()) {
            if has_failed {
                change.renamed.push(bounce.clone());
            } else if arrived >= bounce.amount {
                change.arrived.push(bounce.clone());
            }
        }
        change
    }
}

/// The refunds in the vendor's list that are those of each cancel in the book. One that was forced here and made in
/// the vendor's own console, whole or in parts, has no name on both sides: it is known by what it was before, by its
/// amount, or as a part that fits. One that came back always has somebody who waits for it.
pub(super) fn refunds_of<'a>(
    booked: &'a [Cancellation],
    listed: &'a [SnapshotCancellation],
    known: &[Bounce],
) -> Vec<(&'a Cancellation, Vec<&'a SnapshotCancellation>)> {
    let moved = |one: &&Cancellation| one.state.may_have_moved_money() || is_done(one);
    let named = |refund: &SnapshotCancellation| {
        booked.iter().filter(moved).find(|one| is_named(one, refund)).map(|one| &one.id)
    };
    let mut found: Vec<_> = booked
        .iter()
        .filter(|one| is_done(one))
        .map(|one| {
            let own: Vec<_> =
                listed.iter().filter(|refund| named(refund) == Some(&one.id)).collect();
            (one, own)
        })
        .collect();
    let mut nameless: Vec<_> = listed
        .iter()
        .filter(|refund| refund.state == SnapshotCancellationState::Succeeded)
        .filter(|refund| named(refund).is_none())
        .collect();
    nameless.sort_by_key(|refund| (refund.arrival != RefundArrival::Failed, refund.requested_at));
    for refund in nameless {
        let is_known = |one: &Cancellation| {
            let id = &refund.gateway_cancellation_id;
            known.iter().any(|bounce| bounce.refund == *id && bounce.cancellation == one.id)
        };
        let mut forced: Vec<_> =
            found.iter_mut().filter(|(one, _)| one.kind == CancellationKind::Force).collect();
        let place = forced
            .iter()
            .position(|(one, _)| is_known(one))
            .or_else(|| {
                forced.iter().position(|(one, own)| own.is_empty() && one.amount == refund.amount)
            })
            .or_else(|| forced.iter().position(|(one, own)| refund.amount <= left_of(one, own)))
            .or_else(|| (refund.arrival == RefundArrival::Failed).then_some(0));
        if let Some((_, own)) = place.and_then(|place| forced.get_mut(place)) {
            own.push(refund);
        }
    }
    found
}

/// What of a force-cancel none of these refunds stands for, in won.
fn left_of(forced: &Cancellation, refunds: &[&SnapshotCancellation]) -> Won {
    forced.amount.saturating_sub(refunds.iter().map(|refund| refund.amount).sum())
}

fn is_done(one: &Cancellation) -> bool {
    one.state == CancellationState::Succeeded
}

/// By the vendor's id of it, or by our own in its reason and the same amount.
fn is_named(one: &Cancellation, listed: &SnapshotCancellation) -> bool {
    one.gateway_cancellation_id.as_ref() == Some(&listed.gateway_cancellation_id)
        || (listed.reference.as_ref() == Some(&one.id) && listed.amount == one.amount)
}
