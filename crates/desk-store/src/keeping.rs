//! Keeping a desk: what is in it, whether it is whole, copies of it and the way back.
//!
//! A copy is always a SQLite file, whatever store it was made of, because rows map one to one: so it
//! can be looked into with one tool, and restored into either store. Tables and columns are read from
//! the schema of that file, so a new migration needs no line here.

mod catch_up;
mod copy;
mod inventory;
mod restore;
mod soundness;
mod tables;
mod vitals;

pub(crate) use catch_up::catch_up;
pub(crate) use copy::{copy_everything, move_sequences};
pub(crate) use inventory::{audit_head, inventory};
pub use restore::{Place, restore};
pub(crate) use soundness::{contradictions, damages};
pub(crate) use tables::{HEADS, SEEDED, tables_of};
pub(crate) use vitals::{backlog, vitals};
