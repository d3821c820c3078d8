//! What every handler shares: the state behind one lock, its journal, its clock, its mail.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use tokio::sync::{Notify, watch};

use crate::SimulatorError;
use crate::bootpay::{self, Scene};
use crate::calls::{CallLog, CallRecord};
use crate::changes::Changes;
use crate::clock::{Clock, DemoClock};
use crate::config::{Config, Seed};
use crate::faults::Faults;
use crate::journal::{Journal, JournalError, Origin};
use crate::payssam;
use crate::portone::events;
use crate::portone::sender::Sender;
use crate::portone::settlement;
use crate::portone::signature::SigningKey;
use crate::portone::state::State;
use crate::post::Post;
use crate::private::Private;
use crate::seed;
use crate::van;

#[derive(Debug)]
pub(crate) struct World {
    clock: Arc<DemoClock>,
    inner: Mutex<Inner>,
    post: Post,
    sender: Sender,
    /// One pump at a time, so that no message is sent twice by accident.
    pumping: tokio::sync::Mutex<()>,
    wake: Notify,
    release: Notify,
    /// Who waits for news of the card terminal listens here.
    van_revision: watch::Sender<u64>,
    settings: Settings,
}

#[derive(Debug)]
struct Inner {
    /// PortOne's, with the faults that all vendors share.
    state: State,
    bootpay: bootpay::state::State,
    payssam: payssam::State,
    van: van::State,
    journal: Option<Journal>,
    calls: CallLog,
}

#[derive(Debug)]
struct Settings {
    store_id: String,
    api_secret: Private,
    data_file: Option<PathBuf>,
    hang: Duration,
    settle_after: Option<TimeDelta>,
    bootpay: bootpay::Options,
    payssam: payssam::Settings,
    van: van::Settings,
}

/// What one pump did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pumped {
    pub settled: usize,
    pub delivered: usize,
    /// Attempts that were not taken; they stay on their schedule.
    pub refused: usize,
}

impl World {
    pub(crate) fn open(config: &Config) -> Result<Self, SimulatorError> {
        let key = SigningKey::parse(&config.webhook_secret).map_err(SimulatorError::Secret)?;
        let clock = Arc::new(DemoClock::over(Arc::clone(&config.clock)));
        let settings = Settings {
            store_id: config.store_id.clone(),
            api_secret: config.api_secret.clone(),
            data_file: config.data_file.clone(),
            hang: config.hang,
            settle_after: config.settle_after,
            bootpay: config.bootpay.clone(),
            payssam: config.payssam.clone(),
            van: config.van.clone(),
        };
        let inner = settings.open(config.seed, config.webhook_target.clone(), &clock)?;
        let post = Post::open().map_err(SimulatorError::Sender)?;
        Ok(Self {
            clock,
            inner: Mutex::new(inner),
            sender: Sender::new(post.clone(), key),
            post,
            pumping: tokio::sync::Mutex::new(()),
            wake: Notify::new(),
            release: Notify::new(),
            van_revision: watch::Sender::new(0),
            settings,
        })
    }

