//! A desk over a SQLite file beside a PortOne simulator, on one clock.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use desk_domain::StaffId;
use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_domain::rulebook::Rulebook;
use desk_gateway::portone::{PortOne, PortOneConfig};
use desk_gateway::recorded::Recorded;
use desk_gateway::{Gateway, Now, Secret, Timeouts};
use desk_server::config::merchant_id;
use desk_server::demo::in_process;
use desk_server::desk::{Connection, Hooks, Parts, Room, Settings};
use desk_server::import::portone::{Pulled, pull};
use desk_server::keeping::{back_up, bring_back};
use desk_server::terminals::{self, Hub};
use desk_server::{Desk, Vault, app, hash_password, workers};
use desk_simulator::{
    Blueprint, Config, DEMO_API_SECRET, DEMO_STORE_ID, Fault, FaultKind, ManualClock, Running,
    Seed, Simulators, Truth, demo_webhook_secret,
};
use desk_store::{Merchant, Place, Staff};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{Answer, Browser};

pub(crate) const PASSWORD: &str = "correct horse battery";
static PASSWORD_HASH: LazyLock<String> = LazyLock::new(|| hash_password(PASSWORD));
static RULEBOOK: LazyLock<Arc<Rulebook>> =
    LazyLock::new(|| Arc::new(Rulebook::load().expect("the rulebook is valid")));

/// A Saturday noon in Seoul.
const NOON: &str = "2026-11-21T12:00:00+09:00";
const ORIGIN: &str = "http://127.0.0.1:7300";

pub(crate) struct Stage {
    pub(crate) desk: Arc<Desk>,
    pub(crate) simulator: Running,
    clock: Arc<ManualClock>,
    database: PathBuf,
    folder: TempDir,
}

/// A card payment of 100,000 won, paid an hour ago.
pub(crate) fn card(id: &str) -> Value {
    json!({ "id": id, "amountWon": 100_000, "paidAt": "2026-11-21T02:00:00Z" })
}

