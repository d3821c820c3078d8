//! The disk of a POS PC: it keeps the agent's journal when the agent dies, and may fail.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_agent::journal::{Entry, Ink, Journal, JournalError, recover};

use crate::plan::Torn;

#[derive(Clone, Debug, Default)]
pub(crate) struct Disk(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    bytes: Vec<u8>,
    fails_next: Option<Torn>,
    /// How often it has failed.
    failed: u64,
}

impl Disk {
    /// The journal of an agent that starts: a torn last line is cut off. `forgets`: nothing was kept.
    pub(crate) fn journal(&self, forgets: bool) -> Result<Journal, JournalError> {
        let mut contents = self.lock();
        let (_, whole_bytes) = recover(&contents.bytes)?;
        contents.bytes.truncate(if forgets { 0 } else { whole_bytes });
        contents.fails_next = None;
        Journal::over(&contents.bytes, Box::new(self.clone()))
    }

    pub(crate) fn entries(&self) -> BTreeMap<String, Entry> {
        recover(&self.lock().bytes).map(|(entries, _)| entries).unwrap_or_default()
    }

    pub(crate) fn fail_next(&self, torn: Torn) {
        self.lock().fails_next = Some(torn);
    }

    pub(crate) fn failed(&self) -> u64 {
        self.lock().failed
    }

    pub(crate) fn mend(&self) {
        self.lock().fails_next = None;
    }

    fn lock(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ink for Disk {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let mut contents = self.lock();
        let failing = contents.fails_next.take();
        contents.failed += u64::from(failing.is_some());
        let kept = match failing {
            Some(Torn::Nothing) => 0,
            Some(Torn::Half) => line.len() / 2,
            Some(Torn::Whole) | None => line.len(),
        };
        contents.bytes.extend_from_slice(&line[..kept]);
        failing.map_or(Ok(()), |_| Err(io::Error::other("the power went out")))
    }
}
