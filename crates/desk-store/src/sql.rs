//! The two databases as one: statements, values, rows and connections.
//!
//! Every column of every table is a 64-bit integer, a text or bytes. So all that differs between the
//! two drivers fits into a few closed enums, and everything above them is written once.

mod connection;
mod row;
mod statement;

pub(crate) use connection::{Connection, Held};
pub(crate) use row::Row;
pub(crate) use statement::{Fields, Name, Statement, Value, sql};
