//! Whose follow-up it is, and giving it to somebody else.

use desk_api::{AssignFollowUp, Role, StaffName};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drawer::Reading;
use crate::api::{follow_ups as api, staff};
use crate::components::load_error::sentence;
use crate::i18n::{follow_ups, t};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::drawer::DrawerSection;
use crate::ui::mark::Tone;
use crate::ui::select::{Select, SelectOption};
use crate::ui::toast::Notice;

#[component]
pub fn Owner(reading: Reading) -> AnyView {
    let (session, toasts) = (SessionState::expect(), Toasts::expect());
    let colleagues = RwSignal::new(Vec::<StaffName>::new());
    spawn_local(async move {
        if let Ok(found) = staff::list().await {
            let _ = colleagues.try_set(found);
        }
    });
    let owner = Memo::new(move |_| {
        reading.found.with(|found| found.as_ref().and_then(|one| one.owner.clone()))
    });
    let fixed = Memo::new(move |_| {
        let closed =
            reading.found.with(|found| found.as_ref().is_some_and(|one| one.closing.is_some()));
        closed || session.role() == Some(Role::Auditor)
    });
    let options = Signal::derive(move || {
        let nobody = SelectOption::new("", t(follow_ups::EVERYBODY));
        let others = colleagues.get().into_iter().map(|one| SelectOption::new(one.id, one.name));
        [nobody].into_iter().chain(others).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || owner.get().map(|owner| owner.id).unwrap_or_default());
    let assign = move |id: String| {
        let wire = AssignFollowUp { staff_id: id.parse().ok() };
        spawn_local(async move {
            let Some(id) = reading.id.try_get_value() else { return };
            match api::assign(&id, &wire).await {
                Ok(found) => {
                    reading.take(Ok(found));
                    toasts.show(Notice::new(Tone::Success, t(follow_ups::ASSIGNED)));
                }
                Err(error) => toasts.show(Notice::new(Tone::Warning, sentence(&error))),
            }
        });
    };
    view! {
        <DrawerSection title=t(follow_ups::OWNER)>
            {move || {
                if fixed.get() {
                    let nobody = || t(follow_ups::EVERYBODY).to_owned();
                    owner.get().map_or_else(nobody, |owner| owner.name).into_any()
                } else {
                    view! { <Select options value on_change=assign label=t(follow_ups::OWNER) /> }
                        .into_any()
                }
            }}
        </DrawerSection>
    }
    .into_any()
}
