//! What a test does at PaySsam's side.

use crate::payssam::{self, Blueprint, Refusal, Source, Tender, Truth, lifecycle};
use crate::simulators::Running;

impl Running {
    /// Where approvals go from now on of bills that name no address.
    pub fn set_callback_target(&self, url: impl Into<String>) {
        self.world.act_payssam(|state, _, _| state.outbox.target = Some(url.into()));
    }

    /// Puts a bill into the vendor's book. Nobody is told.
    pub fn create_bill(&self, blueprint: &Blueprint) -> Result<(), Refusal> {
        self.world.act_payssam(|state, _, now| payssam::create(state, blueprint, now))
    }

    /// The customer pays; the approval is told with the next pump.
    pub fn pay_bill(&self, bill_id: &str, tender: &Tender) -> Result<(), Refusal> {
        self.world
            .act_payssam(|state, faults, now| lifecycle::pay(state, faults, bill_id, tender, now))
    }

    /// Somebody cancels the payment without the API; nobody is told.
    pub fn cancel_bill_outside(&self, bill_id: &str, source: Source) -> Result<(), Refusal> {
        self.world.act_payssam(|state, _, now| lifecycle::cancel(state, bill_id, source, now))
    }

    /// Somebody voids the bill without the API; nobody is told.
    pub fn void_bill_outside(&self, bill_id: &str, source: Source) -> Result<(), Refusal> {
        self.world.act_payssam(|state, _, now| lifecycle::void(state, bill_id, source, now))
    }

    /// Every bill in the vendor's book, oldest first.
    pub fn bill_ids(&self) -> Vec<String> {
        self.world.act_payssam(|state, _, _| {
            state.book.in_sent_order().map(|bill| bill.id.clone()).collect()
        })
    }

    /// How many messages the vendor has sent, each for a fee.
    pub fn messages_sent(&self) -> i64 {
        self.world.act_payssam(|state, _, _| lifecycle::messages_sent(state))
    }

    /// The vendor's own knowledge of a bill, with every refund that really left.
    pub fn bill_truth(&self, bill_id: &str) -> Option<Truth> {
        self.world.act_payssam(|state, _, _| payssam::truth(state, bill_id))
    }
}
