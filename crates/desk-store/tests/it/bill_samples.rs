//! Bills to try things on, and the laws that they must keep.

use desk_domain::bill::{Bill, BillDelivery, BillItem, BillNumber, BillStatus};
use desk_domain::id::ChannelId;
use desk_domain::payment::{Channel, Customer, GatewayStatus, Method, MethodDetail};
use desk_domain::{BillId, PaymentId, Won};
use desk_store::{
    BillClick, BillOrder, BillRecord, BillStep, Intent, NewRebill, PaymentSnapshot, Rebilled,
    Source,
};

use crate::fixture::Fixture;
use crate::samples::{NOW, cancelled_outside, cashier, later, merchant, paid};

/// A payment of which the vendor gave `amount` back.
pub(crate) async fn cancelled(desk: &Fixture, number: u128, amount: i64) {
    desk.book(&paid(number)).await;
    desk.book(&cancelled_outside(number, Won(amount))).await;
    assert_eq!(desk.payment(number).await.amounts.cancelled, Won(amount));
}

/// A bill by the cashier over `amount` of payment `payment`.
pub(crate) fn rebill(payment: u128, number: u128, amount: i64) -> NewRebill {
    let bill = Bill {
        id: BillId::from_bits(number),
        merchant_id: merchant(),
        status: BillStatus::Unsent,
        customer: Customer {
            id: Some("student-1".to_owned()),
            name: Some("홍길동".to_owned()),
            phone: Some("010-1234-5678".to_owned()),
        },
        items: vec![BillItem { name: "교재비 다시".to_owned(), amount: Won(amount) }],
        amount: Won(amount),
        held: Won(amount),
        rebill_of: Some(PaymentId::from_bits(payment)),
        payment_id: None,
        channel_id: None,
        number: None,
        delivery: None,
        message: None,
        last_day: None,
        link: None,
        note: String::new(),
        trouble: None,
        created_at: NOW,
        created_by: Some(cashier()),
        sent_at: None,
        version: 1,
    };
    let intent = Intent { key: format!("bill-{number}"), fingerprint: format!("bill-{number}") };
    NewRebill { bill, intent }
}

pub(crate) fn bill_click(bill: &Bill, key: &str) -> BillClick {
    BillClick {
        bill: bill.id.clone(),
        staff: cashier(),
        intent: Intent { key: key.to_owned(), fingerprint: key.to_owned() },
        at: later(10),
    }
}

pub(crate) fn order(number: u128) -> BillOrder {
    BillOrder {
        channel_id: ChannelId::from_bits(1),
        number: BillNumber::fresh("", number).unwrap(),
        delivery: BillDelivery::Message,
        phone: None,
        message: Some("다시 청구해요".to_owned()),
        last_day: None,
    }
}

/// A bill at the vendor: 10,000 won.
pub(crate) fn sent_snapshot(number: &str, id: u128, status: GatewayStatus) -> PaymentSnapshot {
    let is_paid = status == GatewayStatus::Paid;
    PaymentSnapshot {
        new_id: PaymentId::from_bits(id),
        channel: Channel::Payssam,
        channel_id: Some(ChannelId::from_bits(1)),
        gateway_payment_id: number.to_owned(),
        method: Method::Message,
        method_detail: MethodDetail::default(),
        tax_free: Won::ZERO,
        gateway_status: status,
        requested_at: later(10),
        paid_at: is_paid.then(|| later(60)),
        approval_number: None,
        ..paid(id)
    }
}

/// A bill of ours as the vendor tells it.
pub(crate) fn sent_as(bill: &Bill, id: u128, status: GatewayStatus) -> PaymentSnapshot {
    let number = bill.number.as_ref().expect("it was sent").as_str();
    PaymentSnapshot { amount: bill.amount, ..sent_snapshot(number, id, status) }
}

pub(crate) fn in_cash(bill: &Bill, id: u128) -> BillRecord {
    let payment = PaymentSnapshot {
        source: Source::File,
        new_id: PaymentId::from_bits(id),
        channel: Channel::Recorded,
        gateway_payment_id: bill.id.to_string(),
        method: Method::Cash,
        method_detail: MethodDetail::default(),
        amount: bill.amount,
        tax_free: Won::ZERO,
        gateway_status: GatewayStatus::None,
        paid_at: Some(later(10)),
        approval_number: None,
        ..paid(id)
    };
    BillRecord { payment, note: "현금".to_owned() }
}

impl Fixture {
    pub(crate) async fn rebill(&self, new: &NewRebill) -> Bill {
        match self.store.create_rebill(new).await.unwrap() {
            Rebilled::Created(row) => row.bill,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn bill(&self, id: &BillId) -> Bill {
        self.store.bill(id).await.unwrap().unwrap().bill
    }

    pub(crate) async fn send_bill(&self, bill: &Bill) -> Bill {
        let click = bill_click(bill, &format!("send-{}", bill.id));
        match self.store.begin_sending_bill(&click, &order(5)).await.unwrap() {
            BillStep::Done(row) => row.bill,
            other => panic!("{other:?}"),
        }
    }

    /// The vendor's word that it has the bill, under the link `l`.
    pub(crate) async fn sent(&self, bill: &Bill, payment: u128) {
        let snapshot = sent_as(bill, payment, GatewayStatus::Ready);
        self.store.note_bill_sent(&bill.id, &snapshot, Some("l"), later(11)).await.unwrap();
    }
}

/// What bills hold is what payments say was billed again, and no copy of a status is behind its payment.
pub(crate) async fn assert_in_step(desk: &Fixture) {
    const LAWS: &[&str] = &[
        "SELECT COUNT(*) FROM payments p WHERE p.rebilled_won <> (SELECT CAST(COALESCE(SUM( \
         b.held_won), 0) AS BIGINT) FROM bills b WHERE b.rebill_of = p.id)",
        "SELECT COUNT(*) FROM bills b JOIN payments p ON p.id = b.payment_id WHERE b.status <> \
         CASE p.book_status WHEN 'unpaid' THEN 'waiting' WHEN 'cancelled' THEN 'cancelled' \
         WHEN 'void' THEN 'void' ELSE 'paid' END",
        "SELECT COUNT(*) FROM payments p WHERE p.channel = 'payssam' \
         AND NOT EXISTS (SELECT 1 FROM bills b WHERE b.payment_id = p.id)",
        "SELECT COUNT(*) FROM bills WHERE status = 'void' AND held_won > 0",
    ];
    for law in LAWS {
        assert_eq!(desk.number(law).await, 0, "{law}");
    }
}
