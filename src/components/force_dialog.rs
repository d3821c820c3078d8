//! 강제취소: says what stays undone and who does what next, asks for the password once more, and is done
//! with the click. Nothing goes to a gateway.

use desk_api::{Cancellation, PaymentDetail};
use leptos::prelude::*;

use crate::components::part::{Part, dialog_waits};
use crate::i18n::{force, t};
use crate::part;
use crate::ui::dialog::Dialog;

pub mod fields;
pub mod form;
pub mod outcome;

use fields::Fields;
use form::ForceForm;
use outcome::Outcome;

/// One opening of the dialog.
#[derive(Clone, Copy)]
struct Opening {
    open: RwSignal<bool>,
    detail: Signal<PaymentDetail>,
    on_changed: Callback<()>,
}

pub const CONTENT: Part =
    part!(force_part in deeds: view! { <Content opening=expect_context() /> });

/// Mounted beside the payment it is about.
#[component]
pub fn ForceDialog(
    open: RwSignal<bool>,
    #[prop(into)] detail: Signal<PaymentDetail>,
    /// The payment has changed and should be read again.
    #[prop(into)]
    on_changed: Callback<()>,
) -> AnyView {
    view! {
        <Dialog open title=t(force::TITLE)>
            {
                provide_context(Opening { open, detail, on_changed });
                CONTENT.show(dialog_waits)
            }
        </Dialog>
    }
    .into_any()
}

/// Set up anew for each opening: one opening is one intent with one key.
#[component]
fn Content(opening: Opening) -> AnyView {
    let Opening { open, detail, on_changed } = opening;
    let done = RwSignal::new(None::<Cancellation>);
    let form = ForceForm::new(detail, done, on_changed);
    let close = Callback::new(move |()| open.set(false));
    (move || match done.get() {
        Some(cancellation) => view! { <Outcome detail cancellation close /> }.into_any(),
        None => view! { <Fields detail form close /> }.into_any(),
    })
    .into_any()
}
