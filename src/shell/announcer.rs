//! Says aloud where one has arrived: a single-page app changes screens without the browser telling.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::i18n::{Msg, common, customer, drift, locale, shell, t};
use crate::routes::{segment, use_location};
use crate::ui::layout::TitleAwaited;

#[component]
pub fn Announcer(awaited: TitleAwaited) -> AnyView {
    let pathname = use_location().pathname;
    let screen = Memo::new(move |_| {
        pathname.with(|path| path.split('/').nth(1).unwrap_or_default().to_owned())
    });
    let words = RwSignal::new(String::new());
    Effect::new(move |previous: Option<()>| {
        let name =
            screen.with(|screen| screen_name(screen)).map_or_else(|| t(shell::NOT_FOUND_TITLE), t);
        document().set_title(&format!("{name} · {}", t(common::PRODUCT)));
        // The first screen is announced by the browser itself.
        if previous.is_some() {
            words.set(shell::arrived_at(locale(), name));
            awaited.begin();
            request_animation_frame(move || focus_title(awaited));
        }
    });
    view! {
        <p class="visually-hidden" role="status">
            {move || words.get()}
        </p>
    }
    .into_any()
}

fn screen_name(screen: &str) -> Option<Msg> {
    match screen {
        segment::PAYMENTS => Some(shell::PAYMENTS),
        segment::CANCELLATIONS => Some(shell::CANCELLATIONS),
        segment::CUSTOMERS => Some(customer::TITLE),
        segment::FOLLOW_UPS => Some(shell::FOLLOW_UPS),
        segment::BILLS => Some(shell::BILLS),
        segment::DRIFT => Some(drift::TITLE),
        segment::GUIDE => Some(shell::GUIDE),
        segment::TERMINALS => Some(shell::TERMINALS),
        segment::KIT => Some(shell::KIT),
        _ => None,
    }
}

/// The title is where reading goes on after a change of screen. One that is not here yet takes the focus when
/// it comes.
fn focus_title(awaited: TitleAwaited) {
    let title = document().query_selector("main h1").ok().flatten();
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok()) {
        awaited.arrive(&title);
    }
}
