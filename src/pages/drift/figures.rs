//! How many payments agree with their vendors, channel by channel, and what last night said.

use desk_api::{AgreementReport, ChannelAgreement, Night};
use leptos::prelude::*;

use crate::components::agreement::Agreement;
use crate::components::load_error::LoadError;
use crate::format::won::won;
use crate::i18n::{drift, locale, t, words};
use crate::state::session::SessionState;
use crate::ui::skeleton::Skeleton;

#[component]
pub fn Figures(agreement: Agreement) -> AnyView {
    let failed = Memo::new(move |_| {
        agreement.seen.with(Option::is_none).then(|| agreement.failure.get()).flatten()
    });
    let shown = move || match (agreement.seen.get(), failed.get()) {
        (Some(report), _) => figures(&report),
        (None, Some(error)) => {
            view! { <LoadError error on_retry=move |()| agreement.read() /> }.into_any()
        }
        (None, None) => view! { <Skeleton lines=4 /> }.into_any(),
    };
    view! { <div class="drift__figures">{shown}</div> }.into_any()
}

fn figures(report: &AgreementReport) -> AnyView {
    let now = SessionState::expect().now();
    let heads = [drift::CHANNEL, drift::AGREEING, drift::TO_DO, drift::UNANSWERED, drift::AT_RISK];
    let heads = heads.map(|head| view! { <th scope="col">{t(head)}</th> }).collect_view();
    let channels = report.channels.iter().map(channel).collect_view();
    let several = report.nights.len() > 1;
    let nights = report.nights.iter().map(|one| night(one, several)).collect_view();
    let none = report.nights.is_empty().then(|| t(drift::NO_NIGHT));
    view! {
        <section aria-label=t(drift::FIGURES)>
            <h2 class="drift__title">{t(drift::FIGURES)}</h2>
            <p class="drift__whole">{drift::line(locale(), report, now)}</p>
            <table class="drift__channels">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{channels}</tbody>
            </table>
        </section>
        <section aria-label=t(drift::LAST_NIGHT)>
            <h2 class="drift__title">{t(drift::LAST_NIGHT)}</h2>
            {nights}
            {none.map(|words| view! { <p class="drift__aside">{words}</p> })}
        </section>
    }
    .into_any()
}

fn channel(sums: &ChannelAgreement) -> AnyView {
    let agreeing = format!("{} / {}", drift::number(sums.agreeing), drift::number(sums.payments));
    let figures = [
        (agreeing, false),
        (drift::number(sums.open), sums.open == 0),
        (drift::number(sums.unanswered), sums.unanswered == 0),
        (won(locale(), sums.at_risk_won), sums.at_risk_won.is_zero()),
    ];
    let figures = figures
        .map(|(figure, none)| view! { <td data-none=none.then_some("")>{figure}</td> })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{t(words::channel(sums.channel))}</th>
            {figures}
        </tr>
    }
    .into_any()
}

/// The merchant is named only where there are several.
fn night(night: &Night, several: bool) -> AnyView {
    let whose = several.then(|| format!("{} · ", night.merchant.name));
    view! { <p>{whose} {drift::night(locale(), night)}</p> }.into_any()
}
