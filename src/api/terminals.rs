//! Card terminals: which there are, and pairing them.

use desk_api::{CreateTerminal, PairingCode, Terminal, Terminals, paths};
use desk_domain::TerminalId;

use super::client::{get, post};
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list() -> Result<Vec<Terminal>, ApiError> {
    get(paths::TERMINALS).await?.read().map(|terminals: Terminals| terminals.items)
}

/// A place for a terminal, and the code that its agent pairs with.
///
/// # Errors
/// `not_allowed`, `invalid_input`, or that the server was not reached.
pub async fn create(wire: &CreateTerminal) -> Result<PairingCode, ApiError> {
    let body = serde_json::to_string(wire).map_err(|_| ApiError::Unreadable { status: 0 })?;
    post(paths::TERMINALS, Some(body), None).await?.read()
}

/// Another code; the one before it is worth nothing any more.
///
/// # Errors
/// `not_allowed`, `not_found`, or that the server was not reached.
pub async fn new_code(id: &TerminalId) -> Result<PairingCode, ApiError> {
    post(&paths::with_id(paths::TERMINAL_CODE, id.as_str()), None, None).await?.read()
}

/// From here on its agent is turned away.
///
/// # Errors
/// `not_allowed`, `not_found`, or that the server was not reached.
pub async fn revoke(id: &TerminalId) -> Result<(), ApiError> {
    post(&paths::with_id(paths::TERMINAL_REVOKE, id.as_str()), None, None).await?.done()
}
