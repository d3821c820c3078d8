//! Keys that act anywhere on a screen: `/` search, `c` cancel, `?` help.
//!
//! One listener on the window; components register while they are mounted. A key never acts while an
//! input method is composing, while somebody is typing, together with a modifier, or under a modal
//! dialog.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::i18n::Msg;
use crate::state::preferences::PreferencesState;

/// A key and what it is for, for the help dialog.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// As [`KeyPress::key`] gives it: lower case letters, `/`, `?`, `Escape`.
    pub key: &'static str,
    pub label: Msg,
    id: u32,
    act: Callback<()>,
}

/// What matters of a key event, so that the decision is pure.
#[derive(Clone, Copy, Debug)]
pub struct KeyPress<'a> {
    pub key: &'a str,
    /// The place on the keyboard, e.g. `KeyC`.
    pub code: &'a str,
    pub composing: bool,
    /// Control, Alt or Meta is held.
    pub modified: bool,
    pub typing: bool,
    pub under_modal: bool,
}

impl KeyPress<'_> {
    /// The key that was meant, or `None` when nothing may act.
    ///
    /// With a Korean layout switched to Hangul the C key says `ㅊ`: the place tells the letter then.
    #[must_use]
    pub fn meant(&self, single_keys: bool) -> Option<String> {
        if self.composing || self.modified || self.typing || self.under_modal {
            return None;
        }
        if self.key.chars().count() > 1 {
            return (self.key != "Process").then(|| self.key.to_owned());
        }
        let key = match self.code.strip_prefix("Key") {
            Some(letter) if !self.key.is_ascii() => letter.to_ascii_lowercase(),
            _ => self.key.to_ascii_lowercase(),
        };
        single_keys.then_some(key)
    }
}

/// The context that holds the registered keys, the newest last.
#[derive(Clone, Copy, Debug)]
pub struct Shortcuts {
    registered: RwSignal<Vec<Shortcut>>,
    last_id: StoredValue<u32>,
}

impl Shortcuts {
    /// Starts listening on the window for as long as the calling component lives.
    pub fn provide(preferences: PreferencesState) -> Self {
        let shortcuts =
            Self { registered: RwSignal::new(Vec::new()), last_id: StoredValue::new(0) };
        provide_context(shortcuts);
        let listener = window_event_listener(ev::keydown, move |event| {
            let single_keys = preferences.get_untracked().single_keys;
            let key = event.key();
            let code = event.code();
            let Some(meant) = press(&event, &key, &code).meant(single_keys) else { return };
            // The newest wins: an open drawer's Escape goes before the page's.
            let found = shortcuts.registered.with_untracked(|registered| {
                registered.iter().rev().find(|shortcut| shortcut.key == meant).copied()
            });
            if let Some(shortcut) = found {
                event.prevent_default();
                shortcut.act.run(());
            }
        });
        on_cleanup(move || listener.remove());
        shortcuts
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// What can be pressed now, in the order it was registered.
    #[must_use]
    pub fn registered(self) -> Vec<Shortcut> {
        self.registered.get()
    }

    fn register(self, key: &'static str, label: Msg, act: Callback<()>) {
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        self.registered.update(|registered| registered.push(Shortcut { key, label, id, act }));
        on_cleanup(move || {
            let _ = self
                .registered
                .try_update(|registered| registered.retain(|shortcut| shortcut.id != id));
        });
    }
}

/// Lets a key act while the calling component is mounted. Outside the app, as in a component test,
/// there is nothing to register with and the key does nothing.
pub fn use_shortcut(key: &'static str, label: Msg, act: impl Fn() + Send + Sync + 'static) {
    if let Some(shortcuts) = use_context::<Shortcuts>() {
        shortcuts.register(key, label, Callback::new(move |()| act()));
    }
}

fn press<'a>(event: &KeyboardEvent, key: &'a str, code: &'a str) -> KeyPress<'a> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let under_modal = document().query_selector("dialog[open]").ok().flatten().is_some();
    KeyPress {
        key,
        code,
        // 229 is what browsers send for a key that the input method has taken.
        composing: event.is_composing() || event.key_code() == 229,
        modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
        typing: key != "Escape" && target.is_some_and(|target| takes_typing(&target)),
        under_modal,
    }
}

fn takes_typing(element: &Element) -> bool {
    let fields = "textarea, select, [contenteditable], [role=menu], \
                  input:not([type=radio], [type=checkbox], [type=button], [type=submit])";
    element.closest(fields).ok().flatten().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: KeyPress<'static> = KeyPress {
        key: "c",
        code: "KeyC",
        composing: false,
        modified: false,
        typing: false,
        under_modal: false,
    };

    #[track_caller]
    fn check(press: KeyPress<'_>, expected: Option<&str>) {
        assert_eq!(press.meant(true).as_deref(), expected, "{press:?}");
    }

    #[test]
    fn a_letter_is_meant_whatever_the_layout() {
        check(PLAIN, Some("c"));
        check(KeyPress { key: "C", ..PLAIN }, Some("c"));
        check(KeyPress { key: "ㅊ", ..PLAIN }, Some("c"));
        check(KeyPress { key: "/", code: "Slash", ..PLAIN }, Some("/"));
        check(KeyPress { key: "?", code: "Slash", ..PLAIN }, Some("?"));
        check(KeyPress { key: "Escape", code: "Escape", ..PLAIN }, Some("Escape"));
    }

    #[test]
    fn nothing_acts_while_somebody_types_or_composes() {
        check(KeyPress { composing: true, ..PLAIN }, None);
        check(KeyPress { typing: true, ..PLAIN }, None);
        check(KeyPress { modified: true, ..PLAIN }, None);
        check(KeyPress { under_modal: true, ..PLAIN }, None);
        check(KeyPress { key: "Process", ..PLAIN }, None);
    }

    #[test]
    fn single_keys_can_be_switched_off_but_escape_stays() {
        assert_eq!(PLAIN.meant(false), None);
        let escape = KeyPress { key: "Escape", code: "Escape", ..PLAIN };
        assert_eq!(escape.meant(false).as_deref(), Some("Escape"));
    }
}
