//! Which endpoint a request is for. One pure function, so that the whole table is tested at once.

use percent_encoding::percent_decode_str;

use super::errors::{ApiError, ErrorKind};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operation {
    Login,
    RefreshToken,
    ListBanks,
    ListPayments,
    ListPaymentsByCursor,
    GetPayment { payment_id: String },
    ListTransactions { payment_id: String },
    CancelPayment { payment_id: String },
    StopCancellation { payment_id: String, cancellation_id: String },
    CloseVirtualAccount { payment_id: String },
    ResendWebhook { payment_id: String },
    GetCashReceipt { payment_id: String },
    CancelCashReceipt { payment_id: String },
    ListCashReceipts,
    IssueCashReceipt,
    GetPromotion { promotion_id: String },
}

impl Operation {
    /// Path ids are percent-decoded after splitting, so an id may hold a slash.
    pub(crate) fn of(method: &str, path: &str) -> Result<Self, ApiError> {
        let segments = decoded_segments(path)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        if let Some(operation) = Self::known(method, &segments) {
            return Ok(operation);
        }
        let elsewhere = ["GET", "POST"].iter().any(|m| Self::known(m, &segments).is_some());
        Err(if elsewhere {
            ApiError::new(ErrorKind::MethodNotAllowed, format!("{method} is not offered here"))
        } else {
            ApiError::new(ErrorKind::NotFound, "no such endpoint")
        })
    }

    fn known(method: &str, segments: &[&str]) -> Option<Self> {
        let owned = |id: &&str| (*id).to_owned();
        Some(match (method, segments) {
            ("POST", ["login", "api-secret"]) => Self::Login,
            ("POST", ["token", "refresh"]) => Self::RefreshToken,
            ("GET", ["banks"]) => Self::ListBanks,
            ("GET", ["payments"]) => Self::ListPayments,
            ("GET", ["payments-by-cursor"]) => Self::ListPaymentsByCursor,
            ("GET", ["cash-receipts"]) => Self::ListCashReceipts,
            ("POST", ["cash-receipts"]) => Self::IssueCashReceipt,
            ("GET", ["promotions", id]) => Self::GetPromotion { promotion_id: owned(id) },
            ("GET", ["payments", id]) => Self::GetPayment { payment_id: owned(id) },
            ("GET", ["payments", id, "transactions"]) => {
                Self::ListTransactions { payment_id: owned(id) }
            }
            ("POST", ["payments", id, "cancel"]) => Self::CancelPayment { payment_id: owned(id) },
            ("POST", ["payments", id, "cancellations", cancellation, "stop"]) => {
                Self::StopCancellation {
                    payment_id: owned(id),
                    cancellation_id: owned(cancellation),
                }
            }
            ("POST", ["payments", id, "virtual-account", "close"]) => {
                Self::CloseVirtualAccount { payment_id: owned(id) }
            }
            ("POST", ["payments", id, "resend-webhook"]) => {
                Self::ResendWebhook { payment_id: owned(id) }
            }
            ("GET", ["payments", id, "cash-receipt"]) => {
                Self::GetCashReceipt { payment_id: owned(id) }
            }
            ("POST", ["payments", id, "cash-receipt", "cancel"]) => {
                Self::CancelCashReceipt { payment_id: owned(id) }
            }
            _ => return None,
        })
    }

    /// The payment the call is about, where the path names one.
    pub(crate) fn payment_id(&self) -> Option<&str> {
        match self {
            Self::GetPayment { payment_id }
            | Self::ListTransactions { payment_id }
            | Self::CancelPayment { payment_id }
            | Self::StopCancellation { payment_id, .. }
            | Self::CloseVirtualAccount { payment_id }
            | Self::ResendWebhook { payment_id }
            | Self::GetCashReceipt { payment_id }
            | Self::CancelCashReceipt { payment_id } => Some(payment_id),
            Self::Login
            | Self::RefreshToken
            | Self::ListBanks
            | Self::ListPayments
            | Self::ListPaymentsByCursor
            | Self::ListCashReceipts
            | Self::IssueCashReceipt
            | Self::GetPromotion { .. } => None,
        }
    }

    /// `GET /banks` and the two token calls are open; everything else wants credentials.
    pub(crate) fn needs_credentials(&self) -> bool {
        !matches!(self, Self::Login | Self::RefreshToken | Self::ListBanks)
    }
}

fn decoded_segments(path: &str) -> Result<Vec<String>, ApiError> {
    path.trim_start_matches('/')
        .split('/')
        .map(|segment| {
            percent_decode_str(segment)
                .decode_utf8()
                .map(std::borrow::Cow::into_owned)
                .map_err(|_| ApiError::invalid("the path is not UTF-8"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &str, path: &str, expected: Result<Operation, ErrorKind>) {
        assert_eq!(Operation::of(method, path).map_err(|e| e.kind), expected, "{method} {path}");
    }

    #[test]
    fn every_path_is_recognised() {
        let id = || "a/가".to_owned();
        check("POST", "/login/api-secret", Ok(Operation::Login));
        check("GET", "/banks", Ok(Operation::ListBanks));
        check("GET", "/payments/a%2F%EA%B0%80", Ok(Operation::GetPayment { payment_id: id() }));
        check(
            "POST",
            "/payments/a%2F%EA%B0%80/cancel",
            Ok(Operation::CancelPayment { payment_id: id() }),
        );
        check("GET", "/payments/a/cancel", Err(ErrorKind::MethodNotAllowed));
        check("DELETE", "/payments/a", Err(ErrorKind::MethodNotAllowed));
        check("GET", "/payment/a", Err(ErrorKind::NotFound));
        check("GET", "/", Err(ErrorKind::NotFound));
        check("GET", "/payments/%FF", Err(ErrorKind::InvalidRequest));
    }
}
