//! Somebody at a browser, who signs in again where the session has ended, and presses again with the same
//! key where the line broke.

use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use serde_json::{Value, json};

use crate::http::{Answer, Request, ask};

const PASSWORD: &str = "cancel-desk-demo";
/// How often somebody presses again, and how long they wait before: longer in all than any restart takes.
const TRIES: u32 = 2_000;
const PAUSE: Duration = Duration::from_millis(25);

pub(crate) struct Browser {
    port: u16,
    login: &'static str,
    cookie: Option<String>,
    /// How often the line broke under a request.
    pub(crate) broken_lines: u64,
}

impl Browser {
    pub(crate) const fn new(port: u16, login: &'static str) -> Self {
        Self { port, login, cookie: None, broken_lines: 0 }
    }

    /// Somebody else under the same session.
    pub(crate) fn beside(&self) -> Self {
        Self { cookie: self.cookie.clone(), broken_lines: 0, ..*self }
    }

    /// Asks until there is a final answer.
    pub(crate) async fn insist(
        &mut self,
        method: &'static str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, Violation> {
        self.press(method, path, body, None).await
    }

    /// The same with the key of a dialog. No cookie, no fresh password and "busy" are no answers yet.
    pub(crate) async fn press(
        &mut self,
        method: &'static str,
        path: &str,
        body: Option<&Value>,
        key: Option<&str>,
    ) -> Result<Answer, Violation> {
        for _ in 0..TRIES {
            let Some(cookie) = self.cookie.clone() else {
                self.sign_in().await?;
                continue;
            };
            let mut request = Request { method, path, headers: Vec::new(), body };
            request = request.with("Cookie", &cookie);
            if let Some(key) = key {
                request = request.with("Idempotency-Key", key);
            }
            match ask(self.port, &request).await {
                None => self.broken_lines += 1,
                Some(answer) if answer.status == 401 => self.cookie = None,
                Some(answer) if answer.code() == "step_up_needed" => self.step_up().await,
                Some(answer) if answer.status == 503 || is_being_checked(path, &answer) => {}
                Some(answer) => return whole(path, answer),
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Violation::of("every click is answered", format!("{method} {path}")))
    }

    /// Presses once, and hears whatever is said.
    pub(crate) async fn once(&self, path: &str, body: &Value, key: &str) -> Option<Answer> {
        let cookie = self.cookie.as_deref()?;
        let request = Request::post(path, body).with("Cookie", cookie);
        ask(self.port, &request.with("Idempotency-Key", key)).await
    }

    async fn sign_in(&mut self) -> Result<(), Violation> {
        let login = json!({ "login": self.login, "password": PASSWORD });
        for _ in 0..TRIES {
            let answer = ask(self.port, &Request::post("/api/session", &login)).await;
            if let Some(cookie) = answer.and_then(|answer| answer.cookie) {
                self.cookie = Some(cookie);
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Violation::of(HARNESS, format!("{} cannot sign in", self.login)))
    }

    async fn step_up(&mut self) {
        let password = json!({ "password": PASSWORD });
        let cookie = self.cookie.clone().unwrap_or_default();
        let request = Request::post("/api/session/step-up", &password).with("Cookie", &cookie);
        // Whatever comes of it, the click is sent again and is asked again.
        ask(self.port, &request).await;
    }
}

/// A void alone is asked of its vendor at once: while that is dead, the desk says that it looks again.
fn is_being_checked(path: &str, answer: &Answer) -> bool {
    path.ends_with("/void") && answer.code() == "gateway_unreachable"
}

/// A no has a code that a screen can tell in words, and is none of "I do not know".
fn whole(path: &str, answer: Answer) -> Result<Answer, Violation> {
    let is_clear = answer.is_success() || (answer.status < 500 && !answer.code().is_empty());
    if is_clear {
        return Ok(answer);
    }
    Err(Violation::of("every no is a clear one", format!("{path}: {answer:?}")))
}
