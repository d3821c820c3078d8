//! Closing a follow-up: asking the gateway again, or bringing a proof. Afterwards, how it ended.

use desk_api::{
    CloseFollowUp, FollowUp, FollowUpClosing, OutsideCancel, ProblemCode, Role, SeenDifference,
};
use desk_domain::advice::Proof;
use desk_domain::follow_up::{FOLLOW_UP_NOTE_MAX_CHARS, FollowUpCause};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drawer::Reading;
use super::finding::{FindingFields, Signing};
use crate::api::{follow_ups as api, payments};
use crate::components::load_error::{first_fault, sentence};
use crate::components::outside_slip::{OutsideSlip, OutsideSlipFields};
use crate::format::moment;
use crate::i18n::{follow_ups, locale, outside, t};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::disclosure::Disclosure;
use crate::ui::drawer::DrawerSection;
use crate::ui::field::Field;
use crate::ui::icon::Icon;
use crate::ui::mark::Tone;
use crate::ui::text_input::TextArea;
use crate::ui::toast::Notice;

#[component]
pub fn Closing(reading: Reading) -> AnyView {
    let closing = Memo::new(move |_| {
        reading.found.with(|found| found.as_ref().and_then(|one| one.closing.clone()))
    });
    let outside = Memo::new(move |_| {
        reading.found.with(|found| found.as_ref().and_then(|one| one.outside.clone()))
    });
    let stands = Memo::new(move |_| reading.found.with(|found| found.as_ref().map(Stands::of)));
    let draft = Draft::new();
    // Apart: the form stands while a slip it has just written down comes back.
    let slip = move || outside.with(|outside| outside.as_ref().map(claimed));
    let way = move || match (closing.get(), stands.get()) {
        (Some(closing), _) => ended(closing, outside.with_untracked(Option::is_some)),
        (None, Some(stands)) => view! { <Ways reading stands draft /> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        {slip}
        {way}
    }
    .into_any()
}

/// What the form is about. Where it becomes another difference, another form asks for what that needs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stands {
    difference: SeenDifference,
    in_doubt: bool,
    proofs: Vec<Proof>,
}

impl Stands {
    fn of(found: &FollowUp) -> Self {
        let difference =
            SeenDifference { cause: found.cause, amount_at_risk_won: found.amount_at_risk_won };
        Self { difference, in_doubt: found.in_doubt, proofs: found.proofs.clone() }
    }
}

/// What somebody has written, whatever the form is about by now.
#[derive(Clone, Copy, Debug)]
struct Draft {
    slip: OutsideSlip,
    words: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
}

impl Draft {
    fn new() -> Self {
        Self {
            slip: OutsideSlip::of_today(),
            words: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
        }
    }

    fn is_begun(self) -> bool {
        !self.words.with_untracked(String::is_empty)
            || self.wrong.with_untracked(Option::is_some)
            || untrack(move || !self.slip.lacks_number())
    }
}

/// What somebody says was cancelled outside.
fn claimed(outside: &OutsideCancel) -> AnyView {
    view! { <p class="follow-up-notes__who">{outside::told(locale(), outside)}</p> }.into_any()
}

fn ended(closing: FollowUpClosing, has_slip: bool) -> AnyView {
    let FollowUpClosing { at, by, proof, evidence } = closing;
    // The number stands with its time already.
    let evidence = Some(evidence).filter(|_| proof != Proof::ApprovalNumber || !has_slip);
    let who = by.map(|by| format!("{} · ", by.name)).unwrap_or_default();
    let evidence = evidence.filter(|words| !words.is_empty());
    view! {
        <DrawerSection title=t(follow_ups::CLOSED)>
            <p>{t(follow_ups::proof(proof))}</p>
            {evidence.map(|words| view! { <p>{words}</p> })}
            <p class="follow-up-notes__who">
                {who} <time>{moment::full(locale(), at)}</time>
            </p>
        </DrawerSection>
    }
    .into_any()
}

/// What this person can do about it, the gateway's own word first.
#[component]
fn Ways(reading: Reading, stands: Stands, draft: Draft) -> AnyView {
    let session = SessionState::expect();
    let signs = matches!(session.role(), Some(Role::Manager | Role::Admin));
    let reads = session.role() != Some(Role::Auditor);
    let numbered = stands.proofs.contains(&Proof::ApprovalNumber);
    let signable = stands.proofs.contains(&Proof::SignedNote);
    // What was paid by hand no gateway knows.
    let ends_by_read = stands.difference.cause != FollowUpCause::PaidBackTwice;
    let forced = stands.difference.cause == FollowUpCause::BookAhead;
    // Where the gateway can be asked a number ends nothing, but it is kept and makes it be asked.
    let asked = (forced && !numbered).then_some(Proof::ApprovalNumber);
    let open: Vec<Proof> = stands
        .proofs
        .iter()
        .copied()
        .filter(|proof| *proof != Proof::SignedNote || signs)
        .chain(asked)
        .collect();
    let closes = reads && !open.is_empty();
    view! {
        {(!numbered && reads && ends_by_read).then(|| view! { <AskGateway reading /> })}
        {(reads && !signs && signable).then(|| view! { <p class="force-dialog__when">{t(follow_ups::MANAGER_SIGNS)}</p> })}
        {closes
            .then(|| {
                view! {
                    <Disclosure summary=t(follow_ups::CLOSE) open=draft.is_begun()>
                        <ByProof reading seen=stands.difference proofs=open.clone() numbered draft />
                    </Disclosure>
                }
            })}
    }
    .into_any()
}

