//! Every kind of cell that a row of the rulebook may have.

use chrono::NaiveTime;

use super::{Allowed, Cell, Enforcement, Limit, On, Origin, Said, cell};
use crate::decision::{CashReceiptEffect, FeePayer, Input};
use crate::rulebook::message::{Key, Words};

pub(in crate::rulebook) const NOTHING: &[&str] = &[];
pub(in crate::rulebook) const DEADLINE_GAPS: &[&str] = &["date", "days", "month"];
pub(in crate::rulebook) const MIN_GAPS: &[&str] = &["min", "above"];
pub(in crate::rulebook) const COUNT_GAPS: &[&str] = &["max", "done"];
pub(in crate::rulebook) const HOURS_GAPS: &[&str] = &["from", "until"];
pub(in crate::rulebook) const FEE_GAPS: &[&str] = &["fee"];
pub(in crate::rulebook) const ARRIVAL_GAPS: &[&str] = &["min", "max"];

cell! {
    /// Whether an action can be done at all.
    Ability {
        allowed: Allowed,
        #[serde(default = "informally")]
        enforcement: Enforcement,
        /// What to tell staff of it.
        say: Option<Key>,
        /// What to do instead.
        instead: Option<Key>,
    }
    this says [&this.say => NOTHING, &this.instead => NOTHING]
    fault ability_fault
}

cell! {
    /// The smallest partial cancel: more than `above_won`.
    PartialMin { above_won: i64, say: Key }
    this says [Some(&this.say) => MIN_GAPS]
    fault |_| None
}

cell! {
    /// How many partial cancels one payment takes.
    PartialCount { max: u32, enforcement: Enforcement, say: Key, instead: Option<Key> }
    this says [Some(&this.say) => COUNT_GAPS, &this.instead => NOTHING]
    fault |this| (this.enforcement == Enforcement::Block && this.instead.is_none()).then_some(BLOCK_NEEDS_INSTEAD)
}

cell! {
    /// Until when a cancel is possible.
    DeadlineCell {
        limit: Limit,
        /// The n of days, months or years.
        #[serde(default)]
        count: u32,
        #[serde(default = "informally")]
        enforcement: Enforcement,
        /// What to tell staff when it is over.
        passed: Option<Key>,
        instead: Option<Key>,
        /// The sources give the length, but not whether the last day still counts.
        #[serde(default)]
        boundary_unverified: bool,
        /// Earlier than the limit: from then on some issuers refuse.
        doubt_after_months: Option<u32>,
        doubt: Option<Key>,
        /// Asked for only once the limit is over.
        #[serde(default)]
        ask_after: Vec<Input>,
    }
    this says [&this.passed => DEADLINE_GAPS, &this.instead => NOTHING, &this.doubt => DEADLINE_GAPS]
    fault deadline_fault
}

cell! {
    /// The hours of a day in which a cancel goes through; `until` itself is outside.
    Hours { from: NaiveTime, until: NaiveTime, enforcement: Enforcement, say: Key }
    this says [Some(&this.say) => HOURS_GAPS]
    fault |this| (this.from >= this.until).then_some("`from` must be before `until`")
}

cell! {
    /// What the dialog must ask for. Adds up over all rules that fit.
    Inputs { ask: Vec<Input> }
    _this says []
    fault |_| None
}

cell! {
    FeeCell { won: i64, payer: FeePayer, say: Key }
    this says [Some(&this.say) => FEE_GAPS]
    fault |_| None
}

cell! {
    /// When the customer has the money, in business days.
    ArrivalCell {
        days: [u32; 2],
        say: Key,
        /// Of a full cancel on the day of payment, where that is faster.
        same_day_full: Option<[u32; 2]>,
        say_same_day_full: Option<Key>,
    }
    this says [Some(&this.say) => ARRIVAL_GAPS, &this.say_same_day_full => ARRIVAL_GAPS]
    fault |this| (this.same_day_full.is_some() != this.say_same_day_full.is_some())
        .then_some("`same_day_full` and `say_same_day_full` go together")
}

cell! {
    ReceiptCell { effect: CashReceiptEffect, say: Key }
    this says [Some(&this.say) => NOTHING]
    fault |_| None
}

cell! {
    /// What a cancel leaves for somebody to do. Adds up over all rules that fit.
    Undone { say: Vec<Key> }
    this says [&this.say => NOTHING]
    fault |_| None
}

cell! {
    /// What to do, in order.
    Steps { say: Vec<Key> }
    this says [&this.say => NOTHING]
    fault |_| None
}

cell! {
    /// What is different where no real money moves.
    TestMode { enforcement: Enforcement, say: Key }
    this says [Some(&this.say) => NOTHING]
    fault |_| None
}

cell! {
    /// Anything else worth knowing. Adds up over all rules that fit.
    Note {
        say: Key,
        #[serde(default = "informally")]
        enforcement: Enforcement,
        #[serde(default = "anywhere")]
        on: On,
    }
    this says [Some(&this.say) => NOTHING]
    fault |this| (this.enforcement == Enforcement::Block).then_some("a note never blocks")
}

impl Hours {
    pub(in crate::rulebook) fn words(&self) -> Words {
        let clock = |time: NaiveTime| time.format("%H:%M").to_string();
        Words::none().with("from", clock(self.from)).with("until", clock(self.until))
    }
}

const fn informally() -> Enforcement {
    Enforcement::Info
}

const fn anywhere() -> On {
    On::Any
}

const BLOCK_NEEDS_INSTEAD: &str = "what blocks must say what to do `instead`";

fn ability_fault(cell: &Ability) -> Option<&'static str> {
    let silent = cell.say.is_none();
    match (cell.allowed, cell.enforcement) {
        (Allowed::Yes | Allowed::Contract, Enforcement::Block) => {
            Some("what is allowed cannot block")
        }
        (Allowed::Elsewhere, Enforcement::Warn | Enforcement::Info) => {
            Some("what is done elsewhere blocks here")
        }
        (Allowed::No | Allowed::Elsewhere | Allowed::Contract, _) if silent => {
            Some("it must `say` why it is not simply allowed")
        }
        (_, Enforcement::Block) if cell.instead.is_none() => Some(BLOCK_NEEDS_INSTEAD),
        _ => None,
    }
}

fn deadline_fault(cell: &DeadlineCell) -> Option<&'static str> {
    let counted = matches!(cell.limit, Limit::Days | Limit::Months | Limit::Years);
    let limited = counted || cell.limit == Limit::SameMonth;
    if counted != (cell.count > 0) {
        return Some("days, months and years need a `count`, the others have none");
    }
    if limited != cell.passed.is_some() {
        return Some("a limit must say when it is `passed`");
    }
    if cell.doubt_after_months.is_some() != cell.doubt.is_some() {
        return Some("`doubt_after_months` and `doubt` go together");
    }
    (cell.enforcement == Enforcement::Block && cell.instead.is_none())
        .then_some(BLOCK_NEEDS_INSTEAD)
}
