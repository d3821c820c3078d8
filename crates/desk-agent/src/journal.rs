//! What the agent will do, does and has done: one JSON line a step, in a file that is only appended
//! to. A line counts once it is on the disk, its end of line included; a torn last one never was.
//!
//! The laws are here and nowhere else: an order is touched once in the life of a journal, an end that
//! somebody knew is never changed, and what has ended is never touched.

mod entry;
mod ink;
mod step;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use desk_api::agent::{TerminalOrder, TerminalOutcome};
use desk_domain::Timestamp;
use desk_domain::terminal::TerminalStage;

pub use entry::{Entry, Reach};
pub use ink::{FileInk, Ink};
pub use step::{Line, Step};

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("the journal {path} cannot be used")]
    Io { path: PathBuf, source: io::Error },
    /// Never begun anew by itself: an empty one would deny what the device has done. The desk takes no such word
    /// from an agent that was paired after the order.
    #[error("the journal {0} is gone; pair this terminal again before it works on")]
    Gone(PathBuf),
    #[error("another agent is using the journal {0}")]
    InUse(PathBuf),
    /// Never guessed around: a lost line could be the one that says an order was begun.
    #[error("line {line} of the journal cannot be read; put it aside and pair this terminal again")]
    Corrupt { line: usize, source: serde_json::Error },
    #[error("a step could not be written to the journal")]
    Unwritten(#[source] io::Error),
}

#[derive(Debug)]
pub struct Journal {
    ink: Box<dyn Ink>,
    entries: BTreeMap<String, Entry>,
}

impl Journal {
    /// Begins a journal, with the pairing. One that is there goes on.
    ///
    /// # Errors
    /// [`JournalError::Io`].
    pub fn begin(path: &Path) -> Result<(), JournalError> {
        FileInk::make(path)
    }

    /// Opens the file, and keeps every other agent out of it.
    ///
    /// # Errors
    /// See [`JournalError`]. A torn last line is cut off and no error.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let (ink, bytes) = FileInk::open(path)?;
        let (entries, whole_bytes) = recover(&bytes)?;
        let ink = ink.cut_to(whole_bytes)?;
        Ok(Self { ink: Box::new(ink), entries })
    }

    /// A journal that goes on after `bytes` and writes with another ink.
    ///
    /// # Errors
    /// [`JournalError::Corrupt`].
    pub fn over(bytes: &[u8], ink: Box<dyn Ink>) -> Result<Self, JournalError> {
        Ok(Self { ink, entries: recover(bytes)?.0 })
    }

    #[must_use]
    pub fn find(&self, service_id: &str) -> Option<&Entry> {
        self.entries.get(service_id)
    }

    /// All orders ever, by id.
    pub fn entries(&self) -> impl Iterator<Item = (&String, &Entry)> {
        self.entries.iter()
    }

    /// Writes a new order down. One that is known stays as it is.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`], as of every step: then nothing must go on, as the file may hold
    /// half a line.
    pub fn take(&mut self, order: &TerminalOrder, at: Timestamp) -> Result<(), JournalError> {
        if self.entries.contains_key(&order.service_id) {
            return Ok(());
        }
        self.write(&order.service_id, at, Step::Taken { order: Box::new(order.clone()) })
    }

    /// The device may be touched for this order now, once: `None` ever after, and for what has ended
    /// or was never taken. On the disk when this returns.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn touch(
        &mut self,
        service_id: &str,
        at: Timestamp,
    ) -> Result<Option<TerminalOrder>, JournalError> {
        let Some(order) = self.entries.get(service_id).and_then(Entry::beginnable).cloned() else {
            return Ok(None);
        };
        self.write(service_id, at, Step::Touching)?;
        Ok(Some(order))
    }

    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn progress(
        &mut self,
        service_id: &str,
        stage: TerminalStage,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        if self.entries.get(service_id).is_none_or(|entry| entry.stage == Some(stage)) {
            return Ok(());
        }
        self.write(service_id, at, Step::Progress { stage })
    }

    /// How it ended. An end that is known stays; only [`TerminalOutcome::Unknown`] is replaced. Whether
    /// something was written.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn end(
        &mut self,
        service_id: &str,
        outcome: TerminalOutcome,
        at: Timestamp,
    ) -> Result<bool, JournalError> {
        let present = self.entries.get(service_id).and_then(|entry| entry.outcome.as_ref());
        let is_news = match (present, &outcome) {
            (None, _) => true,
            (Some(TerminalOutcome::Unknown { .. }), TerminalOutcome::Unknown { .. }) => false,
            (Some(TerminalOutcome::Unknown { .. }), _) => true,
            (Some(_), _) => false,
        };
        if is_news {
            self.write(service_id, at, Step::Ended { outcome })?;
        }
        Ok(is_news)
    }

    /// The end of an order that the device was not touched for, and will not be. Whether something
    /// was written: an order at the device, or one that has ended, stays as it is.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn end_unbegun(
        &mut self,
        service_id: &str,
        outcome: TerminalOutcome,
        at: Timestamp,
    ) -> Result<bool, JournalError> {
        match self.entries.get(service_id) {
            Some(entry) if entry.beginnable().is_none() => Ok(false),
            _ => self.end(service_id, outcome, at),
        }
    }

    /// The desk has the end that is written here.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn reported(&mut self, service_id: &str, at: Timestamp) -> Result<(), JournalError> {
        let is_open = |entry: &Entry| entry.outcome.is_some() && !entry.is_reported;
        if !self.entries.get(service_id).is_some_and(is_open) {
            return Ok(());
        }
        self.write(service_id, at, Step::Reported)
    }

    fn write(&mut self, service_id: &str, at: Timestamp, step: Step) -> Result<(), JournalError> {
        let line = Line { service_id: service_id.to_owned(), at, step };
        let mut bytes = serde_json::to_vec(&line).expect("a step is plain JSON");
        bytes.push(b'\n');
        self.ink.append(&bytes).map_err(JournalError::Unwritten)?;
        entry::apply(&mut self.entries, line);
        Ok(())
    }
}

/// What the bytes of a journal say, and how many of them are whole lines.
///
/// # Errors
/// [`JournalError::Corrupt`] for a whole line that is none of ours.
pub fn recover(bytes: &[u8]) -> Result<(BTreeMap<String, Entry>, usize), JournalError> {
    let whole_bytes = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut entries = BTreeMap::new();
    let lines = bytes[..whole_bytes].split_inclusive(|byte| *byte == b'\n');
    for (at, line) in lines.enumerate() {
        let line = serde_json::from_slice(line)
            .map_err(|source| JournalError::Corrupt { line: at + 1, source })?;
        entry::apply(&mut entries, line);
    }
    Ok((entries, whole_bytes))
}

#[cfg(test)]
mod tests;
