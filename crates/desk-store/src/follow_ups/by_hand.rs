//! What managers signed off as given back by hand, held against what the gateway gives back all the same.

use desk_domain::advice::Proof;
use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause};
use desk_domain::{CancellationId, Won};

/// Sums in won, as the closings of a payment leave them, of which the customer may still get some from the gateway
/// or has got it already.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ByHand {
    /// Of what was cancelled in the book only.
    ahead: Won,
    /// Of what came back from an account.
    came_back: Won,
    /// Of what was cancelled in the book only, and then by the gateway as well.
    made_up: Won,
}

impl ByHand {
    /// `closed` is the latest first. A note is the gateway's own word where it is about a cancel that was not
    /// `forced`, or about one that nobody could ask the gateway about.
    pub(super) fn of(closed: &[FollowUp], forced: &[CancellationId]) -> Self {
        let mut by_hand = Self::default();
        for one in closed.iter().rev() {
            let Some(closing) = one.closing.as_ref() else { continue };
            let is_signed = closing.proof == Proof::SignedNote && !spoke_for_gateway(closing);
            let is_forced = one.cancellation_id.as_ref().is_none_or(|id| forced.contains(id));
            match one.cause {
                FollowUpCause::PaidBackTwice if closing.proof != Proof::GatewayRead => {
                    by_hand.take(one.amount_at_risk);
                }
                FollowUpCause::RefundBounced if is_signed => {
                    by_hand.came_back = plus(by_hand.came_back, one.amount_at_risk);
                }
                FollowUpCause::BookAhead if is_signed && is_forced => {
                    by_hand.sign_ahead(one.amount_at_risk);
                    if closing.outlived_at.is_some() {
                        by_hand.sign_ahead(Won::ZERO);
                    }
                }
                _ => {}
            }
        }
        by_hand
    }

    /// What went back twice, while the book is still `ahead` by so much and so much is back from accounts.
    pub(super) fn given_twice(&self, ahead: Won, came_back: Won) -> Won {
        plus(self.made_up, plus(beyond(self.ahead, ahead), beyond(self.came_back, came_back)))
    }

    /// The whole difference was signed for. Where it is smaller than before, the gateway has made up for the rest.
    fn sign_ahead(&mut self, difference: Won) {
        self.made_up = plus(self.made_up, beyond(self.ahead, difference));
        self.ahead = difference;
    }

    /// Somebody has seen to so much that went back twice.
    fn take(&mut self, mut seen_to: Won) {
        for sum in [&mut self.made_up, &mut self.ahead, &mut self.came_back] {
            let taken = seen_to.min(*sum);
            *sum = beyond(*sum, taken);
            seen_to = beyond(seen_to, taken);
        }
    }
}

fn spoke_for_gateway(closing: &Closing) -> bool {
    closing.outlived_at == Some(closing.at)
}

fn beyond(one: Won, other: Won) -> Won {
    one.saturating_sub(other).max(Won::ZERO)
}

fn plus(one: Won, other: Won) -> Won {
    [one, other].into_iter().sum()
}
