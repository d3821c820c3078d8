//! The story of one cancellation: who asked for what and why, what the gateway said, how it ended.

use desk_api::{CancellationDetail, ProblemCode};
use desk_domain::CancellationId;
use desk_domain::cancellation::CancellationKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::cancellations as api;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::components::cancel_dialog::progress::withdraw::Withdraw;
use crate::components::load_error::sentence;
use crate::components::not_found_drawer::NotFoundDrawer;
use crate::components::once_read::OnceRead;
use crate::components::status::cancellation_status;
use crate::components::story::Story;
use crate::components::undo_clock::UndoClock;
use crate::format::{moment, won::won};
use crate::i18n::{cancellations, locale, payments, pick, shell, t, words};
use crate::routes::{CancellationsQuery, PaymentsQuery, Route, Screen, use_close, use_open};
use crate::state::shortcuts::use_shortcut;
use crate::state::toasts::Toasts;
use crate::ui::button::ButtonLink;
use crate::ui::drawer::{Drawer, DrawerSection};
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

pub mod facts;
pub mod failure;

use facts::StoryFacts;
use failure::FailureWords;

/// The nested route: a drawer over the history, at an address of its own.
#[component]
pub fn CancellationPage() -> AnyView {
    let id = use_open(Screen::Cancellations);
    let close = use_close::<CancellationsQuery>();
    use_shortcut("Escape", shell::KEY_BACK, move || close.run(()));
    (move || match id.get().map(|id| id.parse::<CancellationId>()) {
        // It is being left.
        None => ().into_any(),
        Some(Ok(id)) => view! { <StoryDrawer id close /> }.into_any(),
        Some(Err(_)) => {
            let code = ProblemCode::CancellationNotFound;
            view! { <NotFoundDrawer what=cancellations::STORY code on_close=close /> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn StoryDrawer(id: CancellationId, close: Callback<()>) -> AnyView {
    let detail = RwSignal::new(None::<CancellationDetail>);
    let failure = RwSignal::new(None::<ApiError>);
    let loaded = Memo::new(move |_| detail.with(Option::is_some));
    let id = StoredValue::new(id);
    let read = Callback::new(move |()| {
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            match api::find(&id).await {
                Ok(found) => {
                    let _ = detail.try_set(Some(found));
                    let _ = failure.try_set(None);
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
        });
    });
    read.run(());
    let toasts = Toasts::expect();
    let on_withdraw = Callback::new(move |id: CancellationId| {
        spawn_local(async move {
            if let Err(error) = api::withdraw(&id).await {
                toasts.show(Notice::new(Tone::Warning, sentence(&error)));
            }
            let _ = read.try_run(());
        });
    });
    use_changes(move |news| match news {
        News::Changed(change) if change.cancellation_id != id.try_get_value() => {}
        News::Changed(_) | News::Connected => read.run(()),
    });
    view! {
        <Drawer
            label=t(cancellations::STORY).to_owned()
            on_close=close
            heading=Box::new(move || {
                (move || detail.get().map(|detail| heading(&detail))).into_any()
            })
        >
            <OnceRead loaded failure on_retry=read>
                {move || detail.get().map(|detail| body(detail, on_withdraw))}
            </OnceRead>
        </Drawer>
    }
    .into_any()
}

fn heading(detail: &CancellationDetail) -> AnyView {
    let cancellation = &detail.cancellation;
    let customer = detail.payment.customer.name.clone();
    let name = customer.unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    view! {
        <div class="inspector-heading">
            <p class="inspector-heading__who">{name} " · " {detail.payment.order_name.clone()}</p>
            <h2 class="inspector-heading__amount">{won(locale(), cancellation.amount_won)}</h2>
            <p class="inspector-heading__status">
                {cancellation_status(cancellation)}
                {(cancellation.kind != CancellationKind::Force)
                    .then(|| view! { <span>{t(words::kind(cancellation.kind))}</span> })}
                <time>{moment::full(locale(), cancellation.requested_at)}</time>
            </p>
        </div>
    }
    .into_any()
}

fn body(detail: CancellationDetail, on_withdraw: Callback<CancellationId>) -> AnyView {
    let CancellationDetail { cancellation, payment, timeline } = detail;
    let href = Route::Payment(payment.id.clone(), PaymentsQuery::default()).href();
    let (failure, undo) = (cancellation.failure.clone(), cancellation.undo.clone());
    let sentence = pick(&cancellation.sentence).to_owned();
    let asked = cancellation.clone();
    view! {
        <p class="story-sentence">{sentence.clone()}</p>
        <Withdraw cancellation=asked on_withdraw />
        {failure.map(|failure| view! { <FailureWords failure sentence /> })}
        {undo.map(|advice| view! { <UndoClock advice /> })}
        <DrawerSection title=t(cancellations::ABOUT)>
            <StoryFacts cancellation payment />
        </DrawerSection>
        <DrawerSection title=t(payments::TIMELINE)>
            <Story entries=timeline />
        </DrawerSection>
        <p class="story-link">
            <ButtonLink href icon=Icon::Payments>
                {t(cancellations::PAYMENT)}
            </ButtonLink>
        </p>
    }
    .into_any()
}
