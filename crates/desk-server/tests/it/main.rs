//! The server from the outside, in-process: real routes, a SQLite file, the PortOne simulator over
//! HTTP, and a clock that only moves when a test moves it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

mod advice;
mod answers;
mod at_terminal;
mod at_terminal_lost;
mod bill_input;
mod billing;
mod bills;
mod blocked;
mod booked_bills;
mod bootpay;
mod bootpay_hooks;
mod by_state;
mod cancelling;
mod crash;
mod customers;
mod demo;
mod documentation;
mod double_click;
mod doubts;
mod drift;
mod events;
mod follow_ups;
mod forcing;
mod hook_numbers;
mod importing;
mod in_doubt;
mod input;
mod late_bills;
mod lists;
mod metrics;
mod operating;
mod outside;
mod outside_voids;
mod overload;
mod overtaken;
mod payssam;
mod payssam_hooks;
mod portone_kills;
mod promotions;
mod proofs;
mod proxies;
mod reconciling;
mod recorded;
mod refreshing;
mod restored_bills;
mod restoring;
mod restoring_at_terminal;
mod restoring_elsewhere;
mod resuming;
mod rights;
mod screens;
mod sessions;
mod sums;
mod tax_free;
mod terminal_kills;
mod terminals;
mod undo;
mod unknown;
mod virtual_account;
mod voiding;
mod webhooks;
