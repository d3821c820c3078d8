//! A desk in this process with a small book and one person signed in, and no vendor that answers.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use desk_domain::rulebook::Rulebook;
use desk_domain::{MerchantId, StaffId, Timestamp};
use desk_server::clock::{Clock, ManualClock};
use desk_server::config::merchant_id;
use desk_server::desk::{Connection, Parts, Settings};
use desk_server::terminals::Hub;
use desk_server::{Desk, Vault, app, hash_password};
use desk_store::{Merchant, Staff, Store};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const PASSWORD: &str = "correct horse battery";
/// Memory that looks like a folder: what is written here is not kept.
const MEMORY: &str = "/dev/shm";
/// 2026-11-21T12:00:00+09:00.
const NOON: Timestamp = Timestamp(1_795_230_000_000_000);

pub(crate) struct Stage {
    pub(crate) desk: Arc<Desk>,
    pub(crate) folder: TempDir,
    pub(crate) merchant: MerchantId,
    pub(crate) clock: Arc<ManualClock>,
    app: Router,
    cookie: HeaderValue,
    runtime: Runtime,
}

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) kind: String,
    pub(crate) text: String,
    /// Null where the text is no JSON.
    pub(crate) body: Value,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::beside(Vec::new())
    }

    pub(crate) fn beside(vendors: Vec<Connection>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime needs only a thread");
        let folder = tempfile::tempdir_in(MEMORY).or_else(|_| tempfile::tempdir());
        let folder = folder.expect("a folder for the book");
        let merchant = merchant_id("hanbit");
        let path = folder.path().join("desk.db").display().to_string();
        let clock = Arc::new(ManualClock::at(NOON));
        let (desk, cookie) = runtime.block_on(async {
            let store = desk_store::open(&path).await.expect("a new file is a database");
            store.migrate().await.expect("an empty database can be migrated");
            people(&*store, &merchant).await;
            let desk = desk(store, vendors, Arc::<ManualClock>::clone(&clock));
            let cookie = sign_in(&desk).await;
            (desk, cookie)
        });
        Self { app: app(&desk), desk, folder, merchant, clock, cookie, runtime }
    }

    /// Runs to its end whatever is done beside the requests.
    pub(crate) fn wait<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }

    /// `None` for an address that no HTTP server would let in.
    pub(crate) fn get(&self, address: &str) -> Option<Answer> {
        let mut request = Request::get(address).body(Body::empty()).ok()?;
        request.headers_mut().insert("cookie", self.cookie.clone());
        Some(self.ask(request))
    }

    pub(crate) fn ask(&self, request: Request<Body>) -> Answer {
        self.wait(answer(&self.app, request))
    }
}

async fn people(store: &dyn Store, merchant: &MerchantId) {
    let hanbit = Merchant { id: merchant.clone(), name: "한빛학원".to_owned() };
    store.upsert_merchant(&hanbit).await.expect("a merchant is added");
    let staff = Staff {
        id: StaffId::from_bits(1),
        login: "staff".to_owned(),
        name: "김하늘".to_owned(),
        role: "staff".to_owned(),
        password_hash: hash_password(PASSWORD),
        merchants: vec![merchant.clone()],
        active: true,
    };
    store.add_staff(&staff, "system", NOON).await.expect("a person is added");
}

fn desk(store: Arc<dyn Store>, connections: Vec<Connection>, clock: Arc<dyn Clock>) -> Arc<Desk> {
    Desk::new(Parts {
        store,
        connections,
        terminals: Hub::new(Arc::clone(&clock)),
        rulebook: Arc::new(Rulebook::load().expect("the rulebook is valid")),
        clock,
        vault: Vault::from_hex(&"a7".repeat(32)).expect("64 hex digits"),
        settings: Settings::at("http://127.0.0.1:7300"),
    })
}

async fn sign_in(desk: &Arc<Desk>) -> HeaderValue {
    let body = format!(r#"{{"login":"staff","password":"{PASSWORD}"}}"#);
    let request = Request::post("/api/session").header("content-type", "application/json");
    let request = request.body(Body::from(body)).expect("a request");
    let response = app(desk).oneshot(request).await.expect("the desk always answers");
    response.headers().get("set-cookie").expect("the password is right").clone()
}

async fn answer(app: &Router, request: Request<Body>) -> Answer {
    let response = app.clone().oneshot(request).await.expect("the desk always answers");
    let (head, body) = response.into_parts();
    let kind = head.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: head.status, kind, text, body }
}
