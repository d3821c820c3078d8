//! Logging in and out.

use desk_api::{DEMO_HEADER, Login, Session, StepUp, paths};
use gloo_net::http::Method;

use super::client::{log_out_when_expired, send};
use super::error::ApiError;
use crate::state::session::SessionState;

/// Asks the server who is logged in, and remembers it.
pub async fn restore(state: SessionState) {
    log_out_when_expired(state);
    let answer = match send(Method::GET, paths::SESSION, None).await {
        Ok(answer) => answer,
        Err(_) => return state.log_out(),
    };
    state.set_demo(answer.header(DEMO_HEADER).is_some());
    match answer.read() {
        Ok(session) => state.log_in(session),
        Err(_) => state.log_out(),
    }
}

/// Opens a session; the browser keeps its cookie.
///
/// # Errors
/// `wrong_credentials`, `too_many_attempts`, or that the server was not reached.
pub async fn log_in(login: &Login) -> Result<Session, ApiError> {
    let body = serde_json::to_string(login).map_err(|_| ApiError::Unreadable { status: 0 })?;
    send(Method::POST, paths::SESSION, Some(body)).await?.read()
}

/// Gives the password once more.
///
/// # Errors
/// `wrong_credentials`, `too_many_attempts`, or that the server was not reached.
pub async fn step_up(password: String) -> Result<Session, ApiError> {
    let wire = StepUp { password };
    let body = serde_json::to_string(&wire).map_err(|_| ApiError::Unreadable { status: 0 })?;
    send(Method::POST, paths::SESSION_STEP_UP, Some(body)).await?.read()
}

/// Ends the session. The screen forgets the person even when the server is not reached: the session
/// then ends by itself.
pub async fn log_out(state: SessionState) {
    if let Ok(answer) = send(Method::DELETE, paths::SESSION, None).await {
        // A session that had ended already is logged out just as well.
        let _ = answer.done();
    }
    state.log_out();
}
