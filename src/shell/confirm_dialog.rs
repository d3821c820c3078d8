//! The one dialog behind [`Confirm`].

use leptos::prelude::*;

use crate::state::confirm::Confirm;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};

/// Mounted once. Saying no is always the first button and has the focus.
#[component]
pub fn ConfirmDialog() -> AnyView {
    let question = Confirm::expect().question();
    let open = RwSignal::new(false);
    // Each way only where they differ: a signal that is set to what it is still wakes the other side.
    Effect::new(move |_| {
        let asked = question.with(Option::is_some);
        if asked != open.get_untracked() {
            open.set(asked);
        }
    });
    Effect::new(move |_| {
        if !open.get() && question.with_untracked(Option::is_some) {
            question.set(None);
        }
    });
    let title = move || question.get().map(|question| question.title).unwrap_or_default();
    view! {
        <Dialog open title=Signal::derive(title) size=DialogSize::Small>
            {move || {
                question
                    .get()
                    .map(|question| {
                        let kind = if question.danger {
                            ButtonKind::Danger
                        } else {
                            ButtonKind::Primary
                        };
                        let confirm = move |()| {
                            open.set(false);
                            question.then.run();
                        };
                        view! {
                            <DialogBody>
                                <p class="confirm-dialog__body">{question.body}</p>
                            </DialogBody>
                            <DialogActions>
                                <Button on_press=move |()| open.set(false)>{question.keep}</Button>
                                <Button kind on_press=confirm>
                                    {question.confirm}
                                </Button>
                            </DialogActions>
                        }
                    })
            }}
        </Dialog>
    }
    .into_any()
}
