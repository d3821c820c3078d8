//! What a drawer shows once it is read; before that its shape, or why it could not be read.

use leptos::prelude::*;

use super::load_error::LoadError;
use super::stale::Stale;
use crate::api::error::ApiError;
use crate::ui::skeleton::Skeleton;

/// As many lines as the body of a drawer has before anybody scrolls.
const LINES: usize = 8;

/// Draws its children once: they follow what is read by themselves, so that a later read takes nothing
/// away that was typed or told. Where that read fails, they stay, below a line that says so.
#[component]
pub fn OnceRead(
    /// Whether it was ever read.
    loaded: Memo<bool>,
    /// Why the last read failed.
    failure: RwSignal<Option<ApiError>>,
    #[prop(into)] on_retry: Callback<()>,
    children: ChildrenFn,
) -> AnyView {
    let unread = move || match failure.get() {
        Some(error) => view! { <LoadError error on_retry /> }.into_any(),
        None => view! { <Skeleton lines=LINES amount=true /> }.into_any(),
    };
    let read = move || view! { <Stale failure on_retry /> {children()} };
    (move || if loaded.get() { read().into_any() } else { unread() }).into_any()
}
