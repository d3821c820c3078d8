//! 미납: bills that were written for the customer and are not paid yet, and the way to all of their bills.

use desk_api::Bill;
use desk_domain::Won;
use desk_domain::payment::BookStatus;
use leptos::prelude::*;

use super::account::Account;
use crate::format::moment;
use crate::format::won::won;
use crate::i18n::{customer, locale, t};
use crate::pages::payments::place::Place;
use crate::routes::{BillsQuery, Period, PeriodPreset, Route, StatusFilter};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::feedback::Empty;
use crate::ui::skeleton::SkeletonRows;

#[component]
pub fn Unpaid(account: Account, place: Place) -> AnyView {
    let shown =
        Memo::new(move |_| account.tab.get().map(|tab| (tab.unpaid, tab.totals.unpaid_won)));
    let id = Memo::new(move |_| account.tab.with(|tab| tab.as_ref()?.customer.id.clone()));
    view! {
        <div class="listing">
            {move || match shown.get() {
                None => view! { <SkeletonRows /> }.into_any(),
                Some((bills, owed)) => {
                    let waits = owed > bills.iter().map(|bill| bill.amount_won).sum::<Won>();
                    if bills.is_empty() { nothing(place, waits) } else { list(place, bills, waits) }
                }
            }}
            {move || id.get().map(every_bill)}
        </div>
    }
    .into_any()
}

/// Also those that are paid, cancelled or void.
fn every_bill(customer: String) -> AnyView {
    let query = BillsQuery {
        period: Period::Preset(PeriodPreset::AllTime),
        customer: Some(customer),
        ..BillsQuery::default()
    };
    view! {
        <div class="customer-waiting">
            <ButtonLink kind=ButtonKind::Plain href=Route::Bills(query).href()>
                {t(customer::EVERY_BILL)}
            </ButtonLink>
        </div>
    }
    .into_any()
}

fn list(place: Place, bills: Vec<Bill>, waits: bool) -> AnyView {
    let bills = bills.into_iter().map(|bill| {
        let items = bill.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>().join(", ");
        let when = match (bill.sent_at, bill.last_day) {
            (None, _) => t(customer::NOT_SENT).to_owned(),
            (Some(_), Some(day)) => customer::until(locale(), &moment::day(locale(), day)),
            (Some(at), None) => customer::sent_on(locale(), &moment::day(locale(), at.kst_date())),
        };
        let href = Route::Bill(bill.id, BillsQuery::default()).href();
        view! {
            <li class="customer-bill">
                <a href=href>{items}</a>
                <span class="customer-bill__when">{when}</span>
                <span class="customer-bill__amount">{won(locale(), bill.amount_won)}</span>
            </li>
        }
    });
    let bills = bills.collect_view();
    let others = waits.then(|| {
        view! {
            <div class="customer-waiting">
                <p>{t(customer::MORE_WAITING)}</p>
                {see_waiting(place)}
            </div>
        }
    });
    view! {
        <ul class="customer-bills" aria-label=t(customer::BILLS)>
            {bills}
        </ul>
        {others}
    }
    .into_any()
}

/// A payment that waits for its deposit is owed, too, and no bill of ours.
fn nothing(place: Place, waits: bool) -> AnyView {
    match waits {
        true => view! {
            <Empty title=t(customer::NO_BILLS) hint=t(customer::WAITING_HINT)>
                {see_waiting(place)}
            </Empty>
        }
        .into_any(),
        false => view! { <Empty title=t(customer::NO_BILLS) /> }.into_any(),
    }
}

fn see_waiting(place: Place) -> AnyView {
    let unpaid = Some(StatusFilter::Book(BookStatus::Unpaid));
    let see = move |()| place.show_payments(|query| query.status = unpaid);
    view! { <Button on_press=see>{t(customer::SEE_WAITING)}</Button> }.into_any()
}
