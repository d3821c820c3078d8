//! Free ports, ten in a row, as the demo counts them.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};

use desk_simulation::{HARNESS, Violation};

const SPAN: u16 = 10;
const TRIES: u32 = 200;

/// Given out in this run: a program binds its ports some time after it was told them.
static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// The first of ten ports that nobody uses.
pub(crate) fn free_base_port() -> Result<u16, Violation> {
    for _ in 0..TRIES {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let base = port - port % SPAN;
        let is_free = |port| TcpListener::bind(("127.0.0.1", port)).is_ok();
        let is_ours = (base..base.saturating_add(SPAN)).all(is_free);
        if is_ours && GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(base) {
            return Ok(base);
        }
    }
    Err(Violation::of(HARNESS, "there are no ten free ports in a row"))
}
