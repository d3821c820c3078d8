//! Bills: re-billing, and what is done with a bill.

mod deeds;
mod rebill;
mod sample;
