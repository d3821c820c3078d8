//! Bills, as our book and as their vendor have them.

use desk_domain::PaymentId;
use desk_simulator::payssam::BillState;
use serde::Deserialize;
use sqlx::Row as _;

use crate::plan::Vendor;
use crate::stock::Stocked;
use crate::violation::{HARNESS, Violation};
use crate::world::World;

#[derive(Debug, Deserialize)]
pub struct BillSeen {
    pub id: String,
    pub status: String,
    pub amount_won: i64,
    pub held_won: i64,
    pub rebill_of: Option<String>,
    pub payment_id: Option<String>,
    /// What it goes under at its vendor, whoever sent it.
    pub number: Option<String>,
}

impl BillSeen {
    pub(crate) fn is_void(&self) -> bool {
        self.status == "void"
    }

    /// Nobody can pay it at a vendor.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        self.payment_id.is_none() && matches!(self.status.as_str(), "unsent" | "void")
    }
}

/// A bill in the vendor's own book.
#[derive(Debug, Deserialize)]
pub struct SentSeen {
    #[serde(rename = "id")]
    pub number: String,
    pub state: BillState,
    #[serde(rename = "priceWon")]
    pub amount_won: i64,
}

/// Bills of ours that have become payments.
const BECOME: &str = "SELECT p.id, p.gateway_payment_id, p.channel = 'recorded' AS is_recorded \
     FROM bills b JOIN payments p ON p.id = b.payment_id \
     WHERE b.created_by IS NOT NULL ORDER BY b.sent_at, p.id";

impl SentSeen {
    /// The customer can pay it.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.state == BillState::Waiting
    }
}

impl World {
    /// What a bill has become is a payment as any other: it can be cancelled, and billed again.
    pub(super) async fn adopt_bills(&mut self) -> Result<(), Violation> {
        for row in sqlx::query(BECOME).fetch_all(&mut self.book).await? {
            let id: PaymentId = row
                .try_get::<&str, _>("id")?
                .parse()
                .map_err(|error| Violation::of(HARNESS, error))?;
            if self.payments.iter().any(|known| known.id == id) {
                continue;
            }
            let vendor =
                if row.try_get("is_recorded")? { Vendor::Recorded } else { Vendor::PaySsam };
            let gateway_payment_id = row.try_get("gateway_payment_id")?;
            self.payments.push(Stocked { vendor, id, gateway_payment_id });
        }
        Ok(())
    }

    pub(super) fn bills_at_vendor(&self) -> Vec<SentSeen> {
        let ids = self.vendors.bill_ids().into_iter();
        ids.filter_map(|number| {
            let truth = self.vendors.bill_truth(&number)?;
            Some(SentSeen { number, state: truth.state, amount_won: truth.price_won })
        })
        .collect()
    }
}
