//! What the agent's tasks share: the journal, who waits for the device, and what the desk has not
//! heard yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_api::agent::{AbortCause, TerminalOrder, TerminalOutcome};
use desk_domain::Timestamp;
use desk_domain::terminal::TerminalStage;
use tokio::sync::{mpsc, watch};

use crate::clock::Clock;
use crate::journal::{Journal, JournalError};
use crate::pace::WAITING_MAX;
use crate::patience::Patience;

/// One order at the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// Begin it, if it still may be begun.
    Serve(String),
    /// It may have been begun: ask the device.
    Settle(String),
}

/// An end that the desk does not have. The turn counts how often it was to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) service_id: String,
    pub(crate) outcome: TerminalOutcome,
    pub(crate) turn: u64,
}

#[derive(Debug)]
pub(crate) struct Book {
    inner: Mutex<Inner>,
    clock: Arc<dyn Clock>,
    jobs: mpsc::Sender<Job>,
    /// Grows with every end; the link listens here.
    news: watch::Sender<u64>,
    /// Where the order at the device stands.
    stage: watch::Sender<Option<(String, TerminalStage)>>,
    /// Orders at the device that a person has given up.
    given_up: watch::Sender<BTreeSet<String>>,
}

#[derive(Debug)]
struct Inner {
    journal: Journal,
    /// Orders that wait for the device, in this run of the agent.
    waiting: BTreeMap<String, Patience>,
    /// Ends to be told, by id, with their turn.
    untold: BTreeMap<String, u64>,
    turns: u64,
}

impl Book {
    /// The book, and the jobs that its operator works off. What was taken and not begun before this
    /// agent started never will be: nobody may stand at the terminal any more.
    ///
    /// # Errors
    /// A step that could not be written down.
    pub(crate) fn open(
        mut journal: Journal,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, mpsc::Receiver<Job>), JournalError> {
        for service_id in unbegun(&journal) {
            journal.end_unbegun(&service_id, TerminalOutcome::NeverBegun, clock.now())?;
        }
        // What has to be asked from before comes on top of what may wait.
        let to_ask: Vec<_> = journal
            .entries()
            .filter(|(_, entry)| entry.needs_asking())
            .map(|(id, _)| id.clone())
            .collect();
        let to_tell = journal
            .entries()
            .filter(|(_, entry)| entry.outcome.is_some() && !entry.is_reported)
            .map(|(id, _)| (id.clone(), 0))
            .collect();
        let (jobs, receiver) = mpsc::channel(2 * WAITING_MAX + to_ask.len());
        for service_id in to_ask {
            jobs.try_send(Job::Settle(service_id)).expect("there is room for what is to be asked");
        }
        let inner = Inner { journal, waiting: BTreeMap::new(), untold: to_tell, turns: 0 };
        let book = Self {
            inner: Mutex::new(inner),
            clock,
            jobs,
            news: watch::Sender::new(0),
            stage: watch::Sender::new(None),
            given_up: watch::Sender::new(BTreeSet::new()),
        };
        Ok((book, receiver))
    }

