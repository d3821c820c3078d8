//! 현금영수증, V2 only: on a receipt of Bootpay, or for money taken elsewhere. What a cancel of
//! the payment does to its cash receipt is UNVERIFIED; here it stays issued.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::errors::{ApiError, ErrorKind};
use super::fields::Fields;
use super::state::Scene;
use super::view::v2;
use crate::ids;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    /// 소득공제
    Personal,
    /// 지출증빙
    Corporate,
}

impl ReceiptKind {
    /// `cash_receipt_type` of an answer is a number; which is UNVERIFIED.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Personal => 1,
            Self::Corporate => 2,
        }
    }

    fn read(fields: &Fields) -> Result<Self, ApiError> {
        match fields.text("cash_receipt_type").as_deref() {
            Some("소득공제") => Ok(Self::Personal),
            Some("지출증빙") => Ok(Self::Corporate),
            _ => Err(failed("cash_receipt_type은 소득공제 또는 지출증빙이어야 합니다.")),
        }
    }
}

/// What the tax office has been told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CashReceipt {
    pub(crate) tid: String,
    pub(crate) kind: ReceiptKind,
    pub(crate) number: String,
    pub(crate) issued_at: DateTime<Utc>,
    pub(crate) cancelled_at: Option<DateTime<Utc>>,
}

impl CashReceipt {
    pub(crate) fn issued(owner: &str, kind: ReceiptKind, now: DateTime<Utc>) -> Self {
        let digest = Sha256::digest(format!("{owner}\ncash\n{now}"));
        let digits: String =
            digest.iter().take(9).map(|byte| char::from(b'0' + byte % 10)).collect();
        let tid = format!("cash{}", &ids::hex(&digest)[..16]);
        Self { tid, kind, number: digits, issued_at: now, cancelled_at: None }
    }

    pub(crate) const fn is_issued(&self) -> bool {
        self.cancelled_at.is_none()
    }
}

/// A cash receipt under a receipt id of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Standalone {
    pub(crate) receipt_id: String,
    pub(crate) order_id: String,
    pub(crate) order_name: String,
    pub(crate) price: i64,
    pub(crate) tax_free: i64,
    pub(crate) cash_receipt: CashReceipt,
}

/// `POST /v2/request/receipt/cash/publish`; returns the receipt id.
pub(crate) fn publish(scene: &mut Scene<'_>, fields: &Fields) -> Result<String, ApiError> {
    let receipt_id = fields.text("receipt_id").unwrap_or_default();
    let kind = ReceiptKind::read(fields)?;
    required(fields, "identity_no")?;
    let now = scene.now;
    let stored = scene.state.book.edit(&receipt_id)?;
    if !stored.method.takes_cash_receipts() || !stored.status.was_paid() {
        return Err(failed("현금영수증을 발행할 수 없는 결제입니다."));
    }
    if stored.cash_receipt.as_ref().is_some_and(CashReceipt::is_issued) {
        return Err(failed("이미 현금영수증이 발행된 결제입니다."));
    }
    stored.cash_receipt = Some(CashReceipt::issued(&receipt_id, kind, now));
    Ok(receipt_id)
}

/// `DELETE /v2/request/receipt/cash/cancel/{receipt_id}`.
pub(crate) fn withdraw(scene: &mut Scene<'_>, receipt_id: &str) -> Result<(), ApiError> {
    let now = scene.now;
    let stored = scene.state.book.edit(receipt_id)?;
    cancel(stored.cash_receipt.as_mut(), now)
}

/// `POST /v2/request/cash/receipt`.
pub(crate) fn issue_standalone(scene: &mut Scene<'_>, fields: &Fields) -> Result<Value, ApiError> {
    let kind = ReceiptKind::read(fields)?;
    required(fields, "identity_no")?;
    let order_id = required(fields, "order_id")?;
    let price = fields.won("price")?.unwrap_or_default();
    let tax_free = fields.won("tax_free")?.unwrap_or_default();
    if price <= 0 || !(0..=price).contains(&tax_free) {
        return Err(failed("현금영수증 금액이 올바르지 않습니다."));
    }
    let receipt_id = super::blueprint::receipt_id(&order_id, scene.now);
    let standalone = Standalone {
        cash_receipt: CashReceipt::issued(&receipt_id, kind, scene.now),
        receipt_id: receipt_id.clone(),
        order_id,
        order_name: required(fields, "order_name")?,
        price,
        tax_free,
    };
    let view = v2::standalone(&standalone);
    scene.state.standalone.insert(receipt_id, standalone);
    Ok(view)
}

/// `DELETE /v2/request/cash/receipt/{receipt_id}`.
pub(crate) fn cancel_standalone(
    scene: &mut Scene<'_>,
    receipt_id: &str,
) -> Result<Value, ApiError> {
    let now = scene.now;
    let standalone = scene.state.standalone.edit(receipt_id).ok_or_else(|| {
        ApiError::new(ErrorKind::ReceiptNotFound, "영수증 정보를 찾지 못했습니다.")
    })?;
    cancel(Some(&mut standalone.cash_receipt), now)?;
    Ok(v2::standalone(standalone))
}

fn cancel(cash_receipt: Option<&mut CashReceipt>, now: DateTime<Utc>) -> Result<(), ApiError> {
    match cash_receipt {
        Some(issued) if issued.is_issued() => {
            issued.cancelled_at = Some(now);
            Ok(())
        }
        _ => Err(failed("발행된 현금영수증이 없습니다.")),
    }
}

fn required(fields: &Fields, name: &str) -> Result<String, ApiError> {
    fields.text(name).ok_or_else(|| failed(format!("{name}은(는) 필수입니다.")))
}

fn failed(message: impl Into<String>) -> ApiError {
    ApiError::new(ErrorKind::CashReceiptFailed, message)
}
