//! The same for the calls of a vendor of bills.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::Won;
use desk_domain::bill::BillNumber;
use desk_gateway::{
    ApprovalSync, Bills, FoundBill, NewBill, NoticeError, ReadError, SendOutcome, VoidOutcome,
};

use super::{NO_ANSWER, Order, Wire};
use crate::plan::Delayed;

impl Wire {
    /// The vendor of bills as the desks see it.
    pub(crate) fn to_bills(self: &Arc<Self>, vendor: Arc<dyn Bills>) -> Arc<dyn Bills> {
        Arc::new(RoutedBills { vendor, wire: Arc::clone(self) })
    }

    /// The next bill that is sent, or the answer to it, stays on its way.
    pub(crate) fn delay_bill(&self, what: Delayed) {
        self.lock().bill_delay = Some(what);
    }

    fn next_bill_delay(&self) -> Option<Delayed> {
        self.lock().bill_delay.take()
    }
}

#[derive(Debug)]
struct RoutedBills {
    vendor: Arc<dyn Bills>,
    wire: Arc<Wire>,
}

impl RoutedBills {
    async fn late_order(&self, bill: &NewBill) -> SendOutcome {
        let on_its_way = Order::Send(Arc::clone(&self.vendor), bill.clone());
        if self.wire.hold_order(on_its_way).await {
            return self.vendor.send_bill(bill).await;
        }
        no_answer()
    }

    async fn late_answer(&self, bill: &NewBill) -> SendOutcome {
        let begun = self.wire.clock.now();
        let answer = self.vendor.send_bill(bill).await;
        self.wire.hold().await;
        if self.wire.is_over(begun) { no_answer() } else { answer }
    }
}

fn no_answer() -> SendOutcome {
    SendOutcome::Unknown { why: NO_ANSWER.to_owned() }
}

#[async_trait]
impl Bills for RoutedBills {
    async fn send_bill(&self, bill: &NewBill) -> SendOutcome {
        match self.wire.next_bill_delay() {
            Some(Delayed::Order) => self.late_order(bill).await,
            Some(Delayed::Answer) => self.late_answer(bill).await,
            Some(Delayed::Read) | None => self.vendor.send_bill(bill).await,
        }
    }

    async fn resend_bill(&self, number: &BillNumber) -> SendOutcome {
        self.vendor.resend_bill(number).await
    }

    async fn void_bill(&self, number: &str, price: Won) -> VoidOutcome {
        self.vendor.void_bill(number, price).await
    }

    async fn read_bill(&self, number: &str) -> Result<FoundBill, ReadError> {
        self.vendor.read_bill(number).await
    }

    fn read_notice(&self, body: &[u8]) -> Result<ApprovalSync, NoticeError> {
        self.vendor.read_notice(body)
    }

    fn notice_answer(&self) -> &'static str {
        self.vendor.notice_answer()
    }
}
