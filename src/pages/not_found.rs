//! An address without a screen.

use leptos::prelude::*;

use crate::i18n::{shell, t};
use crate::routes::{PaymentsQuery, Route};
use crate::ui::button::{ButtonKind, ButtonLink};
use crate::ui::feedback::Empty;

#[component]
pub fn NotFoundPage() -> AnyView {
    let payments = Route::Payments(PaymentsQuery::default()).href();
    view! {
        <div class="not-found">
            <h1 class="visually-hidden">{t(shell::NOT_FOUND_TITLE)}</h1>
            <Empty title=t(shell::NOT_FOUND_TITLE) hint=t(shell::NOT_FOUND_HINT)>
                <ButtonLink href=payments kind=ButtonKind::Primary>
                    {t(shell::TO_PAYMENTS)}
                </ButtonLink>
            </Empty>
        </div>
    }
    .into_any()
}
