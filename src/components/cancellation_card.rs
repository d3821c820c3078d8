//! One cancellation of a payment, in a few lines.

use desk_api::Cancellation;
use desk_domain::Timestamp;
use leptos::prelude::*;

use super::reason::reason;
use super::status::cancellation_status;
use super::undo_clock::UndoClock;
use crate::format::{moment, won};
use crate::i18n::{payments, pick, t};
use crate::routes::{CancellationsQuery, Route};
use crate::state::session::SessionState;
use crate::ui::button::{Button, ButtonKind};

/// `on_watch` shows the progress of one that is under way.
#[component]
pub fn CancellationCard(
    cancellation: Cancellation,
    #[prop(into)] on_watch: Callback<Cancellation>,
) -> AnyView {
    let now = SessionState::expect().now();
    let story = Route::Cancellation(cancellation.id.clone(), CancellationsQuery::default()).href();
    let who = cancellation.requested_by.as_ref().map(|staff| staff.name.clone());
    let meta =
        [Some(reason(&cancellation)), who, Some(moment::short(cancellation.requested_at, now))];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // Long ago it is the same for each of them; the story still tells it.
    let undo = cancellation.undo.clone().filter(|advice| {
        let settled = cancellation.settled_at.map(Timestamp::kst_date);
        advice.possible || settled == Some(now.kst_date())
    });
    let running = cancellation.state.is_in_flight().then(|| cancellation.clone());
    view! {
        <article class="cancellation-card" data-state=cancellation.state.as_str()>
            <p class="cancellation-card__head">
                {cancellation_status(&cancellation)}
                <span class="cancellation-card__amount">{won::cancelled(cancellation.amount_won)}</span>
            </p>
            <p>{pick(&cancellation.sentence).to_owned()}</p>
            {undo.map(|advice| view! { <UndoClock advice /> })}
            <p class="cancellation-card__meta">
                <span>{meta}</span>
                <a href=story>{t(payments::OPEN)}</a>
                {running
                    .map(|running| {
                        view! {
                            <Button
                                kind=ButtonKind::Plain
                                on_press=move |()| on_watch.run(running.clone())
                            >
                                {t(payments::SEE_IT)}
                            </Button>
                        }
                    })}
            </p>
        </article>
    }
    .into_any()
}
