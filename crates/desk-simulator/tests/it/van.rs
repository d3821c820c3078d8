//! The card terminal over real HTTP: its stages, what it refuses, what breaks.

mod control;
mod declines;
mod harness;
mod lines;
mod restart;
mod stages;
