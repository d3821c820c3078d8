//! The facts of a payment: what was paid, by which method, and what book and gateway say of it.

use serde::{Deserialize, Serialize};

use crate::amounts::Amounts;
use crate::id::ChannelId;
use crate::{MerchantId, PaymentId, Timestamp, Won};

/// Declares an enum whose variants are written the same on the wire, in the database and in the
/// rulebook, together with the list of all of them.
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:tt),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::payment::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    other => Err($crate::payment::UnknownName { kind: stringify!($name), given: other.to_owned() }),
                }
            }
        }
    };
}
pub(crate) use named_enum;

/// A word that none of our lists knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not a {kind}")]
pub struct UnknownName {
    pub kind: &'static str,
    pub given: String,
}

named_enum! {
    /// Over which vendor the money came in.
    Channel {
        Portone = "portone",
        Bootpay = "bootpay",
        Payssam = "payssam",
        Alltalkpay = "alltalkpay",
        Toss = "toss",
        /// A card terminal on the desk, reached through our agent.
        Terminal = "terminal",
        /// 미연동, 학원수납저장: written down by staff, no vendor behind it.
        Recorded = "recorded",
    }
}

named_enum! {
    /// How the customer paid.
    Method {
        Card = "card",
        VirtualAccount = "virtual_account",
        /// 계좌이체.
        Transfer = "transfer",
        /// 휴대폰 소액결제.
        Mobile = "mobile",
        GiftCertificate = "gift_certificate",
        EasyPay = "easy_pay",
        Paypal = "paypal",
        ConvenienceStore = "convenience_store",
        Crypto = "crypto",
        /// 문자결제: paid through a bill sent by message.
        Message = "message",
        Cash = "cash",
        /// 현금영수증 issued at the terminal.
        CashReceipt = "cash_receipt",
        /// 무통장입금.
        BankTransfer = "bank_transfer",
        /// 무통장영수증 issued at the terminal.
        BankTransferReceipt = "bank_transfer_receipt",
        Other = "other",
    }
}

named_enum! {
    /// Our record.
    BookStatus {
        Unpaid = "unpaid",
        Paid = "paid",
        PartiallyCancelled = "partially_cancelled",
        Cancelled = "cancelled",
        /// 파기: withdrawn before it was paid.
        Void = "void",
    }
}

named_enum! {
    /// What the vendor last said.
    GatewayStatus {
        /// No vendor is behind this payment.
        None = "none",
        Ready = "ready",
        Pending = "pending",
        /// A virtual account is issued and empty.
        WaitingForDeposit = "waiting_for_deposit",
        Paid = "paid",
        PartiallyCancelled = "partially_cancelled",
        Cancelled = "cancelled",
        Failed = "failed",
        /// Closed or expired before it was paid.
        Closed = "closed",
        /// We asked and got no answer, or one we do not know.
        Unknown = "unknown",
    }
}

named_enum! {
    /// Whether book and gateway say the same.
    Agreement {
        Agrees = "agrees",
        /// Force-cancelled: the money may still be charged.
        BookAhead = "book_ahead",
        /// Cancelled outside: manager site, PG admin.
        GatewayAhead = "gateway_ahead",
        /// Book, vendor and file name different sums for what was paid.
        AmountsDiffer = "amounts_differ",
        /// We asked and got no answer.
        Unknown = "unknown",
    }
}

named_enum! {
    /// Whether real money moves on this connection.
    Mode { Live = "live", Test = "test" }
}

named_enum! {
    CardType { Credit = "credit", Debit = "debit", Gift = "gift", Prepaid = "prepaid" }
}

named_enum! {
    OwnerType { Personal = "personal", Corporate = "corporate" }
}

named_enum! {
    /// What stands behind an easy payment.
    Funding {
        Card = "card",
        Transfer = "transfer",
        /// Prepaid money or points of the provider (카카오페이 머니, 네이버페이 포인트).
        Money = "money",
    }
}

