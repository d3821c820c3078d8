//! The screens of Cancel Desk: a single-page app that speaks only to `/api`.
//!
//! The truth is on the server; this keeps only what the person is doing now, and most of that in the
//! URL. It must not know a vendor: no vendor's address, key or field name occurs here.

pub mod app;
pub mod routes;

pub mod pages;
pub mod shell;

pub mod components;

pub mod api;
pub mod state;

pub mod ui;

pub mod format;
pub mod i18n;
