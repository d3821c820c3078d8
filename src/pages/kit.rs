//! Every piece of the kit in every state, for looking at and for the accessibility tests. Dev builds
//! only, so its words are written here and in Korean only.

use leptos::prelude::*;

use crate::state::preferences::PreferencesState;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::layout::PageHeader;

mod buttons;
mod colours;
mod copies;
mod days;
mod feedback;
mod fields;
mod lists;
mod overlays;
mod statuses;

#[component]
pub fn KitPage() -> AnyView {
    let shown = RwSignal::new("page".to_owned());
    let choices = vec![
        Choice::new("page", "지금 테마"),
        Choice::new("light", "밝게"),
        Choice::new("dark", "어둡게"),
        Choice::new("both", "나란히"),
    ];
    // A click on "page" follows the theme of the menu again.
    let preferences = PreferencesState::expect();
    let themes = move || match shown.get().as_str() {
        "light" => vec!["light"],
        "dark" => vec!["dark"],
        "both" => vec!["light", "dark"],
        _ => vec![preferences.get().theme.as_str()],
    };
    view! {
        <PageHeader title="부품">
            <SegmentedControl
                label="테마"
                choices
                value=shown
                on_change=move |choice| shown.set(choice)
            />
        </PageHeader>
        <div class="kit">
            {move || {
                themes()
                    .into_iter()
                    .map(|theme| {
                        view! {
                            <div class="kit__theme" data-theme=theme>
                                {gallery()}
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}

fn gallery() -> AnyView {
    view! {
        {colours::specimens()}
        {buttons::specimens()}
        {statuses::specimens()}
        {fields::specimens()}
        {days::specimens()}
        {copies::specimens()}
        {lists::specimens()}
        {overlays::specimens()}
        {feedback::specimens()}
    }
    .into_any()
}

/// One group of specimens.
fn shelf(title: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="kit__shelf">
            <h2>{title}</h2>
            <div class="kit__specimens">{content.into_any()}</div>
        </section>
    }
    .into_any()
}
