//! A payment as somebody tells it, and what booking it did.

use desk_domain::cancellation::{ReasonCode, RefundArrival};
use desk_domain::id::ChannelId;
use desk_domain::payment::{
    CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{CancellationId, MerchantId, PaymentId, StaffId, Timestamp, Won};

/// Whose word a snapshot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Read at the vendor. `over` is the payment's version before the read began, `None` when it was
    /// not in the book then: a slow read must not undo what was booked while it was on its way.
    Vendor { over: Option<i64> },
    /// A row of a file.
    File,
}

/// Where a payment stands at its vendor. The vendor's ids are unique within one connection only: two
/// stores of one merchant may both have an `order-1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayPlace {
    pub merchant_id: MerchantId,
    pub channel: Channel,
    /// `None` where nobody knows which connection it came over. Such a payment belongs to the first
    /// connection that reads it.
    pub channel_id: Option<ChannelId>,
    pub gateway_payment_id: String,
}

/// A payment as a vendor (or a CSV row) describes it, to be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSnapshot {
    pub source: Source,
    /// Used when the payment is new.
    pub new_id: PaymentId,
    pub merchant_id: MerchantId,
    pub channel: Channel,
    pub channel_id: Option<ChannelId>,
    pub gateway_payment_id: String,
    pub customer: Customer,
    pub order_name: String,
    pub method: Method,
    pub method_detail: MethodDetail,
    pub amount: Won,
    pub tax_free: Won,
    pub cancelled: Won,
    pub cancelled_tax_free: Won,
    pub cash_receipt: CashReceiptState,
    pub gateway_status: GatewayStatus,
    pub requested_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub approval_number: Option<String>,
    pub receipt_url: Option<String>,
    pub cancellations: Vec<SnapshotCancellation>,
}

impl PaymentSnapshot {
    #[must_use]
    pub fn place(&self) -> GatewayPlace {
        GatewayPlace {
            merchant_id: self.merchant_id.clone(),
            channel: self.channel,
            channel_id: self.channel_id.clone(),
            gateway_payment_id: self.gateway_payment_id.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotCancellationState {
    Succeeded,
    Failed,
    Pending,
}

/// A cancellation that the vendor lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotCancellation {
    /// Used when the book does not know it.
    pub new_id: CancellationId,
    pub gateway_cancellation_id: String,
    pub state: SnapshotCancellationState,
    pub amount: Won,
    pub tax_free: Won,
    pub reason_code: ReasonCode,
    pub note: String,
    /// Our own cancellation id, where the vendor's words carry one.
    pub reference: Option<CancellationId>,
    pub requested_at: Timestamp,
    pub cancelled_at: Option<Timestamp>,
    pub receipt_url: Option<String>,
    pub arrival: RefundArrival,
    /// Who asked for it, where that is known (never for a vendor's own console).
    pub requested_by: Option<StaffId>,
}

/// What booking a snapshot did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booked {
    Inserted,
    Changed,
    Unchanged,
    /// The book has moved on since the read began, and does not say what the read says. Nothing was
    /// changed; whoever wants to know reads again.
    Overtaken,
}

/// Whether cancellations that the book does not know are taken over or only noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideCancellations {
    /// First import: the vendor's past becomes the book's past.
    Adopt,
    /// From then on: the payment becomes `gateway_ahead` and says so. One that is still pending at the
    /// vendor is shown as being under way.
    Notice,
}
