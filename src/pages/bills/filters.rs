//! The chips and the filter bar: which status, which days, whose; and the sums of what these show.

use desk_domain::bill::BillStatus;
use leptos::prelude::*;

use super::list::BillsList;
use crate::components::bill_status::bill_look;
use crate::components::period_bar::{PeriodBar, PeriodWords};
use crate::format::won::count;
use crate::i18n::{bills, locale, payments, t};
use crate::routes::{BillsQuery, Place};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::choice::{Choice, CountTabs};
use crate::ui::icon::Icon;
use crate::ui::layout::Toolbar;

#[component]
pub fn StatusTabs(place: Place<BillsQuery>, list: BillsList) -> AnyView {
    let counted = move |status: Option<BillStatus>| {
        let words = move || list.sums().map(|sums| count(sums.behind(status))).unwrap_or_default();
        Signal::derive(words)
    };
    let all = Choice::new("", t(payments::ALL)).counted(counted(None));
    let choices = BillStatus::ALL.iter().map(|status| {
        let (mark, tone) = bill_look(*status);
        let choice = Choice::new(status.as_str(), t(bills::status(*status))).marked(mark, tone);
        choice.counted(counted(Some(*status)))
    });
    let chosen = Signal::derive(move || {
        place.query.with(|query| query.status.map_or("", BillStatus::as_str).to_owned())
    });
    view! {
        <div class="payments-tabs">
            <CountTabs
                label=t(payments::STATUS)
                choices=[all].into_iter().chain(choices).collect()
                value=chosen
                on_change=move |name: String| {
                    place.choose(|query| query.status = name.parse().ok());
                }
            />
        </div>
    }
    .into_any()
}

#[component]
pub fn Filters(place: Place<BillsQuery>, list: BillsList) -> AnyView {
    let of_one = Memo::new(move |_| place.query.with(|query| query.customer.is_some()));
    let everybody = move |()| place.choose(|query| query.customer = None);
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <PeriodBar
                    value=Signal::derive(move || place.query.get().period)
                    on_change=move |period| place.choose(|query| query.period = period)
                />
                {move || {
                    of_one
                        .get()
                        .then(|| {
                            view! {
                                <Button
                                    kind=ButtonKind::Plain
                                    icon=Icon::Close
                                    on_press=everybody
                                >
                                    {t(bills::ONE_CUSTOMER)}
                                </Button>
                            }
                        })
                }}
            </Toolbar>
            <Sums place list />
        </div>
    }
    .into_any()
}

/// Speaks of exactly what the filters show.
#[component]
fn Sums(place: Place<BillsQuery>, list: BillsList) -> AnyView {
    let words = move || {
        list.sums().map(|sums| {
            let unpaid = sums.unpaid_won.is_positive().then(|| {
                let words = bills::sum_unpaid(locale(), sums.unpaid_won);
                view! { <span class="list-sums__cancelled">{words}</span> }
            });
            view! {
                <span>{payments::sums(locale(), &count(sums.count), sums.amount_won)}</span>
                {unpaid}
            }
        })
    };
    view! {
        <div class="list-sums">
            <PeriodWords value=Signal::derive(move || place.query.get().period) />
            <p class="list-sums__words" role="status">
                {words}
            </p>
        </div>
    }
    .into_any()
}
