//! A shop: a desk, a terminal, and the agent between them, which can die and be started again.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use desk_agent::Clock;
use desk_agent::agent::{Agent, AgentError, JOURNAL_FILE, begin_journal, journal_in};
use desk_agent::driver::VanDriver;
use desk_agent::journal::{Ink, Journal};
use desk_agent::pace::Pace;
use desk_agent::pairing::Identity;
use desk_agent::road::Internet;
use desk_api::agent::{
    AgentMessage, DeskMessage, OriginalApproval, TerminalOrder, TerminalOutcome,
};
use desk_domain::terminal::{TerminalStage, TerminalTask};
use desk_domain::{Timestamp, Won};
use desk_simulator::van::{Backstage, Blueprint, Card};
use desk_simulator::{Config, ManualClock, Running, Simulators};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::desk::{TERMINAL, TOKEN, TestDesk};

pub(crate) const APPROVAL: &str = "30000001";
pub(crate) const WON: i64 = 45_000;

/// The agent's clocks, which stand still.
#[derive(Debug)]
pub(crate) struct StillClock {
    day_us: AtomicI64,
    up_seconds: AtomicU64,
}

impl StillClock {
    fn at(day: DateTime<Utc>) -> Self {
        let day_us = AtomicI64::new(day.timestamp_micros());
        Self { day_us, up_seconds: AtomicU64::new(0) }
    }

    pub(crate) fn pass_seconds(&self, seconds: u64) {
        self.up_seconds.fetch_add(seconds, Ordering::SeqCst);
        self.set_day(i64::try_from(seconds).unwrap());
    }

    /// Somebody sets the clock, or the PC slept; the time that it was awake is as before.
    pub(crate) fn set_day(&self, by_seconds: i64) {
        self.day_us.fetch_add(by_seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.day_us.load(Ordering::SeqCst))
    }

    fn uptime(&self) -> Duration {
        Duration::from_secs(self.up_seconds.load(Ordering::SeqCst))
    }
}

pub(crate) struct Shop {
    pub(crate) desk: TestDesk,
    pub(crate) simulators: Running,
    pub(crate) clock: Arc<StillClock>,
    pub(crate) folder: TempDir,
    pub(crate) pace: Pace,
    device: String,
    agent: Option<JoinHandle<Result<String, AgentError>>>,
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.kill();
    }
}

fn noon() -> DateTime<Utc> {
    "2026-11-21T03:00:00Z".parse().unwrap()
}

/// As a desk would order it: five minutes to begin.
pub(crate) fn order(service_id: &str) -> TerminalOrder {
    TerminalOrder {
        service_id: service_id.into(),
        task: TerminalTask::CancelCard,
        original: original(),
        amount_won: Won(WON),
        installment_months: 0,
        begin_within_seconds: 300,
    }
}

pub(crate) fn original() -> OriginalApproval {
    OriginalApproval {
        approval_number: APPROVAL.into(),
        approved_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        amount_won: Won(WON),
    }
}

impl Shop {
    /// Nobody is at work yet.
    pub(crate) async fn closed() -> Self {
        let config = Config::for_tests(Arc::new(ManualClock::at(noon())));
        let simulators = Simulators::start(config).await.unwrap();
        simulators.at_van().create(&Blueprint::new(APPROVAL, WON)).unwrap();
        Self {
            desk: TestDesk::open().await,
            device: format!("http://{}", simulators.van),
            simulators,
            clock: Arc::new(StillClock::at(noon())),
            folder: tempfile::tempdir().unwrap(),
            pace: Pace {
                reconnect_first: Duration::from_millis(2),
                reconnect_longest: Duration::from_millis(20),
                ask_again: Duration::from_millis(2),
                ..Pace::default()
            },
            agent: None,
        }
    }

    /// The agent has said hello.
    pub(crate) async fn open() -> Self {
        let mut shop = Self::closed().await;
        shop.start();
        shop.desk.hello().await;
        shop
    }

