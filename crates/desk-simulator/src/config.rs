//! How a set of simulators is started.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::bootpay;
use crate::clock::{Clock, SystemClock};
use crate::payssam;
use crate::private::Private;
use crate::van;

/// The demo's PortOne API secret.
pub const DEMO_API_SECRET: &str = "demo-portone-secret";
/// The demo's only PortOne store.
pub const DEMO_STORE_ID: &str = "store-demo";
/// Text whose base64, after `whsec_`, is the demo's webhook secret.
const DEMO_WEBHOOK_KEY: &str = "demo-portone-webhook-secret-0001";

/// The demo's PortOne webhook secret, as a merchant would paste it.
pub fn demo_webhook_secret() -> String {
    format!("whsec_{}", STANDARD.encode(DEMO_WEBHOOK_KEY))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ports {
    /// PortOne on base+1, Bootpay on base+2, PaySsam on base+3, the card terminal on
    /// base+4, the control page on base+9.
    From(u16),
    /// Whatever is free; for tests.
    Free,
}

impl Ports {
    pub(crate) fn at(self, offset: u16) -> u16 {
        match self {
            Self::From(base) => base.saturating_add(offset),
            Self::Free => 0,
        }
    }
}

/// Demo data: the same number, count and day give the same payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed {
    pub number: u64,
    /// How many payments besides the named ones.
    pub payments: usize,
}

impl Default for Seed {
    fn default() -> Self {
        Self { number: 7_300, payments: 5_000 }
    }
}

#[derive(Debug, Clone)]
pub struct Config {
    pub host: IpAddr,
    pub ports: Ports,
    /// Where the state survives a restart; absent: in memory only. A filled file wins over `seed`.
    pub data_file: Option<PathBuf>,
    /// Absent: an empty book.
    pub seed: Option<Seed>,
    pub store_id: String,
    pub api_secret: Private,
    pub webhook_secret: Private,
    /// Where PortOne sends its webhooks; absent: none are made.
    pub webhook_target: Option<String>,
    /// Bootpay's keys and what the merchant has agreed with it.
    pub bootpay: bootpay::Options,
    pub payssam: payssam::Settings,
    /// The card terminal and its VAN.
    pub van: van::Settings,
    pub clock: Arc<dyn Clock>,
    /// When pending refunds settle by themselves; absent: only on the control page.
    pub settle_after: Option<TimeDelta>,
    /// How long a timed-out connection hangs before it is closed.
    pub hang: Duration,
    /// How often due webhooks and settlements are looked for, in real time; absent: only when
    /// asked. New webhooks go out at once either way.
    pub pump_every: Option<Duration>,
}

impl Config {
    /// The demo as a person starts it.
    pub fn demo(base_port: u16) -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            ports: Ports::From(base_port),
            data_file: None,
            seed: Some(Seed::default()),
            store_id: DEMO_STORE_ID.into(),
            api_secret: DEMO_API_SECRET.into(),
            webhook_secret: Private::new(demo_webhook_secret()),
            webhook_target: None,
            bootpay: bootpay::Options::default(),
            payssam: payssam::Settings::default(),
            van: van::Settings::default(),
            clock: Arc::new(SystemClock),
            settle_after: Some(TimeDelta::seconds(30)),
            hang: Duration::from_secs(5),
            pump_every: Some(Duration::from_millis(500)),
        }
    }

    /// Free ports, an empty book, nothing that happens by itself.
    pub fn for_tests(clock: Arc<dyn Clock>) -> Self {
        Self {
            ports: Ports::Free,
            seed: None,
            clock,
            settle_after: None,
            van: van::Settings::still(),
            hang: Duration::ZERO,
            pump_every: None,
            ..Self::demo(0)
        }
    }
}