named_enum! {
    /// How a payment without a vendor came into the book. Both are cancelled alike; the history says
    /// which it was.
    RecordedAs {
        /// 미연동: taken by a terminal, an account or a program that is not linked.
        Unintegrated = "unintegrated",
        /// 학원수납저장: written down by staff with the button of that name.
        RecordedPayment = "recorded_payment",
    }
}

named_enum! {
    /// What is known of the cash receipt of a payment.
    CashReceiptState { None = "none", Issued = "issued", Cancelled = "cancelled", Unknown = "unknown" }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardDetail {
    /// The issuer as the vendor names it, e.g. `HYUNDAI_CARD`.
    pub issuer: Option<String>,
    /// `LOCAL`, `VISA`, `MASTER`, ...
    pub brand: Option<String>,
    pub card_type: Option<CardType>,
    pub owner_type: Option<OwnerType>,
    /// Masked by the vendor and masked again by us: never a full number.
    pub number_masked: Option<String>,
    /// The product name printed by the vendor, e.g. `현대카드 M`.
    pub name: Option<String>,
    /// 0 or 1 is a single payment.
    pub installment_months: u32,
    pub points_used: bool,
}

/// Everything about the method that a rule may ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodDetail {
    /// The PG behind the channel, in the vendor's spelling, e.g. `KSNET`, `SMARTRO_V2`.
    pub pg: Option<String>,
    pub mode: Option<Mode>,
    /// The provider of an easy payment, e.g. `KAKAOPAY`.
    pub provider: Option<String>,
    pub funding: Option<Funding>,
    pub card: Option<CardDetail>,
    /// The bank of a virtual account or a transfer, e.g. `SHINHAN`.
    pub bank: Option<String>,
    pub account_number_masked: Option<String>,
    /// Until when a virtual account takes a deposit.
    pub deposit_until: Option<Timestamp>,
    pub escrow: bool,
    /// The customer has confirmed the purchase, or it counts as confirmed: the escrow is over.
    pub escrow_confirmed: bool,
    pub promotion_id: Option<String>,
    /// What the customer was really charged, where a promotion made it less than the order. A vendor
    /// counts cancels in order money, so this is the only place where the charged money is known.
    pub charged: Option<Won>,
    /// How many partial cancels the vendor has already executed.
    pub partial_cancels: u32,
    /// Of a recorded payment only, where it is known.
    pub recorded_as: Option<RecordedAs>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// As a vendor or a file tells it: the merchant's own id of the customer. In the book: the
    /// [`CustomerId`](crate::CustomerId) that stands for it, and for name and phone.
    pub id: Option<String>,
    pub name: Option<String>,
    pub phone: Option<String>,
}

/// One payment, with both of its truths. Rows of the store map to it one to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub id: PaymentId,
    pub merchant_id: MerchantId,
    pub channel: Channel,
    /// The connection it came over; `None` for payments that no connection of ours can reach.
    pub channel_id: Option<ChannelId>,
    pub gateway_payment_id: String,
    pub customer: Customer,
    pub order_name: String,
    pub method: Method,
    pub method_detail: MethodDetail,
    pub amounts: Amounts,
    /// What of the cancelled sum has been asked for again. Only bills change it.
    pub rebilled: Won,
    pub tax_free: Won,
    /// Tax-free money already given back, as the vendor counts it.
    pub cancelled_tax_free: Won,
    pub cash_receipt: CashReceiptState,
    pub book_status: BookStatus,
    pub gateway_status: GatewayStatus,
    /// When the gateway was last read, and what it said was cancelled then.
    pub gateway_checked_at: Option<Timestamp>,
    pub gateway_cancelled: Won,
    /// What the gateway says was paid, once it was read. The book may have had it from a file before,
    /// and the ledger forgets nothing.
    pub gateway_amount: Option<Won>,
    /// What a file says was paid, where one named the payment.
    pub file_amount: Option<Won>,
    pub agreement: Agreement,
    pub requested_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    /// When the last cancellation settled.
    pub cancelled_at: Option<Timestamp>,
    pub approval_number: Option<String>,
    pub receipt_url: Option<String>,
    /// Until when it is read although its book is closed, because something may come yet: a refund on its way
    /// back, a cancel that nobody but a person has told of.
    pub watch_until: Option<Timestamp>,
    /// Counts changes of this row; a stale writer is refused.
    pub version: i64,
}

