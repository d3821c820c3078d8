//! The wire of `/api`: request, response and query types, problem codes and paths. Browser and
//! server compile against the same. Types here are dumb: public fields, no rules. What comes from
//! our own screen is checked strictly (`deny_unknown_fields`) and turned into domain values once, on
//! the server.

pub mod agent;
mod bill;
mod cancellation;
mod customer;
mod drift;
mod follow_up;
pub mod paths;
mod payment;
mod problem;
mod session;
mod system;
mod terminal;

pub use bill::*;
pub use cancellation::*;
pub use customer::*;
pub use drift::*;
pub use follow_up::*;
pub use payment::*;
pub use problem::*;
pub use session::*;
pub use system::*;
pub use terminal::*;

use serde::{Deserialize, Serialize};

/// One page of a list. `next_cursor` is absent on the last page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

/// The header that makes a click one intent.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Set on every answer of a desk that plays with simulated vendors, so that the sign-in page can
/// say so before anybody has signed in.
pub const DEMO_HEADER: &str = "cancel-desk-demo";
