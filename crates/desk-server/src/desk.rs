//! What every route, use case and worker shares.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use desk_domain::advice::FailureAdvice;
use desk_domain::bill::Bill;
use desk_domain::cancellation::VendorWords;
use desk_domain::id::ChannelId;
use desk_domain::limits::WITHDRAW_WINDOW_SECONDS;
use desk_domain::payment::{Channel, Payment};
use desk_domain::rulebook::Rulebook;
use desk_domain::{MerchantId, Timestamp};
use desk_gateway::bootpay::{ApiVersion, HookKeys};
use desk_gateway::portone::WebhookSecret;
use desk_gateway::{Bills, Gateway, Reading};
use desk_store::{GatewayPlace, Store};
use ipnet::IpNet;
use tokio::sync::{Notify, Semaphore, watch};

use crate::clock::Clock;
use crate::hints::Hints;
use crate::limits::{
    BODY_PATIENCE, CONCURRENT_AGENTS, CONCURRENT_CONNECTIONS, CONCURRENT_PASSWORD_HASHES,
    CONCURRENT_REQUESTS, CONCURRENT_STREAMS, EVENTS_HEARTBEAT, HEAD_PATIENCE, HINTS_PER_PAYMENT,
    HINTS_SECONDS, LINES_PER_TERMINAL, REQUEST_TIMEOUT, STRANGERS_PER_CONNECTION,
    STRANGERS_SECONDS, STREAMS_PER_SESSION,
};
use crate::refusals::Refusals;
use crate::seal::Vault;
use crate::session::password::Decoy;
use crate::terminals::Hub;
use crate::turns::Turns;

/// A connection of a merchant to a vendor.
pub struct Connection {
    pub id: ChannelId,
    pub channel: Channel,
    pub merchant_id: MerchantId,
    /// What the operator calls it.
    pub name: String,
    pub gateway: Arc<dyn Gateway>,
    pub hooks: Hooks,
}

/// What a vendor's webhooks are held against.
#[derive(Clone, Debug)]
pub enum Hooks {
    /// Several while a secret is being changed; none when no webhooks are taken.
    PortOne(Vec<WebhookSecret>),
    Bootpay(HookKeys),
    /// Only the adapter knows the key that a notice must carry.
    Payssam(Arc<dyn Bills>),
    /// Nobody is there to call.
    Nobody,
}

impl Hooks {
    /// Whether a webhook that is taken proves who sent it. One that does not is a hint, and hints have
    /// limits.
    #[must_use]
    pub fn prove_their_sender(&self) -> bool {
        match self {
            Self::PortOne(_) | Self::Payssam(_) | Self::Nobody => true,
            Self::Bootpay(keys) => keys.api_version == ApiVersion::V1,
        }
    }
}

impl Connection {
    /// Where a payment of this connection stands.
    #[must_use]
    pub fn place(&self, gateway_payment_id: &str) -> GatewayPlace {
        GatewayPlace {
            merchant_id: self.merchant_id.clone(),
            channel: self.channel,
            channel_id: Some(self.id.clone()),
            gateway_payment_id: gateway_payment_id.to_owned(),
        }
    }

    /// What can be done with bills here, where the vendor has bills.
    #[must_use]
    pub fn bills(&self) -> Option<&Arc<dyn Bills>> {
        match &self.hooks {
            Hooks::Payssam(bills) => Some(bills),
            Hooks::PortOne(_) | Hooks::Bootpay(_) | Hooks::Nobody => None,
        }
    }

    /// What a read proves of a cancel of ours.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.gateway.capabilities().reading
    }

    /// No vendor is behind it: there is nobody to read, and a cancel is a line in the book.
    #[must_use]
    pub fn is_book_only(&self) -> bool {
        self.reading() == Reading::BookOnly
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Where a merchant looks after its bills at the vendor itself.
#[derive(Clone, Debug)]
pub struct ManagerSite {
    pub merchant_id: MerchantId,
    pub channel: Channel,
    pub url: String,
}

/// How much is open at once, in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Of browsers, vendors and agents; the next one waits.
    pub connections: usize,
    /// Of requests that are worked on; the next one is told to come back.
    pub requests: usize,
    /// Of live changes; the next one is told to come back.
    pub streams: usize,
    /// Of agents; the next one is told to come back.
    pub agents: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            connections: CONCURRENT_CONNECTIONS,
            requests: CONCURRENT_REQUESTS,
            streams: CONCURRENT_STREAMS,
            agents: CONCURRENT_AGENTS,
        }
    }
}

/// How this desk behaves, beyond its connections.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where browsers find the desk, e.g. `https://desk.example.com`.
    pub public_origin: String,
    /// Origins of portals that may frame the desk. Empty: nobody.
    pub frame_ancestors: Vec<String>,
    /// Proxies whose word counts on whom they heard from (`X-Forwarded-For`).
    pub trusted_proxies: Vec<IpNet>,
    /// Seconds in which a confirmed online cancel can still be withdrawn; 0: it is sent at once.
    pub withdraw_window_seconds: i64,
    /// The vendors are simulated; a banner says so.
    pub demo: bool,
    /// Serve the screens from this folder instead of the ones inside the binary.
    pub assets: Option<PathBuf>,
    pub manager_sites: Vec<ManagerSite>,
    /// How long a connection may take for the head of its next request …
    pub head_patience: Duration,
    /// … and for the body, to its last byte.
    pub body_patience: Duration,
    /// For an answer, once its request has come in; streams of changes have no end.
    pub answer_patience: Duration,
    /// How long a stream of changes may be silent.
    pub heartbeat: Duration,
    pub room: Room,
}

