//! Filters of a list that are one word of a few: in the bar above it, and from the address.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::staff;
use crate::i18n::{Msg, t};
use crate::ui::select::{Select, SelectOption};

#[must_use]
pub fn words_of<T: Copy>(
    all: &[T],
    name: fn(T) -> &'static str,
    word: fn(T) -> Msg,
) -> Vec<SelectOption> {
    all.iter().map(|one| SelectOption::new(name(*one), t(word(*one)))).collect()
}

/// The first entry is the filter's name and stands for "any".
#[component]
pub fn WordFilter(
    label: Msg,
    options: Vec<SelectOption>,
    value: Signal<&'static str>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    let any = SelectOption::new("", t(label));
    let options = [any].into_iter().chain(options).collect::<Vec<_>>();
    view! {
        <Select
            options
            value=Signal::derive(move || value.get().to_owned())
            on_change
            label=t(label)
            compact=true
        />
    }
    .into_any()
}

/// Whoever cannot see the others' names sees no filter.
#[component]
pub fn StaffFilter(
    label: Msg,
    value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// What can be chosen besides people.
    #[prop(optional)]
    besides: Vec<SelectOption>,
) -> AnyView {
    let people = RwSignal::new(Vec::<SelectOption>::new());
    spawn_local(async move {
        if let Ok(list) = staff::list().await {
            let entries = list.into_iter().map(|one| SelectOption::new(one.id, one.name));
            let _ = people.try_set(entries.collect());
        }
    });
    let besides = StoredValue::new(besides);
    let options = Signal::derive(move || {
        let any = SelectOption::new("", t(label));
        [any].into_iter().chain(besides.get_value()).chain(people.get()).collect::<Vec<_>>()
    });
    let known = Memo::new(move |_| people.with(|people| !people.is_empty()));
    (move || {
        known.get().then(|| {
            view! { <Select options value on_change label=t(label) compact=true /> }
        })
    })
    .into_any()
}
