//! Grey shapes of the final size while something loads, so that nothing jumps when it comes.

use leptos::prelude::*;

use crate::i18n::{t, ui};

/// Lines of text to come.
#[component]
pub fn Skeleton(
    #[prop(default = 3)] lines: usize,
    /// The first line is an amount.
    #[prop(optional)]
    amount: bool,
) -> AnyView {
    view! {
        <div class="skeleton" role="status" data-amount=amount.then_some("")>
            <span class="visually-hidden">{t(ui::LOADING)}</span>
            {(0..lines).map(|_| view! { <span class="skeleton__line"></span> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Rows of a table to come, as high as the rows will be.
#[component]
pub fn SkeletonRows(#[prop(default = 12)] rows: usize) -> AnyView {
    view! {
        <div class="skeleton-rows" role="status">
            <span class="visually-hidden">{t(ui::LOADING)}</span>
            {(0..rows)
                .map(|_| {
                    view! {
                        <div class="skeleton-rows__row">
                            {(0..5)
                                .map(|_| view! { <span class="skeleton__line"></span> })
                                .collect_view()}
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
