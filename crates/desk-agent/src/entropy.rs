//! The home of random numbers: here only for the jitter of reconnects.

/// A number between 0 and `below`, which is more than 0.
#[expect(clippy::disallowed_methods, reason = "this is the home of entropy")]
pub(crate) fn below(below: u64) -> u64 {
    let mut bytes = [0; 8];
    // Without entropy every agent waits equally long, which is only less polite.
    if getrandom::fill(&mut bytes).is_err() {
        return 0;
    }
    u64::from_le_bytes(bytes) % below
}
