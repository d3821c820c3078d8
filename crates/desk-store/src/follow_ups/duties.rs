//! What somebody is to see to of one payment: that book and gateway part, and what may be wrong while they agree.
//!
//! Several things can be wrong at once. A payment has one open follow-up, about the gravest of those that nobody has
//! brought a proof for yet; the next one opens when that is closed.

use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause, amount_at_risk};
use desk_domain::payment::{Agreement, BookStatus, Channel, Payment};
use desk_domain::{CancellationId, Timestamp, Won};

use super::by_hand::{ByHand, is_by_hand};
use super::row::{closed_of, update};
use crate::error::Result;
use crate::transaction::Transaction;
use crate::{bills, cancellations, payments};

type Duty = (FollowUpCause, Won);

pub(super) struct Duties {
    /// Gravest first, with the money in question.
    all: Vec<Duty>,
    /// What was closed before, the latest first.
    closed: Vec<FollowUp>,
    /// What was sent to accounts and is back, whoever has seen to it.
    came_back: Won,
    /// What was cancelled in the book only.
    forced: Vec<CancellationId>,
    /// How far the book was ahead when the gateway was last heard. No duty while nothing is known, but nobody is to
    /// pay again over it.
    unheard: Option<Duty>,
}

impl Duties {
    /// While nothing is known of the gateway only what the book itself shows; what came back, beside the sums that
    /// were last known.
    pub(super) async fn of(tx: &mut Transaction, payment: &Payment) -> Result<Self> {
        let closed = closed_of(tx, &payment.id).await?;
        let late = is_late(tx, payment).await?.then(|| {
            let kept = payment.amounts.paid.saturating_sub(payment.amounts.cancelled);
            (FollowUpCause::PaidAfterAll, kept)
        });
        let is_known = payment.agreement != Agreement::Unknown;
        let difference =
            FollowUpCause::of(payment.agreement).map(|cause| (cause, amount_at_risk(payment)));
        let came_back = cancellations::bounced(tx, payment).await?.unwrap_or(Won::ZERO);
        let ahead = if is_known {
            amount_of(difference, FollowUpCause::BookAhead)
        } else {
            payment.amounts.cancelled.saturating_sub(payment.gateway_cancelled).max(Won::ZERO)
        };
        let forced = cancellations::forced_ids(tx, &payment.id).await?;
        let by_hand = ByHand::of(&closed, &forced);
        let difference = difference.filter(|(cause, won)| {
            *cause != FollowUpCause::BookAhead || !by_hand.covers(*won, came_back)
        });
        let is_ahead = ahead.is_positive() && !by_hand.covers(ahead, came_back);
        let unheard = (!is_known && is_ahead).then_some((FollowUpCause::BookAhead, ahead));
        let owed = by_hand.still_owed(ahead, came_back);
        let bounced = owed.is_positive().then_some((FollowUpCause::RefundBounced, owed));
        let twice = by_hand.given_twice(ahead, came_back);
        let twice = twice.is_positive().then_some((FollowUpCause::PaidBackTwice, twice));
        let pending = cancellations::pending_too_long(tx, &payment.id).await?;
        let pending = pending.map(|won| (FollowUpCause::PendingLong, won));
        let all = if is_known {
            [difference, bounced, twice, pending, late].into_iter().flatten().collect()
        } else {
            [bounced, late].into_iter().flatten().collect()
        };
        Ok(Self { all, closed, came_back, forced, unheard })
    }

    pub(super) fn gravest(&self) -> Option<Duty> {
        self.all.iter().find_map(|duty| self.unsettled(*duty))
    }

    /// Whether the customer may be without money that the book counts as given back, whatever else is wrong.
    pub(super) fn is_owed(&self) -> bool {
        self.all
            .iter()
            .chain(&self.unheard)
            .filter(|(cause, _)| cause.is_owed())
            .any(|duty| self.unsettled(*duty).is_some())
    }

    /// What of a duty no person has brought the proof for, for example that the money was paid out by hand, of
    /// which no gateway will ever know. A proof holds until book and gateway agree.
    fn unsettled(&self, (cause, won): Duty) -> Option<Duty> {
        let mut proofs = self.closed.iter().filter(|one| {
            one.cause == cause && one.closing.as_ref().is_some_and(|end| end.outlived_at.is_none())
        });
        let is_settled = match cause {
            // What somebody has seen to is taken off already.
            FollowUpCause::PaidBackTwice => false,
            FollowUpCause::RefundBounced => {
                // Each is about what had come back until then.
                let settled: Won = proofs.map(|one| one.amount_at_risk).sum();
                let left = won.min(self.came_back.saturating_sub(settled));
                return left.is_positive().then_some((cause, left));
            }
            // What was paid by hand is counted, whatever the difference was when it was signed.
            FollowUpCause::BookAhead => proofs
                .next()
                .is_some_and(|last| !is_by_hand(last, &self.forced) && last.amount_at_risk == won),
            _ => proofs.next().is_some_and(|last| last.amount_at_risk == won),
        };
        (!is_settled).then_some((cause, won))
    }

    /// Book and gateway agree: what a person proved of their difference is no proof of the next one. It goes on
    /// for what is wrong though they agree.
    pub(super) async fn outlive(&self, tx: &mut Transaction, now: Timestamp) -> Result<()> {
        for one in &self.closed {
            let goes_on = match one.cause {
                FollowUpCause::RefundBounced => self.came_back.is_positive(),
                cause => self.all.iter().any(|(other, _)| *other == cause),
            };
            let Some(end) = one.closing.clone().filter(|end| end.outlived_at.is_none()) else {
                continue;
            };
            if !goes_on {
                let closing = Some(Closing { outlived_at: Some(now), ..end });
                update(tx, &FollowUp { closing, ..one.clone() }).await?;
            }
        }
        Ok(())
    }
}

fn amount_of(duty: Option<Duty>, of: FollowUpCause) -> Won {
    duty.filter(|(cause, _)| *cause == of).map_or(Won::ZERO, |(_, won)| won)
}

/// Whether money of a bill that the book had let go of stays with the merchant: by both sides, or, where only a
/// person said that the bill was void and nobody can be asked, by the book.
async fn is_late(tx: &mut Transaction, payment: &Payment) -> Result<bool> {
    if !matches!(payment.book_status, BookStatus::Paid | BookStatus::PartiallyCancelled) {
        return Ok(false);
    }
    if payment.channel == Channel::Payssam {
        return Ok(
            payment.agreement == Agreement::Agrees && bills::came_late(tx, &payment.id).await?
        );
    }
    Ok(payments::outside_void_of(tx, &payment.id).await?.is_some())
}
