//! Values as people read them. Pure: the locale and "now" come in as arguments.

pub mod moment;
pub mod won;
