//! The kit: pieces that know nothing of payments. They import no api, no router, no domain.
//!
//! Native elements first; a component adds what they lack (labels tied to errors, focus that comes
//! back, arrow keys). Each has a CSS file of its own name under `style/ui/`. Components return
//! [`AnyView`](leptos::prelude::AnyView): a type-erased border keeps the views of a page from growing
//! into one huge type, which would cost bytes.
//!
//! Texts are edited through `RwSignal<String>`; choices take `value` and `on_change`, since what is
//! chosen mostly lives in the URL.

pub mod button;
pub mod checkbox;
pub mod choice;
mod clipboard;
pub mod copy_button;
pub mod copy_field;
pub mod date_input;
pub mod date_range;
pub mod dialog;
pub mod disclosure;
pub mod drawer;
pub mod facts;
pub mod feedback;
pub mod field;
pub mod icon;
pub mod kbd;
pub mod keyboard;
pub mod layout;
pub mod mark;
pub mod menu;
pub mod money_input;
pub mod pager;
pub mod progress;
pub mod roving;
pub mod select;
pub mod skeleton;
pub mod table;
pub mod text_input;
pub mod time_input;
pub mod timeline;
pub mod toast;

mod dom;
