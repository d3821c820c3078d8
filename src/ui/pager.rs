//! The foot of a list: how much is shown, and more of it.

use leptos::prelude::*;

use super::button::Button;
use crate::i18n::{t, ui};

/// `shown` says how much there is, e.g. "214건 중 50건". Without `more` only that is said.
#[component]
pub fn Pager(
    #[prop(into)] shown: Signal<String>,
    #[prop(into)] more: Signal<bool>,
    #[prop(optional, into)] pending: Signal<bool>,
    #[prop(into)] on_more: Callback<()>,
) -> AnyView {
    view! {
        <div class="pager">
            <span class="pager__shown" role="status">
                {move || shown.get()}
            </span>
            {move || {
                more.get()
                    .then(|| view! { <Button pending on_press=on_more>{t(ui::MORE)}</Button> })
            }}
        </div>
    }
    .into_any()
}
