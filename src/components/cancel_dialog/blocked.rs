//! Why nothing can be cancelled, and how the customer gets the money all the same.

use desk_api::PaymentDetail;
use desk_domain::Text;
use desk_domain::decision::{Action, Severity};
use leptos::prelude::*;

use super::what::What;
use crate::i18n::{cancel, pick, t};
use crate::ui::button::Button;
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

#[component]
pub fn Blocked(detail: Signal<PaymentDetail>, close: Callback<()>) -> AnyView {
    let reasons = move || {
        let texts: Vec<Text> = detail.with(|detail| {
            let decided = detail.decision.of(Action::CancelFull);
            let reasons = decided.map(|decided| decided.reasons.as_slice()).unwrap_or_default();
            reasons
                .iter()
                .filter(|reason| reason.severity == Severity::Block)
                .map(|reason| reason.text.clone())
                .collect()
        });
        texts.iter().map(|text| view! { <li>{pick(text).to_owned()}</li> }).collect_view()
    };
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <What detail />
                <Banner tone=Tone::Warning text=t(cancel::BLOCKED) />
                <ul class="cancel-dialog__reasons">{reasons}</ul>
            </DialogBody>
            <DialogActions>
                <Button on_press=close>{t(cancel::DONE)}</Button>
            </DialogActions>
        </div>
    }
    .into_any()
}
