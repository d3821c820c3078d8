//! PaySsam over real HTTP, judged by what the documents print and what integrations have measured.

mod callbacks;
mod codes;
mod control;
mod expiry;
mod faults;
mod harness;
mod laws;
mod receipts;
mod restart;
mod v1;
mod v2;
