//! How payments enter the book, beside webhooks: a vendor's list, a file.

pub mod csv;
pub mod portone;
