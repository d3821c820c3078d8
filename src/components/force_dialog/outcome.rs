//! What became of it: done in the book, and whose duty it is now.

use desk_api::{Cancellation, PaymentDetail};
use leptos::prelude::*;

use crate::components::status::cancellation_status;
use crate::format::won::won;
use crate::i18n::{force, locale, pick, t, ui};
use crate::routes::{FollowUpsQuery, Route};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::icon::Icon;

#[component]
pub fn Outcome(
    detail: Signal<PaymentDetail>,
    cancellation: Cancellation,
    close: Callback<()>,
) -> AnyView {
    // The payment is read again after the click; until then there is nothing to go to.
    let follow_up = Memo::new(move |_| {
        detail.with(|detail| detail.follow_up.as_ref().map(|open| open.id.clone()))
    });
    let link = move || {
        follow_up.get().map(|id| {
            let href = Route::FollowUp(id, FollowUpsQuery::default()).href();
            view! {
                <ButtonLink kind=ButtonKind::Primary href icon=Icon::Flag>
                    {t(force::SEE_FOLLOW_UP)}
                </ButtonLink>
            }
        })
    };
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <div class="cancel-dialog__outcome" role="status">
                    <p class="cancel-dialog__sum">
                        <strong>{won(locale(), cancellation.amount_won)}</strong>
                        {cancellation_status(&cancellation)}
                    </p>
                    <p class="cancel-dialog__sentence">{pick(&cancellation.sentence).to_owned()}</p>
                </div>
            </DialogBody>
            <DialogActions>
                <Button on_press=close>{t(ui::CLOSE)}</Button>
                {link}
            </DialogActions>
        </div>
    }
    .into_any()
}
