//! How far the book agrees with the vendors: read for those who look after the whole of it, kept fresh by
//! live changes, and said in one line.

use std::time::Duration;

use desk_api::{AgreementReport, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::Later;
use crate::api::drift;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::i18n::{drift as words, locale};
use crate::routes::Route;
use crate::state::session::SessionState;
use crate::ui::mark::{Mark, StatusMark, Tone};

/// Changes come in bursts: the figures are read again once a burst is over.
const BURST: Duration = Duration::from_millis(900);

/// A failed look keeps what was seen before.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    /// `None` until the first answer.
    pub seen: RwSignal<Option<AgreementReport>>,
    pub failure: RwSignal<Option<ApiError>>,
}

impl Agreement {
    /// `None` for staff: they see to single payments.
    #[must_use]
    pub fn start() -> Option<Self> {
        let role = SessionState::expect().role();
        if !matches!(role, Some(Role::Manager | Role::Admin | Role::Auditor)) {
            return None;
        }
        let agreement = Self { seen: RwSignal::new(None), failure: RwSignal::new(None) };
        agreement.read();
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected | News::Changed(_) => later.run(BURST, move || agreement.read()),
        });
        Some(agreement)
    }

    pub fn read(self) {
        spawn_local(async move {
            match drift::agreement().await {
                Ok(report) => {
                    let _ = self.seen.try_set(Some(report));
                    let _ = self.failure.try_set(None);
                }
                Err(error) => {
                    let _ = self.failure.try_set(Some(error));
                }
            }
        });
    }
}

/// One quiet line that leads to what differs. Its place is kept while nothing is known.
#[component]
pub fn AgreementLine() -> AnyView {
    let Some(agreement) = Agreement::start() else { return ().into_any() };
    let now = SessionState::expect().now();
    let said = move |report: &AgreementReport| {
        let whole = report.agreeing == report.payments && report.open == 0;
        let (mark, tone) = match whole {
            true => (Mark::Dot, Tone::Neutral),
            false => (Mark::Differs, Tone::Warning),
        };
        view! {
            <a class="agreement-line__link" href=Route::Drift.href()>
                <StatusMark mark tone />
                <span>{words::line(locale(), report, now)}</span>
            </a>
        }
    };
    view! {
        <p class="agreement-line">{move || agreement.seen.with(|seen| seen.as_ref().map(said))}</p>
    }
    .into_any()
}
