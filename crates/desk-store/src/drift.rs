//! How far book and vendors agree: now, and night by night.

mod agreement;
mod nights;

pub(crate) use agreement::agreement;
pub(crate) use nights::{last_nights, write_night};
