//! The simulator of a card terminal: the device's driver as a local HTTP service, the VAN behind it,
//! and the person who stands before it with a card.
//!
//! No vendor publishes such a wire; this one is invented and described in `docs/simulator.md`. What
//! it takes from life is what hurts: the device never recognises a repeat, it is busy with one
//! request at a time, and its line breaks at the worst moment.

pub(crate) mod exchange;
mod page;
mod view;

pub(crate) mod counter;
mod device;
mod judge;
mod vanside;

mod approval;
mod attempt;
mod backstage;
mod blueprint;
mod settings;
pub(crate) mod state;
mod truth;

pub use approval::{Cancel, Kind};
pub use attempt::{AbortedBy, Attempt, Card, End, Stage};
pub use backstage::Backstage;
pub use blueprint::Blueprint;
pub use judge::Decline;
pub use settings::{DEMO_CAT_ID, Settings};
pub use state::Line;
pub use truth::Truth;

pub use crate::seed::van::{Seeded, seeded};

pub(crate) use blueprint::create;
pub(crate) use device::run_due;
pub(crate) use page::control;
pub(crate) use state::{Scene, State};
