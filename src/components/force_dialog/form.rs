//! What the dialog asks for, and sending it once.

use desk_api::{Cancellation, CreateCancellation, PaymentDetail, ProblemCode};
use desk_domain::Won;
use desk_domain::cancellation::CancellationKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::cancellations;
use crate::api::error::ApiError;
use crate::api::session::step_up;
use crate::components::cancel_dialog::fresh_key;
use crate::components::load_error::refused_password;
use crate::components::outside_slip::OutsideSlip;
use crate::components::why::Why;
use crate::i18n::{force, pick, t};
use crate::state::session::SessionState;

#[derive(Clone, Copy, Debug)]
pub struct ForceForm {
    detail: Signal<PaymentDetail>,
    session: SessionState,
    pub why: Why,
    pub password: RwSignal<String>,
    /// It was cancelled outside already, with this slip.
    pub outside: RwSignal<bool>,
    pub slip: OutsideSlip,
    pub sending: RwSignal<bool>,
    /// What the person should read before going on.
    pub notice: RwSignal<Option<String>>,
    key: StoredValue<String>,
    /// Went out under the key, and had no clear answer: only the very same may follow it.
    unanswered: RwSignal<Option<CreateCancellation>>,
    done: RwSignal<Option<Cancellation>>,
    on_changed: Callback<()>,
}

impl ForceForm {
    pub fn new(
        detail: Signal<PaymentDetail>,
        done: RwSignal<Option<Cancellation>>,
        on_changed: Callback<()>,
    ) -> Self {
        Self {
            detail,
            session: SessionState::expect(),
            why: Why::new(),
            password: RwSignal::new(String::new()),
            outside: RwSignal::new(false),
            slip: OutsideSlip::of_today(),
            sending: RwSignal::new(false),
            notice: RwSignal::new(None),
            key: StoredValue::new(fresh_key()),
            unanswered: RwSignal::new(None),
            done,
            on_changed,
        }
    }

    /// Whether the password has to be given.
    pub fn asks_password(self) -> bool {
        !self.session.has_stepped_up()
    }

    pub fn password_error(self) -> Option<String> {
        let missing = self.why.tried.get() && self.password.with(String::is_empty);
        missing.then(|| t(force::PASSWORD_MISSING).to_owned())
    }

    /// What is cancelled: all that is left, or what an unanswered request has asked for.
    pub fn won(self) -> Won {
        let asked = self.unanswered.with(|sent| sent.as_ref().map(|sent| sent.amount_won));
        asked.unwrap_or_else(|| self.detail.with(|detail| detail.payment.cancellable_won))
    }

    /// The request, or `None` while something is missing.
    fn request(self) -> Option<CreateCancellation> {
        let (reason_code, note) = self.why.given()?;
        let done_outside = if self.outside.get() { Some(self.slip.given()?) } else { None };
        let left = self.won();
        Some(CreateCancellation {
            kind: CancellationKind::Force,
            amount_won: left,
            tax_free_won: None,
            reason_code,
            note,
            refund_account: None,
            holder_differs_confirmed: false,
            terminal_id: None,
            promotion_retain_option: None,
            expected_cancellable_won: left,
            done_outside,
        })
    }

    /// Sends it, or says what is missing. After a lost answer the same once more, word for word: what is left
    /// of the payment may be less by then, since the first may have arrived.
    pub fn submit(self) {
        self.why.tried.set(true);
        let lacks_password = self.asks_password() && self.password.with_untracked(String::is_empty);
        if self.sending.get_untracked() || lacks_password {
            return;
        }
        let Some(request) =
            self.unanswered.get_untracked().or_else(|| untrack(move || self.request()))
        else {
            return;
        };
        self.sending.set(true);
        self.notice.set(None);
        spawn_local(async move {
            let answer = self.send(request).await;
            let _ = self.sending.try_set(false);
            match answer {
                Ok(cancellation) => {
                    let _ = self.done.try_set(Some(cancellation));
                    let _ = self.on_changed.try_run(());
                }
                Err(words) => {
                    let _ = self.notice.try_set(Some(words));
                }
            }
        });
    }

    async fn send(self, request: CreateCancellation) -> Result<Cancellation, String> {
        if self.asks_password() {
            let password = self.password.get_untracked();
            let session = step_up(password).await.map_err(|error| refused_password(&error))?;
            self.session.log_in(session);
            self.password.set(String::new());
        }
        let payment = self.detail.with_untracked(|detail| detail.payment.id.clone());
        let key = self.key.get_value();
        let again = self.unanswered.with_untracked(Option::is_some);
        let _ = self.unanswered.try_set(Some(request.clone()));
        let answer = cancellations::create(&payment, &key, &request).await;
        answer.map_err(|error| self.refused(&error, again))
    }

    /// Only the server's explicit no makes a new key, and only one that is to all that went out under it.
    fn refused(self, error: &ApiError, again: bool) -> String {
        let is_no = error.is_refusal() && !(again && error.is_before_the_key());
        let Some(problem) = error.problem().filter(|_| is_no) else {
            return t(force::LOST).to_owned();
        };
        self.key.set_value(fresh_key());
        let _ = self.unanswered.try_set(None);
        let _ = self.on_changed.try_run(());
        if problem.code == ProblemCode::PaymentChanged {
            return t(force::CHANGED).to_owned();
        }
        let details = problem.errors.iter().map(|error| pick(&error.text));
        [pick(&problem.titles)].into_iter().chain(details).collect::<Vec<_>>().join(" ")
    }
}
