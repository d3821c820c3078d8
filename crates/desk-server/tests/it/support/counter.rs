//! A counter with a terminal: a stage whose payment came in over it, and the agent beside it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_api::agent::{TerminalOrder, TerminalOutcome};
use desk_domain::Timestamp;
use desk_domain::payment::Channel;
use desk_server::config::merchant_id;
use desk_server::import::csv::import_csv;
use desk_server::{app, workers};
use desk_store::GatewayPlace;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::agent::{Agent, CAT_ID, Counter, not_cancelled};
use super::{Answer, Browser, Stage, full};

pub(crate) const PRICE: i64 = 300_000;
pub(crate) const PAYMENT: &str = "1234567001-20261103-30012345";
const KEY: &str = "0123456789abcdef";

pub(crate) struct AtCounter {
    pub(crate) stage: Stage,
    pub(crate) address: SocketAddr,
    pub(crate) terminal: String,
    pub(crate) token: String,
    pub(crate) counter: Arc<Mutex<Counter>>,
}

impl AtCounter {
    /// A card payment of the day before yesterday; the agent is paired and not connected.
    pub(crate) async fn new() -> Self {
        Self::over(&format!("{PAYMENT},수학 11월,{PRICE},card,2026-11-19,terminal,30012345\n"))
            .await
    }

    pub(crate) async fn over(rows: &str) -> Self {
        const HEADER: &str =
            "payment_id,order_name,amount_won,method,paid_at,channel,approval_number\n";
        let stage = Stage::new().await;
        let path = stage.folder().join("terminal.csv");
        std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
        import_csv(&stage.desk, &path, &merchant_id("hanbit")).await.unwrap();
        let address = serve(&stage).await;
        let code = new_terminal(&stage.signed_in("manager").await, "데스크 1").await;
        let terminal = code["terminal"]["id"].as_str().unwrap().to_owned();
        let token = pair(&stage, code["code"].as_str().unwrap()).await.expect(200);
        let token = token["token"].as_str().unwrap().to_owned();
        let counter = Counter { approval: Some(not_cancelled()), ..Counter::default() };
        Self { stage, address, terminal, token, counter: Arc::new(Mutex::new(counter)) }
    }

    /// As [`Self::new`], with the agent on the line.
    pub(crate) async fn connected() -> (Self, Agent) {
        let at = Self::new().await;
        let agent = at.dial().await;
        (at, agent)
    }

    /// Another connection of the same agent.
    pub(crate) async fn dial(&self) -> Agent {
        let agent = Agent::dial(self.address, &self.token, &self.counter).await.unwrap();
        let staff = self.stage.signed_in("staff").await;
        let connected = async || is_connected(&staff, &self.terminal).await;
        until("the agent is connected", connected).await;
        agent
    }

    /// The cable is pulled, and the desk has noticed.
    pub(crate) async fn hang_up(&self, agent: Agent) {
        agent.hang_up().await;
        let staff = self.stage.signed_in("staff").await;
        let gone = async || !is_connected(&staff, &self.terminal).await;
        until("the agent is gone", gone).await;
    }

    /// The desk dies and another one is started over the same file.
    pub(crate) async fn restart(&mut self) {
        self.stage.restart().await;
        self.address = serve(&self.stage).await;
    }

    /// Everything is lost, and a backup becomes the desk; the agent has its token still.
    pub(crate) async fn restore(&mut self, backup: &Path) {
        self.stage.restore(backup).await;
        self.address = serve(&self.stage).await;
    }

    pub(crate) fn order(&self) -> Value {
        let mut body = full(PRICE);
        body["terminal_id"] = json!(self.terminal);
        body
    }

    pub(crate) async fn ask(&self, body: &Value) -> Answer {
        self.stage.signed_in("staff").await.cancel(&self.payment().await, KEY, body).await
    }

    /// A person asks for the cancel; its id.
    pub(crate) async fn click(&self) -> String {
        let asked = self.ask(&self.order()).await.expect(201);
        assert_eq!(asked["withdraw_until"], Value::Null, "a terminal has no window");
        asked["id"].as_str().unwrap().to_owned()
    }

