//! Who is logged in. The server decides; this only remembers its answer for the screens.

use desk_api::{MerchantName, Role, Session};
use desk_domain::Timestamp;
use leptos::prelude::*;

use super::kept;

/// What is known of the person at the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Login {
    /// The server has not answered yet.
    #[default]
    Asking,
    LoggedOut,
    LoggedIn(Session),
}

/// The context that holds the login, and with it the server's clock.
#[derive(Clone, Copy, Debug)]
pub struct SessionState {
    login: RwSignal<Login>,
    demo: RwSignal<bool>,
    /// How far the server's clock is ahead of the browser's, in µs.
    clock_ahead: StoredValue<i64>,
}

impl SessionState {
    pub fn provide() -> Self {
        let session = Self {
            login: RwSignal::new(Login::default()),
            demo: RwSignal::new(false),
            clock_ahead: StoredValue::new(0),
        };
        provide_context(session);
        session
    }

    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    #[must_use]
    pub fn login(self) -> Login {
        self.login.get()
    }

    /// The role of whoever is logged in.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        self.login.with(|login| match login {
            Login::LoggedIn(session) => Some(session.role),
            Login::Asking | Login::LoggedOut => None,
        })
    }

    /// Whether the password was given once more within the last minutes.
    #[must_use]
    pub fn has_stepped_up(self) -> bool {
        let now = self.now();
        self.login.with(|login| match login {
            Login::LoggedIn(session) => session.stepped_up_until.is_some_and(|until| now < until),
            Login::Asking | Login::LoggedOut => false,
        })
    }

    /// Those that whoever is logged in may work for.
    #[must_use]
    pub fn merchants(self) -> Vec<MerchantName> {
        self.login.with(|login| match login {
            Login::LoggedIn(session) => session.merchants.clone(),
            Login::Asking | Login::LoggedOut => Vec::new(),
        })
    }

    /// Whether this is the demo, where no real money moves.
    #[must_use]
    pub fn is_demo(self) -> bool {
        self.demo.get()
    }

    /// Now, as the server counts: a wrong clock at the desk must not move a deadline.
    #[must_use]
    pub fn now(self) -> Timestamp {
        Timestamp(browser_now().0.saturating_add(self.clock_ahead.get_value()))
    }

    pub fn log_in(self, session: Session) {
        self.clock_ahead.set_value(session.now.0.saturating_sub(browser_now().0));
        self.demo.set(session.demo);
        kept::belongs_to(&session.staff_id);
        self.login.set(Login::LoggedIn(session));
    }

    /// Also what a 401 from any call does.
    pub fn log_out(self) {
        self.login.set(Login::LoggedOut);
    }

    /// The server says so even to somebody who is not logged in yet, for the hint on the login screen.
    pub fn set_demo(self, demo: bool) {
        self.demo.set(demo);
    }
}

/// The browser's clock, which knows whole milliseconds.
#[expect(clippy::disallowed_methods, reason = "this is the home of the browser's clock")]
fn browser_now() -> Timestamp {
    let millis = js_sys::Date::new_0().get_time();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are whole and fit"
    )]
    let millis = millis as i64;
    Timestamp(millis.saturating_mul(1_000))
}
