//! What the VAN has approved, and what was taken back of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::private::Private;

/// What was approved at the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Card,
    /// 현금영수증.
    CashReceipt,
    /// 무통장영수증.
    BankTransferReceipt,
}

impl Kind {
    /// Whether a card has to be in the slot to undo it.
    #[must_use]
    pub const fn needs_card(self) -> bool {
        matches!(self, Self::Card)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Approval {
    pub(crate) number: String,
    pub(crate) approved_at: DateTime<Utc>,
    pub(crate) amount_won: i64,
    /// 0: paid at once.
    pub(crate) installment_months: u32,
    /// Absent for receipts.
    pub(crate) issuer: Option<String>,
    pub(crate) cat_id: String,
    pub(crate) kind: Kind,
    pub(crate) customer_name: Private,
    pub(crate) phone: Private,
    pub(crate) order_name: String,
    /// Every cancel that the VAN executed. A correct terminal makes one.
    pub(crate) cancels: Vec<Cancel>,
}

/// Money given back, or a receipt taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cancel {
    /// The cancel's own approval number.
    pub approval_number: String,
    pub approved_at: DateTime<Utc>,
    pub amount_won: i64,
    /// The caller's; absent when it was not made through the device's driver.
    pub request_id: Option<String>,
}
