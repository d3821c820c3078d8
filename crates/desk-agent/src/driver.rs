//! What an agent can ask of a device. One trait, a module for each device, no default bodies: what a
//! device cannot do is said by its driver, never by a silent success.
//!
//! How a driver is added: `docs/adding-a-terminal-driver.md`.

pub mod van;

use std::fmt;

use async_trait::async_trait;
use desk_api::agent::{FoundApproval, OriginalApproval, TerminalOrder, TerminalOutcome};
use desk_domain::terminal::TerminalStage;

pub use van::VanDriver;

/// A device that can undo an approval. It is called by one caller at a time, except for [`inquire`].
///
/// [`inquire`]: Driver::inquire
#[async_trait]
pub trait Driver: fmt::Debug + Send + Sync {
    /// As the desk shows it.
    fn name(&self) -> &'static str;

    /// Starts the order at the device, under its `service_id`. The agent calls this at most once for
    /// an id in the life of its journal, and a driver repeats nothing by itself.
    async fn begin(&self, order: &TerminalOrder) -> Begun;

    /// How the order stands, as the device or its VAN knows it now.
    async fn query(&self, service_id: &str) -> Result<Standing, DeviceSilent>;

    /// Waits until the order stands elsewhere than at `seen`. Dropping it changes nothing.
    async fn watch(&self, service_id: &str, seen: TerminalStage) -> Result<Standing, DeviceSilent>;

    /// Asks the device to give up, and tells how the order stands then: the device may have gone on.
    async fn abort(&self, service_id: &str) -> Result<Standing, DeviceSilent>;

    /// What is known of one approval; `None` when the device cannot tell.
    async fn inquire(
        &self,
        approval: &OriginalApproval,
    ) -> Result<Option<FoundApproval>, DeviceSilent>;
}

/// What came of starting an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The device has it.
    Accepted(Standing),
    /// The device's explicit no, or no device there at all: it does not have the order and cannot get
    /// it later.
    Refused { code: String, words: String },
    /// Anything else. The device may have it.
    Unclear(DeviceSilent),
}

/// How an order stands at the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The device knows no such id. Not yet a proof: it may have forgotten.
    NotKnown,
    At(TerminalStage),
    Ended(TerminalOutcome),
}

/// No answer that could be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DeviceSilent(pub String);
