//! Who is logged in, how they like the screen, and the way out.

use desk_api::Role;
use leptos::prelude::*;

use crate::api;
use crate::i18n::{Locale, Msg, login, shell, t};
use crate::state::preferences::{Density, PreferencesState, Theme};
use crate::state::session::{Login, SessionState};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuEntry, MenuItem};

const THEMES: [(Theme, Msg); 3] = [
    (Theme::Light, shell::THEME_LIGHT),
    (Theme::Dark, shell::THEME_DARK),
    (Theme::System, shell::THEME_SYSTEM),
];

const DENSITIES: [(Density, Msg); 3] = [
    (Density::Compact, shell::DENSITY_COMPACT),
    (Density::Standard, shell::DENSITY_STANDARD),
    (Density::Comfortable, shell::DENSITY_COMFORTABLE),
];

#[component]
pub fn UserMenu() -> AnyView {
    let session = SessionState::expect();
    let preferences = PreferencesState::expect();
    let entries = move || {
        let mut entries = Vec::new();
        entries.extend(heading(session));
        entries.extend(looks(preferences));
        entries.push(MenuEntry::Separator);
        entries.push(MenuEntry::Item(
            MenuItem::new(t(shell::LOG_OUT), move || {
                leptos::task::spawn_local(api::session::log_out(session));
            })
            .with_icon(Icon::LogOut),
        ));
        entries
    };
    view! { <Menu label=t(shell::USER_MENU) icon=Icon::User entries=move |()| entries() /> }
        .into_any()
}

fn heading(session: SessionState) -> Option<MenuEntry> {
    match session.login() {
        Login::LoggedIn(session) => {
            let role = t(role_name(session.role));
            Some(MenuEntry::Heading(format!("{} · {role}", session.name)))
        }
        Login::Asking | Login::LoggedOut => None,
    }
}

/// What a role is called.
#[must_use]
pub(super) const fn role_name(role: Role) -> Msg {
    match role {
        Role::Staff => login::STAFF,
        Role::Manager => login::MANAGER,
        Role::Admin => login::ADMIN,
        Role::Auditor => login::AUDITOR,
    }
}

fn looks(preferences: PreferencesState) -> Vec<MenuEntry> {
    let now = preferences.get_untracked();
    let mut entries = vec![MenuEntry::Separator];
    entries.extend(THEMES.map(|(theme, name)| {
        let choose = move || preferences.update(|preferences| preferences.theme = theme);
        MenuEntry::Item(MenuItem::new(t(name), choose).checked(now.theme == theme))
    }));
    entries.push(MenuEntry::Separator);
    entries.extend(DENSITIES.map(|(density, name)| {
        let choose = move || preferences.update(|preferences| preferences.density = density);
        MenuEntry::Item(MenuItem::new(t(name), choose).checked(now.density == density))
    }));
    entries.push(MenuEntry::Separator);
    let keys = if now.single_keys { shell::SHORTCUTS_OFF } else { shell::SHORTCUTS_ON };
    let switch_keys =
        move || preferences.update(|preferences| preferences.single_keys = !now.single_keys);
    entries.push(MenuEntry::Item(MenuItem::new(t(keys), switch_keys).with_icon(Icon::Keyboard)));
    entries.push(MenuEntry::Item(language_item(preferences)));
    entries
}

fn language_item(preferences: PreferencesState) -> MenuItem {
    let other = match preferences.get_untracked().locale {
        Locale::Ko => Locale::En,
        Locale::En => Locale::Ko,
    };
    let switch = move || preferences.update(|preferences| preferences.locale = other);
    MenuItem::new(t(shell::OTHER_LANGUAGE), switch).with_icon(Icon::Globe)
}
