//! Pieces that know our domain: statuses, the hint panel, the cancel dialog. Screens put them together.

pub mod agreement;
pub mod status;
pub mod terminal_list;

pub mod hint_panel;

pub mod cancel_dialog;
pub mod errand;
pub mod force_dialog;
pub mod outside_moment;
pub mod outside_slip;
pub mod outside_void;
pub mod why;

pub mod bill_card;
pub mod bill_dialog;
pub mod bill_status;
pub mod rebill_dialog;

pub mod cancellation_card;
pub mod reason;
pub mod story;
pub mod undo_clock;

pub mod customer_cell;
pub mod list_table;
pub mod listing;
pub mod listing_foot;
pub mod live_list;
pub mod load_error;
pub mod period_bar;
pub mod search_box;
pub mod word_filter;

pub mod later;
pub mod seconds_left;

pub mod not_found_drawer;
pub mod once_read;
pub mod part;
pub mod stale;
