//! Refusals: `{"error_code", "message"}` in V2, `{"status", "code", "message"}` in V1.

use serde_json::{Value, json};

use super::Generation;
use crate::answer::Answer;

/// The vendor's error codes. Those marked "ours" are in none of its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    TokenKeyInvalid,
    AppKeyNotFound,
    AppSecretNotMatched,
    ReceiptNotFound,
    AlreadyCancelled,
    /// Wrong input, or the PG refused: nothing has moved.
    CancelRefused,
    /// Bootpay could not hear the PG: nobody knows whether money has moved.
    CancelCritical,
    CashReceiptFailed,
    /// Ours: no such path.
    NotFound,
    /// Ours: known path, other method.
    MethodNotAllowed,
    /// Ours: the body is neither JSON nor a form, or is above the limit.
    InvalidRequest,
    /// Ours: an injected 500 outside of cancels.
    ServerError,
    /// Ours: an injected 503.
    Unavailable,
}

impl ErrorKind {
    /// HTTP status, V2's `error_code`, V1's `code`. The statuses are as third-party code maps
    /// them, the numbers are made up: UNVERIFIED both.
    pub const fn on_the_wire(self) -> (u16, &'static str, i32) {
        match self {
            Self::TokenKeyInvalid => (401, "TOKEN_KEY_INVALID", -2401),
            Self::AppKeyNotFound => (401, "APP_KEY_NOT_FOUND", -2410),
            Self::AppSecretNotMatched => (401, "APP_SK_NOT_MATCHED", -2411),
            Self::ReceiptNotFound => (404, "RC_NOT_FOUND", -2100),
            Self::AlreadyCancelled => (400, "RC_ALREADY_CANCELLED", -2101),
            Self::CancelRefused => (400, "RC_CANCEL_SERVER_ERROR", -2102),
            Self::CancelCritical => (500, "RC_CANCEL_CRITICAL_ERROR", -2103),
            Self::CashReceiptFailed => (400, "RC_CASH_RECEIPT_FAILED", -2104),
            Self::NotFound => (404, "NOT_FOUND", -404),
            Self::MethodNotAllowed => (405, "METHOD_NOT_ALLOWED", -405),
            Self::InvalidRequest => (400, "INVALID_REQUEST", -400),
            Self::ServerError => (500, "SERVER_ERROR", -500),
            Self::Unavailable => (503, "SERVICE_UNAVAILABLE", -503),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {message}")]
pub struct ApiError {
    pub kind: ErrorKind,
    pub message: String,
    /// `pg_error_code`, where it was the PG that refused.
    pub pg_code: Option<&'static str>,
}

impl ApiError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), pg_code: None }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
    }

    /// Bootpay itself refuses a cancel.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::CancelRefused, message)
    }

    /// The PG refuses a cancel. Its codes are made up and readable.
    pub(crate) fn pg(code: &'static str, message: impl Into<String>) -> Self {
        Self { pg_code: Some(code), ..Self::refused(message) }
    }

    pub fn status(&self) -> u16 {
        self.kind.on_the_wire().0
    }

    pub(crate) fn answer(&self, generation: Generation) -> Answer {
        let (status, error_code, code) = self.kind.on_the_wire();
        let body = match generation {
            Generation::V1 => json!({ "status": status, "code": code, "message": self.message }),
            Generation::V2 => {
                let mut body = json!({ "error_code": error_code, "message": self.message });
                if let Some(pg_code) = self.pg_code {
                    body["pg_error_code"] = Value::from(pg_code);
                }
                body
            }
        };
        Answer { status, body }
    }
}
