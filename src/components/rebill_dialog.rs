//! 미납내역 가져오기: what was cancelled becomes unpaid again, as a bill of its own. The result offers
//! what comes next: asking for the money, or writing down that it was paid.

use desk_api::{Bill, PaymentDetail};
use desk_domain::PaymentId;
use leptos::prelude::*;

use super::bill_dialog::BillDeeds;
use super::errand::Errand;
use crate::components::part::{Part, dialog_waits};
use crate::i18n::{bills, t};
use crate::part;
use crate::ui::dialog::Dialog;

pub mod fields;
pub mod form;
pub mod items;
pub mod outcome;

use fields::Fields;
use form::RebillForm;
use outcome::Outcome;

/// What the errand of re-billing a payment is called.
#[must_use]
pub fn name(payment: &PaymentId) -> String {
    format!("rebill.{payment}")
}

/// One opening of the dialog.
#[derive(Clone, Copy)]
struct Opening {
    open: RwSignal<bool>,
    detail: Signal<PaymentDetail>,
    deeds: BillDeeds,
    /// What the title follows.
    done: RwSignal<bool>,
    on_changed: Callback<()>,
}

const CONTENT: Part = part!(rebill_part in deeds: view! { <Content opening=expect_context() /> });

/// Mounted beside the payment it is about.
#[component]
pub fn RebillDialog(
    open: RwSignal<bool>,
    #[prop(into)] detail: Signal<PaymentDetail>,
    /// Where the next step is taken.
    deeds: BillDeeds,
    /// The payment has changed and should be read again.
    #[prop(into)]
    on_changed: Callback<()>,
) -> AnyView {
    let done = RwSignal::new(false);
    Effect::new(move |_| {
        if !open.get() {
            done.set(false);
        }
    });
    let title = Signal::derive(move || {
        let words = if done.get() { bills::REBILL_DONE } else { bills::REBILL_TITLE };
        t(words).to_owned()
    });
    view! {
        <Dialog open title>
            {
                provide_context(Opening { open, detail, deeds, done, on_changed });
                CONTENT.show(dialog_waits)
            }
        </Dialog>
    }
    .into_any()
}

/// Set up anew for each opening: one opening is one intent with one key.
#[component]
fn Content(opening: Opening) -> AnyView {
    let Opening { open, detail, deeds, done, on_changed } = opening;
    let made = RwSignal::new(None::<Bill>);
    Effect::new(move |_| done.set(made.with(Option::is_some)));
    let payment = detail.with_untracked(|detail| detail.payment.id.clone());
    let on_done = Callback::new(move |bill: Bill| {
        // The dialog may be closed by now.
        let _ = made.try_set(Some(bill));
        on_changed.run(());
    });
    let errand = Errand::start(&name(&payment), on_done, on_changed);
    let form = RebillForm::new(detail);
    let close = Callback::new(move |()| open.set(false));
    (move || match made.get() {
        Some(bill) => view! { <Outcome bill deeds close /> }.into_any(),
        None => view! { <Fields detail form errand close /> }.into_any(),
    })
    .into_any()
}
