//! The head of the tab: who it is, the totals of all time, and which list is shown below.

use desk_api::{Customer, CustomerTotals};
use desk_domain::Won;
use leptos::prelude::*;

use super::account::Account;
use crate::format::won::{count, won};
use crate::i18n::{Msg, customer, locale, payments, t};
use crate::pages::payments::place::Place;
use crate::routes::CustomerView;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::skeleton::Skeleton;

#[component]
pub fn Head(account: Account, place: Place) -> AnyView {
    let tab = Memo::new(move |_| account.tab.get().map(|tab| (tab.customer, tab.totals)));
    view! {
        <section class="customer-head" aria-label=t(customer::WHO)>
            {move || match tab.get() {
                Some((customer, totals)) => {
                    view! {
                        <Who customer totals />
                        <Totals totals />
                    }
                        .into_any()
                }
                None => view! { <Skeleton lines=2 /> }.into_any(),
            }}
        </section>
        <Views place />
    }
    .into_any()
}

#[component]
fn Who(customer: Customer, totals: CustomerTotals) -> AnyView {
    let name = customer.name.unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    let number = count(u64::try_from(totals.payments).unwrap_or_default());
    let parts = [customer.phone, Some(customer::payments(locale(), &number))];
    let about = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <div>
            <h2 class="customer-head__name">{name}</h2>
            <p class="customer-head__about">{about}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Totals(totals: CustomerTotals) -> AnyView {
    view! {
        <dl class="customer-totals">
            {figure(customer::PAID_WON, totals.paid_won)}
            {figure(customer::CANCELLED_WON, Won::ZERO.saturating_sub(totals.cancelled_won))}
            {figure(customer::UNPAID_WON, totals.unpaid_won)}
        </dl>
    }
    .into_any()
}

fn figure(label: Msg, amount: Won) -> AnyView {
    view! {
        <div class="customer-totals__figure" data-zero=amount.is_zero().then_some("")>
            <dt>{t(label)}</dt>
            <dd>{won(locale(), amount)}</dd>
        </div>
    }
    .into_any()
}

#[component]
fn Views(place: Place) -> AnyView {
    let choices =
        CustomerView::ALL.into_iter().map(|view| Choice::new(view.as_str(), t(view_name(view))));
    view! {
        <div class="customer-views">
            <SegmentedControl
                label=t(customer::VIEW)
                choices=choices.collect()
                value=Signal::derive(move || place.view().as_str().to_owned())
                on_change=move |name: String| place.show(CustomerView::from_name(&name))
            />
        </div>
    }
    .into_any()
}

const fn view_name(view: CustomerView) -> Msg {
    match view {
        CustomerView::Payments => customer::PAYMENTS,
        CustomerView::Cancellations => customer::CANCELLATIONS,
        CustomerView::Unpaid => customer::UNPAID,
    }
}
