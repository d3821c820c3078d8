//! What is said when the answer is no.
//!
//! A use case or a route returns a [`Refusal`]; the edge of the server turns it into
//! `application/problem+json`, where the path, the request id and the reader's language are known.

use axum::response::{IntoResponse, Response};
use desk_api::{FieldError, ProblemCode};
use desk_domain::{CancellationId, Text, Won};
use desk_gateway::ReadError;
use desk_store::StoreError;

/// A problem, before it is put into words for one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: ProblemCode,
    /// For people, beside the title of the code. Holds no data that came with the request.
    pub detail: Option<Box<Text>>,
    pub errors: Vec<FieldError>,
    pub cancellable: Option<Won>,
    pub cancellation_id: Option<CancellationId>,
    pub retry_after_seconds: Option<u32>,
}

impl Refusal {
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            cancellable: None,
            cancellation_id: None,
            retry_after_seconds: None,
        }
    }

    #[must_use]
    pub fn because(self, ko: impl Into<String>, en: impl Into<String>) -> Self {
        Self { detail: Some(Box::new(Text::new(ko, en))), ..self }
    }

    #[must_use]
    pub fn with_errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// The balance as it is now, for a screen that showed another one.
    #[must_use]
    pub fn with_cancellable(self, cancellable: Won) -> Self {
        Self { cancellable: Some(cancellable), ..self }
    }

    #[must_use]
    pub fn about(self, cancellation_id: CancellationId) -> Self {
        Self { cancellation_id: Some(cancellation_id), ..self }
    }

    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after_seconds: Some(seconds), ..self }
    }
}

/// One wrong field.
#[must_use]
pub fn field_error(
    field: impl Into<String>,
    code: impl Into<String>,
    ko: impl Into<String>,
    en: impl Into<String>,
) -> FieldError {
    FieldError { field: field.into(), code: code.into(), text: Text::new(ko, en) }
}

/// The status alone; `edge::problems` writes the body.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = axum::http::StatusCode::from_u16(self.code.status())
            .expect("every code has an HTTP status");
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

/// Nothing of the database goes out; the log has it under the request's id.
impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::new(ProblemCode::NotFound),
            StoreError::BadCursor => Self::new(ProblemCode::BadCursor),
            StoreError::Unavailable(_) => {
                tracing::error!(%error, "the store is away");
                Self::new(ProblemCode::Unavailable).retry_after(2)
            }
            StoreError::Exists(_)
            | StoreError::Ambiguous(_)
            | StoreError::WrongState(_)
            | StoreError::Occupied(_)
            | StoreError::File(_)
            | StoreError::Unusable { .. }
            | StoreError::Corrupt(_)
            | StoreError::Database(_)
            | StoreError::Migrate(_) => {
                tracing::error!(%error, "the store could not do it");
                Self::new(ProblemCode::Internal)
            }
        }
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        tracing::warn!(%error, "the gateway could not be read");
        let said = Self::new(ProblemCode::GatewayUnreachable);
        match error {
            ReadError::NotFound => said.because(
                "PG에 이 결제가 없어요. 상점 설정을 확인해 주세요.",
                "The gateway does not know this payment. Check the store settings.",
            ),
            ReadError::Unauthorized(_) => said.because(
                "PG가 연동 키를 받아들이지 않았어요. 관리자에게 알려 주세요.",
                "The gateway refused our key. Tell an administrator.",
            ),
            ReadError::Unsupported(_) => said.because(
                "원화가 아닌 결제라 다룰 수 없어요.",
                "This payment is not in won and cannot be handled here.",
            ),
            ReadError::Untold(_) => said.because(
                "단말기에서 이 결제를 조회하지 못해요. 통합 승인 내역에서 확인해 주세요.",
                "The terminal cannot look this payment up. See the approvals program.",
            ),
            ReadError::Unavailable(_) | ReadError::Malformed(_) => said,
        }
    }
}
