//! A line over what was read before, when the latest read failed.

use leptos::prelude::*;

use super::load_error::sentence;
use crate::api::error::ApiError;
use crate::i18n::{common, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

/// Nothing while reads succeed. What would be answered in the same way is not offered again.
#[component]
pub fn Stale(
    /// Why the latest read failed.
    failure: RwSignal<Option<ApiError>>,
    /// Whether one is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
) -> AnyView {
    let retry = move || {
        view! {
            <Button kind=ButtonKind::Plain pending on_press=on_retry>
                {t(common::RETRY)}
            </Button>
        }
        .into_any()
    };
    let banner = move |error: ApiError| {
        let text = match &error {
            ApiError::Unreachable => t(common::OFFLINE).to_owned(),
            error => sentence(error),
        };
        if error.is_for_good() {
            return view! { <Banner tone=Tone::Warning text /> };
        }
        view! { <Banner tone=Tone::Warning text action=Box::new(retry) /> }
    };
    (move || failure.get().map(banner)).into_any()
}
