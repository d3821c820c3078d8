//! Requests that carry no key of a dialog: each is asked for once, and whoever asks again asks anew.

use serde::{Deserialize, Serialize};

use super::billing::Bill;
use super::{Payment, Replica};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    pub replica: Replica,
    pub deed: Unkeyed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unkeyed {
    /// A kept webhook comes in.
    Deliver {
        letter: usize,
    },
    Withdraw {
        payment: Payment,
    },
    /// Whoever clicked gives up at the terminal.
    Abort {
        payment: Payment,
    },
    /// 파기.
    Void {
        bill: Bill,
    },
    /// "지금 확인".
    Refresh {
        payment: Payment,
    },
    /// "장부에 올리기": what was cancelled outside is taken into the book.
    Adopt {
        payment: Payment,
    },
}
