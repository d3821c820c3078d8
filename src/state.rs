//! What the whole app shares: small contexts, each a type of its own.
//!
//! Before putting something here: can it be a local signal, or live in the URL?

pub mod confirm;
pub mod duties;
pub mod kept;
pub mod preferences;
pub mod session;
pub mod shortcuts;
pub mod toasts;
