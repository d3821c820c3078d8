//! The rulebook as people meet it: each row of it, on both sides of each of its boundaries.

mod actions;
mod case;
mod deadlines;
mod decisions;
mod drift;
mod failures;
mod faults;
mod follow_ups;
mod guide;
mod hours;
mod laws;
mod matching;
mod measures;
mod outcomes;
mod outside;
mod panels;
mod partials;
mod reconciling;
mod rows;
mod states;
mod undo;
