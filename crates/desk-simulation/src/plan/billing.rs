//! What happens to bills over cancelled money.

use desk_simulator::FaultKind;
use serde::{Deserialize, Serialize};

use super::{Delayed, Payment, Person, Replica};

/// The place of a bill among those that people made, oldest first, counted round and round.
pub(crate) type Bill = usize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Billing {
    Click(BillClick),
    /// All at once.
    Race(Vec<BillClick>),
    /// The browser is gone after this many turns of the request.
    Vanish(BillClick, u32),
    /// 파기. It takes no key: whoever asks twice finds it void.
    Void {
        replica: Replica,
        bill: Bill,
    },
    /// The next message or link that the vendor is to send meets this.
    Fault(FaultKind),
    /// The next bill that is sent stays on its way, or the answer to it, until [`Step::Resume`] or
    /// [`Step::Straggle`].
    ///
    /// [`Step::Resume`]: super::Step::Resume
    /// [`Step::Straggle`]: super::Step::Straggle
    Delay(Delayed),
    /// The customer pays the bill at its vendor.
    Paid {
        bill: Bill,
    },
    /// Somebody withdraws the bill in the vendor's manager site.
    VoidedOutside {
        bill: Bill,
    },
}

/// A button of a bill. Pressed again with the same key for the same deed, it sends the same body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillClick {
    pub replica: Replica,
    pub person: Person,
    /// Numbers of one person's keys.
    pub key: u8,
    pub deed: BillDeed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillDeed {
    /// 재청구 of a part, or of all that is cancelled and not asked for again.
    Rebill {
        payment: Payment,
        part_won: Option<i64>,
    },
    Send {
        bill: Bill,
        by_link: bool,
    },
    Resend {
        bill: Bill,
    },
    /// 학원수납저장: it was paid in cash.
    Record {
        bill: Bill,
    },
}
