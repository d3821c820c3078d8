//! What we know of a bill and the vendor does not tell.

use async_trait::async_trait;
use desk_domain::payment::Customer;
use desk_domain::{Timestamp, Won};

/// A bill as we sent it or took it into the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBill {
    pub customer: Customer,
    pub product_name: String,
    /// What a cancel and a void must repeat to the won.
    pub price: Won,
    pub tax_free: Won,
    pub sent_at: Timestamp,
}

/// Our own index of bills: the vendor reads bills singly and lists none ("단건 조회만 가능").
#[async_trait]
pub trait BillIndex: Send + Sync + std::fmt::Debug {
    /// # Errors
    /// When the index itself cannot be read; that says nothing about the bill.
    async fn known(&self, bill_id: &str) -> Result<Option<KnownBill>, IndexUnreadable>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("our own index of bills could not be read")]
pub struct IndexUnreadable;
