//! Each cell of a channel's rule in words, as the guide prints it.

use std::iter::once;

use super::joined;
use crate::decision::Severity;
use crate::rulebook::Rulebook;
use crate::rulebook::cell::{
    Ability, Allowed, ArrivalCell, Cell, DeadlineCell, FeeCell, Hours, Inputs, Limit, Note,
    PartialCount, PartialMin, ReceiptCell, Steps, TestMode, Undone,
};
use crate::rulebook::message::Words;
use crate::rulebook::phrase;
use crate::{Text, Won};

/// A cell that a row of the guide can show.
pub(in crate::rulebook) trait InWords: Cell {
    fn in_words(&self, book: &Rulebook) -> Text;
    /// How firmly the product holds to it; `None` for what is no condition.
    fn firmness(&self) -> Option<Severity>;
}

/// Cells that are shown by the messages they say.
macro_rules! by_messages {
    ($($cell:ident: $this:ident => $firmness:expr),+ $(,)?) => {
        $(impl InWords for $cell {
            fn in_words(&self, book: &Rulebook) -> Text {
                joined(self.says().iter().map(|said| book.say(said.key.get_ref(), &Words::none())))
            }

            fn firmness(&self) -> Option<Severity> {
                let $this = self;
                $firmness
            }
        })+
    };
}

by_messages! {
    ReceiptCell: _this => None,
    Undone: _this => None,
    Steps: _this => None,
    TestMode: this => Some(this.enforcement.severity()),
    Note: this => Some(this.enforcement.severity()),
}

impl InWords for Ability {
    fn in_words(&self, book: &Rulebook) -> Text {
        let word = match self.allowed {
            Allowed::Yes => &phrase::GUIDE_YES,
            Allowed::No => &phrase::GUIDE_NO,
            Allowed::Contract => &phrase::GUIDE_CONTRACT,
            Allowed::Elsewhere => &phrase::GUIDE_ELSEWHERE,
        };
        let more = self.says();
        let more = more.iter().map(|said| book.say(said.key.get_ref(), &Words::none()));
        joined(once(book.speak(word, &Words::none())).chain(more))
    }

    fn firmness(&self) -> Option<Severity> {
        Some(self.enforcement.severity())
    }
}

impl InWords for PartialMin {
    fn in_words(&self, book: &Rulebook) -> Text {
        book.speak(&phrase::GUIDE_MIN, &Words::none().with("above", Won(self.above_won)))
    }

    fn firmness(&self) -> Option<Severity> {
        Some(Severity::Block)
    }
}

impl InWords for PartialCount {
    fn in_words(&self, book: &Rulebook) -> Text {
        book.speak(&phrase::GUIDE_COUNT, &Words::none().with("max", self.max))
    }

    fn firmness(&self) -> Option<Severity> {
        Some(self.enforcement.severity())
    }
}

impl InWords for DeadlineCell {
    fn in_words(&self, book: &Rulebook) -> Text {
        let counted = || Words::none().with("count", Won(i64::from(self.count)));
        let (word, words) = match self.limit {
            Limit::SameMonth => (&phrase::GUIDE_SAME_MONTH, Words::none()),
            Limit::Days => (&phrase::GUIDE_DAYS, counted()),
            Limit::Months => (&phrase::GUIDE_MONTHS, counted()),
            Limit::Years if self.count == 1 => (&phrase::GUIDE_YEAR, Words::none()),
            Limit::Years => (&phrase::GUIDE_YEARS, counted()),
            Limit::Unlimited => (&phrase::GUIDE_UNLIMITED, Words::none()),
            Limit::Unstated => (&phrase::GUIDE_UNSTATED, Words::none()),
        };
        let doubt =
            self.boundary_unverified.then(|| book.speak(&phrase::GUIDE_BOUNDARY, &Words::none()));
        joined(once(book.speak(word, &words)).chain(doubt))
    }

    fn firmness(&self) -> Option<Severity> {
        Some(self.enforcement.severity())
    }
}

impl InWords for Hours {
    fn in_words(&self, book: &Rulebook) -> Text {
        book.speak(&phrase::GUIDE_HOURS, &self.words())
    }

    fn firmness(&self) -> Option<Severity> {
        Some(self.enforcement.severity())
    }
}

impl InWords for Inputs {
    fn in_words(&self, book: &Rulebook) -> Text {
        let asked = self.ask.iter().map(|&input| phrase::asking(input));
        joined(asked.map(|phrase| book.speak(phrase, &Words::none())))
    }

    fn firmness(&self) -> Option<Severity> {
        None
    }
}

impl InWords for FeeCell {
    fn in_words(&self, book: &Rulebook) -> Text {
        book.say(self.say.get_ref(), &Words::none().with("fee", Won(self.won)))
    }

    fn firmness(&self) -> Option<Severity> {
        None
    }
}

impl InWords for ArrivalCell {
    fn in_words(&self, book: &Rulebook) -> Text {
        let same_day = self.same_day_full.map(|days| {
            let words = Words::none().with_text("span", span(book, days));
            book.speak(&phrase::GUIDE_SAME_DAY_FULL, &words)
        });
        // Where it is never later, its own words say more than a number of days.
        let later = if self.days == [0, 0] {
            book.say(self.say.get_ref(), &Words::none())
        } else {
            span(book, self.days)
        };
        joined(same_day.into_iter().chain(once(later)))
    }

    fn firmness(&self) -> Option<Severity> {
        None
    }
}

/// A span of business days as people say it: none is the same day, and a span of one is one number.
fn span(book: &Rulebook, [min, max]: [u32; 2]) -> Text {
    let words = Words::none().with("min", min).with("max", max);
    let phrase = match (min, max) {
        (0, 0) => &phrase::GUIDE_SAME_DAY,
        _ if min == max => &phrase::GUIDE_BUSINESS_DAY,
        _ => &phrase::GUIDE_BUSINESS_DAYS,
    };
    book.speak(phrase, &words)
}
