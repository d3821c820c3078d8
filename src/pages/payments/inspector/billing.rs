//! The chain around this payment: the bill it came from, and the bills made of what was cancelled.

use desk_api::{PaymentDetail, RebillOrigin, Rebilling};
use desk_domain::decision::Action;
use leptos::prelude::*;

use crate::components::bill_card::BillCard;
use crate::format::won::won;
use crate::i18n::{bills, locale, t};
use crate::routes::{BillsQuery, PaymentsQuery, Route};
use crate::ui::button::ButtonLink;
use crate::ui::drawer::DrawerSection;
use crate::ui::facts::{Fact, Facts};

#[component]
pub fn Billing(detail: Signal<PaymentDetail>) -> AnyView {
    let rebill = Memo::new(move |_| {
        detail.with(|detail| (detail.rebill.clone(), detail.decision.allows(Action::Rebill)))
    });
    (move || {
        let (rebill, is_allowed) = rebill.get();
        rebill.map(|rebill| chain(rebill, is_allowed))
    })
    .into_any()
}

fn chain(rebill: Rebilling, is_allowed: bool) -> Option<AnyView> {
    let Rebilling { rebillable_won, rebilled_won, bills: made, origin, .. } = rebill;
    let waits = rebillable_won.is_positive() && !is_allowed;
    let left = if waits { bills::REBILLABLE_LATER } else { bills::REBILLABLE };
    let sums = (rebillable_won.is_positive() || rebilled_won.is_positive()).then(|| {
        view! {
            <Facts>
                <Fact label=t(left) numeric=true>
                    {won(locale(), rebillable_won)}
                </Fact>
                <Fact label=t(bills::REBILLED) numeric=true>
                    {won(locale(), rebilled_won)}
                </Fact>
            </Facts>
        }
    });
    if sums.is_none() && made.is_empty() && origin.is_none() {
        return None;
    }
    let cards = made.into_iter().map(|bill| view! { <BillCard bill /> }).collect_view();
    Some(
        view! {
            <DrawerSection title=t(bills::CHAIN)>{origin.map(came_from)} {sums} {cards}</DrawerSection>
        }
        .into_any(),
    )
}

fn came_from(origin: RebillOrigin) -> AnyView {
    let RebillOrigin { bill_id, payment_id } = origin;
    let bill = Route::Bill(bill_id, BillsQuery::default()).href();
    let payment = payment_id.map(|id| {
        let href = Route::Payment(id, PaymentsQuery::default()).href();
        view! { <ButtonLink href>{t(bills::SEE_ORIGIN)}</ButtonLink> }
    });
    view! {
        <p>{t(bills::FROM_BILL)}</p>
        <p class="bill-payments">
            <ButtonLink href=bill>{t(bills::SEE_BILL)}</ButtonLink>
            {payment}
        </p>
    }
    .into_any()
}