    pub(crate) fn van(&self) -> Backstage<'_> {
        self.simulators.at_van()
    }

    pub(crate) fn use_device(&mut self, device: &str) {
        self.device = device.into();
    }

    pub(crate) fn start(&mut self) {
        begin_journal(self.folder.path()).unwrap();
        self.start_with(journal_in(self.folder.path()).unwrap(), TOKEN);
    }

    pub(crate) fn start_with(&mut self, journal: Journal, token: &str) {
        let identity = Identity {
            desk: self.desk.url(),
            terminal_id: TERMINAL.parse().unwrap(),
            cat_id: "7300000001".into(),
            token: token.into(),
        };
        let driver = Arc::new(VanDriver::new(self.device.parse().unwrap()).unwrap());
        let clock = self.clock.clone();
        let road = Arc::new(Internet);
        let agent = Agent { identity, journal, driver, road, clock, pace: self.pace };
        self.agent = Some(tokio::spawn(agent.run()));
    }

    /// A journal whose disk fails at its `nth` step (0 the first), with `torn` of that line written.
    pub(crate) fn failing_journal(&self, nth: usize, torn: Torn) -> Journal {
        let path = self.journal_path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        Journal::over(&bytes, Box::new(FailingInk { path, left: nth, torn })).unwrap()
    }

    pub(crate) fn journal_path(&self) -> PathBuf {
        self.folder.path().join(JOURNAL_FILE)
    }

    pub(crate) fn kill(&mut self) {
        if let Some(agent) = self.agent.take() {
            agent.abort();
        }
    }

    /// Kills the agent and waits until nothing of it is left, its lock included.
    pub(crate) async fn kill_and_wait(&mut self) {
        let agent = self.agent.take().unwrap();
        agent.abort();
        // Aborted or ended: both are what was wanted.
        let _ = agent.await;
    }

    /// How the agent ended by itself.
    pub(crate) async fn stopped(&mut self) -> Result<String, AgentError> {
        self.agent.take().unwrap().await.unwrap()
    }

    pub(crate) fn order(&self, service_id: &str) {
        self.desk.say(DeskMessage::Order(order(service_id)));
    }

    /// Orders and waits until the device waits for the card.
    pub(crate) async fn order_and_await_card(&mut self, service_id: &str) {
        self.order(service_id);
        self.desk.stage(service_id, TerminalStage::AwaitingCard).await;
    }

    /// The right card goes in, and the VAN is being asked.
    pub(crate) async fn insert_right(&mut self, service_id: &str) {
        self.van().insert(Card::Right).unwrap();
        self.desk.stage(service_id, TerminalStage::Processing).await;
    }

    /// A person does whatever the device asks for, until the order has ended or the agent has.
    pub(crate) async fn serve_until_end(&mut self, id: &str) -> Option<TerminalOutcome> {
        let mut agent = self.agent.take().unwrap();
        loop {
            tokio::select! {
                message = self.desk.next() => match message {
                    AgentMessage::Progress { stage: TerminalStage::AwaitingCard, .. } => {
                        let _ = self.simulators.at_van().insert(Card::Right);
                    }
                    AgentMessage::Progress { stage: TerminalStage::Processing, .. } => {
                        let _ = self.simulators.at_van().answer();
                    }
                    AgentMessage::Result { service_id, outcome } if service_id == id => {
                        self.desk.say(DeskMessage::Taken { service_id });
                        self.agent = Some(agent);
                        return Some(outcome);
                    }
                    _ => {}
                },
                _ = &mut agent => return None,
            }
        }
    }

    /// Refunds and starts, as the VAN and the device have them.
    pub(crate) fn ledger(&self) -> (usize, usize) {
        let truth = self.van().truth(APPROVAL).unwrap();
        (truth.refund_count, truth.attempts.len())
    }
}

/// How much of its last line a failing disk keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Torn {
    Nothing,
    Half,
    /// All of it, and the process dies before it knows.
    Whole,
}

#[derive(Debug)]
struct FailingInk {
    path: PathBuf,
    left: usize,
    torn: Torn,
}

impl Ink for FailingInk {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let kept = match (self.left, self.torn) {
            (0, Torn::Nothing) => 0,
            (0, Torn::Half) => line.len() / 2,
            _ => line.len(),
        };
        let mut bytes = std::fs::read(&self.path).unwrap_or_default();
        bytes.extend_from_slice(&line[..kept]);
        std::fs::write(&self.path, bytes)?;
        if self.left == 0 {
            return Err(io::Error::other("the power went out"));
        }
        self.left -= 1;
        Ok(())
    }
}

pub(crate) fn succeeded(outcome: &TerminalOutcome) -> bool {
    matches!(outcome, TerminalOutcome::Succeeded { .. })
}
