//! 학원수납저장: the customer paid the bill in another way.

use chrono::NaiveDate;
use desk_api::RecordBill;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_domain::payment::{
    CashReceiptState, Channel, GatewayStatus, Method, MethodDetail, RecordedAs,
};
use desk_domain::{PaymentId, Timestamp, Won};
use desk_store::{BillRecord, BillRow, PaymentSnapshot, Source};

use super::checks::Checks;
use super::{answered, click, taken};
use crate::desk::Desk;
use crate::entropy;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::payments::bill_for;

pub(crate) async fn record_bill(
    desk: &Desk,
    person: &Person,
    id: &str,
    key: &IntentKey,
    wire: RecordBill,
) -> Result<BillRow, Refusal> {
    let row = bill_for(desk, person, id).await?;
    let staff = &person.staff.id;
    let intent = key.intent(staff, &format!("record {}", row.bill.id), &wire);
    if let Some(known) = answered(desk, staff, key, &intent).await? {
        return Ok(known);
    }
    let now = desk.now();
    let note = wire.note.trim();
    check(&wire, note, now.kst_date())?;
    let record = BillRecord { payment: payment(desk, &row, &wire, now), note: note.to_owned() };
    let click = click(desk, staff, &row.bill, intent);
    taken(desk.store.record_bill(&click, &record).await?)
}

fn check(wire: &RecordBill, note: &str, today: NaiveDate) -> Result<(), Refusal> {
    let mut checks = Checks::default();
    if !is_recorded(wire.method) {
        checks.wrong(
            "method",
            "not_recorded",
            "직접 적을 수 없는 결제수단이에요. 다른 수단을 골라 주세요.",
            "This method is not one that is written down. Choose another.",
        );
    }
    if wire.paid_on > today {
        checks.wrong(
            "paid_on",
            "in_the_future",
            "받은 날짜가 오늘보다 늦어요.",
            "The day it was paid is after today.",
        );
    }
    checks.length("note", note, 0, NOTE_MAX_CHARS);
    checks.done()
}

/// What staff can take without a vendor of ours.
const fn is_recorded(method: Method) -> bool {
    match method {
        Method::Card
        | Method::Transfer
        | Method::Mobile
        | Method::GiftCertificate
        | Method::EasyPay
        | Method::Cash
        | Method::CashReceipt
        | Method::BankTransfer
        | Method::BankTransferReceipt
        | Method::Other => true,
        Method::VirtualAccount
        | Method::Paypal
        | Method::ConvenienceStore
        | Method::Crypto
        | Method::Message => false,
    }
}

/// The payment to be. Its number in the book is the bill's id: a bill is recorded once, or never.
fn payment(desk: &Desk, row: &BillRow, wire: &RecordBill, now: Timestamp) -> PaymentSnapshot {
    let bill = &row.bill;
    let paid_at = if wire.paid_on == now.kst_date() {
        now
    } else {
        Timestamp::start_of_kst_date(wire.paid_on)
    };
    let connection = desk
        .connections()
        .find(|connection| connection.is_book_only() && connection.merchant_id == bill.merchant_id);
    PaymentSnapshot {
        source: Source::File,
        new_id: PaymentId::from_bits(entropy::bits()),
        merchant_id: bill.merchant_id.clone(),
        channel: Channel::Recorded,
        channel_id: connection.map(|connection| connection.id.clone()),
        gateway_payment_id: bill.id.to_string(),
        customer: bill.customer.clone(),
        order_name: bill.title(),
        method: wire.method,
        method_detail: MethodDetail {
            recorded_as: Some(RecordedAs::RecordedPayment),
            ..MethodDetail::default()
        },
        amount: bill.amount,
        tax_free: Won::ZERO,
        cancelled: Won::ZERO,
        cancelled_tax_free: Won::ZERO,
        cash_receipt: CashReceiptState::None,
        gateway_status: GatewayStatus::None,
        requested_at: paid_at,
        paid_at: Some(paid_at),
        cancelled_at: None,
        approval_number: None,
        receipt_url: None,
        cancellations: Vec::new(),
    }
}
