//! Card terminals: what a person and a device are doing with a cancel between them.

use serde::{Deserialize, Serialize};

use crate::payment::named_enum;

named_enum! {
    /// How far a cancel at a terminal has come. It is said while it lasts and never kept: what counts
    /// of a cancel is its state.
    TerminalStage {
        /// Written down; the agent has not taken it yet.
        Queued = "queued",
        /// The agent has it in its journal.
        Dispatched = "dispatched",
        /// The device waits for the card of the payment.
        AwaitingCard = "awaiting_card",
        /// The card was read; the VAN is being asked. From here on nothing can be aborted.
        Processing = "processing",
    }
}

impl TerminalStage {
    /// Whether no money can have moved yet, so that a person may still abort.
    #[must_use]
    pub const fn is_abortable(self) -> bool {
        match self {
            Self::Queued | Self::Dispatched | Self::AwaitingCard => true,
            Self::Processing => false,
        }
    }
}

named_enum! {
    /// What a terminal is asked to undo.
    TerminalTask {
        /// 카드취소, with the card of the payment in the slot.
        CancelCard = "cancel_card",
        /// 현금영수증 취소.
        CancelCashReceipt = "cancel_cash_receipt",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancel_is_aborted_only_before_the_van_is_asked() {
        let abortable = TerminalStage::ALL.iter().filter(|stage| stage.is_abortable());
        assert!(abortable.eq(&[
            TerminalStage::Queued,
            TerminalStage::Dispatched,
            TerminalStage::AwaitingCard
        ]));
    }
}
