//! One of a few, all in sight: chips with counts, and the segmented control. Native radio buttons, so
//! arrow keys and screen readers work as everywhere.

use leptos::html;
use leptos::prelude::*;

use super::dom::fresh_id;
use super::mark::{Mark, StatusMark, Tone};

/// One of the things to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// How many there are behind it, as text; empty while that is not known.
    pub count: Option<Signal<String>>,
    pub mark: Option<(Mark, Tone)>,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), count: None, mark: None }
    }

    #[must_use]
    pub fn counted(mut self, count: impl Into<Signal<String>>) -> Self {
        self.count = Some(count.into());
        self
    }

    #[must_use]
    pub fn marked(mut self, mark: Mark, tone: Tone) -> Self {
        self.mark = Some((mark, tone));
        self
    }
}

/// Chips in a row that wraps: reasons, statuses with counts.
#[component]
pub fn RadioChips(
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    radio_group("chips", label, choices, value, on_change)
}

/// A few words joined into one control: basis, period, full or partial.
#[component]
pub fn SegmentedControl(
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    radio_group("segments", label, choices, value, on_change)
}

/// Chips in a single line that scrolls sideways where it must: the head of a list. An accent line
/// under the chosen one ties it to the list below.
#[component]
pub fn CountTabs(
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    radio_group("tabs", label, choices, value, on_change)
}

fn radio_group(
    look: &'static str,
    label: String,
    choices: Vec<Choice>,
    value: Signal<String>,
    on_change: Callback<String>,
) -> AnyView {
    let name = fresh_id("choice");
    let row = NodeRef::<html::Div>::new();
    let counts = choices.iter().filter_map(|choice| choice.count).collect::<Vec<_>>();
    let counted =
        Memo::new(move |_| counts.iter().all(|count| count.with(|count| !count.is_empty())));
    let chosen = Memo::new(move |_| value.get());
    // Not with every count that changes: somebody may be looking at the other end of the row.
    Effect::new(move |_| {
        chosen.track();
        counted.track();
        if let Some(row) = row.get() {
            request_animation_frame(move || show_chosen(&row));
        }
    });
    let items = choices
        .into_iter()
        .map(|choice| radio(name.clone(), choice, value, on_change))
        .collect_view();
    view! {
        <div class="choices" data-look=look role="radiogroup" aria-label=label node_ref=row>
            {items}
        </div>
    }
    .into_any()
}

/// Where the row, or the toolbar it stands in, is wider than its place, that scrolls sideways until the chosen
/// one is in sight. The page itself never moves.
fn show_chosen(row: &web_sys::Element) {
    let Some(chosen) = row.query_selector(".choice:has(:checked)").ok().flatten() else { return };
    let toolbar = row.closest(".toolbar").ok().flatten();
    for place in [Some(row), toolbar.as_ref()].into_iter().flatten() {
        let (own, around) = (chosen.get_bounding_client_rect(), place.get_bounding_client_rect());
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        let [start, end, from, to] =
            [own.left(), own.right(), around.left(), around.right()].map(|edge| edge as i32);
        if start < from || end > to {
            place.set_scroll_left(place.scroll_left() + (start + end - from - to) / 2);
        }
    }
}

fn radio(
    name: String,
    choice: Choice,
    value: Signal<String>,
    on_change: Callback<String>,
) -> AnyView {
    let Choice { value: own, label, count, mark } = choice;
    let (compared, sent) = (own.clone(), own.clone());
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="radio"
                name=name
                value=own
                prop:checked=move || value.with(|value| *value == compared)
                on:change=move |_| on_change.run(sent.clone())
            />
            {mark.map(|(mark, tone)| view! { <StatusMark mark tone /> })}
            <span>{label}</span>
            {count.map(|count| view! { <span class="choice__count">{move || count.get()}</span> })}
        </label>
    }
    .into_any()
}