impl Payment {
    #[must_use]
    pub fn cancellable(&self) -> Won {
        match self.book_status {
            BookStatus::Paid | BookStatus::PartiallyCancelled => self.amounts.cancellable(),
            BookStatus::Unpaid | BookStatus::Cancelled | BookStatus::Void => Won::ZERO,
        }
    }

    /// 재청구: cancelled, and not asked for again yet.
    #[must_use]
    pub fn rebillable(&self) -> Won {
        self.amounts.cancelled.saturating_sub(self.rebilled)
    }

    /// Whether somebody names another sum for what was paid than the book does.
    #[must_use]
    pub fn amounts_differ(&self) -> bool {
        let told = [self.gateway_amount, self.file_amount];
        told.into_iter().flatten().any(|told| told != self.amounts.paid)
    }

    #[must_use]
    pub fn tax_free_left(&self) -> Won {
        self.tax_free.saturating_sub(self.cancelled_tax_free).min(self.cancellable()).max(Won::ZERO)
    }
}

/// The book status that follows from the sums of a payment that was paid.
#[must_use]
pub fn book_status_of_paid(amounts: Amounts) -> BookStatus {
    if amounts.cancelled.is_zero() {
        BookStatus::Paid
    } else if amounts.cancelled >= amounts.paid {
        BookStatus::Cancelled
    } else {
        BookStatus::PartiallyCancelled
    }
}

impl BookStatus {
    /// Whether its money came in once, whatever was cancelled since.
    #[must_use]
    pub const fn is_received(self) -> bool {
        match self {
            Self::Paid | Self::PartiallyCancelled | Self::Cancelled => true,
            Self::Unpaid | Self::Void => false,
        }
    }
}

/// Compares book and gateway by their sums.
///
/// An unsettled cancellation of our own is no disagreement: its money is `reserved`, and the gateway
/// may already have moved it.
#[must_use]
pub fn agreement(amounts: Amounts, gateway_cancelled: Option<Won>) -> Agreement {
    let Some(gateway) = gateway_cancelled else { return Agreement::Unknown };
    let at_most = amounts.cancelled.checked_add(amounts.reserved).unwrap_or(amounts.paid);
    if gateway < amounts.cancelled {
        Agreement::BookAhead
    } else if gateway > at_most {
        Agreement::GatewayAhead
    } else {
        Agreement::Agrees
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cancelled: i64, reserved: i64, gateway: Option<i64>, expected: Agreement) {
        let amounts =
            Amounts { paid: Won(10_000), cancelled: Won(cancelled), reserved: Won(reserved) };
        assert_eq!(agreement(amounts, gateway.map(Won)), expected);
    }

    #[test]
    fn book_and_gateway_are_compared_by_their_sums() {
        check(0, 0, Some(0), Agreement::Agrees);
        check(3_000, 0, Some(3_000), Agreement::Agrees);
        check(3_000, 0, Some(0), Agreement::BookAhead);
        check(0, 0, Some(3_000), Agreement::GatewayAhead);
        check(3_000, 0, Some(5_000), Agreement::GatewayAhead);
        check(3_000, 2_000, Some(3_000), Agreement::Agrees);
        check(3_000, 2_000, Some(5_000), Agreement::Agrees);
        check(3_000, 2_000, Some(5_001), Agreement::GatewayAhead);
        check(0, 0, None, Agreement::Unknown);
    }

    #[track_caller]
    fn check_status(cancelled: i64, expected: BookStatus) {
        let amounts = Amounts { paid: Won(10_000), cancelled: Won(cancelled), reserved: Won::ZERO };
        assert_eq!(book_status_of_paid(amounts), expected);
    }

    #[test]
    fn the_book_status_follows_from_the_sums() {
        check_status(0, BookStatus::Paid);
        check_status(1, BookStatus::PartiallyCancelled);
        check_status(9_999, BookStatus::PartiallyCancelled);
        check_status(10_000, BookStatus::Cancelled);
    }
}
