//! One follow-up: how it stands, what to do, whose it is, and closing it.

use desk_api::{FollowUp, ProblemCode};
use desk_domain::FollowUpId;
use desk_domain::payment::Agreement;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::closing::Closing;
use super::columns::due;
use super::notes::Notes;
use super::owner::Owner;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::api::follow_ups as api;
use crate::components::not_found_drawer::NotFoundDrawer;
use crate::components::once_read::OnceRead;
use crate::format::won::won;
use crate::i18n::{follow_ups, locale, payments, pick, shell, t};
use crate::routes::{FollowUpsQuery, PaymentsQuery, Route, Screen, use_close, use_open};
use crate::state::shortcuts::use_shortcut;
use crate::ui::button::ButtonLink;
use crate::ui::drawer::{Drawer, DrawerSection};
use crate::ui::feedback::Banner;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;

/// One follow-up while it is open on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub id: StoredValue<FollowUpId>,
    pub found: RwSignal<Option<FollowUp>>,
    pub failure: RwSignal<Option<ApiError>>,
}

impl Reading {
    fn start(id: FollowUpId) -> Self {
        let reading = Self {
            id: StoredValue::new(id),
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        reading.read();
        use_changes(move |news| match news {
            News::Changed(change) => {
                let ours = reading.found.try_with_untracked(|found| {
                    found.as_ref().is_none_or(|one| one.payment.id == change.payment_id)
                });
                if ours == Some(true) {
                    reading.read();
                }
            }
            News::Connected => reading.read(),
        });
        reading
    }

    pub fn read(self) {
        spawn_local(async move {
            let Some(id) = self.id.try_get_value() else { return };
            self.take(api::find(&id).await);
        });
    }

    pub fn take(self, answer: Result<FollowUp, ApiError>) {
        match answer {
            Ok(found) => {
                let _ = self.found.try_set(Some(found));
                let _ = self.failure.try_set(None);
            }
            Err(error) => {
                let _ = self.failure.try_set(Some(error));
            }
        }
    }
}

/// The nested route: a drawer over the list, at an address of its own.
#[component]
pub fn FollowUpPage() -> AnyView {
    let id = use_open(Screen::FollowUps);
    let close = use_close::<FollowUpsQuery>();
    use_shortcut("Escape", shell::KEY_BACK, move || close.run(()));
    (move || match id.get().map(|id| id.parse::<FollowUpId>()) {
        // It is being left.
        None => ().into_any(),
        Some(Ok(id)) => view! { <FollowUpDrawer id close /> }.into_any(),
        Some(Err(_)) => {
            let code = ProblemCode::FollowUpNotFound;
            view! { <NotFoundDrawer what=follow_ups::TITLE code on_close=close /> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn FollowUpDrawer(id: FollowUpId, close: Callback<()>) -> AnyView {
    let reading = Reading::start(id);
    let loaded = Memo::new(move |_| reading.found.with(Option::is_some));
    view! {
        <Drawer
            label=t(follow_ups::TITLE).to_owned()
            on_close=close
            heading=Box::new(move || {
                (move || reading.found.get().map(heading)).into_any()
            })
        >
            <OnceRead loaded failure=reading.failure on_retry=move |()| reading.read()>
                {body(reading)}
            </OnceRead>
        </Drawer>
    }
    .into_any()
}

fn heading(one: FollowUp) -> AnyView {
    let name = one.payment.customer.name.clone();
    let name = name.unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    view! {
        <div class="inspector-heading">
            <p class="inspector-heading__who">{name} " · " {one.payment.order_name.clone()}</p>
            <h2 class="inspector-heading__amount">{won(locale(), one.amount_at_risk_won)}</h2>
            <p class="inspector-heading__status">
                {due(&one)} <span>{t(follow_ups::cause(one.cause))}</span>
                <span>{follow_ups::due(locale(), one.due_on)}</span>
            </p>
        </div>
    }
    .into_any()
}

fn body(reading: Reading) -> AnyView {
    view! {
        {move || reading.found.get().map(duty)}
        <Owner reading />
        <Closing reading />
        <Notes reading />
        {move || reading.found.get().map(payment_link)}
    }
    .into_any()
}

fn duty(one: FollowUp) -> AnyView {
    let duty = one.duty;
    let steps = duty.steps.into_iter().map(|step| view! { <li>{pick(&step).to_owned()}</li> });
    let doubt = duty.unverified.then(|| view! { <Banner text=t(follow_ups::UNVERIFIED) /> });
    if one.closing.is_some() {
        return ().into_any();
    }
    let differs = payments::disagreement_beside(one.payment.agreement, Some(one.cause));
    // What the book alone says is told by the row of exactly this method.
    let trouble = match differs.filter(|_| one.payment.agreement != Agreement::BookAhead) {
        Some(words) => t(words).to_owned(),
        None => pick(&duty.still_live).to_owned(),
    };
    view! {
        <Banner tone=Tone::Warning text=trouble />
        <DrawerSection title=t(follow_ups::STEPS)>
            <ol class="force-dialog__steps">{steps.collect_view()}</ol>
            <p class="force-dialog__when">{pick(&duty.done_when).to_owned()}</p>
            {doubt}
        </DrawerSection>
    }
    .into_any()
}

fn payment_link(one: FollowUp) -> AnyView {
    let href = Route::Payment(one.payment.id.clone(), PaymentsQuery::default()).href();
    view! {
        <p class="story-link">
            <ButtonLink href icon=Icon::Payments>
                {t(follow_ups::PAYMENT)}
            </ButtonLink>
        </p>
    }
    .into_any()
}
