//! A shop with one card terminal: the simulated device, the real agent beside it and its line to the
//! desks.
//!
//! The agent's own timers are real time and never run out within a history: what must not wait for ever
//! at a terminal ends by the desk's clock ([`desk_server::terminals::Hub::keep_time`]) or the device's,
//! and both are the history's.

mod disk;
mod lane;
mod manned;
mod overheard;
mod process;

use std::sync::Arc;
use std::time::Duration;

use desk_agent::agent::Agent;
use desk_agent::driver::{Driver, VanDriver};
use desk_agent::journal::{Entry, Reach};
use desk_agent::pace::Pace;
use desk_agent::pairing::Identity;
use desk_agent::{Address, Clock};
use desk_api::agent::PairedAgent;
use desk_domain::terminal::TerminalStage;
use desk_domain::{TerminalId, Timestamp};
use desk_server::config::merchant_id;
use desk_simulator::van::{Attempt, Card, DEMO_CAT_ID, Line, Stage};
use desk_simulator::{Clock as _, DemoClock};
use serde_json::json;
use tokio::task::yield_now;

use crate::browser::request;
use crate::plan::{AtTerminal, Errand, Person, Unkeyed};
use crate::template::MERCHANT;
use crate::violation::{HARNESS, Violation};
use crate::world::World;
use disk::Disk;
use lane::End;
use process::Process;

pub(crate) use lane::Lane;
pub(crate) use manned::Manned;

/// How long agent, device and desk may take to come to the next thing that only a step can bring, in
/// real time. Whatever is later is only later.
const SETTLES_WITHIN: Duration = Duration::from_millis(250);
/// Nothing that a history waits for.
const AT_ONCE: Duration = Duration::from_millis(1);
const PACE: Pace = Pace {
    dial: Duration::from_secs(15),
    heartbeat: Duration::from_secs(20),
    reconnect_first: AT_ONCE,
    reconnect_longest: AT_ONCE,
    card_wait: Duration::from_secs(120),
    news_wait: Duration::from_secs(90),
    ask_again: AT_ONCE,
};

#[derive(Debug)]
pub(crate) struct Shop {
    pub(crate) terminal: TerminalId,
    pub(crate) lane: Arc<Lane>,
    counter: Counter,
    agent: Process,
    died: u64,
}

/// What is left when the agent dies.
#[derive(Debug)]
struct Counter {
    identity: Identity,
    driver: Arc<dyn Driver>,
    clock: Arc<AgentClock>,
    disk: Disk,
    /// The disk keeps nothing when the agent dies.
    forgets: bool,
}

/// The POS PC's clock: nobody has set it wrong.
#[derive(Debug)]
struct AgentClock(Arc<DemoClock>);

impl Clock for AgentClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now().timestamp_micros())
    }

    /// Time of a history only goes on.
    fn uptime(&self) -> Duration {
        Duration::from_micros(self.now().0.unsigned_abs())
    }
}

impl Counter {
    fn agent(&self, lane: &Arc<Lane>) -> Result<Process, Violation> {
        Ok(Process::start(Agent {
            identity: self.identity.clone(),
            journal: self.disk.journal(self.forgets)?,
            driver: Arc::clone(&self.driver),
            road: Arc::new(End(Arc::clone(lane))),
            clock: Arc::<AgentClock>::clone(&self.clock),
            pace: PACE,
        }))
    }
}

impl Shop {
    pub(crate) fn start_agent(&mut self) -> Result<(), Violation> {
        if !self.agent.is_alive() {
            self.agent = self.counter.agent(&self.lane)?;
            self.died += 1;
        }
        Ok(())
    }

    /// How often its agent had to be started again.
    pub(crate) fn died(&self) -> u64 {
        self.died
    }

    /// How often the agent's disk failed under a line of its journal.
    pub(crate) fn torn(&self) -> u64 {
        self.counter.disk.failed()
    }

    /// Whether an order has come as far as it comes without a person.
    fn stands_still(&self, id: &str, entry: &Entry, device: Option<&Attempt>) -> bool {
        match (&entry.outcome, entry.reach) {
            (Some(_), _) => entry.is_reported || self.lane.leads_to().is_none(),
            // Behind another one.
            (None, Reach::Agent) => device.is_some(),
            (None, Reach::Device) => {
                device.is_some_and(|attempt| attempt.request_id == id && is_at(entry, attempt))
            }
        }
    }
}

fn is_at(entry: &Entry, attempt: &Attempt) -> bool {
    match attempt.stage {
        Stage::AwaitingCard => entry.stage == Some(TerminalStage::AwaitingCard),
        Stage::Processing => entry.stage == Some(TerminalStage::Processing),
        Stage::Done => false,
    }
}