/// A deposited virtual account of 180,000 won.
pub(crate) fn virtual_account(id: &str) -> Value {
    json!({
        "id": id,
        "amountWon": 180_000,
        "paidAt": "2026-11-21T02:00:00Z",
        "provider": "TOSSPAYMENTS",
        "method": {
            "type": "PaymentMethodVirtualAccount",
            "bank": "SHINHAN",
            "accountNumber": "56210012345678",
        },
    })
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::beside(None).await
    }

    /// Beside a vendor with the demo's named payments, for what only those have: promotions.
    pub(crate) async fn with_named_payments() -> Self {
        let stage = Self::beside(Some(Seed { payments: 0, ..Seed::default() })).await;
        stage.import().await;
        stage
    }

    /// Beside the same vendor, filled as the demo fills its book.
    pub(crate) async fn demo() -> Self {
        let stage = Self::beside(Some(Seed { payments: 0, ..Seed::default() })).await;
        desk_server::demo::fill(&stage.desk, stage.simulator.control.port(), |_| {}).await.unwrap();
        stage
    }

    async fn beside(seed: Option<Seed>) -> Self {
        let now: DateTime<Utc> = DateTime::parse_from_rfc3339(NOON).unwrap().to_utc();
        let clock = Arc::new(ManualClock::at(now));
        let config = Config {
            seed,
            settle_after: Some(TimeDelta::seconds(30)),
            ..Config::for_tests(Arc::<ManualClock>::clone(&clock))
        };
        let simulator = Simulators::start(config).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let connections = vec![over_portone(portone(&simulator)), in_the_book(&simulator)];
        let database = folder.path().join("desk.db");
        let desk = open(&database, &simulator, connections).await;
        let stage = Self { desk, simulator, clock, database, folder };
        stage.people().await;
        stage
    }

    /// Puts payments into the vendor's book and, by the real importer, into ours.
    pub(crate) async fn with(self, payments: &[Value]) -> Self {
        for payment in payments {
            let blueprint: Blueprint = serde_json::from_value(payment.clone()).unwrap();
            self.simulator.create_payment(&blueprint).unwrap();
        }
        self.import().await;
        self
    }

    /// Puts one payment into the vendor's book and lets a worker read it, as after a webhook.
    pub(crate) async fn add(&self, payment: &Value) {
        let blueprint: Blueprint = serde_json::from_value(payment.clone()).unwrap();
        let gateway_payment_id = self.simulator.create_payment(&blueprint).unwrap();
        self.read(&gateway_payment_id).await;
    }

    pub(crate) async fn import(&self) -> Pulled {
        let connection = self.desk.connections().next().unwrap();
        let now = self.desk.now();
        let from = now.plus_seconds(-60 * 60 * 24 * 400);
        pull(&self.desk, connection, from, now, None, |_| {}).await.unwrap()
    }

    /// The desk dies and another one is started over the same file, beside the same vendor.
    pub(crate) async fn restart(&mut self) {
        self.restart_behind(portone(&self.simulator)).await;
    }

    /// As [`Self::restart`], with another gateway in front of the vendor.
    pub(crate) async fn restart_behind(&mut self, gateway: Arc<dyn Gateway>) {
        self.restart_with(vec![over_portone(gateway), in_the_book(&self.simulator)]).await;
    }

    /// As [`Self::restart`], configured otherwise.
    pub(crate) async fn restart_with(&mut self, connections: Vec<Connection>) {
        self.desk = open(&self.database(), &self.simulator, connections).await;
    }

    /// A backup of the desk as it is.
    pub(crate) async fn back_up(&self) -> PathBuf {
        let file = self.folder.path().join("desk.backup");
        back_up(&*self.desk.store, &file, self.desk.now()).await.unwrap();
        file
    }

    /// Everything is lost, and a backup becomes the desk, beside the same vendor.
    pub(crate) async fn restore(&mut self, backup: &Path) {
        self.database = self.folder.path().join("restored.db");
        let place = Place::File(self.database.clone());
        bring_back(backup, &place, self.desk.now()).await.unwrap();
        self.restart().await;
    }

    /// As [`Self::restart`], with no patience for whoever sends slowly.
    pub(crate) async fn restart_impatient(&mut self, patience: Duration) {
        let settings =
            Settings { head_patience: patience, body_patience: patience, ..Settings::at(ORIGIN) };
        self.restart_as(settings).await;
    }

    /// As [`Self::restart`], behind a reverse proxy that calls from this network.
    pub(crate) async fn restart_behind_proxy(&mut self, network: &str) {
        let trusted_proxies = vec![network.parse().unwrap()];
        self.restart_as(Settings { trusted_proxies, ..Settings::at(ORIGIN) }).await;
    }

    /// As [`Self::restart`], with another time for second thoughts.
    pub(crate) async fn restart_with_window(&mut self, withdraw_window_seconds: i64) {
        self.restart_as(Settings { withdraw_window_seconds, ..Settings::at(ORIGIN) }).await;
    }

    /// As [`Self::restart`], with streams of changes that are never silent for longer.
    pub(crate) async fn restart_with_heartbeat(&mut self, heartbeat: Duration) {
        self.restart_as(Settings { heartbeat, ..Settings::at(ORIGIN) }).await;
    }

    /// As [`Self::restart`], where nobody waits for an answer for longer.
    pub(crate) async fn restart_answering_within(&mut self, answer_patience: Duration) {
        self.restart_as(Settings { answer_patience, ..Settings::at(ORIGIN) }).await;
    }

    /// As [`Self::restart`], with room for few.
    pub(crate) async fn restart_with_room(&mut self, room: Room) {
        self.restart_as(Settings { room, ..Settings::at(ORIGIN) }).await;
    }

    /// As [`Self::restart`], as a demo.
    pub(crate) async fn restart_as_demo(&mut self) {
        self.restart_as(Settings { demo: true, ..Settings::at(ORIGIN) }).await;
    }

    async fn restart_as(&mut self, settings: Settings) {
        let connections =
            vec![over_portone(portone(&self.simulator)), in_the_book(&self.simulator)];
        self.desk = open_as(&self.database(), &self.simulator, connections, settings).await;
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.database.clone()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn real_gateway(&self) -> Arc<dyn Gateway> {
        portone(&self.simulator)
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    /// Everything that is due now is worked off.
    pub(crate) async fn work(&self) {
        workers::work_off(&self.desk).await.unwrap();
    }

    /// Lets time pass and works, until the cancellation is settled or there is no patience left.
    pub(crate) async fn settle(&self, cancellation: &str) -> Value {
        for _ in 0..40 {
            let row = self.cancellation(cancellation).await;
            let is_settled =
                matches!(row["state"].as_str(), Some("succeeded" | "failed" | "withdrawn"));
            if is_settled || row["attention"] == "no_proof" {
                self.work().await;
                return self.cancellation(cancellation).await;
            }
            self.wait(300);
            self.simulator.pump().await;
            self.work().await;
        }
        panic!("{cancellation} is stuck: {}", self.cancellation(cancellation).await);
    }

    pub(crate) async fn cancellation(&self, id: &str) -> Value {
        let path = format!("/api/cancellations/{id}");
        self.signed_in("staff").await.get(&path).await.expect(200)["cancellation"].clone()
    }

    /// A manager signs what they saw of the cancel in doubt of a payment in the PG's own admin.
    pub(crate) async fn sign(&self, payment: &str, finding: &Value) -> Answer {
        let duty = self.detail(payment).await["follow_up"].clone();
        let path = format!("/api/follow-ups/{}/close", duty["id"].as_str().unwrap());
        let words = "PG 관리자 화면에서 직접 확인했어요";
        let body = json!({ "proof": "signed_note", "evidence": words, "finding": finding });
        self.stepped_up("manager").await.post(&path, Some(&body)).await
    }

    /// Signs in anew each time: sessions end while a test lets hours pass.
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = Browser::of(&self.desk);
        browser.sign_in(login, PASSWORD).await.expect(200);
        browser
    }

    /// Our id of a payment of the vendor's.
    pub(crate) async fn id_of(&self, gateway_payment_id: &str) -> String {
        let place = self.desk.connections().next().unwrap().place(gateway_payment_id);
        self.desk
            .store
            .payment_at_gateway(&place)
            .await
            .unwrap()
            .expect("it is in the book")
            .payment
            .id
            .as_str()
            .to_owned()
    }

    pub(crate) async fn detail(&self, gateway_payment_id: &str) -> Value {
        let path = format!("/api/payments/{}", self.id_of(gateway_payment_id).await);
        self.signed_in("staff").await.get(&path).await.expect(200)
    }

    pub(crate) fn truth(&self, gateway_payment_id: &str) -> Truth {
        self.simulator.truth(gateway_payment_id).expect("the vendor knows it")
    }

    /// Presses a button of the simulator's control page, under `/api/portone/`.
    pub(crate) async fn control(&self, path: &str, body: &str) {
        self.press(&format!("portone/{path}"), body).await;
    }

    /// The same for any vendor, under `/api/`.
    pub(crate) async fn press(&self, path: &str, body: &str) {
        self.ask_control("POST", path, body).await;
    }

    /// Changes a setting of a vendor's on that page.
    pub(crate) async fn set(&self, path: &str, body: &str) {
        self.ask_control("PUT", path, body).await;
    }

    async fn ask_control(&self, method: &str, path: &str, body: &str) {
        let mut stream = TcpStream::connect(self.simulator.control).await.unwrap();
        let length = body.len();
        let request = format!(
            "{method} /api/{path} HTTP/1.0\r\nHost: x\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.0 20"), "{answer}");
    }

    /// The session of `login`, with the password given once more.
    pub(crate) async fn stepped_up(&self, login: &str) -> Browser {
        let browser = self.signed_in(login).await;
        let body = json!({ "password": PASSWORD });
        browser.post("/api/session/step-up", Some(&body)).await.expect(200);
        browser
    }

    pub(crate) fn next_cancel_meets(&self, kind: FaultKind) {
        self.simulator.arm(Fault::next_cancel(kind));
    }

    /// Book and vendor say the same, and the vendor gave back exactly `refunded_won` in `refunds`.
    #[track_caller]
    pub(crate) fn assert_refunded(&self, detail: &Value, refunds: usize, refunded_won: i64) {
        let payment = &detail["payment"];
        let truth = self.truth(payment["gateway_payment_id"].as_str().unwrap());
        assert_eq!(truth.refund_count, refunds, "{truth:?}");
        assert_eq!(truth.refunded_won, refunded_won, "{truth:?}");
        assert_eq!(payment["cancelled_won"], refunded_won, "{payment}");
        assert_eq!(payment["reserved_won"], 0, "{payment}");
        assert_eq!(payment["agreement"], "agrees", "{payment}");
    }

    /// Serves the desk on a port, for what comes over the wire: webhooks.
    pub(crate) async fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = app(&self.desk);
        tokio::spawn(async move { axum::serve(listener, app).await });
        let connection = self.desk.connections().next().unwrap();
        let url = format!("http://{address}/hooks/portone/{}", connection.id);
        self.simulator.set_webhook_target(&url);
        url
    }

    async fn people(&self) {
        for (key, name) in [("hanbit", "한빛학원"), ("other", "다른학원")] {
            let merchant = Merchant { id: merchant_id(key), name: name.into() };
            self.desk.store.upsert_merchant(&merchant).await.unwrap();
        }
        let people = [
            ("staff", "김하늘", "staff", "hanbit"),
            ("manager", "박지훈", "manager", "hanbit"),
            ("admin", "이수민", "admin", "hanbit"),
            ("auditor", "정다은", "auditor", "hanbit"),
            ("stranger", "최유리", "staff", "other"),
        ];
        for (number, (login, name, role, merchant)) in people.into_iter().enumerate() {
            let staff = Staff {
                id: StaffId::from_bits(u128::try_from(number).unwrap()),
                login: login.into(),
                name: name.into(),
                role: role.into(),
                password_hash: PASSWORD_HASH.clone(),
                merchants: vec![merchant_id(merchant)],
                active: true,
            };
            self.desk.store.add_staff(&staff, "system", self.desk.now()).await.unwrap();
        }
    }
}

