//! A modal dialog on the native element: the page behind is inert, and the focus comes back.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::dom::{all_matching, focus, fresh_id};
use super::icon::{Glyph, Icon};
use super::keyboard::{Keyboard, is_nowhere};
use crate::i18n::{t, ui};

/// What takes the keyboard; of a group of radio buttons the chosen one, where one is.
const FIELDS: &str = "input:checked, [role=radiogroup]:not(:has(:checked)) input, \
                      input:not([type=radio]), select, textarea, button";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// A question.
    Small,
    /// A form.
    #[default]
    Medium,
    /// A form beside an explanation.
    Large,
}

impl DialogSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Mounted while `open`. Escape and the close button ask `may_close` first, where it is given; a click
/// beside the dialog does nothing, since half a form is easily lost that way.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] size: DialogSize,
    #[prop(optional, into)] may_close: Option<Callback<(), bool>>,
    children: ChildrenFn,
) -> AnyView {
    let request_close = Callback::new(move |()| {
        if may_close.is_none_or(|may_close| may_close.run(())) {
            open.set(false);
        }
    });
    (move || open.get().then(|| open_dialog(title, size, request_close, children.clone())))
        .into_any()
}

fn open_dialog(
    title: Signal<String>,
    size: DialogSize,
    request_close: Callback<()>,
    children: ChildrenFn,
) -> AnyView {
    let title_id = fresh_id("dialog-title");
    let labelled_by = title_id.clone();
    let dialog = NodeRef::<html::Dialog>::new();
    show_modal_while_mounted(dialog);
    let keydown = move |event: KeyboardEvent| {
        // An Escape that ends a composition belongs to the input method.
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            request_close.run(());
        }
    };
    // The back gesture of phones closes without a key.
    let cancel = move |event: Event| {
        event.prevent_default();
        request_close.run(());
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            data-size=size.name()
            tabindex="-1"
            aria-labelledby=labelled_by
            on:keydown=keydown
            on:cancel=cancel
            on:focusout=move |_| keep_keyboard(dialog)
        >
            <h2 class="dialog__title" id=title_id>
                {move || title.get()}
            </h2>
            {children()}
            // Last in order, so that the first field gets the focus and not this.
            <button
                class="icon-button dialog__close"
                type="button"
                aria-label=t(ui::CLOSE)
                title=t(ui::CLOSE)
                on:click=move |_| request_close.run(())
            >
                <Glyph icon=Icon::Close />
            </button>
        </dialog>
    }
    .into_any()
}

/// Shows the dialog once it is in the document. When it goes, closing it first lifts the inertness of
/// the page; only then can the focus return to where it was.
fn show_modal_while_mounted(dialog: NodeRef<html::Dialog>) {
    let before = StoredValue::new_local(Keyboard::here());
    let shown = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Refuses only when it is open already.
            let _ = dialog.show_modal();
            // A body that scrolls would take the focus for itself.
            if let Some(first) = all_matching(&dialog, FIELDS).first() {
                focus(first);
            }
            shown.set_value(Some(dialog));
        }
    });
    on_cleanup(move || {
        if let Some(dialog) = shown.get_value() {
            dialog.close();
        }
        before.with_value(Keyboard::give_back);
    });
}

/// A button may go with the step that it ended: the dialog itself takes the keyboard then.
fn keep_keyboard(dialog: NodeRef<html::Dialog>) {
    request_animation_frame(move || {
        let open = dialog.try_get_untracked().flatten();
        if let Some(dialog) = open.filter(|_| is_nowhere()) {
            focus(&dialog);
        }
    });
}

/// What a dialog says; scrolls when it is long.
#[component]
pub fn DialogBody(children: Children) -> AnyView {
    view! { <div class="dialog__body">{children()}</div> }.into_any()
}

/// The buttons at the foot, the deed last.
#[component]
pub fn DialogActions(children: Children) -> AnyView {
    view! { <div class="dialog__actions">{children()}</div> }.into_any()
}
