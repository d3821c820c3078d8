//! A bill as our book keeps it: a draft until it is sent, from then on what its payment cannot know.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BillDelivery, BillNumber, BillStatus};
use crate::id::ChannelId;
use crate::payment::Customer;
use crate::{BillId, MerchantId, PaymentId, StaffId, Text, Timestamp, Won};

/// 수납항목: one thing that is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillItem {
    pub name: String,
    #[serde(rename = "amount_won")]
    pub amount: Won,
}

/// One bill. Rows of the store map to it one to one, save for the status of one that is a payment:
/// that is the payment's to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    pub id: BillId,
    pub merchant_id: MerchantId,
    pub status: BillStatus,
    pub customer: Customer,
    /// Never empty; their sum is the amount.
    pub items: Vec<BillItem>,
    pub amount: Won,
    /// What of the cancelled sum of `rebill_of` it takes up: its amount, and nothing once it is void.
    pub held: Won,
    /// The payment whose cancelled sum it asks for again.
    pub rebill_of: Option<PaymentId>,
    /// The payment it is, once it was sent or recorded.
    pub payment_id: Option<PaymentId>,
    /// Over which connection it was first tried, and under which number. Both stay: a first try that
    /// arrives late must not meet a second bill.
    pub channel_id: Option<ChannelId>,
    pub number: Option<BillNumber>,
    pub delivery: Option<BillDelivery>,
    pub message: Option<String>,
    /// The last Korean calendar date on which it can be paid.
    pub last_day: Option<NaiveDate>,
    /// Where it is paid, when the vendor said so.
    pub link: Option<String>,
    /// What somebody wrote when they recorded it as paid.
    pub note: String,
    /// Why the last send failed, or what is being checked. Of a bill that is a payment: that it came to its
    /// vendor late ([`Bill::came_late`]).
    pub trouble: Option<Text>,
    pub created_at: Timestamp,
    /// `None` where the vendor told of it first.
    pub created_by: Option<StaffId>,
    /// When it was handed to the vendor. Of one on its way: the last order that may still arrive.
    pub sent_at: Option<Timestamp>,
    /// Grows with every change of the row.
    pub version: i64,
}

impl Bill {
    /// Whether it stands open or paid at its vendor though our book had let go of it. Nobody is to pay it.
    #[must_use]
    pub const fn came_late(&self) -> bool {
        self.payment_id.is_some() && self.trouble.is_some()
    }

    /// What it is for, in the one line that a vendor and a payment have.
    #[must_use]
    pub fn title(&self) -> String {
        match self.items.as_slice() {
            [] => String::new(),
            [only] => only.name.clone(),
            [first, others @ ..] => format!("{} 외 {}건", first.name, others.len()),
        }
    }
}

/// The id of the bill behind a payment that the vendor told of first: the same whoever makes it.
#[must_use]
pub fn id_of(payment: &PaymentId) -> BillId {
    let id = payment.as_str().replacen(PaymentId::PREFIX, BillId::PREFIX, 1);
    id.parse().expect("the ids of payments and of bills have the same body")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_of_a_payment_has_the_id_of_the_payment() {
        let id = id_of(&PaymentId::from_bits(7));
        assert_eq!(id, BillId::from_bits(7));
    }
}
