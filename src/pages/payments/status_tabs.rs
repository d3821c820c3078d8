//! The chips above the list: statuses with how many there are of each.

use desk_api::PaymentSummary;
use desk_domain::payment::BookStatus;
use leptos::prelude::*;

use super::list::PaymentsList;
use super::place::Place;
use crate::components::status::book_look;
use crate::format::won::count;
use crate::i18n::{payments, t, words};
use crate::routes::StatusFilter;
use crate::ui::choice::{Choice, CountTabs};
use crate::ui::mark::{Mark, Tone};

/// The order of a day's work: what can be cancelled, what was, what is waiting.
const FILTERS: [StatusFilter; 7] = [
    StatusFilter::Book(BookStatus::Paid),
    StatusFilter::Book(BookStatus::PartiallyCancelled),
    StatusFilter::Book(BookStatus::Cancelled),
    StatusFilter::InProgress,
    StatusFilter::FollowUp,
    StatusFilter::Book(BookStatus::Unpaid),
    StatusFilter::Book(BookStatus::Void),
];

#[component]
pub fn StatusTabs(place: Place, list: PaymentsList) -> AnyView {
    let counted = move |filter: Option<StatusFilter>| {
        Signal::derive(move || {
            let number = list.summary().map(|summary| number_of(&summary, filter));
            number.and_then(|number| u64::try_from(number).ok()).map_or_else(String::new, count)
        })
    };
    let all = Choice::new("", t(payments::ALL)).counted(counted(None));
    let choices = FILTERS.into_iter().map(|filter| {
        let choice = match filter {
            StatusFilter::Book(status) => {
                let (mark, tone) = book_look(status);
                Choice::new(filter.as_str(), t(words::book_status(status))).marked(mark, tone)
            }
            StatusFilter::InProgress => Choice::new(filter.as_str(), t(payments::IN_PROGRESS))
                .marked(Mark::Turning, Tone::Info),
            StatusFilter::FollowUp => Choice::new(filter.as_str(), t(payments::FOLLOW_UP))
                .marked(Mark::Differs, Tone::Warning),
        };
        choice.counted(counted(Some(filter)))
    });
    let chosen = Signal::derive(move || {
        place.query.with(|query| query.status.map_or("", StatusFilter::as_str).to_owned())
    });
    view! {
        <div class="payments-tabs">
            <CountTabs
                label=t(payments::STATUS)
                choices=[all].into_iter().chain(choices).collect()
                value=chosen
                on_change=move |name: String| {
                    place.choose(|query| query.status = StatusFilter::from_name(&name));
                }
            />
        </div>
    }
    .into_any()
}

fn number_of(summary: &PaymentSummary, filter: Option<StatusFilter>) -> i64 {
    let of = |status: BookStatus| {
        let found = summary.by_status.iter().find(|sums| sums.status == status);
        found.map_or(0, |sums| sums.sums.count)
    };
    match filter {
        None => summary.by_status.iter().map(|sums| sums.sums.count).sum(),
        Some(StatusFilter::Book(status)) => of(status),
        Some(StatusFilter::InProgress) => summary.in_flight,
        Some(StatusFilter::FollowUp) => summary.disagreeing,
    }
}
