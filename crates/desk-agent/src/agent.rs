//! One agent: its journal, its operator at the device, its link to the desk.

use std::path::Path;
use std::sync::Arc;

use crate::address::{Address, AddressProblem};
use crate::book::Book;
use crate::clock::Clock;
use crate::driver::Driver;
use crate::journal::{Journal, JournalError};
use crate::link::Link;
use crate::operator::Operator;
use crate::pace::Pace;
use crate::pairing::Identity;
use crate::road::Road;

/// The journal's name in the agent's folder.
pub const JOURNAL_FILE: &str = "journal.jsonl";

#[derive(Debug)]
pub struct Agent {
    pub identity: Identity,
    pub journal: Journal,
    pub driver: Arc<dyn Driver>,
    pub road: Arc<dyn Road>,
    pub clock: Arc<dyn Clock>,
    pub pace: Pace,
}

#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    #[error(transparent)]
    Address(#[from] AddressProblem),
    /// The agent stops at once: what cannot be written down must not be done.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Agent {
    /// Works until the desk sends it away; returns why.
    ///
    /// # Errors
    /// See [`AgentError`].
    pub async fn run(self) -> Result<String, AgentError> {
        let desk: Address = self.identity.desk.parse()?;
        let (book, jobs) = Book::open(self.journal, self.clock)?;
        let book = Arc::new(book);
        let operator =
            Operator { book: Arc::clone(&book), driver: Arc::clone(&self.driver), pace: self.pace };
        let link = Link {
            desk,
            identity: self.identity,
            book,
            driver: self.driver,
            road: self.road,
            pace: self.pace,
        };
        // Whichever ends takes the other along: without a journal or a desk nothing is begun.
        tokio::select! {
            stopped = operator.work(jobs) => match stopped? {},
            goodbye = link.keep() => Ok(goodbye?),
        }
    }
}

/// Begins the journal in the agent's folder, with its pairing.
///
/// # Errors
/// See [`JournalError`].
pub fn begin_journal(folder: &Path) -> Result<(), JournalError> {
    Journal::begin(&folder.join(JOURNAL_FILE))
}

/// The journal in the agent's folder.
///
/// # Errors
/// See [`JournalError`].
pub fn journal_in(folder: &Path) -> Result<Journal, JournalError> {
    Journal::open(&folder.join(JOURNAL_FILE))
}
