//! The rulebook as a table for people: one row per rule, each cell in words with its source.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Text;
use crate::decision::Severity;
use crate::payment::{Channel, Method, named_enum};

named_enum! {
    /// What a cell speaks of: the columns of the guide, in reading order.
    CellKind {
        Full = "full",
        Partial = "partial",
        PartialMin = "partial_min",
        PartialCount = "partial_count",
        Deadline = "deadline",
        Hours = "hours",
        Inputs = "inputs",
        Fee = "fee",
        Arrival = "arrival",
        CashReceipt = "cash_receipt",
        Undone = "undone",
        Steps = "steps",
        Void = "void",
        TestMode = "test_mode",
        Note = "note",
        /// What a force-cancel leaves for somebody to do, and what proves that it is done.
        FollowUp = "follow_up",
        /// 취소 원복: whether a cancel can be reversed.
        Undo = "undo",
    }
}

named_enum! {
    /// Which part of the rulebook a row comes from.
    GuideRowKind {
        Cancel = "cancel",
        FollowUp = "follow_up",
        Undo = "undo",
    }
}

/// Where a cell was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideSource {
    /// E.g. `S2`.
    pub key: String,
    pub title: Text,
}

/// One fact of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideCell {
    pub kind: CellKind,
    pub text: Text,
    /// How firmly the product holds to it, where it is a condition.
    pub enforcement: Option<Severity>,
    pub sources: Vec<GuideSource>,
    pub checked_on: NaiveDate,
    /// No document settles it; the careful reading is shown.
    pub unverified: bool,
    /// What the sources disagree on, where they do.
    pub conflict: Option<Text>,
}

/// One row of the rulebook. Empty lists of match words mean "any".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideRow {
    /// E.g. `P-KSNET`.
    pub id: String,
    pub kind: GuideRowKind,
    /// Empty for rows that hold for every channel.
    pub channels: Vec<Channel>,
    pub name: Text,
    pub pgs: Vec<String>,
    pub methods: Vec<Method>,
    /// The remaining conditions, e.g. `card_type: gift`.
    pub conditions: Vec<GuideCondition>,
    /// The row that is used where no other of the channel fits.
    pub fallback: bool,
    pub cells: Vec<GuideCell>,
}

/// One more thing a payment must be for the row to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideCondition {
    /// E.g. `card_type`.
    pub key: String,
    /// E.g. `gift`.
    pub words: Vec<String>,
    /// The same for people: `기프트카드, 선불카드`.
    pub text: Text,
}

impl GuideRow {
    /// The cells of one column; notes may be several.
    pub fn cells_of(&self, kind: CellKind) -> impl Iterator<Item = &GuideCell> {
        self.cells.iter().filter(move |cell| cell.kind == kind)
    }
}
