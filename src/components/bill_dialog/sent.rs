//! A bill on its way to the vendor, and how that ended: with a link, or with what to do next.

use std::time::Duration;

use desk_api::Bill;
use desk_domain::bill::{BillDelivery, BillStatus};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::events::use_changes;
use crate::api::{bills as api, pause};
use crate::components::bill_status::bill_status;
use crate::format::won::won;
use crate::i18n::{Msg, bills, locale, pick, t, ui};
use crate::ui::button::Button;
use crate::ui::copy_field::CopyField;
use crate::ui::dialog::{DialogActions, DialogBody};

/// Live changes come at once; asking is for when they do not.
const FIRST_LOOK: Duration = Duration::from_secs(1);
const SLOWEST_LOOK: Duration = Duration::from_secs(5);

#[component]
pub fn SentBill(
    bill: Bill,
    /// What the dialog is called by now.
    told: RwSignal<Option<Msg>>,
    close: Callback<()>,
) -> AnyView {
    let bill = RwSignal::new(bill);
    follow(bill);
    Effect::new(move |_| told.set(bill.with(title)));
    // The button that had the focus is gone.
    let body = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            let _ = body.focus();
        }
    });
    view! {
        <div class="cancel-dialog" tabindex="-1" node_ref=body aria-label=t(bills::BILL)>
            <DialogBody>
                <div class="cancel-dialog__outcome" role="status">
                    {move || outcome(&bill.get())}
                </div>
                {move || bill.with(|bill| bill.link.clone()).map(link)}
            </DialogBody>
            <DialogActions>
                <Button on_press=close>{t(ui::CLOSE)}</Button>
            </DialogActions>
        </div>
    }
    .into_any()
}

/// Nothing new while it is on its way.
fn title(bill: &Bill) -> Option<Msg> {
    match (bill.delivery, bill.status) {
        (_, BillStatus::Unsent) => Some(bills::NOT_SENT),
        (Some(BillDelivery::Link), _) if is_sent(bill) => Some(bills::LINK_TITLE),
        _ => is_sent(bill).then_some(bills::SENT_TITLE),
    }
}

fn is_sent(bill: &Bill) -> bool {
    bill.trouble.is_none()
        && !matches!(bill.status, BillStatus::Unsent | BillStatus::Sending | BillStatus::Void)
}

fn outcome(bill: &Bill) -> AnyView {
    let says = match (&bill.trouble, bill.status) {
        (Some(trouble), _) => pick(trouble).to_owned(),
        (None, BillStatus::Unsent) => t(bills::NOT_SENT).to_owned(),
        (None, BillStatus::Sending) => t(bills::SENDING_NOW).to_owned(),
        (None, _) => t(bills::PAID_SHOWS).to_owned(),
    };
    let sent = bill.delivery.filter(|_| is_sent(bill)).map(|delivery| {
        let by_link = delivery == BillDelivery::Link;
        let words = bills::it_is_sent(locale(), by_link, bill.customer.phone.as_deref());
        view! { <p class="cancel-dialog__done">{words}</p> }
    });
    view! {
        <p class="cancel-dialog__sum">
            <strong>{won(locale(), bill.amount_won)}</strong>
            {bill_status(bill.status)}
        </p>
        {sent}
        <p class="cancel-dialog__sentence">{says}</p>
    }
    .into_any()
}

/// Where it is paid, to be handed on.
#[must_use]
pub fn link(link: String) -> AnyView {
    view! {
        <div class="bill-link">
            <p class="field__label">{t(bills::LINK)}</p>
            <CopyField label=t(bills::LINK) text=link />
            <p class="field__hint">{t(bills::LINK_HINT)}</p>
        </div>
    }
    .into_any()
}

/// Looks until the vendor's answer is known, more seldom each time.
fn follow(bill: RwSignal<Bill>) {
    let is_sending = move || bill.try_with_untracked(|bill| bill.status == BillStatus::Sending);
    let look = move || async move {
        let Some(id) = bill.try_with_untracked(|bill| bill.id.clone()) else { return };
        if let Ok(now) = api::find(&id).await
            && bill.try_with_untracked(|known| known.version <= now.version) == Some(true)
        {
            bill.set(now);
        }
    };
    use_changes(move |_| {
        if is_sending() == Some(true) {
            spawn_local(look());
        }
    });
    spawn_local(async move {
        let mut wait = FIRST_LOOK;
        while is_sending() == Some(true) {
            pause(wait).await;
            wait = (wait + FIRST_LOOK).min(SLOWEST_LOOK);
            look().await;
        }
    });
}