#[component]
fn AskGateway(reading: Reading) -> AnyView {
    let toasts = Toasts::expect();
    let asking = RwSignal::new(false);
    let ask = move |()| {
        let payment =
            reading.found.with_untracked(|found| found.as_ref().map(|one| one.payment.id.clone()));
        let Some(payment) = payment else { return };
        asking.set(true);
        spawn_local(async move {
            let notice = match payments::leaves_duty(&payment).await {
                Ok(false) => Notice::new(Tone::Success, t(follow_ups::CLOSED_NOW)),
                Ok(true) => Notice::new(Tone::Info, t(follow_ups::STILL_DIFFERS)),
                Err(error) => Notice::new(Tone::Warning, sentence(&error)),
            };
            toasts.show(notice);
            let _ = asking.try_set(false);
            reading.read();
        });
    };
    view! {
        <div class="inspector-gateway">
            <p>{t(follow_ups::READ_CLOSES)}</p>
            <Button icon=Icon::Refresh pending=asking on_press=ask>
                {t(follow_ups::CHECK_NOW)}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn ByProof(
    reading: Reading,
    /// What the person has before them while they write.
    seen: SeenDifference,
    proofs: Vec<Proof>,
    /// An approval number ends it by itself.
    numbered: bool,
    draft: Draft,
) -> AnyView {
    let toasts = Toasts::expect();
    let first = proofs.first().copied().unwrap_or(Proof::SignedNote);
    let proof = RwSignal::new(first);
    let Draft { slip, words, wrong, .. } = draft;
    let tried = RwSignal::new(false);
    let signing = reading.found.with_untracked(|found| found.as_ref().and_then(Signing::of));
    let sending = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() {
            return;
        }
        tried.set(true);
        let given = match proof.get_untracked() {
            Proof::SignedNote => Some((words.get_untracked(), None)),
            Proof::ApprovalNumber | Proof::GatewayRead => untrack(move || slip.given())
                .map(|slip| (slip.approval_number, Some(slip.cancelled_at))),
        };
        let Some((evidence, cancelled_at)) = given else { return };
        let (proof, finding) = (proof.get_untracked(), signing.and_then(Signing::finding));
        let wire = CloseFollowUp { proof, evidence, cancelled_at, finding, seen: Some(seen) };
        sending.set(true);
        spawn_local(async move {
            let Some(id) = reading.id.try_get_value() else { return };
            let signed = match signing {
                Some(signing) => signing.step_up().await,
                None => true,
            };
            if !signed {
                let _ = sending.try_set(false);
                return;
            }
            let answer = api::close(&id, &wire).await;
            let _ = sending.try_set(false);
            match answer {
                Ok(found) => {
                    toasts.show(Notice::new(Tone::Success, t(follow_ups::CLOSED_NOW)));
                    reading.take(Ok(found));
                }
                Err(error) => {
                    let _ = wrong.try_set(Some(first_fault(&error)));
                    if error.code() == Some(ProblemCode::FollowUpChanged) {
                        reading.read();
                    }
                }
            }
        });
    };
    let choices: Vec<Choice> = proofs
        .iter()
        .map(|proof| Choice::new(proof.as_str(), t(follow_ups::proof(*proof))))
        .collect();
    let several = choices.len() > 1;
    let choose = several.then(|| {
        view! {
            <SegmentedControl
                label=t(follow_ups::PROOF)
                choices
                value=Signal::derive(move || proof.get().as_str().to_owned())
                on_change=move |name: String| proof.set(name.parse().unwrap_or(first))
            />
        }
    });
    let error = Signal::derive(move || wrong.get());
    let field = move || {
        if proof.get() == Proof::SignedNote {
            view! {
                <Field
                    label=t(follow_ups::SIGNED_NOTE)
                    hint=t(follow_ups::SIGNED_NOTE_HINT)
                    error
                >
                    <TextArea value=words max_length=FOLLOW_UP_NOTE_MAX_CHARS />
                </Field>
            }
            .into_any()
        } else {
            let hint = if numbered { outside::ENDS } else { outside::IS_ASKED };
            view! {
                <OutsideSlipFields slip tried hint />
                <p class="follow-up-form__means" role="alert">
                    {move || error.get()}
                </p>
            }
            .into_any()
        }
    };
    view! {
        <form class="follow-up-form" novalidate on:submit=submit>
            {signing.map(|signing| view! { <FindingFields signing /> })} {choose} {field}
            <Button submit=true pending=sending>
                {t(follow_ups::CLOSE_IT)}
            </Button>
        </form>
    }
    .into_any()
}
