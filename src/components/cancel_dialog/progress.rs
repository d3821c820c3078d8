//! The cancel on its way: written down, sent, answered; and how it ended.

use desk_api::Cancellation;
use desk_domain::cancellation::{Attention, CancellationState};
use leptos::html;
use leptos::prelude::*;

use super::fields::Notice;
use super::flow::{Flow, Stage};
use crate::components::status::cancellation_status;
use crate::components::undo_clock::UndoClock;
use crate::format::won::won;
use crate::i18n::{cancel, force, locale, pick, t};
use crate::routes::{CancellationsQuery, FollowUpsQuery, Route};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::icon::Icon;
use crate::ui::mark::{Mark, StatusMark, Tone};

pub mod withdraw;

use withdraw::Withdraw;

#[component]
pub fn Progress(flow: Flow, close: Callback<()>) -> AnyView {
    let known = Memo::new(move |_| {
        flow.stage.with(|stage| match stage {
            Stage::Known(cancellation) => Some(*cancellation.clone()),
            Stage::Form | Stage::Sending | Stage::Lost => None,
        })
    });
    // The confirm button that had the focus is gone.
    let body = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(body) = body.get() {
            let _ = body.focus();
        }
    });
    view! {
        <div class="cancel-dialog" tabindex="-1" node_ref=body aria-label=t(cancel::PROGRESS)>
            <DialogBody>
                <Notice flow />
                <div class="cancel-dialog__outcome" role="status">
                    {move || match known.get() {
                        None => view! { <p>{t(cancel::SENDING)}</p> }.into_any(),
                        Some(cancellation) => outcome(&cancellation),
                    }}
                </div>
                {move || known.get().map(|cancellation| way(&cancellation))}
                {move || {
                    known
                        .get()
                        .map(|cancellation| {
                            let on_withdraw = Callback::new(move |id| flow.withdraw(id));
                            view! { <Withdraw cancellation on_withdraw /> }
                        })
                }}
            </DialogBody>
            <Actions known flow close />
        </div>
    }
    .into_any()
}

pub(super) fn outcome(cancellation: &Cancellation) -> AnyView {
    let sentence = pick(&cancellation.sentence).to_owned();
    let failure = cancellation.failure.as_ref().filter(|failure| !failure.ours).map(|failure| {
        let words = failure.pg_message.as_ref().unwrap_or(&failure.message);
        let code = failure.pg_code.as_ref().unwrap_or(&failure.code);
        // Once is enough: the sentence may have quoted them.
        if sentence.contains(words.trim_end_matches('.')) {
            code.clone()
        } else {
            format!("“{words}” ({code})")
        }
    });
    view! {
        <p class="cancel-dialog__sum">
            <strong>{won(locale(), cancellation.amount_won)}</strong>
            {cancellation_status(cancellation)}
        </p>
        <p class="cancel-dialog__sentence">{sentence}</p>
        {failure
            .map(|words| {
                view! { <p class="cancel-dialog__words">{t(cancel::VENDOR_SAYS)} " " {words}</p> }
            })}
        {cancellation
            .holder_differs
            .then(|| view! { <p class="cancel-dialog__words">{t(cancel::HOLDER_DIFFERS)}</p> })}
        {cancellation.undo.clone().map(|advice| view! { <UndoClock advice /> })}
    }
    .into_any()
}

/// The three stations; a dotted one is the answer that is being looked for. What was taken back was never
/// on its way: nobody sent it, and nobody answered.
pub(super) fn way(cancellation: &Cancellation) -> AnyView {
    let state = cancellation.state;
    // What the desk itself found out, or a person wrote down, is no answer of the PG.
    let ours = cancellation.failure.as_ref().is_some_and(|words| words.ours);
    let answered = cancellation.settled_at.is_some() && cancellation.sent_at.is_some() && !ours;
    let stations = if state == CancellationState::Withdrawn {
        vec![(cancel::STEP_WRITTEN, true), (cancel::STEP_TAKEN_BACK, true)]
    } else {
        vec![
            (cancel::STEP_WRITTEN, true),
            (cancel::STEP_SENT, cancellation.sent_at.is_some()),
            (cancel::STEP_SETTLED, answered),
        ]
    };
    let items = stations
        .into_iter()
        .map(|(words, done)| {
            let waiting =
                if state == CancellationState::Unknown { Mark::Dotted } else { Mark::Hollow };
            let is_no = words == cancel::STEP_SETTLED && state == CancellationState::Failed;
            let (mark, tone) = match (done, is_no) {
                (true, true) => (Mark::Struck, Tone::Warning),
                (true, false) => (Mark::Dot, Tone::Accent),
                (false, _) => (waiting, Tone::Neutral),
            };
            view! {
                <li data-done=done.then_some("")>
                    <StatusMark mark tone />
                    <span>{t(words)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="cancel-dialog__way">{items}</ol> }.into_any()
}

#[component]
fn Actions(known: Memo<Option<Cancellation>>, flow: Flow, close: Callback<()>) -> AnyView {
    let running = move || {
        let goes_on = |one: &Cancellation| one.state.is_in_flight() && one.attention.is_none();
        known.with(|known| known.as_ref().is_none_or(goes_on))
    };
    let undone = move || {
        known.with(|known| {
            known.as_ref().is_some_and(|one| {
                matches!(one.state, CancellationState::Failed | CancellationState::Withdrawn)
            })
        })
    };
    let story = move || {
        known.get().map(|one| Route::Cancellation(one.id, CancellationsQuery::default()).href())
    };
    // Where nothing proves an end, it is gone on with there.
    let duty = move || {
        let is_in_doubt = |one: &Cancellation| one.attention == Some(Attention::NoProof);
        let is_in_doubt = known.with(|known| known.as_ref().is_some_and(is_in_doubt));
        flow.follow_up().filter(|_| is_in_doubt).map(|id| {
            let href = Route::FollowUp(id, FollowUpsQuery::default()).href();
            view! {
                <ButtonLink kind=ButtonKind::Primary href icon=Icon::Flag>
                    {t(force::SEE_FOLLOW_UP)}
                </ButtonLink>
            }
        })
    };
    view! {
        {move || running().then(|| view! { <p class="cancel-dialog__aside">{t(cancel::MAY_CLOSE)}</p> })}
        <DialogActions>
            {move || {
                story()
                    .map(|href| {
                        view! {
                            <ButtonLink kind=ButtonKind::Plain href>
                                {t(cancel::SEE_STORY)}
                            </ButtonLink>
                        }
                    })
            }}
            {move || {
                undone()
                    .then(|| {
                        view! {
                            <Button on_press=move |()| flow.restart()>{t(cancel::START_AGAIN)}</Button>
                        }
                    })
            }}
            <Button on_press=close>
                {t(cancel::DONE)}
            </Button>
            {duty}
        </DialogActions>
    }
    .into_any()
}