impl World {
    /// A terminal that is paired and connected, through the routes of everybody else.
    pub(crate) async fn open_shop(&mut self, forgets: bool) -> Result<(), Violation> {
        let cookie = self.cookie(0, Person::Manager).await?;
        let terminal = json!({ "merchant_id": merchant_id(MERCHANT), "name": "데스크 1" });
        let made =
            self.ask(0, request("/api/terminals", Some(&cookie), &[], Some(&terminal))).await;
        let code = json!({
            "code": made.body["code"],
            "cat_id": DEMO_CAT_ID,
            "driver": "van",
            "agent_version": "1",
        });
        let paired = self.ask(0, request("/api/agent/pair", None, &[], Some(&code))).await;
        let pairing: PairedAgent = serde_json::from_value(paired.body.clone())
            .map_err(|_| Violation::of(HARNESS, format!("{made:?}, {paired:?}")))?;
        let device: Address = format!("http://{}", self.vendors.van).parse().expect("an address");
        let driver = VanDriver::new(device).map_err(|error| Violation::of(HARNESS, error))?;
        let counter = Counter {
            identity: Identity {
                desk: "http://127.0.0.1:7300".to_owned(),
                terminal_id: pairing.terminal_id.clone(),
                cat_id: DEMO_CAT_ID.to_owned(),
                token: pairing.token,
            },
            driver: Arc::new(driver),
            clock: Arc::new(AgentClock(self.vendors.clock())),
            disk: Disk::default(),
            forgets,
        };
        let lane = Arc::clone(&self.lane);
        lane.lead(Some(0));
        let agent = counter.agent(&lane)?;
        self.shop = Some(Shop { terminal: pairing.terminal_id, lane, counter, agent, died: 0 });
        self.settle().await;
        Ok(())
    }

    pub(crate) async fn at_terminal(&mut self, act: AtTerminal) -> Result<(), Violation> {
        let van = self.vendors.at_van();
        let Some(shop) = &mut self.shop else { return Ok(()) };
        match act {
            // What does not fit the moment changes nothing.
            AtTerminal::Insert { is_right } => {
                let _ = van.insert(if is_right { Card::Right } else { Card::Other });
            }
            AtTerminal::Pull => drop(van.pull()),
            AtTerminal::PressCancel => drop(van.press_cancel()),
            AtTerminal::Answer => drop(van.answer()),
            AtTerminal::Decline(decline) => van.decline(decline),
            AtTerminal::VanLine(line) => van.set_line(line),
            AtTerminal::Plug { is_plugged } => van.plug(is_plugged),
            AtTerminal::Abort { replica, payment } => {
                let deed = Unkeyed::Abort { payment };
                return self.run_errand(Errand { replica, deed }).await;
            }
            AtTerminal::Cut => shop.lane.cut(),
            AtTerminal::Lead { to } => shop.lane.lead(to),
            AtTerminal::AgentDies { turns } => shop.agent.die_after(turns),
            AtTerminal::DiskFails(torn) => shop.counter.disk.fail_next(torn),
            AtTerminal::AgentStarts => shop.start_agent()?,
        }
        Ok(())
    }

    /// Everything at the shop works again, and its line leads to the first desk.
    pub(crate) async fn mend_shop(&mut self) -> Result<(), Violation> {
        let van = self.vendors.at_van();
        van.plug(true);
        van.set_line(Line::Up);
        let Some(shop) = &mut self.shop else { return Ok(()) };
        shop.agent.live_on();
        shop.counter.disk.mend();
        if shop.lane.leads_to() != Some(0) {
            shop.lane.lead(Some(0));
        }
        shop.start_agent()?;
        self.settle().await;
        Ok(())
    }

    /// Lets agent, device and desks come to what only a step can bring.
    pub(crate) async fn settle(&self) {
        let Some(shop) = &self.shop else { return };
        let settled = async {
            while !self.is_settled(shop) {
                yield_now().await;
            }
        };
        // What is late then is only late.
        let _ = tokio::time::timeout(SETTLES_WITHIN, settled).await;
        shop.lane.forget_handed();
    }

    fn is_settled(&self, shop: &Shop) -> bool {
        if !shop.agent.is_alive() {
            return true;
        }
        let is_connected = shop.lane.leads_to().is_none_or(|replica| {
            self.replicas[replica].desk.terminals.is_connected(&shop.terminal)
        });
        let orders = shop.counter.disk.entries();
        let has_arrived = shop.lane.handed().iter().all(|id| orders.contains_key(id));
        let device = self.vendors.at_van().current();
        let stand_still =
            orders.iter().all(|(id, entry)| shop.stands_still(id, entry, device.as_ref()));
        is_connected && has_arrived && stand_still
    }
}
