//! Which call of which generation a request is. One pure function, so that the whole table is
//! tested at once.

use super::Generation;
use super::errors::{ApiError, ErrorKind};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operation {
    IssueToken,
    Cancel,
    Read { receipt_id: String },
    PublishCashReceipt,
    WithdrawCashReceipt { receipt_id: String },
    IssueStandalone,
    CancelStandalone { receipt_id: String },
}

/// V2 lives below `/v2`; everything else is V1.
pub(crate) fn generation_of(path: &str) -> Generation {
    if path == "/v2" || path.starts_with("/v2/") { Generation::V2 } else { Generation::V1 }
}

impl Operation {
    pub(crate) fn of(method: &str, path: &str) -> Result<Self, ApiError> {
        let generation = generation_of(path);
        let path = path.strip_prefix("/v2").unwrap_or(path).trim_start_matches('/');
        let segments: Vec<&str> = path.split('/').collect();
        if let Some(operation) = Self::known(generation, method, &segments) {
            return Ok(operation);
        }
        let elsewhere = ["GET", "POST", "DELETE"]
            .iter()
            .any(|method| Self::known(generation, method, &segments).is_some());
        Err(if elsewhere {
            ApiError::new(ErrorKind::MethodNotAllowed, format!("{method} is not offered here"))
        } else {
            ApiError::new(ErrorKind::NotFound, "no such call")
        })
    }

    fn known(generation: Generation, method: &str, segments: &[&str]) -> Option<Self> {
        let owned = |id: &&str| (*id).to_owned();
        match (generation, method, segments) {
            (_, "POST", ["request", "token"]) => Some(Self::IssueToken),
            (_, "POST", ["cancel"]) => Some(Self::Cancel),
            (Generation::V1, "POST", ["request", "token.json"]) => Some(Self::IssueToken),
            (Generation::V1, "POST", ["cancel.json"]) => Some(Self::Cancel),
            (Generation::V1, "GET", ["receipt", id]) => {
                let id = id.strip_suffix(".json").unwrap_or(id);
                Some(Self::Read { receipt_id: id.to_owned() })
            }
            (Generation::V2, "GET", ["receipt", id]) => Some(Self::Read { receipt_id: owned(id) }),
            (Generation::V2, "POST", ["request", "receipt", "cash", "publish"]) => {
                Some(Self::PublishCashReceipt)
            }
            (Generation::V2, "DELETE", ["request", "receipt", "cash", "cancel", id]) => {
                Some(Self::WithdrawCashReceipt { receipt_id: owned(id) })
            }
            (Generation::V2, "POST", ["request", "cash", "receipt"]) => Some(Self::IssueStandalone),
            (Generation::V2, "DELETE", ["request", "cash", "receipt", id]) => {
                Some(Self::CancelStandalone { receipt_id: owned(id) })
            }
            _ => None,
        }
    }

    /// The receipt that the path names; a cancel names it in its body.
    pub(crate) fn receipt_id(&self) -> Option<&str> {
        match self {
            Self::Read { receipt_id }
            | Self::WithdrawCashReceipt { receipt_id }
            | Self::CancelStandalone { receipt_id } => Some(receipt_id),
            Self::IssueToken | Self::Cancel | Self::PublishCashReceipt | Self::IssueStandalone => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &str, path: &str, expected: Result<Operation, ErrorKind>) {
        assert_eq!(Operation::of(method, path).map_err(|e| e.kind), expected, "{method} {path}");
    }

    #[test]
    fn every_call_of_both_generations_is_recognised() {
        let read = || Ok(Operation::Read { receipt_id: "6123".into() });
        for path in ["/request/token", "/request/token.json", "/v2/request/token"] {
            check("POST", path, Ok(Operation::IssueToken));
        }
        for path in ["/cancel", "/cancel.json", "/v2/cancel"] {
            check("POST", path, Ok(Operation::Cancel));
        }
        for path in ["/receipt/6123", "/receipt/6123.json", "/v2/receipt/6123"] {
            check("GET", path, read());
        }
        check("POST", "/v2/request/receipt/cash/publish", Ok(Operation::PublishCashReceipt));
        check("POST", "/v2/request/cash/receipt", Ok(Operation::IssueStandalone));
        let receipt_id = || "6123".to_owned();
        check(
            "DELETE",
            "/v2/request/receipt/cash/cancel/6123",
            Ok(Operation::WithdrawCashReceipt { receipt_id: receipt_id() }),
        );
        check(
            "DELETE",
            "/v2/request/cash/receipt/6123",
            Ok(Operation::CancelStandalone { receipt_id: receipt_id() }),
        );
    }

    #[test]
    fn the_rest_is_refused() {
        check("POST", "/v2/cancel.json", Err(ErrorKind::NotFound));
        check("GET", "/v2/cancel", Err(ErrorKind::MethodNotAllowed));
        check("POST", "/request/cash/receipt", Err(ErrorKind::NotFound));
        check("GET", "/", Err(ErrorKind::NotFound));
    }
}
