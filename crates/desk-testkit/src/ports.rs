//! Ports of loopback for programs that count theirs from a base.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

/// Console +0 to control page +9.
const SPAN: u16 = 10;

/// Below those that a system hands out by itself, to clients too: nobody takes one of these by chance
/// between our looking and our program's binding.
const LOWEST: u16 = 10_000;
const BLOCKS: u32 = 2_200;

/// A prime: programs that start one after the other look far apart.
const STRIDE: u32 = 7_919;

/// The first of ten ports that nobody listens on; never the same twice in one program.
///
/// # Panics
/// When no ten are free.
#[must_use]
#[track_caller]
pub fn free_base_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let ours = std::process::id().wrapping_mul(STRIDE);
    (0..BLOCKS)
        .map(|_| ours.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % BLOCKS)
        .filter_map(|block| u16::try_from(block).ok())
        .map(|block| LOWEST + block * SPAN)
        .find(|base| (*base..base + SPAN).all(is_free))
        .expect("ten ports of loopback are free")
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}
