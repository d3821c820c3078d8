//! What the dialog asks for, and sending it once.

use desk_api::{Cancellation, CreateCancellation, PaymentDetail, ProblemCode};
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

    /// The request, or `None` while something is missing.
    fn request(self) -> Option<CreateCancellation> {
        let (reason_code, note) = self.why.given()?;
        let done_outside = if self.outside.get() { Some(self.slip.given()?) } else { None };
        let left = self.detail.with(|detail| detail.payment.cancellable_won);
        (!self.asks_password() || !self.password.with(String::is_empty)).then_some(())?;
        Some(CreateCancellation {
            kind: CancellationKind::Force,
            amount_won: left,
            tax_free_won: None,
            reason_code,
            note,
            refund_account: None,
            terminal_id: None,
            promotion_retain_option: None,
            expected_cancellable_won: left,
            done_outside,
        })
    }

    /// Sends it, or says what is missing.
    pub fn submit(self) {
        self.why.tried.set(true);
        let Some(request) = self.request().filter(|_| !self.sending.get_untracked()) else {
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
        let answer = cancellations::create(&payment, &key, &request).await;
        answer.map_err(|error| self.refused(&error))
    }

    /// Only the server's explicit no makes a new key.
    fn refused(self, error: &ApiError) -> String {
        let Some(problem) = error.problem().filter(|_| error.is_refusal()) else {
            return t(force::LOST).to_owned();
        };
        self.key.set_value(fresh_key());
        let _ = self.on_changed.try_run(());
        if problem.code == ProblemCode::PaymentChanged {
            return t(force::CHANGED).to_owned();
        }
        let details = problem.errors.iter().map(|error| pick(&error.text));
        [pick(&problem.titles)].into_iter().chain(details).collect::<Vec<_>>().join(" ")
    }
}
