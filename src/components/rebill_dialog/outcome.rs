//! What became of it: unpaid again, and what to do next.

use desk_api::Bill;
use desk_domain::bill::BillAction;
use leptos::html;
use leptos::prelude::*;

use crate::components::bill_dialog::{BillDeeds, what};
use crate::components::bill_status::bill_status;
use crate::i18n::{bills, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};

#[component]
pub fn Outcome(bill: Bill, deeds: BillDeeds, close: Callback<()>) -> AnyView {
    // The button that had the focus is gone.
    let body = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            let _ = body.focus();
        }
    });
    let record = next(&bill, BillAction::Record, ButtonKind::Quiet, deeds, close);
    let send = next(&bill, BillAction::Send, ButtonKind::Primary, deeds, close);
    view! {
        <div class="cancel-dialog" tabindex="-1" node_ref=body aria-label=t(bills::REBILL_DONE)>
            <DialogBody>
                <div class="cancel-dialog__outcome" role="status">
                    <p class="cancel-dialog__sum">
                        {bill_status(bill.status)}
                    </p>
                    {what(&bill)}
                    <p>{t(bills::REBILL_NEXT)}</p>
                </div>
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(bills::LATER)}
                </Button>
                {record} {send}
            </DialogActions>
        </div>
    }
    .into_any()
}

/// Opens the dialog of what comes next in place of this one.
fn next(
    bill: &Bill,
    action: BillAction,
    kind: ButtonKind,
    deeds: BillDeeds,
    close: Callback<()>,
) -> Option<AnyView> {
    let made = bill.actions.contains(&action).then(|| bill.clone())?;
    let go = move |()| {
        close.run(());
        deeds.start(action, made.clone());
    };
    Some(view! { <Button kind on_press=go>{t(bills::action(action))}</Button> }.into_any())
}
