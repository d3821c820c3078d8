//! A shop of real processes: the desk, its agent, and gates on both lines of the agent. The device and
//! its VAN are in the test, as their ledger is what counts.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use desk_agent::agent::JOURNAL_FILE;
use desk_simulator::van::{Attempt, Blueprint, Card, Stage, Truth};
use desk_simulator::{Clock as _, Config, Ports, Running, Simulators, SystemClock};
use desk_testkit::ports::free_base_port;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::program::Agent;
use crate::support::gate::Gate;
use crate::support::process::{Desk, LEASE_IS_OVER, ask, body_of, eventually, move_clock, sign_in};

pub(super) const WON: i64 = 45_000;
/// What two clocks are apart that were read one after the other, at most.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(30);
/// The card terminal of the simulators, from their base port.
const DEVICE_OFFSET: u16 = 4;

pub(super) struct Shop {
    base: u16,
    simulators: Running,
    desk: Option<Desk>,
    agent: Agent,
    pub(super) desk_line: Gate,
    pub(super) device_line: Gate,
    folder: TempDir,
    terminal: String,
    cookie: String,
}

impl Shop {
    /// With these approvals, each a payment of the book; the agent is connected.
    pub(super) async fn open(approvals: &[String]) -> Self {
        let base = free_base_port();
        let config =
            Config { ports: Ports::From(base), ..Config::for_tests(Arc::new(SystemClock)) };
        let simulators = Simulators::start(config).await.unwrap();
        for number in approvals {
            simulators.at_van().create(&Blueprint::new(number, WON)).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::start(base, &folder.path().join("desk"));
        let (desk_line, device_line) = (Gate::before(base), Gate::before(base + DEVICE_OFFSET));
        let (terminal, code) = new_terminal(base);
        let data = folder.path().join("agent");
        Agent::pair(desk_line.port, &code, &data);
        let agent = Agent::run(device_line.port, &data);
        let cookie = sign_in(base, "staff");
        let shop = Self {
            base,
            simulators,
            desk: Some(desk),
            agent,
            desk_line,
            device_line,
            folder,
            terminal,
            cookie,
        };
        shop.until_connected();
        shop
    }

    /// A person asks for the cancel of an approval; the payment in the book.
    pub(super) fn click(&self, approval: &str) -> String {
        self.until_clocks_agree();
        let query = format!("/api/payments?channel=terminal&q={approval}");
        let found = self.read(&query).expect("the list answers");
        let payment = found["items"][0]["id"].as_str().expect("it is in the book").to_owned();
        let wanted = json!({
            "kind": "full", "amount_won": WON, "reason_code": "customer_request",
            "expected_cancellable_won": WON, "terminal_id": self.terminal,
        });
        let headers = format!("{}Idempotency-Key: click-of-{approval}\r\n", self.cookie);
        let path = format!("/api/payments/{payment}/cancellations");
        ask(self.base, "POST", &path, &headers, Some(&wanted)).expect("it is written down");
        payment
    }

    pub(super) fn until_stage(&self, payment: &str, stage: &str) {
        eventually(|| {
            let told = self.detail(payment)?;
            (told["cancellations"][0]["terminal"]["stage"] == stage).then_some(())
        });
    }

    pub(super) fn insert_card(&self) {
        self.simulators.at_van().insert(Card::Right).expect("the device waits for the card");
    }

    pub(super) fn van_answers(&self) {
        self.simulators.at_van().answer().expect("the VAN is being asked");
    }

    pub(super) fn truth(&self, approval: &str) -> Truth {
        self.simulators.at_van().truth(approval).unwrap()
    }

    /// A person does whatever the device asks for, until the book has the end.
    pub(super) fn serve_until_end(&self, payment: &str) -> Value {
        eventually(|| {
            match self.simulators.at_van().current() {
                Some(Attempt { stage: Stage::AwaitingCard, .. }) => self.insert_card(),
                Some(Attempt { stage: Stage::Processing, .. }) => self.van_answers(),
                Some(_) | None => {}
            }
            let told = self.detail(payment)?;
            let state = &told["cancellations"][0]["state"];
            let has_ended = state == "succeeded" || state == "failed";
            // An end is followed by one more read of the approval, which says whether the book agrees.
            let is_settled =
                told["payment"]["in_flight"].is_null() && told["payment"]["agreement"] != "unknown";
            (has_ended && is_settled).then_some(told)
        })
    }

    /// `before_it_comes_back` is done while nobody is there.
    pub(super) fn kill_agent(&mut self, before_it_comes_back: impl FnOnce(&Self)) {
        self.agent.kill();
        self.desk_line.cut();
        self.device_line.cut();
        before_it_comes_back(self);
        self.agent = Agent::run(self.device_line.port, &self.folder.path().join("agent"));
        self.until_connected();
    }

    /// What the agent has asked the device for arrives all the same.
    pub(super) fn kill_desk(&mut self) {
        self.desk.take().expect("there is a desk").kill();
        self.desk_line.cut();
        self.device_line.let_go();
        self.desk = Some(Desk::start(self.base, &self.folder.path().join("desk")));
        self.cookie = sign_in(self.base, "staff");
        self.until_connected();
        move_clock(&self.simulators, LEASE_IS_OVER);
    }

    /// Returns once the desk follows: a job of the time before would wait until then.
    pub(super) fn set_clock_back(&mut self, seconds: i64) {
        let before = self.desk_time().expect("somebody is signed in");
        move_clock(&self.simulators, -seconds);
        eventually(|| self.desk_time().filter(|now| *now < before));
        self.cookie = sign_in(self.base, "staff");
    }

    /// The desk looks at its vendors' clock every second. An order of the time before a jump would be too old at once.
    fn until_clocks_agree(&self) {
        eventually(|| {
            let apart = self.simulators.clock().now() - self.desk_time()?;
            (apart.abs() < CLOCKS_APART).then_some(())
        });
    }

    fn desk_time(&self) -> Option<DateTime<Utc>> {
        self.read("/api/session")?["now"].as_str()?.parse().ok()
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.folder.path().join("agent").join(JOURNAL_FILE)
    }

    fn until_connected(&self) {
        eventually(|| {
            let told = self.read("/api/terminals")?;
            let mine = |one: &&Value| one["id"] == self.terminal;
            let connected = &told["items"].as_array()?.iter().find(mine)?["connected"];
            (*connected == true).then_some(())
        });
    }

    fn detail(&self, payment: &str) -> Option<Value> {
        self.read(&format!("/api/payments/{payment}"))
    }

    fn read(&self, path: &str) -> Option<Value> {
        ask(self.base, "GET", path, &self.cookie, None).map(|answer| body_of(&answer))
    }
}

/// A terminal of the demo's merchant with the code that pairs its agent.
fn new_terminal(base: u16) -> (String, String) {
    let cookie = sign_in(base, "manager");
    let list = body_of(&ask(base, "GET", "/api/terminals", &cookie, None).unwrap());
    let body = json!({ "merchant_id": list["items"][0]["merchant_id"], "name": "계산대" });
    let made = body_of(&ask(base, "POST", "/api/terminals", &cookie, Some(&body)).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["terminal"]["id"]), text(&made["code"]))
}
