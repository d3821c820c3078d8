//! The second truth: what the gateway last said, when it was asked, and asking it now. Where it does not
//! agree with the book, what that means for the money.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reading::Reading;
use crate::api::payments as api;
use crate::components::load_error::sentence;
use crate::format::moment;
use crate::i18n::{locale, payments, t, words};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::Banner;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

#[component]
pub fn Gateway(reading: Reading) -> AnyView {
    let detail = reading.expect_detail();
    let session = SessionState::expect();
    let said = Memo::new(move |_| {
        detail.with(|detail| {
            let payment = &detail.payment;
            (payment.gateway_status, payment.gateway_checked_at, payment.agreement)
        })
    });
    let asking = RwSignal::new(false);
    let toasts = Toasts::expect();
    let ask = move |()| {
        asking.set(true);
        spawn_local(async move {
            let answer = api::refresh(&reading.id()).await;
            let notice = match &answer {
                Ok(answer) if answer.changed => {
                    Notice::new(Tone::Info, t(payments::CHECKED_CHANGED))
                }
                Ok(_) => Notice::new(Tone::Success, t(payments::CHECKED_SAME)),
                Err(error) => Notice::new(Tone::Warning, sentence(error)),
            };
            toasts.show(notice);
            let _ = asking.try_set(false);
            match answer {
                Ok(answer) => reading.take(Ok(answer.detail)),
                // The failure was said; what is shown is still what was read last.
                Err(_) => reading.read(),
            }
        });
    };
    view! {
        {move || {
            payments::disagreement(said.get().2)
                .map(|words| view! { <Banner tone=Tone::Warning text=t(words) /> })
        }}
        <div class="inspector-gateway">
            {move || {
                let (status, checked_at, _) = said.get();
                let checked = match checked_at {
                    Some(at) => {
                        payments::checked(locale(), &moment::ago(locale(), at, session.now()))
                    }
                    None => t(payments::NEVER_CHECKED).to_owned(),
                };
                let title = checked_at.map(|at| moment::full(locale(), at));
                view! {
                    <p>
                        {t(payments::GATEWAY)} " " <strong>{t(words::gateway_status(status))}</strong>
                        " · " <span title=title>{checked}</span>
                    </p>
                }
            }}
            <Button kind=ButtonKind::Plain icon=Icon::Refresh pending=asking on_press=ask>
                {t(payments::CHECK_NOW)}
            </Button>
        </div>
    }
    .into_any()
}
