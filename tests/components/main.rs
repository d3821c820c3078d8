//! The components in a real browser. One program: each would be linked, and its browser started, by itself.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "clippy does not see that these are tests")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod bills;
mod cancel_dialog;
mod kit;
mod part;
mod stage;
mod terminal;
mod ui;

wasm_bindgen_test_configure!(run_in_browser);
