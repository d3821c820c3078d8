//! In the demo anybody may look around: its logins stand on the screen.

use leptos::prelude::*;

use crate::i18n::{Msg, login, t};
use crate::ui::button::Button;

/// The demo's logins, as printed at its start and in the README.
const LOGINS: [(&str, Msg); 2] = [("staff", login::STAFF), ("manager", login::MANAGER)];
const PASSWORD: &str = "cancel-desk-demo";

/// Fills the form in; pressing the button stays with the person.
#[component]
pub fn DemoHint(name: RwSignal<String>, password: RwSignal<String>) -> AnyView {
    let buttons = LOGINS.map(|(own, words)| {
        let fill = move |()| {
            name.set(own.to_owned());
            password.set(PASSWORD.to_owned());
        };
        view! { <Button on_press=fill>{t(words)} " " <code>{own}</code></Button> }
    });
    view! {
        <section class="login__demo">
            <p>{t(login::DEMO_TITLE)}</p>
            <div class="login__demo-logins">{buttons.collect_view()}</div>
            <p class="login__demo-password">{t(login::DEMO_PASSWORD)} " " <code>{PASSWORD}</code></p>
        </section>
    }
    .into_any()
}
