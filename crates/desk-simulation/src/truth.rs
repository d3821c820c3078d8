//! What really happened to a payment's money: the vendors' side, which no desk sees.

use desk_simulator::Running;
use desk_simulator::bootpay;

use crate::plan::Vendor;
use crate::stock::Stocked;

/// One refund that left, also where a bank has sent it back: whether that was told, the vendor says by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The vendor's id of it, where it tells one.
    pub id: Option<String>,
    /// Our key, where the order carried one.
    pub key: Option<String>,
    pub won: i64,
}

/// What a vendor's own ledger says of one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    pub charged_won: i64,
    pub refunds: Vec<Refund>,
    /// Of the latest refund to an account, where the vendor shows that it came back.
    pub told_back_won: i64,
    /// Our names of the orders that were begun at the device, one for each time.
    pub begun: Vec<String>,
}

impl Truth {
    /// `None` where there is no vendor.
    pub(crate) fn of(vendors: &Running, stocked: &Stocked) -> Option<Self> {
        let id = &stocked.gateway_payment_id;
        match stocked.vendor {
            Vendor::PortOneCard | Vendor::PortOneAccount => vendors.truth(id).map(Self::portone),
            Vendor::Bootpay | Vendor::BootpayAccount => {
                vendors.at_bootpay().truth(id).map(Self::bootpay)
            }
            Vendor::PaySsam => vendors.bill_truth(id).map(Self::payssam),
            Vendor::Terminal => vendors.at_van().truth(id).map(Self::terminal),
            Vendor::Recorded => None,
        }
    }

    #[must_use]
    pub fn refunded_won(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.won).sum()
    }

    /// What every vendor tells.
    pub fn new(charged_won: i64, refunds: impl IntoIterator<Item = Refund>) -> Self {
        let refunds = refunds.into_iter().collect();
        Self { charged_won, refunds, told_back_won: 0, begun: Vec::new() }
    }

    fn portone(truth: desk_simulator::Truth) -> Self {
        let told_back_won = truth.told_back_won;
        let refunds = truth.refunds.into_iter().chain(truth.bounced).map(|refund| Refund {
            id: Some(refund.id),
            key: refund.idempotency_key,
            won: refund.amount_won,
        });
        Self { told_back_won, ..Self::new(truth.charged_won, refunds) }
    }

    fn bootpay(truth: bootpay::Truth) -> Self {
        let refunds = truth.refunds.into_iter().map(|refund| Refund {
            id: None,
            key: refund.cancel_id,
            won: refund.amount_won,
        });
        Self::new(truth.charged_won, refunds)
    }

    fn payssam(truth: desk_simulator::payssam::Truth) -> Self {
        let refunds = truth.refunds.into_iter().map(|refund| Refund {
            id: None,
            key: None,
            won: refund.amount_won,
        });
        Self::new(truth.charged_won, refunds)
    }

    fn terminal(truth: desk_simulator::van::Truth) -> Self {
        let refunds = truth.refunds.into_iter().map(|refund| Refund {
            id: Some(refund.approval_number),
            key: refund.request_id,
            won: refund.amount_won,
        });
        let begun = truth.attempts.into_iter().map(|attempt| attempt.request_id);
        Self { begun: begun.collect(), ..Self::new(truth.amount_won, refunds) }
    }
}
