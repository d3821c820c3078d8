//! A history as it is meant: what there is, and what happens to it in which order.

mod billing;
mod errand;
mod terminal;

use desk_simulator::FaultKind;
use serde::{Deserialize, Serialize};

pub(crate) use billing::{Bill, BillClick, BillDeed, Billing};
pub(crate) use errand::{Errand, Unkeyed};
pub(crate) use terminal::{AtTerminal, Torn};

/// Made from its seed alone; the same seed is the same plan for ever, on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub seed: u64,
    pub starts: Start,
    pub generation: Generation,
    pub payments: Vec<Stock>,
    pub steps: Vec<Step>,
}

/// The wall clock in Seoul when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    Noon,
    /// Ten seconds before a day ends.
    BeforeMidnight,
    /// Ten seconds before a month ends.
    BeforeTheFirst,
}

/// Which version of their interfaces Bootpay and PaySsam are spoken to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Generation {
    First,
    Second,
}

/// One payment, paid an hour before the history begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    pub vendor: Vendor,
    pub amount_won: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vendor {
    PortOneCard,
    /// Refunds go to an account, and the vendor settles them later.
    PortOneAccount,
    Bootpay,
    /// A deposit, refunded to an account under the merchant's contract.
    BootpayAccount,
    PaySsam,
    /// Paid at the card terminal of the shop.
    Terminal,
    /// No vendor at all: the book alone.
    Recorded,
}

/// The place of a payment in [`Plan::payments`], those after them that bills have become, counted round
/// and round.
pub(crate) type Payment = usize;
/// One of the two desks over the one database.
pub(crate) type Replica = usize;

/// What happens next. Every step can be carried out at any time: where it finds nothing to do, it does
/// nothing, so that each can be left out when a history is made shorter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Click(Click),
    /// All at once.
    Race(Vec<Click>),
    /// The browser is gone after this many turns of the request.
    Vanish(Click, u32),
    Withdraw {
        replica: Replica,
        payment: Payment,
    },
    Errand(Errand),
    /// The process dies after this many turns of the request, with all that it had begun, and starts again.
    Die {
        errand: Errand,
        turns: u32,
    },
    /// Cancelled money is asked for again.
    Bill(Billing),
    Terminal(AtTerminal),
    /// "지금 확인".
    Refresh {
        replica: Replica,
        payment: Payment,
    },
    /// A worker works off what is due.
    Work {
        replica: Replica,
    },
    /// A worker of each replica, at once.
    WorkTogether,
    /// The process dies after this many turns of its worker, with all that it had begun, and starts again.
    Crash {
        replica: Replica,
        turns: u32,
    },
    Reconcile {
        replica: Replica,
    },
    /// The process dies after this many turns of comparing book and vendors, and starts again.
    DieComparing {
        replica: Replica,
        turns: u32,
    },
    /// The next such message about the payment stays on its way until [`Step::Resume`].
    Delay {
        payment: Payment,
        what: Delayed,
    },
    /// What stayed on its way arrives, where somebody still waits for it.
    Resume,
    /// Orders that nobody waits for any more reach their vendor.
    Straggle,
    /// The next call about the payment meets this.
    Fault {
        payment: Payment,
        kind: FaultKind,
        on: Call,
    },
    /// Somebody cancels in the vendor's own admin; `None`: all that is left.
    Outside {
        payment: Payment,
        part_won: Option<i64>,
    },
    /// A refund to an account that the vendor has accepted ends.
    Settle {
        payment: Payment,
        paid_out: bool,
    },
    /// The vendor hears of what its PG executed with the answer lost.
    Learn {
        payment: Payment,
    },
    /// The vendors send the webhooks that are due; the mail room keeps them.
    Post,
    /// A kept webhook is delivered. It stays: the next time it is a duplicate, or out of order.
    Deliver {
        replica: Replica,
        letter: usize,
    },
    /// A kept webhook is delivered with another word in it.
    Forge {
        replica: Replica,
        letter: usize,
    },
    /// A program that has forgotten how to look writes a second cancellation of the payment.
    Careless {
        payment: Payment,
    },
    Pass {
        seconds: i64,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delayed {
    Order,
    Answer,
    Read,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Call {
    Cancel,
    Read,
}

/// The dialog's button. Pressed again with the same key for the same deed, it sends the same body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Click {
    pub replica: Replica,
    pub person: Person,
    pub payment: Payment,
    /// Numbers of one person's keys.
    pub key: u8,
    pub deed: Deed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Person {
    Staff,
    Manager,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    Full,
    Part { won: i64 },
    Force,
}

impl Person {
    pub(crate) const ALL: [Self; 2] = [Self::Staff, Self::Manager];

    pub(crate) const fn login(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Manager => "manager",
        }
    }
}
