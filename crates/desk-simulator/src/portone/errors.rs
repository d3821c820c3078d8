//! Typed errors: `{"type", "message"}`, with the HTTP status the vendor's reference gives each.

use serde_json::{Value, json};

/// The vendor's error types. Those marked "ours" are not in its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    InvalidRequest,
    Unauthorized,
    Forbidden,
    PaymentNotFound,
    PaymentNotPaid,
    PaymentAlreadyCancelled,
    PaymentNotWaitingForDeposit,
    PaymentCancellationNotFound,
    PaymentCancellationNotPending,
    CancellableAmountConsistencyBroken,
    CancelAmountExceedsCancellableAmount,
    CancelTaxAmountExceedsCancellableTaxAmount,
    CancelTaxFreeAmountExceedsCancellableTaxFreeAmount,
    SumOfPartsExceedsCancelAmount,
    MaxCancelCountReached,
    NegativePromotionAdjustedCancelAmount,
    PromotionDiscountRetainOptionShouldNotBeChanged,
    PromotionNotFound,
    PgProvider,
    ChannelNotFound,
    CashReceiptNotFound,
    CashReceiptNotIssued,
    CashReceiptAlreadyIssued,
    WebhookNotFound,
    MaxWebhookRetryCountReached,
    /// Named in the vendor's guide, absent from its schema.
    IdempotencyOutstandingRequest,
    /// Ours: no such path.
    NotFound,
    /// Ours: known path, other method.
    MethodNotAllowed,
    /// Ours: body above the limit.
    PayloadTooLarge,
    /// Ours: an injected 500.
    InternalServerError,
    /// Ours: an injected 503.
    ServiceUnavailable,
}

impl ErrorKind {
    /// HTTP status and the `type` on the wire.
    pub const fn on_the_wire(self) -> (u16, &'static str) {
        match self {
            Self::InvalidRequest => (400, "INVALID_REQUEST"),
            Self::Unauthorized => (401, "UNAUTHORIZED"),
            Self::Forbidden => (403, "FORBIDDEN"),
            Self::PaymentNotFound => (404, "PAYMENT_NOT_FOUND"),
            Self::PaymentNotPaid => (409, "PAYMENT_NOT_PAID"),
            Self::PaymentAlreadyCancelled => (409, "PAYMENT_ALREADY_CANCELLED"),
            Self::PaymentNotWaitingForDeposit => (409, "PAYMENT_NOT_WAITING_FOR_DEPOSIT"),
            Self::PaymentCancellationNotFound => (404, "PAYMENT_CANCELLATION_NOT_FOUND"),
            Self::PaymentCancellationNotPending => (409, "PAYMENT_CANCELLATION_NOT_PENDING"),
            Self::CancellableAmountConsistencyBroken => {
                (409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN")
            }
            Self::CancelAmountExceedsCancellableAmount => {
                (409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT")
            }
            Self::CancelTaxAmountExceedsCancellableTaxAmount => {
                (409, "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT")
            }
            Self::CancelTaxFreeAmountExceedsCancellableTaxFreeAmount => {
                (409, "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT")
            }
            Self::SumOfPartsExceedsCancelAmount => (409, "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT"),
            Self::MaxCancelCountReached => (409, "MAX_CANCEL_COUNT_REACHED"),
            Self::NegativePromotionAdjustedCancelAmount => {
                (400, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT")
            }
            Self::PromotionDiscountRetainOptionShouldNotBeChanged => {
                (400, "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED")
            }
            Self::PromotionNotFound => (404, "PROMOTION_NOT_FOUND"),
            Self::PgProvider => (502, "PG_PROVIDER"),
            Self::ChannelNotFound => (404, "CHANNEL_NOT_FOUND"),
            Self::CashReceiptNotFound => (404, "CASH_RECEIPT_NOT_FOUND"),
            Self::CashReceiptNotIssued => (404, "CASH_RECEIPT_NOT_ISSUED"),
            Self::CashReceiptAlreadyIssued => (409, "CASH_RECEIPT_ALREADY_ISSUED"),
            Self::WebhookNotFound => (404, "WEBHOOK_NOT_FOUND"),
            Self::MaxWebhookRetryCountReached => (400, "MAX_WEBHOOK_RETRY_COUNT_REACHED"),
            Self::IdempotencyOutstandingRequest => (409, "IDEMPOTENCY_OUTSTANDING_REQUEST"),
            Self::NotFound => (404, "NOT_FOUND"),
            Self::MethodNotAllowed => (405, "METHOD_NOT_ALLOWED"),
            Self::PayloadTooLarge => (413, "PAYLOAD_TOO_LARGE"),
            Self::InternalServerError => (500, "INTERNAL_SERVER_ERROR"),
            Self::ServiceUnavailable => (503, "SERVICE_UNAVAILABLE"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {message}")]
pub struct ApiError {
    pub kind: ErrorKind,
    pub message: String,
    /// `pgCode`, present for `PG_PROVIDER` only.
    pub pg_code: Option<String>,
}

impl ApiError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), pg_code: None }
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
    }

    /// The PG behind PortOne refused; its code and words go out as they are.
    pub fn pg(code: &str, message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::PgProvider,
            message: message.into(),
            pg_code: Some(code.to_owned()),
        }
    }

    pub fn status(&self) -> u16 {
        self.kind.on_the_wire().0
    }

    pub fn body(&self) -> Value {
        let kind = self.kind.on_the_wire().1;
        match &self.pg_code {
            Some(code) => json!({
                "type": kind,
                "message": "PG사에서 오류를 전달했습니다.",
                "pgCode": code,
                "pgMessage": self.message,
            }),
            None => json!({ "type": kind, "message": self.message }),
        }
    }
}