    /// Asks for the cancel and lets a worker hand it over.
    pub(crate) async fn hand_over(&self, agent: &mut Agent) -> (TerminalOrder, JoinHandle<()>) {
        let id = self.click().await;
        let work = self.work();
        let order = agent.order().await;
        assert_eq!(order.service_id, id);
        (order, work)
    }

    /// A worker, in the background: it waits for the terminal.
    pub(crate) fn work(&self) -> JoinHandle<()> {
        let desk = Arc::clone(&self.stage.desk);
        tokio::spawn(async move {
            workers::work_off(&desk).await.unwrap();
        })
    }

    /// Time passes, and the desk looks at its deadlines.
    pub(crate) fn wait(&self, seconds: i64) {
        self.stage.wait(seconds);
        self.stage.desk.terminals.keep_time();
    }

    pub(crate) async fn payment(&self) -> String {
        let place = GatewayPlace {
            merchant_id: merchant_id("hanbit"),
            channel: Channel::Terminal,
            channel_id: None,
            gateway_payment_id: PAYMENT.to_owned(),
        };
        let row = self.stage.desk.store.payment_at_gateway(&place).await.unwrap();
        row.expect("it is in the book").payment.id.to_string()
    }

    pub(crate) async fn detail(&self) -> Value {
        let path = format!("/api/payments/{}", self.payment().await);
        self.stage.signed_in("staff").await.get(&path).await.expect(200)
    }

    pub(crate) async fn abort(&self, id: &str) -> Answer {
        let path = format!("/api/cancellations/{id}/abort");
        self.stage.signed_in("staff").await.post(&path, None).await
    }

    /// Waits until the screen shows this stage.
    pub(crate) async fn shows(&self, id: &str, stage: &str) {
        let staff = self.stage.signed_in("staff").await;
        let path = format!("/api/cancellations/{id}");
        let shown = async || {
            let told = staff.get(&path).await.expect(200);
            told["cancellation"]["terminal"]["stage"] == stage
        };
        until(stage, shown).await;
    }

    /// Exactly one order was begun at the terminal.
    #[track_caller]
    pub(crate) fn assert_begun_once(&self) {
        let counter = self.counter.lock().unwrap();
        assert_eq!(counter.orders.len(), 1, "{:?}", counter.orders);
    }

    /// The device tells from now on that `id` cancelled the approval.
    pub(crate) fn cancelled_by(&self, id: Option<&str>) {
        let approval = &mut self.counter.lock().unwrap().approval;
        let mut found = not_cancelled();
        found.cancelled = true;
        found.cancel_approval_number = Some("40054321".into());
        found.service_id = id.map(str::to_owned);
        *approval = Some(found);
    }
}

pub(crate) fn succeeded(at: Timestamp) -> TerminalOutcome {
    TerminalOutcome::Succeeded { approval_number: "40054321".into(), approved_at: at }
}

/// Serves the desk on a port of its own.
pub(crate) async fn serve(stage: &Stage) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = app(&stage.desk);
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

pub(crate) async fn new_terminal(browser: &Browser, name: &str) -> Value {
    let body = json!({ "merchant_id": merchant_id("hanbit"), "name": name });
    browser.post("/api/terminals", Some(&body)).await.expect(201)
}

pub(crate) async fn pair(stage: &Stage, code: &str) -> Answer {
    let body = json!({
        "code": code, "cat_id": CAT_ID, "driver": "test", "agent_version": "0.1.0",
    });
    Browser::of(&stage.desk).post("/api/agent/pair", Some(&body)).await
}

pub(crate) async fn is_connected(browser: &Browser, terminal: &str) -> bool {
    let list = browser.get("/api/terminals").await.expect(200);
    let terminals = list["items"].as_array().unwrap();
    terminals.iter().find(|one| one["id"] == terminal).unwrap()["connected"] == true
}

/// Looks again and again; something else runs in between.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let look = async {
        while !holds().await {
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, look).await.unwrap_or_else(|_| panic!("never: {what}"));
}
