//! From the click to the outcome. The request is spawned apart from the dialog: leaving the page never
//! aborts a cancel, and only the server's explicit no makes a new key.

use std::time::Duration;

use desk_api::{Cancellation, CreateCancellation, PaymentDetail, Problem, ProblemCode};
use desk_domain::{CancellationId, FollowUpId, PaymentId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::CancelForm;
use super::intent::{Intent, fresh_key};
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::api::{cancellations, pause, payments};
use crate::components::load_error::sentence;
use crate::i18n::{cancel, locale, pick, t};

/// Live changes come at once; asking is for when they do not.
const FIRST_LOOK: Duration = Duration::from_secs(1);
const SLOWEST_LOOK: Duration = Duration::from_secs(5);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Form,
    Sending,
    /// No clear answer came: the same key has to be sent again.
    Lost,
    /// The server has it, under way or final.
    Known(Box<Cancellation>),
}

/// Which view a stage has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Form,
    Lost,
    Progress,
}

impl Stage {
    pub const fn step(&self) -> Step {
        match self {
            Self::Form => Step::Form,
            Self::Lost => Step::Lost,
            Self::Sending | Self::Known(_) => Step::Progress,
        }
    }

    fn awaits(&self, id: &CancellationId) -> bool {
        match self {
            Self::Sending => true,
            Self::Known(known) => known.id == *id && known.state.is_in_flight(),
            Self::Form | Self::Lost => false,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Flow {
    pub stage: RwSignal<Stage>,
    /// What the person should read before going on.
    pub notice: RwSignal<Option<String>>,
    /// The terminal was told to stop, and has not said yet what became of it.
    pub aborting: RwSignal<bool>,
    /// Taking it back is asked for, and not answered yet.
    withdrawing: RwSignal<bool>,
    /// The server knows of no terminal that could be asked.
    pub no_terminal: RwSignal<bool>,
    payment: StoredValue<PaymentId>,
    intent: RwSignal<Intent>,
    form: CancelForm,
    on_changed: Callback<()>,
}

impl Flow {
    /// Goes on where this intent was left: with the cancellation that it became, with the request that
    /// was not answered, or with the form.
    pub fn start(
        detail: Signal<PaymentDetail>,
        intent: Intent,
        form: CancelForm,
        on_changed: Callback<()>,
    ) -> Self {
        let payment = detail.with_untracked(|detail| detail.payment.clone());
        let running = payment.in_flight.map(|running| running.id);
        let known = intent.cancellation.clone().or(running);
        let (stage, notice) = match (&known, &intent.sent) {
            (Some(_), _) => (Stage::Sending, None),
            (None, Some(_)) => (Stage::Lost, Some(t(cancel::RESTORED).to_owned())),
            (None, None) => (Stage::Form, None),
        };
        let flow = Self {
            stage: RwSignal::new(stage),
            notice: RwSignal::new(notice),
            aborting: RwSignal::new(false),
            withdrawing: RwSignal::new(false),
            no_terminal: RwSignal::new(false),
            payment: StoredValue::new(payment.id),
            intent: RwSignal::new(intent),
            form,
            on_changed,
        };
        flow.keep_draft();
        flow.follow_changes();
        if let Some(id) = known {
            spawn_local(flow.watch(id));
        }
        flow
    }

    /// Every keystroke is kept, so that signing in again brings it back.
    fn keep_draft(self) {
        Effect::new(move |_| {
            let draft = self.form.draft();
            if self.stage.with(|stage| *stage == Stage::Form) {
                self.change_intent(|intent| intent.draft = draft);
            }
        });
    }

    fn follow_changes(self) {
        use_changes(move |news| {
            let Some(payment) = self.payment.try_get_value() else { return };
            let ours = match &news {
                News::Changed(change) => change.payment_id == payment,
                News::Connected => true,
            };
            if let Some(Stage::Known(known)) = self.stage.try_get_untracked()
                && ours
                && known.state.is_in_flight()
            {
                spawn_local(async move {
                    self.look(&known.id).await;
                });
            }
        });
    }

    fn change_intent(self, change: impl FnOnce(&mut Intent)) {
        self.intent.try_update_untracked(change);
        if let (Some(intent), Some(payment)) =
            (self.intent.try_get_untracked(), self.payment.try_get_value())
        {
            intent.save(&payment);
        }
    }

    /// Sends what the form says. A second click finds the stage changed and does nothing.
    pub fn send(self, request: CreateCancellation) {
        let may_send =
            self.stage.with_untracked(|stage| matches!(stage, Stage::Form | Stage::Lost));
        let Some(payment) = self.payment.try_get_value().filter(|_| may_send) else { return };
        let kept = CreateCancellation { refund_account: None, ..request.clone() };
        let again = self.stage.with_untracked(|stage| *stage == Stage::Lost);
        self.change_intent(|intent| intent.sent = Some(kept));
        self.notice.set(None);
        self.no_terminal.set(false);
        self.stage.set(Stage::Sending);
        let key = self.intent.with_untracked(|intent| intent.key.clone());
        spawn_local(async move {
            let answer = cancellations::create(&payment, &key, &request).await;
            self.keep_answer(answer.as_ref(), &payment, &key, again);
            self.take(answer, &payment, again).await;
        });
    }

    /// The request that got no answer. The account is not kept: it comes from the form, with what is said of its
    /// holder now.
    pub fn send_again(self) {
        let sent = self.intent.with_untracked(|intent| intent.sent.clone());
        if let Some(sent) = sent {
            self.send(CreateCancellation {
                refund_account: self.form.account(),
                holder_differs_confirmed: self.form.has_confirmed_holder(),
                ..sent
            });
        }
    }

    /// What is somebody's to do about the payment.
    pub fn follow_up(self) -> Option<FollowUpId> {
        self.form.follow_up()
    }

    /// Begins another attempt with what was entered, after the last one came to nothing.
    pub fn restart(self) {
        self.renew_key();
        self.aborting.set(false);
        self.notice.set(None);
        self.stage.set(Stage::Form);
    }

    /// A second click asks for nothing: its answer, "too late", would contradict the first.
    pub fn withdraw(self, id: CancellationId) {
        if self.withdrawing.get_untracked() {
            return;
        }
        self.withdrawing.set(true);
        spawn_local(async move {
            match cancellations::withdraw(&id).await {
                Ok(cancellation) => self.know(cancellation),
                Err(error) => {
                    self.say(sentence(&error));
                    self.look(&id).await;
                }
            }
            let _ = self.withdrawing.try_set(false);
        });
    }

    /// Takes back a cancel that was begun elsewhere; `trouble` is why it did not work. The form behind it keeps
    /// what was entered.
    pub fn withdraw_other(self, id: CancellationId, trouble: RwSignal<Option<String>>) {
        if self.withdrawing.get_untracked() {
            return;
        }
        self.withdrawing.set(true);
        spawn_local(async move {
            let error = cancellations::withdraw(&id).await.err();
            let _ = trouble.try_set(error.map(|error| sentence(&error)));
            let _ = self.on_changed.try_run(());
            let _ = self.withdrawing.try_set(false);
        });
    }

    /// Asks the terminal to stop. Whether it did, only its result tells.
    pub fn abort(self, id: CancellationId) {
        if self.aborting.get_untracked() {
            return;
        }
        self.aborting.set(true);
        spawn_local(async move {
            if let Err(error) = cancellations::abort(&id).await {
                self.say(sentence(&error));
                let _ = self.aborting.try_set(false);
            }
            self.look(&id).await;
        });
    }

    /// What the answer means for the next opening, should this dialog be gone by now: one that is closed while
    /// it sends must not be told as unanswered.
    fn keep_answer(
        self,
        answer: Result<&Cancellation, &ApiError>,
        payment: &PaymentId,
        key: &str,
        again: bool,
    ) {
        if self.stage.try_get_untracked().is_some() {
            return;
        }
        let is_told = answer.map_or_else(|error| error.is_refusal() && !again, |_| true);
        if is_told {
            Intent::answered(payment, key);
        }
    }

    /// `again`: an earlier request under the same key had no answer. A no that was said before anybody looked at
    /// the key is none to that one.
    async fn take(self, answer: Result<Cancellation, ApiError>, payment: &PaymentId, again: bool) {
        let error = match answer {
            Ok(cancellation) => {
                let id = cancellation.id.clone();
                self.know(cancellation);
                return self.watch(id).await;
            }
            Err(error) => error,
        };
        let about = error.problem().and_then(|problem| problem.cancellation_id.clone());
        match (&error, error.problem().map(|problem| problem.code)) {
            (_, Some(ProblemCode::InFlight)) => {
                self.say(t(cancel::ALREADY_RUNNING).to_owned());
                self.watch_running(about, payment).await;
            }
            _ if again && error.is_before_the_key() => {
                self.say(sentence(&error));
                let _ = self.stage.try_set(Stage::Lost);
            }
            // The account was typed differently the second time: the first request had arrived, and is named.
            (_, Some(ProblemCode::IdempotencyKeyReused)) if about.is_some() => {
                self.watch_running(about, payment).await;
            }
            (_, Some(ProblemCode::NotSignedIn)) => {
                self.change_intent(|intent| intent.sent = None);
                let _ = self.stage.try_set(Stage::Form);
            }
            (ApiError::Problem(problem), _) if error.is_refusal() => self.refused(problem),
            _ => {
                let _ = self.stage.try_set(Stage::Lost);
            }
        }
    }

    /// The server said no, so nothing was written: the next attempt is another intent.
    fn refused(self, problem: &Problem) {
        let words = match (problem.code, problem.cancellable_won) {
            (ProblemCode::PaymentChanged, Some(left)) => cancel::changed(locale(), left),
            _ => {
                let details = problem.errors.iter().map(|error| pick(&error.text));
                [pick(&problem.titles)].into_iter().chain(details).collect::<Vec<_>>().join(" ")
            }
        };
        self.say(words);
        let _ = self.no_terminal.try_set(problem.code == ProblemCode::NoTerminal);
        if problem.code == ProblemCode::HolderUnconfirmed {
            let _ = self.form.holder_asked.try_set(true);
        }
        self.renew_key();
        let _ = self.stage.try_set(Stage::Form);
        let _ = self.on_changed.try_run(());
    }

    fn renew_key(self) {
        self.change_intent(|intent| {
            intent.key = fresh_key();
            intent.sent = None;
            intent.cancellation = None;
        });
    }

    fn say(self, words: String) {
        let _ = self.notice.try_set(Some(words));
    }

    /// Shows the cancellation that the server names, or the one that holds this payment.
    async fn watch_running(self, named: Option<CancellationId>, payment: &PaymentId) {
        let id = match named {
            Some(id) => Some(id),
            None => payments::find(payment)
                .await
                .ok()
                .and_then(|detail| detail.payment.in_flight.map(|running| running.id)),
        };
        match id {
            Some(id) => self.watch(id).await,
            None => {
                let _ = self.stage.try_set(Stage::Lost);
            }
        }
    }

    /// Looks until it is final, more seldom each time, or until the dialog shows something else.
    async fn watch(self, id: CancellationId) {
        let mut wait = FIRST_LOOK;
        self.look(&id).await;
        while self.stage.try_with_untracked(|stage| stage.awaits(&id)) == Some(true) {
            pause(wait).await;
            wait = (wait + FIRST_LOOK).min(SLOWEST_LOOK);
            self.look(&id).await;
        }
    }

    async fn look(self, id: &CancellationId) {
        if let Ok(detail) = cancellations::find(id).await
            // A late answer takes the form away from nobody who is trying again.
            && self.stage.try_with_untracked(|stage| stage.awaits(id)) != Some(false)
        {
            self.know(detail.cancellation);
        }
    }

    fn know(self, cancellation: Cancellation) {
        let payment = cancellation.payment_id.clone();
        let (id, running) = (cancellation.id.clone(), cancellation.state.is_in_flight());
        let now = Stage::Known(Box::new(cancellation));
        let Some(news) = self.stage.try_with_untracked(|stage| *stage != now) else {
            // The dialog is gone; the payment's page has heard of it by itself.
            return;
        };
        if news {
            self.stage.set(now);
            let _ = self.on_changed.try_run(());
        }
        if running {
            self.change_intent(|intent| intent.cancellation = Some(id));
        } else {
            Intent::forget(&payment);
        }
    }
}
