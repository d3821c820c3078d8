//! What can be pressed on this screen. Opened by `?`.

use leptos::prelude::*;

use crate::i18n::{Msg, shell, t};
use crate::state::preferences::PreferencesState;
use crate::state::shortcuts::{Shortcuts, use_shortcut};
use crate::ui::dialog::{Dialog, DialogBody, DialogSize};
use crate::ui::kbd::Kbd;

/// What lists and dialogs do by themselves, without registering.
const EVERYWHERE: [(&[&str], Msg); 3] = [
    (&["ArrowUp", "ArrowDown"], shell::KEY_ROWS),
    (&["Enter"], shell::KEY_OPEN),
    (&["Escape"], shell::KEY_BACK),
];

#[component]
pub fn HelpDialog(open: RwSignal<bool>) -> AnyView {
    let shortcuts = Shortcuts::expect();
    let preferences = PreferencesState::expect();
    use_shortcut("?", shell::HELP, move || open.set(true));
    view! {
        <Dialog open title=t(shell::HELP_TITLE) size=DialogSize::Small>
            <DialogBody>
                {move || {
                    (!preferences.get().single_keys)
                        .then(|| {
                            view! { <p class="help-dialog__note">{t(shell::SHORTCUTS_ARE_OFF)}</p> }
                        })
                }}
                <dl class="help-dialog">
                    {move || {
                        let registered = shortcuts.registered();
                        registered
                            .iter()
                            .filter(|shortcut| shortcut.key != "Escape")
                            .map(|shortcut| line(&[shortcut.key], shortcut.label))
                            .chain(EVERYWHERE.iter().map(|(keys, label)| line(keys, *label)))
                            .collect_view()
                    }}
                </dl>
            </DialogBody>
        </Dialog>
    }
    .into_any()
}

fn line(keys: &[&'static str], label: Msg) -> AnyView {
    view! {
        <div class="help-dialog__line">
            <dt>{t(label)}</dt>
            <dd>{keys.iter().map(|key| view! { <Kbd key=*key /> }).collect_view()}</dd>
        </div>
    }
    .into_any()
}
