//! What a payment looks like on the wire. The vendor's schema is a union on `status`; a field
//! that a variant does not have is left out here.

use serde_json::{Map, Value, json};

use super::book::Stored;
use super::receipts::{Receipt, ReceiptStatus};
use super::wire::PaymentStatus;

/// `GET /payments/{id}` and the items of both lists.
pub(crate) fn payment(stored: &Stored, receipt: Option<&Receipt>) -> Value {
    let mut object = object_of(&stored.payment);
    for field in absent_fields(stored.payment.status) {
        object.remove(*field);
    }
    if was_paid(stored.payment.status) {
        add_receipt(&mut object, stored, receipt);
    }
    Value::Object(object)
}

/// `GET /payments/{id}/transactions`: earlier failed attempts first, then the one that counts.
pub(crate) fn transactions(stored: &Stored, receipt: Option<&Receipt>) -> Vec<Value> {
    let failed = stored.vendor.failed_attempts.iter().map(|attempt| {
        let mut object = as_transaction(payment(stored, None));
        for field in ["paidAt", "pgTxId", "receiptUrl", "cancellations", "cancelledAt", "webhooks"]
        {
            object.remove(field);
        }
        object.insert("status".into(), json!("FAILED"));
        object.insert("id".into(), json!(attempt.transaction_id));
        object.insert("failedAt".into(), json!(attempt.failed_at));
        object.insert("failure".into(), json!(attempt.failure));
        Value::Object(object)
    });
    let mut last = as_transaction(payment(stored, receipt));
    if stored.payment.status == PaymentStatus::Paid {
        last.remove("cancellations");
    }
    failed.chain(std::iter::once(Value::Object(last))).collect()
}

fn as_transaction(payment: Value) -> Map<String, Value> {
    let mut object = payment.as_object().cloned().unwrap_or_default();
    let payment_id = object.insert("id".into(), object["transactionId"].clone());
    object.insert("paymentId".into(), payment_id.unwrap_or_default());
    for field in ["transactionId", "origin", "disputes"] {
        object.remove(field);
    }
    object
}

fn was_paid(status: PaymentStatus) -> bool {
    matches!(
        status,
        PaymentStatus::Paid | PaymentStatus::PartialCancelled | PaymentStatus::Cancelled
    )
}

fn absent_fields(status: PaymentStatus) -> &'static [&'static str] {
    match status {
        PaymentStatus::Paid => &["cancelledAt", "failedAt", "failure"],
        PaymentStatus::PartialCancelled | PaymentStatus::Cancelled => {
            &["disputes", "failedAt", "failure"]
        }
        PaymentStatus::Failed => {
            &["disputes", "cancellations", "cancelledAt", "paidAt", "pgTxId", "receiptUrl"]
        }
        PaymentStatus::Ready => &[
            "disputes",
            "cancellations",
            "cancelledAt",
            "paidAt",
            "pgTxId",
            "receiptUrl",
            "failedAt",
            "failure",
        ],
        PaymentStatus::PayPending | PaymentStatus::VirtualAccountIssued => &[
            "disputes",
            "cancellations",
            "cancelledAt",
            "paidAt",
            "receiptUrl",
            "failedAt",
            "failure",
        ],
    }
}

fn add_receipt(object: &mut Map<String, Value>, stored: &Stored, receipt: Option<&Receipt>) {
    let shown = receipt.filter(|receipt| receipt.status != ReceiptStatus::IssueFailed);
    if let Some(receipt) = shown {
        object.insert("cashReceipt".into(), receipt.on_payment());
    }
    // A receipt made in the PG's own window: issued, but the vendor holds no object for it.
    let issued = stored.vendor.receipt_from_window
        || shown.is_some_and(|receipt| receipt.status == ReceiptStatus::Issued);
    if stored.takes_receipts() {
        let status = if issued { "ISSUED" } else { "NOT_ISSUED" };
        object.insert("cashReceiptIssuanceStatus".into(), json!(status));
    }
}

fn object_of<T: serde::Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        other => unreachable!("wire structs serialise to JSON objects, not {other:?}"),
    }
}
