//! The login screen.

use desk_api::{Login as Credentials, ProblemCode, Session};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::api::session::log_in;
use crate::i18n::{common, locale, login, pick, t};
use crate::routes::{PaymentsQuery, QueryString, Route, use_go, use_location};
use crate::state::session::{Login, SessionState};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::Banner;
use crate::ui::field::Field;
use crate::ui::mark::Tone;
use crate::ui::text_input::{TextInput, TextKind};

pub mod demo_hint;
pub mod looks;

use demo_hint::DemoHint;
use looks::Looks;

#[component]
pub fn LoginPage() -> AnyView {
    let session = SessionState::expect();
    go_on_when_logged_in(session);
    document().set_title(&format!("{} · {}", t(login::TITLE), t(common::PRODUCT)));
    view! {
        <main class="login">
            <div class="login__card">
                <header class="login__head">
                    <img class="login__mark" src="/mark.svg" alt="" width="40" height="40" />
                    <h1>{t(common::PRODUCT)}</h1>
                    <p class="login__promise">{t(login::PROMISE)}</p>
                </header>
                <LoginForm />
            </div>
            <Looks />
        </main>
    }
    .into_any()
}

/// Also what happens to somebody who opens `/login` while logged in.
fn go_on_when_logged_in(session: SessionState) {
    let search = use_location().search;
    let go = use_go();
    Effect::new(move |_| {
        if matches!(session.login(), Login::LoggedIn(_)) {
            let next = search.with_untracked(|search| destination(search));
            go.replace(next);
        }
    });
}

/// Where to go after logging in. Only addresses of our own screens are followed: a link to the login
/// must not be able to send people elsewhere.
fn destination(search: &str) -> Route {
    QueryString::parse(search)
        .get("next")
        .and_then(Route::parse)
        .filter(|route| !matches!(route, Route::Login { .. }))
        .unwrap_or_else(|| Route::Payments(PaymentsQuery::default()))
}

#[component]
fn LoginForm() -> AnyView {
    let session = SessionState::expect();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let send = Action::new_local(|credentials: &Credentials| {
        let credentials = credentials.clone();
        async move { log_in(&credentials).await }
    });
    let answer = send.value();
    Effect::new(move |_| {
        if let Some(Ok(opened)) = answer.get() {
            session.log_in(opened);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let credentials = Credentials { login: name.get(), password: password.get() };
        if !send.pending().get()
            && !credentials.login.is_empty()
            && !credentials.password.is_empty()
        {
            send.dispatch(credentials);
        }
    };
    let missing = move |text: RwSignal<String>, words| {
        Signal::derive(move || {
            (tried.get() && text.with(String::is_empty)).then(|| t(words).to_owned())
        })
    };
    view! {
        <form class="login__form" novalidate on:submit=submit>
            <Field label=t(login::LOGIN) error=missing(name, login::LOGIN_MISSING)>
                <TextInput value=name name="login" autocomplete="username" autofocus=true />
            </Field>
            <Field label=t(login::PASSWORD) error=missing(password, login::PASSWORD_MISSING)>
                <TextInput
                    value=password
                    kind=TextKind::Password
                    name="password"
                    autocomplete="current-password"
                />
            </Field>
            <div class="login__answer" role="alert">
                {move || {
                    refusal(answer.get().as_ref())
                        .map(|words| view! { <Banner tone=Tone::Warning text=words /> })
                }}
            </div>
            <Button kind=ButtonKind::Primary submit=true wide=true pending=send.pending()>
                {t(login::SUBMIT)}
            </Button>
        </form>
        {move || session.is_demo().then(|| view! { <DemoHint name password /> })}
    }
    .into_any()
}

/// What to tell of an answer that let nobody in.
fn refusal(answer: Option<&Result<Session, ApiError>>) -> Option<String> {
    let error = answer?.as_ref().err()?;
    Some(match error {
        ApiError::Unreachable => t(login::UNREACHABLE).to_owned(),
        ApiError::Unreadable { .. } => t(login::FAILED).to_owned(),
        ApiError::Problem(problem) => match problem.code {
            ProblemCode::WrongCredentials => t(login::REFUSED).to_owned(),
            ProblemCode::TooManyAttempts => {
                login::too_many_tries(locale(), problem.retry_after_seconds)
            }
            _ => pick(&problem.titles).to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(search: &str, href: &str) {
        assert_eq!(destination(search).href(), href);
    }

    #[test]
    fn logging_in_goes_on_to_where_one_was() {
        check("next=%2Fpayments%3Fstatus%3Dpaid", "/payments?status=paid");
        check("next=%2Fguide", "/guide");
    }

    #[test]
    fn addresses_elsewhere_are_not_followed() {
        check("", "/payments");
        check("next=https%3A%2F%2Fexample.com", "/payments");
        check("next=%2F%2Fexample.com", "/payments");
        check("next=%2Flogin%3Fnext%3D%252Flogin", "/payments");
        check("next=javascript%3Aalert(1)", "/payments");
    }
}
