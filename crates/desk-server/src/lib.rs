//! The server of Cancel Desk: routes, sessions, use cases, workers and webhooks.
//!
//! A route reads the wire and calls one use case; a use case speaks domain and store and knows no
//! HTTP; a worker does what must survive a crash; `views` is the only way from domain to wire and
//! masks personal data on it. Time comes from [`clock`], entropy from [`entropy`], every limit from
//! [`limits`]. Only the vendors' adapters behind `desk_gateway::Gateway` speak to a vendor, and never
//! inside a transaction.

pub mod app;
mod booked_approvals;
pub mod booked_bills;
pub mod clock;
pub mod config;
pub mod desk;
pub mod limits;
pub mod problem;

mod assets;
mod digest;
mod edge;
mod entropy;
mod events;
mod hints;
pub mod refusals;
mod routes;
mod rules;
mod seal;
pub mod serving;
mod session;
pub mod terminals;
mod turns;
mod views;

pub mod usecases;
pub mod workers;

pub mod demo;
pub mod import;
pub mod keeping;

pub mod cli;

pub use app::app;
pub use desk::Desk;
pub use entropy::new_key;
pub use routes::{metrics, openapi};
pub use seal::Vault;
pub use session::password::hash_password;
