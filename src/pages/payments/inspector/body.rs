//! The sections of the inspector, the most asked for first.

use desk_api::PaymentDetail;
use leptos::prelude::*;

use super::billing::Billing;
use super::cancelling::Cancelling;
use super::details::Details;
use super::gateway::Gateway;
use super::reading::Reading;
use crate::components::cancellation_card::CancellationCard;
use crate::components::hint_panel::HintPanel;
use crate::components::story::{EvidenceList, Story};
use crate::i18n::{payments, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::disclosure::Disclosure;
use crate::ui::drawer::DrawerSection;
use crate::ui::icon::Icon;

#[component]
pub fn Body(reading: Reading, cancelling: Cancelling) -> AnyView {
    let detail = reading.expect_detail();
    let decision = Memo::new(move |_| detail.with(|detail| detail.decision.clone()));
    let timeline = Memo::new(move |_| detail.with(|detail| detail.timeline.clone()));
    let evidence = Memo::new(move |_| detail.with(|detail| detail.evidence.clone()));
    view! {
        <Gateway reading />
        {move || view! { <HintPanel decision=decision.get() /> }}
        <Cancellations detail cancelling />
        <Billing detail />
        <DrawerSection title=t(payments::DETAILS)>
            <Details detail />
        </DrawerSection>
        <DrawerSection title=t(payments::TIMELINE)>
            {move || view! { <Story entries=timeline.get() /> }}
        </DrawerSection>
        <Disclosure summary=t(payments::EVIDENCE)>
            {move || view! { <EvidenceList items=evidence.get() /> }}
        </Disclosure>
        <p class="inspector-print">
            <Button kind=ButtonKind::Plain icon=Icon::Printer on_press=move |()| print()>
                {t(payments::PRINT)}
            </Button>
        </p>
    }
    .into_any()
}

#[component]
fn Cancellations(detail: Signal<PaymentDetail>, cancelling: Cancelling) -> AnyView {
    let cancellations = Memo::new(move |_| detail.with(|detail| detail.cancellations.clone()));
    (move || {
        let cancellations = cancellations.get();
        (!cancellations.is_empty()).then(|| {
            let cards = cancellations
                .into_iter()
                .map(|cancellation| {
                    view! {
                        <CancellationCard
                            cancellation
                            on_watch=move |_| cancelling.open.set(true)
                        />
                    }
                })
                .collect_view();
            view! { <DrawerSection title=t(payments::CANCELLATIONS)>{cards}</DrawerSection> }
        })
    })
    .into_any()
}

fn print() {
    // A browser that cannot print has no dialog to open.
    let _ = window().print();
}
