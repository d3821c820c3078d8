//! 외부 파기: somebody writes down that a bill was voided where the desk neither acts nor reads.

use desk_api::{PaymentDetail, VoidOutside};
use desk_domain::decision::Action;
use desk_domain::limits::NOTE_MAX_CHARS;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::payments;
use crate::components::cancel_dialog::what::What;
use crate::components::errand::WhatHappens;
use crate::components::load_error::sentence;
use crate::components::outside_moment::{MomentWords, OutsideMoment, OutsideMomentFields};
use crate::components::part::{Part, dialog_waits};
use crate::i18n::{cancel, locale, outside, pick, t, words};
use crate::part;
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::text_input::TextArea;
use crate::ui::toast::Notice;

const MOMENT: MomentWords = MomentWords {
    day: outside::VOID_DAY,
    time: outside::VOID_TIME,
    missing: outside::VOID_MOMENT_MISSING,
};

/// One opening of the dialog.
#[derive(Clone, Copy)]
struct Opening {
    open: RwSignal<bool>,
    detail: Signal<PaymentDetail>,
    on_changed: Callback<()>,
}

const CONTENT: Part =
    part!(outside_void_part in deeds: view! { <Content opening=expect_context() /> });

/// Mounted beside the payment it is about.
#[component]
pub fn OutsideVoidDialog(
    open: RwSignal<bool>,
    #[prop(into)] detail: Signal<PaymentDetail>,
    /// The payment has changed and should be read again.
    #[prop(into)]
    on_changed: Callback<()>,
) -> AnyView {
    view! {
        <Dialog open title=t(words::action(Action::VoidOutside))>
            {
                provide_context(Opening { open, detail, on_changed });
                CONTENT.show(dialog_waits)
            }
        </Dialog>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Form {
    opening: Opening,
    moment: OutsideMoment,
    note: RwSignal<String>,
    tried: RwSignal<bool>,
    sending: RwSignal<bool>,
    /// What the person should read before going on.
    notice: RwSignal<Option<String>>,
    toasts: Toasts,
}

impl Form {
    /// The request, or `None` while something is missing.
    fn request(self) -> Option<VoidOutside> {
        let note = self.note.with(|note| note.trim().to_owned());
        let voided_at = self.moment.given()?;
        self.note_error_of(&note).is_none().then_some(VoidOutside { voided_at, note })
    }

    fn note_error_of(self, note: &str) -> Option<String> {
        if note.chars().count() > NOTE_MAX_CHARS {
            return Some(cancel::note_too_long(locale(), NOTE_MAX_CHARS));
        }
        note.is_empty().then(|| t(outside::VOID_NOTE_MISSING).to_owned())
    }

    fn note_error(self) -> Option<String> {
        let error = self.note.with(|note| self.note_error_of(note.trim()));
        error.filter(|_| self.tried.get())
    }

    /// Asked for twice it is written down once, so a lost answer is simply asked for again.
    fn submit(self) {
        self.tried.set(true);
        let Some(request) = untrack(move || self.request()) else { return };
        if self.sending.get_untracked() {
            return;
        }
        self.sending.set(true);
        self.notice.set(None);
        let Opening { open, detail, on_changed } = self.opening;
        let payment = detail.with_untracked(|detail| detail.payment.id.clone());
        spawn_local(async move {
            let answer = payments::void_outside(&payment, &request).await;
            let _ = self.sending.try_set(false);
            match answer {
                Ok(()) => {
                    let _ = open.try_set(false);
                    self.toasts.show(Notice::new(Tone::Success, t(outside::VOIDED)));
                }
                Err(error) => {
                    let _ = self.notice.try_set(Some(refusal(&error)));
                }
            }
            let _ = on_changed.try_run(());
        });
    }
}

/// The server's words, with what is wrong with each field.
fn refusal(error: &ApiError) -> String {
    let details = error.problem().map(|problem| problem.errors.as_slice()).unwrap_or_default();
    let details = details.iter().map(|detail| pick(&detail.text).to_owned());
    [sentence(error)].into_iter().chain(details).collect::<Vec<_>>().join(" ")
}

#[component]
fn Content(opening: Opening) -> AnyView {
    let form = Form {
        opening,
        moment: OutsideMoment::of_today(),
        note: RwSignal::new(String::new()),
        tried: RwSignal::new(false),
        sending: RwSignal::new(false),
        notice: RwSignal::new(None),
        toasts: Toasts::expect(),
    };
    let detail = opening.detail;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    let deed =
        move || outside::void_confirm(locale(), detail.with(|detail| detail.payment.amount_won));
    let means = || [outside::VOID_BELIEVED, outside::VOID_PAID_LATER].map(|msg| t(msg).to_owned());
    view! {
        <form class="cancel-dialog" novalidate on:submit=submit>
            <DialogBody>
                {move || {
                    form.notice.get().map(|text| view! { <Banner tone=Tone::Warning text /> })
                }}
                <What detail />
                <OutsideMomentFields moment=form.moment tried=form.tried words=MOMENT />
                <Field
                    label=t(outside::VOID_NOTE)
                    hint=t(outside::VOID_NOTE_HINT)
                    required=true
                    error=Signal::derive(move || form.note_error())
                >
                    <TextArea value=form.note max_length=NOTE_MAX_CHARS />
                </Field>
                <WhatHappens danger=true sentences=Signal::derive(move || means().to_vec()) />
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=move |()| opening.open.set(false)>
                    {t(cancel::NOT_NOW)}
                </Button>
                <Button kind=ButtonKind::Danger submit=true pending=form.sending>
                    {deed}
                </Button>
            </DialogActions>
        </form>
    }
    .into_any()
}
