//! Bills in a real browser: re-billing, and what is done with a bill.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "clippy does not see that these are tests")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod deeds;
mod rebill;
mod sample;
mod stage;

wasm_bindgen_test_configure!(run_in_browser);
