//! Pairing: the code that a manager reads out, for a token that only this agent has.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk_api::agent::{PairAgent, PairedAgent};
use desk_api::paths;
use desk_domain::TerminalId;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::http;

const IDENTITY_FILE: &str = "agent.json";
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Which terminal of which desk this agent is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub desk: String,
    pub terminal_id: TerminalId,
    pub cat_id: String,
    /// Whoever has it is this agent: the file is for its owner's eyes only.
    pub token: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("desk", &self.desk)
            .field("terminal_id", &self.terminal_id)
            .field("cat_id", &self.cat_id)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PairingError {
    #[error("the desk does not take this code; ask for a new one in the console")]
    CodeRefused,
    #[error("the desk answered {0}")]
    Unexpected(StatusCode),
    #[error("the desk cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("{path} cannot be used")]
    File { path: PathBuf, source: io::Error },
    #[error("{0} holds no pairing; run `desk-agent pair` again")]
    Unreadable(PathBuf, #[source] serde_json::Error),
}

/// Gives the code for a token and keeps it in `folder`.
///
/// # Errors
/// See [`PairingError`]. Without an `Ok` nothing is kept.
pub async fn pair(
    desk: &Address,
    request: &PairAgent,
    folder: &Path,
) -> Result<Identity, PairingError> {
    // Tried first: a code is good once, and the token is shown once.
    std::fs::create_dir_all(folder).map_err(|source| file_problem(folder, source))?;
    let client = http::client(desk, ANSWER_WITHIN).map_err(PairingError::Unreachable)?;
    let sent = client.post(desk.at(paths::AGENT_PAIR)).json(request).send();
    let response = sent.await.map_err(PairingError::Unreachable)?;
    match response.status() {
        status if status.is_success() => {}
        status if status.is_client_error() => return Err(PairingError::CodeRefused),
        status => return Err(PairingError::Unexpected(status)),
    }
    let paired: PairedAgent = response.json().await.map_err(PairingError::Unreachable)?;
    let identity = Identity {
        desk: desk.to_string(),
        terminal_id: paired.terminal_id,
        cat_id: request.cat_id.clone(),
        token: paired.token,
    };
    keep(&identity, folder)?;
    Ok(identity)
}

/// The pairing that `folder` holds; `None` before the first.
///
/// # Errors
/// A file that cannot be read or understood.
pub fn paired(folder: &Path) -> Result<Option<Identity>, PairingError> {
    let path = folder.join(IDENTITY_FILE);
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(file_problem(&path, source)),
    };
    serde_json::from_slice(&text).map(Some).map_err(|source| PairingError::Unreadable(path, source))
}

/// Whole or not at all: written beside the old one, then moved over it.
fn keep(identity: &Identity, folder: &Path) -> Result<(), PairingError> {
    let path = folder.join(IDENTITY_FILE);
    let fresh = path.with_extension("new");
    let text = serde_json::to_vec_pretty(identity).expect("an identity is plain JSON");
    let written = for_its_owner(&fresh)
        .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&fresh, &path));
    written.map_err(|source| file_problem(&path, source))
}

/// On Windows the folder of the user keeps others out; there are no modes.
fn for_its_owner(path: &Path) -> io::Result<File> {
    // One that is left from a crash may have other rights.
    match std::fs::remove_file(path) {
        Err(problem) if problem.kind() != io::ErrorKind::NotFound => return Err(problem),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn file_problem(path: &Path, source: io::Error) -> PairingError {
    PairingError::File { path: path.to_owned(), source }
}
