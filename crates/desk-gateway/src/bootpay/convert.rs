//! Bootpay's documents to our facts and back. Pure.

mod answer;
mod bank;
mod cancel;
mod method;
mod pg;
mod receipt;
mod token;

pub(crate) use answer::{is_token_refused, not_sent, read_failure};
pub(crate) use cancel::{cancel_body, cancel_outcome};
pub(crate) use receipt::found;
pub(crate) use token::{NewToken, token};

#[cfg(test)]
mod tests;
