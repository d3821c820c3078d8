//! What is done with a bill: sending, sending again, recording, voiding. One dialog, whichever deed it is;
//! it says what will happen and what comes next.

use desk_api::Bill;
use desk_domain::bill::BillAction;
use desk_domain::{BillId, Won};
use leptos::prelude::*;

use super::errand::Errand;
use crate::components::part::{Part, dialog_waits};
use crate::format::won::won;
use crate::i18n::{Msg, bills, locale, payments, t};
use crate::part;
use crate::state::toasts::Toasts;
use crate::ui::dialog::Dialog;
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

pub mod record;
pub mod resend;
pub mod send;
pub mod sent;
pub mod void;

use record::Record;
use resend::Resend;
use send::Send;
use sent::SentBill;
use void::Void;

/// The deeds that have a dialog, in the order of the buttons.
pub const DEEDS: [BillAction; 4] =
    [BillAction::Send, BillAction::Resend, BillAction::Record, BillAction::Void];

/// Which deed is being done with which bill.
#[derive(Clone, Copy, Debug)]
pub struct BillDeeds {
    open: RwSignal<bool>,
    asked: RwSignal<Option<(BillAction, Bill)>>,
    /// What the dialog is called once it tells how the deed ended.
    told: RwSignal<Option<Msg>>,
}

impl BillDeeds {
    #[must_use]
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), asked: RwSignal::new(None), told: RwSignal::new(None) }
    }

    pub fn start(self, action: BillAction, bill: Bill) {
        self.told.set(None);
        self.asked.set(Some((action, bill)));
        self.open.set(true);
    }

    /// Opens the dialog of a deed whose request waits to be sent again, as after a reload.
    pub fn resume(self, bill: &Bill) {
        let waits = |action: &BillAction| Errand::unanswered(&name(*action, &bill.id)).is_some();
        if let Some(action) = DEEDS.into_iter().find(waits) {
            self.start(action, bill.clone());
        }
    }
}

impl Default for BillDeeds {
    fn default() -> Self {
        Self::new()
    }
}

/// What an errand about a bill is called.
#[must_use]
pub fn name(action: BillAction, bill: &BillId) -> String {
    format!("{action}.{bill}")
}

/// What every deed needs.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    pub bill: StoredValue<Bill>,
    pub errand: Errand,
    pub close: Callback<()>,
}

impl Deed {
    pub fn bill(self) -> Bill {
        self.bill.get_value()
    }

    pub fn amount(self) -> Won {
        self.bill.with_value(|bill| bill.amount_won)
    }
}

/// One opening of the dialog.
#[derive(Clone)]
struct Opening {
    open: RwSignal<bool>,
    action: BillAction,
    bill: Bill,
    told: RwSignal<Option<Msg>>,
    on_changed: Callback<Option<Bill>>,
}

const CONTENT: Part =
    part!(bill_deed_part in deeds: view! { <Content opening=expect_context() /> });

/// Mounted once beside whatever opens it. `on_changed` gets the bill as it is afterwards; when the
/// server refused, nothing, and the bill should be read again.
#[component]
pub fn BillDialog(deeds: BillDeeds, #[prop(into)] on_changed: Callback<Option<Bill>>) -> AnyView {
    let title = Signal::derive(move || {
        let action = deeds.asked.with(|asked| asked.as_ref().map(|(action, _)| *action));
        let named = deeds.told.get().or(action.map(bills::action));
        named.map(|words| t(words).to_owned()).unwrap_or_default()
    });
    view! {
        <Dialog open=deeds.open title>
            {move || {
                deeds
                    .asked
                    .get()
                    .map(|(action, bill)| {
                        let BillDeeds { open, told, .. } = deeds;
                        provide_context(Opening { open, action, bill, told, on_changed });
                        CONTENT.show(dialog_waits)
                    })
            }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Content(opening: Opening) -> AnyView {
    let Opening { open, action, bill, told, on_changed } = opening;
    let toasts = Toasts::expect();
    let sent = RwSignal::new(None::<Bill>);
    let close = Callback::new(move |()| open.set(false));
    let on_done = Callback::new(move |bill: Bill| {
        if action == BillAction::Send {
            // The dialog may be closed by now.
            let _ = sent.try_set(Some(bill.clone()));
        } else {
            open.set(false);
            toasts.show(Notice::new(Tone::Success, t(done(action))));
        }
        on_changed.run(Some(bill));
    });
    let name = name(action, &bill.id);
    let errand = Errand::start(&name, on_done, Callback::new(move |()| on_changed.run(None)));
    let deed = Deed { bill: StoredValue::new(bill), errand, close };
    (move || match (action, sent.get()) {
        (_, Some(bill)) => view! { <SentBill bill told close /> }.into_any(),
        (BillAction::Send, None) => view! { <Send deed /> }.into_any(),
        (BillAction::Resend, None) => view! { <Resend deed /> }.into_any(),
        (BillAction::Record, None) => view! { <Record deed /> }.into_any(),
        (BillAction::Void, None) => view! { <Void deed /> }.into_any(),
        (BillAction::Cancel | BillAction::BillAgain, None) => ().into_any(),
    })
    .into_any()
}

const fn done(action: BillAction) -> Msg {
    match action {
        BillAction::Resend => bills::RESENT,
        BillAction::Void => bills::VOIDED,
        BillAction::Record => bills::RECORDED,
        BillAction::Send | BillAction::Cancel | BillAction::BillAgain => bills::SENT_TITLE,
    }
}

/// Whose bill, for what, how much.
#[must_use]
pub fn what(bill: &Bill) -> AnyView {
    let name = bill.customer.name.clone().unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    view! {
        <div class="cancel-dialog__what">
            <p class="cancel-dialog__who">{name} " · " {bills::title(locale(), &bill.items)}</p>
            <p class="cancel-dialog__paid">
                <span>{t(bills::BILL)}</span>
                <strong>{won(locale(), bill.amount_won)}</strong>
            </p>
        </div>
    }
    .into_any()
}