impl Settings {
    #[must_use]
    pub fn at(public_origin: impl Into<String>) -> Self {
        Self {
            public_origin: public_origin.into(),
            frame_ancestors: Vec::new(),
            trusted_proxies: Vec::new(),
            withdraw_window_seconds: WITHDRAW_WINDOW_SECONDS,
            demo: false,
            assets: None,
            manager_sites: Vec::new(),
            head_patience: HEAD_PATIENCE,
            body_patience: BODY_PATIENCE,
            answer_patience: REQUEST_TIMEOUT,
            heartbeat: EVENTS_HEARTBEAT,
            room: Room::default(),
        }
    }
}

/// What a desk is made of.
#[derive(Debug)]
pub struct Parts {
    pub store: Arc<dyn Store>,
    pub connections: Vec<Connection>,
    /// The one that the connections to terminals were made with.
    pub terminals: Arc<Hub>,
    pub rulebook: Arc<Rulebook>,
    pub clock: Arc<dyn Clock>,
    pub vault: Vault,
    pub settings: Settings,
}

/// One running desk.
#[derive(Debug)]
pub struct Desk {
    pub store: Arc<dyn Store>,
    pub terminals: Arc<Hub>,
    pub rulebook: Arc<Rulebook>,
    pub clock: Arc<dyn Clock>,
    pub vault: Vault,
    pub settings: Settings,
    connections: BTreeMap<ChannelId, Connection>,
    /// Wakes a worker at once when this process leaves a job.
    pub(crate) work: Notify,
    stopping: watch::Sender<bool>,
    pub(crate) hashing: Arc<Semaphore>,
    pub(crate) streams: Arc<Turns>,
    pub(crate) agents: Arc<Turns>,
    /// Of each payment, from callers who prove nothing …
    pub(crate) hints: Hints,
    /// … and of each connection about payments that nobody knows.
    pub(crate) strangers: Hints,
    pub refusals: Refusals,
    pub(crate) decoy: Decoy,
}

impl Desk {
    #[must_use]
    pub fn new(parts: Parts) -> Arc<Self> {
        let connections =
            parts.connections.into_iter().map(|connection| (connection.id.clone(), connection));
        let room = parts.settings.room;
        Arc::new(Self {
            store: parts.store,
            terminals: parts.terminals,
            rulebook: parts.rulebook,
            clock: parts.clock,
            vault: parts.vault,
            settings: parts.settings,
            connections: connections.collect(),
            work: Notify::new(),
            stopping: watch::Sender::new(false),
            hashing: Arc::new(Semaphore::new(CONCURRENT_PASSWORD_HASHES)),
            streams: Turns::new(room.streams, STREAMS_PER_SESSION),
            agents: Turns::new(room.agents, LINES_PER_TERMINAL),
            hints: Hints::new(HINTS_PER_PAYMENT, HINTS_SECONDS),
            strangers: Hints::new(STRANGERS_PER_CONNECTION, STRANGERS_SECONDS),
            refusals: Refusals::default(),
            decoy: Decoy::default(),
        })
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What a refusal of this payment means, and what its vendor has people do about it.
    pub(crate) fn explain(&self, payment: &Payment, said: &VendorWords) -> FailureAdvice {
        let pg = payment.method_detail.pg.as_deref();
        self.rulebook.explain_failure(payment.channel, pg, said)
    }

    #[must_use]
    pub fn connection(&self, id: &ChannelId) -> Option<&Connection> {
        self.connections.get(id)
    }

    pub fn connections(&self) -> impl Iterator<Item = &Connection> {
        self.connections.values()
    }

    /// The connection that a payment came over, where this desk can still reach it. A recorded payment
    /// came over none: any of its merchant's writes into the same book.
    #[must_use]
    pub fn connection_of(&self, payment: &Payment) -> Option<&Connection> {
        let named = payment.channel_id.as_ref().and_then(|id| self.connection(id));
        named.or_else(|| {
            self.connections().find(|connection| {
                connection.is_book_only()
                    && connection.channel == payment.channel
                    && connection.merchant_id == payment.merchant_id
            })
        })
    }

    /// The connection that a bill goes or went over: the one it was first tried over, else any of its
    /// merchant's that sends bills.
    #[must_use]
    pub fn connection_of_bill(&self, bill: &Bill) -> Option<&Connection> {
        match &bill.channel_id {
            Some(id) => self.connection(id).filter(|connection| connection.bills().is_some()),
            None => self.connections().find(|connection| {
                connection.bills().is_some() && connection.merchant_id == bill.merchant_id
            }),
        }
    }

    /// Whether the gateway's own word on a payment can be had. Then it is the only proof of a cancel. At
    /// a terminal the slip with the approval number is one as well: not every device can look it up.
    #[must_use]
    pub fn can_be_asked(&self, payment: &Payment) -> bool {
        self.connection_of(payment)
            .is_some_and(|connection| connection.reading() != Reading::Journal)
    }

    /// Tells streams and workers to end; what is under way is finished first.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
        self.work.notify_waiters();
    }

    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }
}
