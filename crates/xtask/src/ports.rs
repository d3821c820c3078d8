//! Free ports of loopback.

use std::net::{Ipv4Addr, TcpListener};

use crate::failure::{Failure, Result};

/// The demo takes this many ports from its base: console +0 to control page +9.
const SPAN: u16 = 10;

/// How many blocks are looked at before giving up.
const TRIES: usize = 50;

/// One port that nobody listens on now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|_| Failure::new("no port of loopback is free"))
}

/// A base port from which the whole block of the demo is free.
pub(crate) fn free_base_port() -> Result<u16> {
    for _ in 0..TRIES {
        let port = free_port()?;
        let base = port - port % SPAN;
        if (base..base.saturating_add(SPAN)).all(is_free) {
            return Ok(base);
        }
    }
    Err(Failure::new(format!("no {SPAN} free ports in a row on loopback")))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_not_free() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        assert!(!is_free(listener.local_addr().unwrap().port()));
    }

    #[test]
    fn a_base_port_ends_in_zero() {
        assert_eq!(free_base_port().unwrap() % SPAN, 0);
    }
}