    pub(crate) fn clock(&self) -> &Arc<DemoClock> {
        &self.clock
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn hang(&self) -> Duration {
        self.settings.hang
    }

    /// Runs `work` on PortOne's state. What it changed is on disk when this returns.
    pub(crate) fn act<T>(&self, work: impl FnOnce(&mut State, DateTime<Utc>) -> T) -> T {
        self.commit(|inner, now| work(&mut inner.state, now))
    }

    /// Runs `work` at Bootpay. What it changed is on disk when this returns.
    pub(crate) fn at_bootpay<T>(&self, work: impl FnOnce(&mut Scene<'_>) -> T) -> T {
        self.commit(|inner, now| {
            let faults = &mut inner.state.faults;
            work(&mut Scene { state: &mut inner.bootpay, faults, now })
        })
    }

    /// Runs `work` on PaySsam's state, where all that is due by the clock has happened. What it
    /// changed is on disk when this returns.
    pub(crate) fn act_payssam<T>(
        &self,
        work: impl FnOnce(&mut payssam::State, &mut Faults, DateTime<Utc>) -> T,
    ) -> T {
        self.commit(|inner, now| {
            payssam::lifecycle::run_due(&mut inner.payssam, now);
            work(&mut inner.payssam, &mut inner.state.faults, now)
        })
    }

    /// Runs `work` at the card terminal, where all that is due by the clock has happened. What it
    /// changed is on disk when this returns, and whoever waits for news has it.
    pub(crate) fn at_van<T>(&self, work: impl FnOnce(&mut van::Scene<'_>) -> T) -> T {
        let (outcome, revision) = self.commit(|inner, now| {
            van::run_due(&mut inner.van, now);
            let faults = &mut inner.state.faults;
            let outcome = work(&mut van::Scene { state: &mut inner.van, faults, now });
            (outcome, inner.van.revision)
        });
        self.van_revision.send_if_modified(|seen| std::mem::replace(seen, revision) != revision);
        outcome
    }

    pub(crate) fn van_revision(&self) -> watch::Receiver<u64> {
        self.van_revision.subscribe()
    }

    fn commit<T>(&self, work: impl FnOnce(&mut Inner, DateTime<Utc>) -> T) -> T {
        let mut inner = self.lock();
        let outcome = work(&mut inner, self.now());
        let changes = inner.take_changes();
        if !changes.is_empty() {
            inner.write(|journal| journal.commit(changes));
            self.wake.notify_one();
        }
        outcome
    }

    pub(crate) fn log_call(&self, call: CallRecord) {
        self.lock().calls.push(call);
    }

    pub(crate) fn recent_calls(&self) -> Vec<CallRecord> {
        self.lock().calls.recent().cloned().collect()
    }

    pub(crate) fn set_clock(&self, now: DateTime<Utc>) {
        self.clock.set(now);
        self.keep_clock();
    }

    pub(crate) fn reset_clock(&self) {
        self.clock.shift_to(0);
        self.keep_clock();
    }

    /// Throws the present world away and makes a new one, in the file too.
    pub(crate) fn reset(&self, seed: Option<Seed>) -> Result<(), SimulatorError> {
        let mut inner = self.lock();
        let target = inner.state.outbox.target.clone();
        let mut fresh = self.settings.create(seed, target, &self.clock)?;
        fresh.bootpay.options = inner.bootpay.options.clone();
        fresh.bootpay.outbox.target = inner.bootpay.outbox.target.clone();
        fresh.payssam.settings = inner.payssam.settings.clone();
        fresh.payssam.outbox.target = inner.payssam.outbox.target.clone();
        fresh.van.revision = inner.van.revision + 1;
        *inner = fresh;
        Ok(())
    }

    /// Waits until the control page lets held calls go.
    pub(crate) async fn held(&self) {
        self.release.notified().await;
    }

    pub(crate) fn release_held(&self) {
        self.release.notify_waiters();
    }

    /// Settles what is due and sends what is due, once.
    pub(crate) async fn pump(&self) -> Pumped {
        let _turn = self.pumping.lock().await;
        let mut pumped = Pumped::default();
        if let Some(after) = self.settings.settle_after {
            pumped.settled = self.act(|state, now| settlement::settle_due(state, after, now));
        }
        for delivery in self.act(|state, now| state.outbox.due(now)) {
            let reception = self.sender.send(&delivery, self.now()).await;
            if reception.is_success() {
                pumped.delivered += 1;
            } else {
                pumped.refused += 1;
            }
            self.act(|state, now| events::record_attempt(state, &delivery, &reception, now));
        }
        self.pump_bootpay(&mut pumped).await;
        self.pump_payssam(&mut pumped).await;
        self.at_van(|_| ());
        pumped
    }

    async fn pump_bootpay(&self, pumped: &mut Pumped) {
        pumped.settled += self.at_bootpay(bootpay::scheduler::sweep);
        for delivery in self.at_bootpay(|scene| scene.state.outbox.due(scene.now)) {
            let reception = self
                .post
                .send(delivery.body.request(&self.post, &delivery, &self.settings.bootpay))
                .await;
            let accepted = delivery.body.is_accepted(&reception);
            if accepted {
                pumped.delivered += 1;
            } else {
                pumped.refused += 1;
            }
            self.at_bootpay(|scene| {
                scene.state.outbox.settle(&delivery.id, &reception, accepted, scene.now);
            });
        }
    }

    async fn pump_payssam(&self, pumped: &mut Pumped) {
        for delivery in self.act_payssam(|state, _, now| state.outbox.due(now)) {
            let request = self.post.to(&delivery.url).header(CONTENT_TYPE, "application/json");
            let reception = self.post.send(request.body(delivery.body.clone())).await;
            let accepted = payssam::is_exact(&reception);
            pumped.delivered += usize::from(accepted);
            pumped.refused += usize::from(!accepted);
            self.act_payssam(|state, _, now| {
                state.outbox.settle(&delivery.id, &reception, accepted, now);
            });
        }
    }

    /// Returns when something changed; the background pump listens here.
    pub(crate) async fn changed(&self) {
        self.wake.notified().await;
    }

    fn keep_clock(&self) {
        let shift_us = self.clock.shift_us();
        self.lock().write(|journal| journal.shift_clock(shift_us));
        self.wake.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A panic in a handler leaves whole rows behind, so the state stays usable.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn take_changes(&mut self) -> Changes {
        Changes {
            portone: self.state.take_changes(),
            bootpay: self.bootpay.take_changes(),
            payssam: self.payssam.take_changes(),
            van: self.van.take_changes(),
        }
    }

    fn absorb(&mut self, changes: Changes) {
        self.state.absorb(changes.portone);
        self.bootpay.absorb(changes.bootpay);
        self.payssam.absorb(changes.payssam);
        self.van.absorb(changes.van);
    }

    fn write(&mut self, write: impl FnOnce(&mut Journal) -> Result<(), JournalError>) {
        if let Some(journal) = &mut self.journal
            && let Err(error) = write(journal)
        {
            tracing::error!(path = %journal.path().display(), %error, "a change was not written");
        }
    }
}

impl Settings {
    /// A filled file is continued; otherwise a new world is made.
    fn open(
        &self,
        seed: Option<Seed>,
        target: Option<String>,
        clock: &DemoClock,
    ) -> Result<Inner, SimulatorError> {
        let recovered = self.data_file.as_deref().map(Journal::read).transpose()?.flatten();
        let Some(recovered) = recovered else { return self.create(seed, target, clock) };
        clock.shift_to(recovered.clock_shift_us);
        let mut inner = self.populate(recovered.origin, target);
        for changes in recovered.changes {
            inner.absorb(changes);
        }
        self.keep(recovered.origin, inner, clock)
    }

    fn create(
        &self,
        seed: Option<Seed>,
        target: Option<String>,
        clock: &DemoClock,
    ) -> Result<Inner, SimulatorError> {
        let origin = Origin { seed, seeded_at: clock.now() };
        let inner = self.populate(origin, target);
        self.keep(origin, inner, clock)
    }

    fn populate(&self, origin: Origin, target: Option<String>) -> Inner {
        let mut inner = Inner {
            state: State::new(self.store_id.clone(), self.api_secret.clone(), target),
            bootpay: bootpay::state::State::new(self.bootpay.clone()),
            payssam: payssam::State::new(self.payssam.clone()),
            van: van::State::new(self.van.clone()),
            journal: None,
            calls: CallLog::default(),
        };
        if let Some(seed) = origin.seed {
            seed::populate(&mut inner.state, seed, origin.seeded_at);
            seed::populate_bootpay(&mut inner.bootpay, seed, origin.seeded_at);
            seed::payssam::populate(&mut inner.payssam, seed, origin.seeded_at);
            seed::van::populate(&mut inner.van, seed, origin.seeded_at);
        }
        // The seed is made again from its number; only what follows is written down.
        inner.take_changes();
        inner
    }

    fn keep(
        &self,
        origin: Origin,
        mut inner: Inner,
        clock: &DemoClock,
    ) -> Result<Inner, SimulatorError> {
        let present = inner.take_changes();
        let start = |path: &PathBuf| Journal::start(path, origin, present, clock.shift_us());
        inner.journal = self.data_file.as_ref().map(start).transpose()?;
        Ok(inner)
    }
}
