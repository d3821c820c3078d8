//! What managers signed off as given back by hand, held against what the gateway gives back all the same.

use desk_domain::advice::Proof;
use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause};
use desk_domain::{CancellationId, Won};

/// What was paid out so, as the closings of a payment leave it, less what somebody has seen to since because it went
/// back twice. Money is money: whatever the gateway gives back beyond it, of a difference or of a refund that had come
/// back, went back twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ByHand {
    /// In won.
    paid: Won,
    /// Of it what surely stands for the difference: the last signature was about the whole of that.
    level: Won,
}

impl ByHand {
    /// `closed` is the latest first.
    pub(super) fn of(closed: &[FollowUp], forced: &[CancellationId]) -> Self {
        let mut by_hand = Self::default();
        for one in closed.iter().rev() {
            let by_read = |closing: &Closing| closing.proof == Proof::GatewayRead;
            match one.cause {
                FollowUpCause::PaidBackTwice if !one.closing.as_ref().is_some_and(by_read) => {
                    by_hand.paid = beyond(by_hand.paid, one.amount_at_risk);
                    by_hand.level = beyond(by_hand.level, one.amount_at_risk);
                }
                FollowUpCause::RefundBounced if is_by_hand(one, forced) => {
                    by_hand.paid = plus(by_hand.paid, one.amount_at_risk);
                }
                FollowUpCause::BookAhead if is_by_hand(one, forced) => {
                    let more = beyond(one.amount_at_risk, by_hand.level);
                    by_hand.paid = plus(by_hand.paid, more);
                    by_hand.level = one.amount_at_risk;
                }
                _ => {}
            }
        }
        by_hand
    }

    /// What went back twice, while the book is still `ahead` by so much and so much is back from accounts.
    pub(super) fn given_twice(&self, ahead: Won, came_back: Won) -> Won {
        beyond(self.paid, plus(ahead, came_back))
    }

    /// Whether the customer has all that the book is `ahead` by: also where the gateway had caught up and undid it.
    /// What was paid for a refund that `came_back` is not taken for what was forced.
    pub(super) fn covers(&self, ahead: Won, came_back: Won) -> bool {
        ahead <= self.level || plus(ahead, came_back) <= self.paid
    }

    /// What of a refund that came back nobody has paid out by hand, while the book is still `ahead` by so much.
    pub(super) fn still_owed(&self, ahead: Won, came_back: Won) -> Won {
        beyond(came_back, beyond(self.paid, ahead))
    }
}

/// Whether a closed one may mean money paid out by hand. A note is the gateway's own word where it is about a cancel
/// that was not `forced`, or about one that nobody could ask the gateway about.
pub(super) fn is_by_hand(one: &FollowUp, forced: &[CancellationId]) -> bool {
    let spoke_for_gateway = |closing: &Closing| closing.outlived_at == Some(closing.at);
    let is_signed =
        |closing: &Closing| closing.proof == Proof::SignedNote && !spoke_for_gateway(closing);
    let is_forced = || one.cancellation_id.as_ref().is_none_or(|id| forced.contains(id));
    one.closing.as_ref().is_some_and(is_signed)
        && (one.cause != FollowUpCause::BookAhead || is_forced())
}

fn beyond(one: Won, other: Won) -> Won {
    one.saturating_sub(other).max(Won::ZERO)
}

fn plus(one: Won, other: Won) -> Won {
    [one, other].into_iter().sum()
}
