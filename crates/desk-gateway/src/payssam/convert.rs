//! PaySsam's documents to our facts and back. Pure.

mod answer;
mod bill;
mod cancel;
mod price;
mod send;
mod time;

pub(super) use answer::{read_error, unread, word};
pub(super) use bill::{found, found_bill};
pub(super) use cancel::{
    CancelAnswer, cancel_answer, refused_here, unread_here, void_answer, void_hindrance,
};
pub(super) use price::price_text;
pub(super) use send::{digits, send_answer};

#[cfg(test)]
mod tests;
