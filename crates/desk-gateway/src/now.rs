//! The present, for vendors that do not say when.

use std::fmt;
use std::sync::Arc;

use desk_domain::Timestamp;

/// Asks whoever built the adapter for the time: an adapter has no clock of its own, so that a test
/// moves the desk and its vendors together.
#[derive(Clone)]
pub struct Now(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Now {
    #[must_use]
    pub fn new(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    pub(crate) fn read(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Now {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Now")
    }
}
