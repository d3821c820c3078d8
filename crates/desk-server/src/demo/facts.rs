//! The fixed facts of the demo.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use desk_gateway::Secret;
use desk_simulator::{DEMO_API_SECRET, DEMO_STORE_ID, demo_webhook_secret};

use crate::config::{Config, MerchantConfig, PortOneChannel};

/// Every login and the role it has.
pub const LOGINS: &[&str] = &["staff", "manager", "admin", "auditor"];
/// The password of all of them.
pub const PASSWORD: &str = "cancel-desk-demo";

pub(super) const MERCHANT: &str = "hanbit";
const MERCHANT_NAME: &str = "한빛학원";
/// The payment that is cancelled in the book only, so that a disagreement and its follow-up can be seen,
/// who did it, and the click's key.
pub(super) const FORCED_PAYMENT: &str = "demo-card-foreign";
pub(super) const FORCING_LOGIN: &str = "staff";
pub(super) const FORCING_KEY: &str = "demo-force-cancel-0001";
const PORTONE_OFFSET: u16 = 1;

/// The demo's connection to the PortOne simulator.
#[must_use]
pub fn channel(base_port: u16) -> PortOneChannel {
    PortOneChannel {
        key: "demo-portone".to_owned(),
        merchant: MERCHANT.to_owned(),
        base_url: format!("http://127.0.0.1:{}", base_port.saturating_add(PORTONE_OFFSET)),
        api_secret: Secret::new(DEMO_API_SECRET),
        webhook_secrets: vec![Secret::new(demo_webhook_secret())],
        store_id: Some(DEMO_STORE_ID.to_owned()),
    }
}

/// Where the simulator sends its webhooks.
#[must_use]
pub fn webhook_target(base_port: u16) -> String {
    format!("http://127.0.0.1:{base_port}/hooks/portone/{}", channel(base_port).id())
}

#[must_use]
pub fn config(base_port: u16, data_dir: PathBuf, assets: Option<PathBuf>) -> Config {
    let bind = SocketAddr::from((Ipv4Addr::LOCALHOST, base_port));
    Config {
        bind,
        public_origin: format!("http://{bind}"),
        database_url: data_dir.join("desk.db").display().to_string(),
        data_dir,
        sealing_key: None,
        frame_ancestors: Vec::new(),
        assets,
        merchants: vec![MerchantConfig {
            key: MERCHANT.to_owned(),
            name: MERCHANT_NAME.to_owned(),
        }],
        channels: vec![channel(base_port)],
    }
}
