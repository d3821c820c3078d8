//! The simulator of Bootpay: both generations on one listener, V1 at its root and V2 below `/v2`.

pub(crate) mod exchange;
mod fields;
mod operation;
mod perform;

mod auth;
mod errors;
mod options;
mod view;

mod blueprint;
mod book;
mod method;
pub(crate) mod pg;
pub(crate) mod state;
mod status;

mod amounts;
pub(crate) mod cancel;
mod cash_receipt;
pub(crate) mod outside;
mod rules;
pub(crate) mod scheduler;

mod backstage;
mod notice;

pub use backstage::{Backstage, Truth};
pub use blueprint::Blueprint;
pub use book::{Contract, Customer, Refund, RefundSource};
pub use cancel::RefundAccount;
pub use cash_receipt::ReceiptKind;
pub use errors::{ApiError, ErrorKind};
pub use method::{BankAccount, Card, CardOwner, CardSort, Method, VirtualAccount, Wallet};
pub use notice::Style;
pub use options::{
    DEMO_APPLICATION_ID, DEMO_CLIENT_KEY, DEMO_PRIVATE_KEY, DEMO_SECRET_KEY, Options,
};
pub use outside::{OutsideCancel, Via};
pub use status::Status;

pub(crate) use blueprint::create;
pub(crate) use state::Scene;
pub(crate) use view::{describe, row};

/// The vendor's two APIs. They differ in paths, field names, authorisation and shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Generation {
    V1,
    V2,
}
