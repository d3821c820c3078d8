//! PortOne V2: many PGs behind one API.
//!
//! Facts and names follow the vendor's OpenAPI description (version 1.16.0) and its guides on
//! cancelling, webhooks and promotions, read in August 2026.

mod client;
mod convert;
mod webhook;
mod wire;

pub use client::{PortOne, PortOneConfig, SetupError};
pub use convert::reference_in;
pub use webhook::{HookError, VerifiedHook, WebhookSecret, WebhookSecretProblem, verify_hook};

/// Where the vendor's API is.
pub const PRODUCTION_URL: &str = "https://api.portone.io";
