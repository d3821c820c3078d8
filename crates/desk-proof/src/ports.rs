//! Free ports, ten in a row, as the demo counts them.

use std::net::TcpListener;

use desk_simulation::{HARNESS, Violation};

const SPAN: u16 = 10;
const TRIES: u32 = 200;

/// The first of ten ports that nobody uses, `taken` aside.
pub(crate) fn free_base_port(taken: Option<u16>) -> Result<u16, Violation> {
    for _ in 0..TRIES {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let base = port - port % SPAN;
        let is_free = |port| TcpListener::bind(("127.0.0.1", port)).is_ok();
        if taken != Some(base) && (base..base.saturating_add(SPAN)).all(is_free) {
            return Ok(base);
        }
    }
    Err(Violation::of(HARNESS, "there are no ten free ports in a row"))
}
