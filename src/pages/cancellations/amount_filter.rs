//! From how much to how much, looked up when the person pauses.

use std::time::Duration;

use desk_domain::Won;
use desk_domain::limits::AMOUNT_MAX_WON;
use leptos::prelude::*;

use crate::components::later::Later;
use crate::i18n::{cancellations, locale, t};
use crate::routes::{CancellationsQuery, Place};
use crate::ui::field::Field;
use crate::ui::money_input::MoneyInput;

const PAUSE: Duration = Duration::from_millis(400);

/// Why nothing is looked up. What was typed stays, and so does the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    LeastOutside,
    MostOutside,
    /// The least is more than the most.
    Reversed,
}

#[component]
pub fn AmountFilter(place: Place<CancellationsQuery>) -> AnyView {
    let asked = move || place.query.with_untracked(|query| (query.amount_min, query.amount_max));
    let (least, most) = asked();
    let fault = RwSignal::new(fault_of(least, most));
    let (least, most) = (RwSignal::new(least), RwSignal::new(most));
    let later = Later::here();
    Effect::new(move |_| {
        let typed = (least.get(), most.get());
        later.run(PAUSE, move || {
            let found = fault_of(typed.0, typed.1);
            fault.set(found);
            if found.is_none() && typed != asked() {
                place.type_in(|query| (query.amount_min, query.amount_max) = typed);
            }
        });
    });
    let least_error = Signal::derive(move || match fault.get()? {
        Fault::LeastOutside => Some(outside()),
        Fault::Reversed => Some(t(cancellations::AMOUNTS_REVERSED).to_owned()),
        Fault::MostOutside => None,
    });
    let most_error =
        Signal::derive(move || (fault.get() == Some(Fault::MostOutside)).then(outside));
    view! {
        <div class="history-amounts" role="group" aria-label=t(cancellations::AMOUNT_RANGE)>
            <Field label=t(cancellations::AMOUNT_FROM) error=least_error>
                <MoneyInput value=least name="amount_min" />
            </Field>
            <span aria-hidden="true">"–"</span>
            <Field label=t(cancellations::AMOUNT_TO) error=most_error>
                <MoneyInput value=most name="amount_max" />
            </Field>
        </div>
    }
    .into_any()
}

fn outside() -> String {
    cancellations::amount_outside(locale(), Won(AMOUNT_MAX_WON))
}

/// As the server judges.
fn fault_of(least: Option<i64>, most: Option<i64>) -> Option<Fault> {
    let is_outside = |won: Option<i64>| won.is_some_and(|won| !(0..=AMOUNT_MAX_WON).contains(&won));
    if is_outside(least) {
        Some(Fault::LeastOutside)
    } else if is_outside(most) {
        Some(Fault::MostOutside)
    } else {
        least.zip(most).is_some_and(|(least, most)| least > most).then_some(Fault::Reversed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(least: Option<i64>, most: Option<i64>, fault: Option<Fault>) {
        assert_eq!(fault_of(least, most), fault, "{least:?} to {most:?}");
    }

    #[test]
    fn amounts_that_find_nothing_are_not_looked_up() {
        check(None, None, None);
        check(Some(0), Some(AMOUNT_MAX_WON), None);
        check(Some(5_000), Some(5_000), None);
        check(Some(5_001), Some(5_000), Some(Fault::Reversed));
        check(Some(5_001), None, None);
        check(Some(AMOUNT_MAX_WON + 1), None, Some(Fault::LeastOutside));
        check(Some(1), Some(AMOUNT_MAX_WON + 1), Some(Fault::MostOutside));
        check(Some(-1), Some(1), Some(Fault::LeastOutside));
    }
}
