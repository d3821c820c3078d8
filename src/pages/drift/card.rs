//! One payment that differs: by how much and since when, what most likely made it, and the next step.

use desk_api::FollowUp;
use leptos::prelude::*;

use super::acts::Acts;
use super::differences::Differences;
use crate::format::{moment, won};
use crate::i18n::{drift, locale, payments, pick, t};
use crate::routes::{FollowUpsQuery, Route};
use crate::state::session::SessionState;
use crate::ui::facts::{Fact, Facts};
use crate::ui::mark::{Badge, Mark, Tone};
use crate::ui::table::Row;

#[component]
pub fn DifferenceCard(row: Row<FollowUp>, list: Differences) -> AnyView {
    // What is being typed stays while figures move: only the facts are drawn anew.
    let (amount, told) = (row.value.clone(), row.value);
    let one = told.get_untracked();
    let name = one.payment.customer.name.clone();
    let name = name.unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    let label = format!("{name} {}", one.payment.order_name);
    let href = Route::FollowUp(one.id.clone(), FollowUpsQuery::default()).href();
    view! {
        <li>
            <article class="drift-card" tabindex="-1" aria-label=label>
                <header class="drift-card__head">
                    <h2 class="drift-card__name">
                        {name} " " <span class="drift-card__order">{one.payment.order_name.clone()}</span>
                    </h2>
                    <span class="drift-card__amount">
                        {move || won::won(locale(), amount.with(|one| one.amount_at_risk_won))}
                    </span>
                </header>
                {move || told.with(facts)}
                <div class="drift-card__foot">
                    <Acts one list />
                    <a class="drift-card__link" href=href>
                        {t(drift::OPEN)}
                    </a>
                </div>
            </article>
        </li>
    }
    .into_any()
}

fn facts(one: &FollowUp) -> AnyView {
    let now = SessionState::expect().now();
    let causes = one.likely.iter().map(|cause| t(drift::likely(*cause))).collect::<Vec<_>>();
    let step = one.duty.steps.first().map(|step| pick(step).to_owned());
    let label = t(drift::difference(one.difference));
    view! {
        <p class="drift-card__what">
            <Badge mark=Mark::Differs tone=Tone::Warning label />
            <time class="drift-card__since" title=moment::full(locale(), one.opened_at)>
                {drift::since(locale(), one.opened_at, now)}
            </time>
        </p>
        <Facts>
            <Fact label=t(drift::LIKELY)>{causes.join(" · ")}</Fact>
            {step.map(|step| view! { <Fact label=t(drift::NEXT_STEP)>{step}</Fact> })}
        </Facts>
    }
    .into_any()
}
