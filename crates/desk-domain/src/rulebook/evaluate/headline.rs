//! The verdict in one or two sentences.

use crate::Text;
use crate::decision::{ActionDecision, Verdict};
use crate::rulebook::phrase;

use super::case::{Case, join};

/// A limit that is further away says nothing about today; the facts below still name it.
const WORTH_SAYING_DAYS: i64 = 30;

impl Case<'_> {
    pub(super) fn headline(&self, full: &ActionDecision, partial: &ActionDecision) -> Text {
        if full.verdict == Verdict::Blocked {
            let reason = full.reasons.first().map(|reason| reason.text.clone());
            let open =
                (partial.verdict != Verdict::Blocked).then(|| self.phrase(&phrase::PARTIAL_ONLY));
            return open.or(reason).unwrap_or_else(|| self.phrase(&phrase::CHECKING));
        }
        let preparation = self.first_preparation().map(|input| self.phrase(phrase::asking(input)));
        let Some(due) = &self.due else {
            return preparation.unwrap_or_else(|| self.phrase(&phrase::CAN));
        };
        if due.is_passed() {
            return self.book.speak(&phrase::PASSED, &due.words());
        }
        if due.days_left == 0 {
            let today = self.phrase(&phrase::TODAY_ONLY);
            return preparation.map_or(today.clone(), |first| join(&first, &today));
        }
        let can = preparation.unwrap_or_else(|| self.phrase(&phrase::CAN));
        let presses = due.is_near(self.book.near.days)
            || (due.is_firm() && due.days_left <= WORTH_SAYING_DAYS);
        if presses { join(&can, &self.book.speak(&phrase::UNTIL, &due.words())) } else { can }
    }
}
