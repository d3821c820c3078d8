//! The cells of a rule: one fact each, with the documents it was read in and the day of reading.

mod kinds;
mod words;

use chrono::NaiveDate;

use super::message::Key;

pub(super) use kinds::*;
pub(super) use words::*;

/// Where a cell comes from. Every cell has one.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) source: &'a [Key],
    pub(super) checked_on: NaiveDate,
    pub(super) unverified: bool,
    pub(super) conflict: Option<&'a Key>,
}

/// A message that a cell says, with the gaps that the code fills for it.
pub(super) struct Said<'a> {
    pub(super) key: &'a Key,
    pub(super) gaps: &'static [&'static str],
}

pub(super) trait Cell {
    fn origin(&self) -> Origin<'_>;
    fn says(&self) -> Vec<Said<'_>>;
    /// What is wrong with the cell by itself.
    fn fault(&self) -> Option<&'static str>;
}

/// Declares a cell: its own fields, the fields of its origin, and what it says.
macro_rules! cell {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? }
     $this:ident says [$($key:expr => $gaps:expr),* $(,)?] fault $fault:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::rulebook) struct $name {
            $($(#[$field_doc])* pub(in crate::rulebook) $field: $type,)*
            #[serde(default)]
            source: Vec<Key>,
            checked_on: chrono::NaiveDate,
            /// No document settles it: the careful reading is used, and said.
            #[serde(default)]
            unverified: bool,
            /// What the sources disagree on.
            conflict: Option<Key>,
        }

        impl Cell for $name {
            fn origin(&self) -> Origin<'_> {
                Origin {
                    source: &self.source,
                    checked_on: self.checked_on,
                    unverified: self.unverified,
                    conflict: self.conflict.as_ref(),
                }
            }

            fn says(&self) -> Vec<Said<'_>> {
                let $this = self;
                std::iter::empty()
                    $(.chain($key.into_iter().map(|key| Said { key, gaps: $gaps })))*
                    .collect()
            }

            fn fault(&self) -> Option<&'static str> {
                let fault: fn(&Self) -> Option<&'static str> = $fault;
                fault(self)
            }
        }
    };
}

pub(super) use cell;