    /// A look at the journal.
    pub(crate) fn with_journal<T>(&self, look: impl FnOnce(&Journal) -> T) -> T {
        look(&self.lock().journal)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Writes the order down and puts it in the queue. `false`: there is no room, and nothing is
    /// written.
    pub(crate) fn take(&self, order: &TerminalOrder) -> Result<bool, JournalError> {
        let mut inner = self.lock();
        if inner.waiting.len() >= WAITING_MAX {
            return Ok(false);
        }
        inner.journal.take(order, self.now())?;
        let patience = Patience::of(order, &*self.clock);
        inner.waiting.insert(order.service_id.clone(), patience);
        let queued = self.jobs.try_send(Job::Serve(order.service_id.clone())).is_ok();
        if !queued {
            inner.waiting.remove(&order.service_id);
        }
        Ok(queued)
    }

    /// The order, now that the device may be touched for it; see [`Journal::touch`]. One whose time
    /// has passed is ended instead.
    pub(crate) fn touch(&self, service_id: &str) -> Result<Option<TerminalOrder>, JournalError> {
        self.end_if_expired(service_id)?;
        let mut inner = self.lock();
        inner.waiting.remove(service_id);
        let now = self.now();
        inner.journal.touch(service_id, now)
    }

    /// An order that was not begun in its time never will be.
    pub(crate) fn end_if_expired(&self, service_id: &str) -> Result<(), JournalError> {
        let patience = self.lock().waiting.get(service_id).copied();
        if patience.is_some_and(|patience| patience.is_over(&*self.clock)) {
            self.end_unbegun(service_id, TerminalOutcome::Aborted { why: AbortCause::Expired })?;
        }
        Ok(())
    }

    /// The same for everything that waits for the device.
    pub(crate) fn end_expired(&self) -> Result<(), JournalError> {
        let waiting: Vec<_> = self.lock().waiting.keys().cloned().collect();
        waiting.iter().try_for_each(|service_id| self.end_if_expired(service_id))
    }

    pub(crate) fn progress(
        &self,
        service_id: &str,
        stage: TerminalStage,
    ) -> Result<(), JournalError> {
        let now = self.now();
        self.lock().journal.progress(service_id, stage, now)?;
        self.stage.send_replace(Some((service_id.to_owned(), stage)));
        Ok(())
    }

    /// Writes the end down, if it is news, and has it told either way.
    pub(crate) fn end(
        &self,
        service_id: &str,
        outcome: TerminalOutcome,
    ) -> Result<(), JournalError> {
        let now = self.now();
        self.lock().journal.end(service_id, outcome, now)?;
        self.stage.send_if_modified(|stage| {
            stage.take_if(|(at_device, _)| at_device == service_id).is_some()
        });
        self.given_up.send_if_modified(|given_up| given_up.remove(service_id));
        self.tell_again(service_id);
        Ok(())
    }

    /// Ends an order that the device was not touched for; see [`Journal::end_unbegun`].
    pub(crate) fn end_unbegun(
        &self,
        service_id: &str,
        outcome: TerminalOutcome,
    ) -> Result<bool, JournalError> {
        let now = self.now();
        let mut inner = self.lock();
        let is_ended = inner.journal.end_unbegun(service_id, outcome, now)?;
        inner.waiting.remove(service_id);
        drop(inner);
        if is_ended {
            self.tell_again(service_id);
        }
        Ok(is_ended)
    }

    /// The desk asks, so it hears the end once more, if there is one.
    pub(crate) fn tell_again(&self, service_id: &str) {
        let mut inner = self.lock();
        if inner.journal.find(service_id).is_some_and(|entry| entry.outcome.is_some()) {
            inner.turns += 1;
            let turn = inner.turns;
            inner.untold.insert(service_id.to_owned(), turn);
            drop(inner);
            self.news.send_modify(|news| *news += 1);
        }
    }

    /// Everything that the desk has not taken.
    pub(crate) fn untold(&self) -> Vec<Told> {
        let inner = self.lock();
        let told = inner.untold.iter().filter_map(|(service_id, turn)| {
            let outcome = inner.journal.find(service_id)?.outcome.clone()?;
            Some(Told { service_id: service_id.clone(), outcome, turn: *turn })
        });
        told.collect()
    }

    /// The desk has what was told in this turn. A newer end stays to be told.
    pub(crate) fn taken(&self, service_id: &str, turn: u64) -> Result<(), JournalError> {
        let mut inner = self.lock();
        if inner.untold.get(service_id) != Some(&turn) {
            return Ok(());
        }
        inner.untold.remove(service_id);
        let now = self.now();
        inner.journal.reported(service_id, now)
    }

    /// Asks for a look at the device. A full queue means that it is being asked enough.
    pub(crate) fn ask_device(&self, service_id: &str) {
        if self.jobs.try_send(Job::Settle(service_id.to_owned())).is_err() {
            self.tell_again(service_id);
        }
    }

    /// A person gave up on the order at the device.
    pub(crate) fn give_up(&self, service_id: &str) {
        self.given_up.send_if_modified(|given_up| given_up.insert(service_id.to_owned()));
    }

    /// Returns once somebody has given up on this order.
    pub(crate) async fn given_up(&self, service_id: &str) {
        let mut given_up = self.given_up.subscribe();
        let heard = given_up.wait_for(|given_up| given_up.contains(service_id)).await;
        heard.expect("the book keeps its sender");
    }

    pub(crate) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    pub(crate) fn stage(&self) -> watch::Receiver<Option<(String, TerminalStage)>> {
        self.stage.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A journal that failed stops the agent; the memory itself is never half changed.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unbegun(journal: &Journal) -> Vec<String> {
    let unbegun = journal.entries().filter(|(_, entry)| entry.beginnable().is_some());
    unbegun.map(|(service_id, _)| service_id.clone()).collect()
}
