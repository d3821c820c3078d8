//! Banks, live changes.

use desk_domain::{CancellationId, PaymentId, Text};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bank {
    pub code: String,
    pub name: Text,
    /// Among the ones most people have; listed first.
    pub common: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Banks {
    pub items: Vec<Bank>,
}

/// The data of one server-sent event: what changed, never how. The screen reads it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// `payment.changed`, `cancellation.requested`, `cancellation.succeeded`, ...
    pub kind: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payment_id: PaymentId,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub cancellation_id: Option<CancellationId>,
}
