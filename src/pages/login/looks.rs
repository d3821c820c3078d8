//! Language and theme, for who has no menu yet.

use leptos::prelude::*;

use crate::i18n::{Locale, shell, t};
use crate::state::preferences::{PreferencesState, Theme};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

#[component]
pub fn Looks() -> AnyView {
    let preferences = PreferencesState::expect();
    let other_language = move |()| {
        preferences.update(|preferences| {
            preferences.locale = match preferences.locale {
                Locale::Ko => Locale::En,
                Locale::En => Locale::Ko,
            }
        });
    };
    let choose = move |theme| move |()| preferences.update(|preferences| preferences.theme = theme);
    view! {
        <footer class="login__looks">
            <Button kind=ButtonKind::Plain icon=Icon::Globe on_press=other_language>
                {t(shell::OTHER_LANGUAGE)}
            </Button>
            <Button kind=ButtonKind::Plain icon=Icon::Sun on_press=choose(Theme::Light)>
                {t(shell::THEME_LIGHT)}
            </Button>
            <Button kind=ButtonKind::Plain icon=Icon::Moon on_press=choose(Theme::Dark)>
                {t(shell::THEME_DARK)}
            </Button>
        </footer>
    }
    .into_any()
}
