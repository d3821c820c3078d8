//! Bills as they are made, asked for and told.

use chrono::NaiveDate;
use desk_domain::bill::{Bill, BillDelivery, BillNumber, BillStatus};
use desk_domain::id::ChannelId;
use desk_domain::payment::Payment;
use desk_domain::{BillId, CustomerId, MerchantId, StaffId, Timestamp, Won};

use super::{Intent, PaymentSnapshot};

/// A bill in a list, with the payment it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    pub bill: Bill,
    pub payment: Option<Payment>,
}

/// What a list of bills is narrowed to. Empty vectors narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillFilter {
    pub merchants: Vec<MerchantId>,
    pub statuses: Vec<BillStatus>,
    /// By `created_at`, inclusive.
    pub from: Option<Timestamp>,
    /// Exclusive.
    pub until: Option<Timestamp>,
    pub search: Option<String>,
    pub customer: Option<CustomerId>,
}

/// What everything that a filter shows adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillSummary {
    pub count: i64,
    pub amount: Won,
    /// Of [`BillStatus::is_unpaid`].
    pub unpaid: Won,
    /// How many there are of each, whichever the filter asks for; one without any is left out.
    pub by_status: Vec<(BillStatus, i64)>,
}

/// The bills around one payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillsAround {
    /// Made of its cancelled sum, oldest first, void ones included.
    pub made: Vec<BillRow>,
    /// The bill that it is.
    pub own: Option<BillRow>,
}

/// A new bill over cancelled money. `bill` is unsent, has an origin and somebody who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRebill {
    pub bill: Bill,
    pub intent: Intent,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rebilled {
    Created(BillRow),
    /// The same key with the same body: the bill as it stands now.
    Repeated(BillRow),
    /// The same key with another body.
    KeyReused,
    /// The follow-up of a force-cancel is open.
    DutyOpen,
    /// The database refused it: more than is left to bill again.
    Exceeds {
        rebillable: Won,
    },
}

/// A click on a bill, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillClick {
    pub bill: BillId,
    pub staff: StaffId,
    pub intent: Intent,
    pub at: Timestamp,
}

/// How a bill is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillOrder {
    /// Taken where the bill was never tried before; else it goes the same way under the same number.
    pub channel_id: ChannelId,
    pub number: BillNumber,
    pub delivery: BillDelivery,
    /// Instead of the bill's own.
    pub phone: Option<String>,
    pub message: Option<String>,
    pub last_day: Option<NaiveDate>,
}

/// One order of a bill, handed to the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedOver {
    pub at: Timestamp,
    /// When the one before it was, of which nobody knows the end.
    pub doubted_at: Option<Timestamp>,
}

/// How a bill was paid in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRecord {
    /// The payment to be, of the recorded channel, new to the book.
    pub payment: PaymentSnapshot,
    pub note: String,
}

/// What became of a click on a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillStep {
    Done(BillRow),
    /// The same click again, or nothing was left to do.
    Repeated(BillRow),
    /// The same key with another body.
    KeyReused,
    /// It stands where this cannot be done.
    NotNow(BillRow),
    /// What was cancelled may not have reached the customer, who would pay twice.
    DutyOpen,
}
