//! The drawer of an address that names nothing: it says so, and closes like any other.

use desk_api::ProblemCode;
use leptos::prelude::*;

use crate::i18n::{Msg, pick, t, ui};
use crate::ui::button::Button;
use crate::ui::drawer::Drawer;
use crate::ui::feedback::ErrorState;

/// `what` would have been shown, for screen readers; `code` is what the server says of it.
#[component]
pub fn NotFoundDrawer(what: Msg, code: ProblemCode, on_close: Callback<()>) -> AnyView {
    let title = pick(&code.title()).to_owned();
    view! {
        <Drawer label=t(what).to_owned() on_close heading=Box::new(|| ().into_any())>
            <ErrorState title />
            <p class="story-link">
                <Button on_press=on_close>{t(ui::BACK_TO_LIST)}</Button>
            </p>
        </Drawer>
    }
    .into_any()
}
