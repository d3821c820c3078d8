//! No clear answer came. Nothing new may be started; the same request can be sent again.

use desk_api::PaymentDetail;
use desk_domain::decision::Input;
use leptos::prelude::*;

use super::account_step::account_step;
use super::fields::Notice;
use super::flow::Flow;
use super::form::CancelForm;
use super::what::What;
use crate::i18n::{cancel, t};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

#[component]
pub fn Lost(
    detail: Signal<PaymentDetail>,
    form: CancelForm,
    flow: Flow,
    close: Callback<()>,
) -> AnyView {
    // After a reload the account is gone and has to be typed once more.
    let account = form.needs(Input::RefundAccount) && !form.account_problems().is_empty();
    let restored = flow.notice.with_untracked(Option::is_some);
    let again = move |()| {
        form.why.tried.set(true);
        if form.account_problems().is_empty() && form.holder_error().is_none() {
            flow.send_again();
        }
    };
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                {(!restored).then(|| view! { <Banner tone=Tone::Warning text=t(cancel::LOST) /> })}
                <Notice flow />
                <What detail />
                <p>{t(cancel::LOST_NEXT)}</p>
                {account.then(|| account_step(detail, form))}
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=close>
                    {t(cancel::DONE)}
                </Button>
                <Button kind=ButtonKind::Primary on_press=again>
                    {t(cancel::SEND_AGAIN)}
                </Button>
            </DialogActions>
        </div>
    }
    .into_any()
}
