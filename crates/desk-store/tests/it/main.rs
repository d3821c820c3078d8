//! One suite for both stores. Every test runs on SQLite, and on PostgreSQL too when
//! `CANCEL_DESK_TEST_POSTGRES` is the URL of a server where databases may be created.

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by falling over it")]

mod bill_lists;
mod bill_samples;
mod bills;
mod booking;
mod crashes;
mod customers;
mod disk_full;
mod doubts;
mod drift;
mod duties;
mod files;
mod fixture;
mod follow_ups;
mod imports;
mod in_doubt;
mod jobs;
mod keeping;
mod late_bills;
mod lists;
mod migrations;
mod outside_voids;
mod overtaken;
mod people;
mod places;
mod reconciling;
mod requesting;
mod samples;
mod search;
mod settling;
mod streams;
mod terminals;
