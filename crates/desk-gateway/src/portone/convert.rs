//! PortOne's documents to our facts and back. Pure.

mod answer;
mod cancel;
mod method;
mod payment;

pub(crate) use answer::{read_error, unreadable};
pub use cancel::reference_in;
pub(crate) use cancel::{cancel_body, cancel_outcome, void_outcome};
pub(crate) use payment::{found, list_page};

#[cfg(test)]
mod tests;
