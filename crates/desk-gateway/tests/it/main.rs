//! The adapters over real HTTP.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod bootpay_faults;
mod bootpay_wire;
mod payssam;
mod payssam_faults;
mod payssam_wire;
mod portone_cancel;
mod portone_faults;
mod portone_read;
mod portone_wire;
mod recorded;
mod simulator;
mod stub;
mod terminal;
