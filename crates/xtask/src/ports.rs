//! Free ports of loopback.

use std::net::{Ipv4Addr, TcpListener};

use crate::failure::{Failure, Result};

/// The demo takes this many ports from its base: console +0 to control page +9.
const SPAN: u16 = 10;

/// Below those that a system hands out by itself, to clients too: nobody takes one of these by chance
/// between our looking and the server's binding.
const LOWEST: u16 = 10_000;
const BLOCKS: u16 = 2_200;

/// A prime: two commands at once look far apart.
const STRIDE: u32 = 7_919;

/// One port that nobody listens on now.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|_| Failure::new("no port of loopback is free"))
}

/// A base port from which the whole block of the demo is free.
pub(crate) fn free_base_port() -> Result<u16> {
    let first = std::process::id().wrapping_mul(STRIDE) % u32::from(BLOCKS);
    let first = u16::try_from(first).unwrap_or_default();
    (0..BLOCKS)
        .map(|block| LOWEST + (first + block) % BLOCKS * SPAN)
        .find(|base| (*base..base + SPAN).all(is_free))
        .ok_or_else(|| Failure::new(format!("no {SPAN} free ports in a row on loopback")))
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
    fn a_base_port_is_none_that_a_client_is_given() {
        let base = free_base_port().unwrap();
        assert_eq!(base % SPAN, 0);
        assert!((LOWEST..32_000).contains(&base));
    }
}
