//! The server from the outside, in-process: real routes, a SQLite file, the PortOne simulator over
//! HTTP, and a clock that only moves when a test moves it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

mod answers;
mod blocked;
mod cancelling;
mod crash;
mod demo;
mod documentation;
mod double_click;
mod events;
mod importing;
mod input;
mod killed_process;
mod lists;
mod promotions;
mod resuming;
mod rights;
mod screens;
mod sessions;
mod undo;
mod unknown;
mod virtual_account;
mod webhooks;
