//! The second truth: what the gateway last said, when it was asked, and asking it now. Where it does not
//! agree with the book, what that means for the money.

use desk_api::Refreshed;
use desk_domain::payment::{Agreement, Channel, GatewayStatus};
use desk_domain::{FollowUpId, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reading::Reading;
use crate::api::payments as api;
use crate::components::load_error::sentence;
use crate::format::moment;
use crate::i18n::{Msg, follow_ups, locale, payments, t, words};
use crate::routes::{FollowUpsQuery, FollowUpsView, Route};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::Banner;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

/// What whoever was asked last said of the payment, and what is wrong with it.
#[derive(Clone, Copy, PartialEq)]
struct Said {
    teller: Msg,
    /// It gave no answer since: what is shown is from before.
    is_silent: bool,
    /// It is behind a site that the desk cannot read.
    is_unread: bool,
    status: GatewayStatus,
    checked_at: Option<Timestamp>,
    warning: Option<Msg>,
}

#[component]
pub fn Gateway(reading: Reading) -> AnyView {
    let detail = reading.expect_detail();
    let session = SessionState::expect();
    let said = Memo::new(move |_| {
        detail.with(|detail| {
            let payment = &detail.payment;
            let open = detail.follow_up.as_ref();
            let trouble = open.and_then(|open| payments::trouble(open.cause));
            let warning = match open.is_some_and(|open| open.in_doubt) {
                true => Some(payments::IN_DOUBT),
                false => {
                    let cause = open.map(|open| open.cause);
                    payments::disagreement_beside(payment.agreement, cause).or(trouble)
                }
            };
            let is_unread = payment.channel == Channel::Alltalkpay;
            let never_told = is_unread && payment.agreement == Agreement::Unknown;
            let is_signed_off = payment.agreement == Agreement::BookAhead && open.is_none();
            let warning = match (never_told, is_signed_off) {
                (true, _) => Some(payments::NOBODY_TO_ASK),
                (false, true) => Some(payments::SIGNED_OFF),
                (false, false) => warning,
            };
            Said {
                teller: payments::teller(payment.channel),
                is_silent: payment.agreement == Agreement::Unknown
                    && payment.gateway_status != GatewayStatus::Unknown
                    && payment.gateway_checked_at.is_some(),
                is_unread,
                status: payment.gateway_status,
                checked_at: payment.gateway_checked_at,
                warning,
            }
        })
    });
    // Asking is what the words above tell to do.
    let wanted = Memo::new(move |_| {
        detail.with(|detail| detail.payment.agreement == Agreement::GatewayAhead)
    });
    let duty = Memo::new(move |_| {
        detail.with(|detail| detail.follow_up.as_ref().map(|open| open.id.clone()))
    });
    let asking = RwSignal::new(false);
    let toasts = Toasts::expect();
    let ask = move |()| {
        asking.set(true);
        spawn_local(async move {
            let answer = api::refresh(&reading.id()).await;
            let leaves_duty = |answer: &Refreshed| {
                answer.detail.follow_up.is_some()
                    || payments::disagreement(answer.detail.payment.agreement).is_some()
            };
            let notice = match &answer {
                Ok(answer) if leaves_duty(answer) => {
                    Notice::new(Tone::Warning, t(follow_ups::STILL_DIFFERS))
                }
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
            said.get()
                .warning
                .map(|words| {
                    let to_follow_up = Box::new(move || follow_up_link(duty));
                    view! { <Banner tone=Tone::Warning text=t(words) action=to_follow_up /> }
                })
        }}
        <div
            class="inspector-gateway"
            data-wanted=move || wanted.get().then_some("")
            hidden=move || said.get().is_unread
        >
            {move || {
                let Said { teller, is_silent, status, checked_at, .. } = said.get();
                let last_seen = is_silent.then(|| view! { {t(payments::LAST_SEEN)} " " });
                let checked = match checked_at {
                    Some(at) => {
                        payments::checked(locale(), &moment::ago(locale(), at, session.now()))
                    }
                    None => t(payments::NEVER_CHECKED).to_owned(),
                };
                let title = checked_at.map(|at| moment::full(locale(), at));
                view! {
                    <p>
                        {last_seen} {t(teller)} " " <strong>{t(words::gateway_status(status))}</strong>
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

/// To what somebody has to do about it, while that is open.
fn follow_up_link(duty: Memo<Option<FollowUpId>>) -> AnyView {
    (move || {
        duty.get().map(|id| {
            let href = Route::FollowUp(id, FollowUpsQuery::of(FollowUpsView::All)).href();
            view! {
                <a class="banner__link" href=href>
                    {t(follow_ups::OPEN_IT)}
                </a>
            }
        })
    })
    .into_any()
}
