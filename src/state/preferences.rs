//! How this person likes the screen: theme, language, row height, single-key shortcuts.
//!
//! Kept in the browser's storage under keys that `public/theme.js` reads before the first paint.

use leptos::prelude::*;
use web_sys::Storage;

use crate::i18n::{self, Locale};

const THEME_KEY: &str = "cancel-desk.theme";
const LOCALE_KEY: &str = "cancel-desk.locale";
const DENSITY_KEY: &str = "cancel-desk.density";
const SHORTCUTS_KEY: &str = "cancel-desk.shortcuts";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Row height of lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    Compact,
    #[default]
    Standard,
    Comfortable,
}

impl Density {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Standard => "standard",
            Self::Comfortable => "comfortable",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "compact" => Self::Compact,
            "comfortable" => Self::Comfortable,
            _ => Self::Standard,
        }
    }
}

/// The preferences as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    pub theme: Theme,
    pub locale: Locale,
    pub density: Density,
    /// Whether single keys act. Off for people whose speech or switch input sends stray keys.
    pub single_keys: bool,
}

impl Preferences {
    fn load() -> Self {
        let read = |key: &str| storage()?.get_item(key).ok().flatten();
        Self {
            theme: read(THEME_KEY).map_or_else(Theme::default, |name| Theme::from_name(&name)),
            locale: read(LOCALE_KEY).map_or_else(Locale::default, |tag| Locale::from_tag(&tag)),
            density: read(DENSITY_KEY)
                .map_or_else(Density::default, |name| Density::from_name(&name)),
            single_keys: read(SHORTCUTS_KEY).as_deref() != Some("off"),
        }
    }

    /// Puts the preferences on `<html>`, where CSS sees them, and into the storage. A browser that
    /// refuses storage (private windows do) still gets them for this visit.
    fn apply(self) {
        i18n::set_locale(self.locale);
        let fields = [
            (THEME_KEY, "data-theme", self.theme.as_str()),
            (LOCALE_KEY, "lang", self.locale.tag()),
            (DENSITY_KEY, "data-density", self.density.as_str()),
            (SHORTCUTS_KEY, "data-shortcuts", if self.single_keys { "on" } else { "off" }),
        ];
        let root = document().document_element();
        let storage = storage();
        for (key, attribute, value) in fields {
            if let Some(root) = &root {
                let _ = root.set_attribute(attribute, value);
            }
            if let Some(storage) = &storage {
                let _ = storage.set_item(key, value);
            }
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The context that holds the preferences.
#[derive(Clone, Copy, Debug)]
pub struct PreferencesState(RwSignal<Preferences>);

impl PreferencesState {
    /// Loads and applies what was kept, and makes it known to all components below.
    pub fn provide() -> Self {
        let preferences = Preferences::load();
        preferences.apply();
        let state = Self(RwSignal::new(preferences));
        provide_context(state);
        state
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    #[must_use]
    pub fn get(self) -> Preferences {
        self.0.get()
    }

    #[must_use]
    pub fn get_untracked(self) -> Preferences {
        self.0.get_untracked()
    }

    /// Changes, applies and keeps.
    pub fn update(self, change: impl FnOnce(&mut Preferences)) {
        let mut preferences = self.0.get_untracked();
        change(&mut preferences);
        preferences.apply();
        self.0.set(preferences);
    }
}