fn portone(simulator: &Running) -> Arc<dyn Gateway> {
    let config = PortOneConfig {
        base_url: format!("http://{}", simulator.portone).parse().unwrap(),
        api_secret: Secret::new(DEMO_API_SECRET),
        store_id: Some(DEMO_STORE_ID.into()),
        timeouts: Timeouts::default(),
    };
    Arc::new(PortOne::new(config).unwrap())
}

pub(crate) fn over_portone(gateway: Arc<dyn Gateway>) -> Connection {
    Connection {
        id: ChannelId::from_bits(1),
        channel: Channel::Portone,
        merchant_id: merchant_id("hanbit"),
        name: "portone".into(),
        gateway,
        hooks: Hooks::PortOne(vec![demo_webhook_secret().parse().unwrap()]),
    }
}

/// What staff wrote down: no vendor behind it.
fn in_the_book(simulator: &Running) -> Connection {
    let clock = in_process(simulator.clock());
    Connection {
        id: ChannelId::from_bits(2),
        channel: Channel::Recorded,
        merchant_id: merchant_id("hanbit"),
        name: "recorded".into(),
        gateway: Arc::new(Recorded::new(Now::new(move || clock.now()))),
        hooks: Hooks::Nobody,
    }
}

async fn open(database: &Path, simulator: &Running, connections: Vec<Connection>) -> Arc<Desk> {
    open_as(database, simulator, connections, Settings::at(ORIGIN)).await
}

async fn open_as(
    database: &Path,
    simulator: &Running,
    mut connections: Vec<Connection>,
    settings: Settings,
) -> Arc<Desk> {
    let store = desk_store::open(&database.display().to_string()).await.unwrap();
    store.migrate().await.unwrap();
    let clock = in_process(simulator.clock());
    let terminals = Hub::new(Arc::clone(&clock));
    let at_terminals =
        terminals::connection(merchant_id("hanbit"), Arc::clone(&store), Arc::clone(&terminals));
    connections.push(at_terminals);
    Desk::new(Parts {
        store,
        connections,
        terminals,
        rulebook: Arc::clone(&RULEBOOK),
        clock,
        vault: Vault::from_hex(&"a7".repeat(32)).unwrap(),
        settings,
    })
}
