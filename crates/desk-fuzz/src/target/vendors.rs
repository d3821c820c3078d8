//! One connection to each vendor that calls us. Nothing is ever sent over them here.

use std::sync::Arc;

use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_gateway::bootpay::{ApiVersion, Bootpay, BootpayConfig};
use desk_gateway::portone::{PortOne, PortOneConfig};
use desk_gateway::{Gateway, Secret, Timeouts};
use desk_server::config::merchant_id;
use desk_server::desk::{Connection, Hooks};

use super::bootpay::keys;
use super::{payssam, signature};

/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

/// PortOne, both generations of Bootpay, and PaySsam.
pub(super) fn all() -> Vec<Connection> {
    let bills = Arc::new(payssam::shop(payssam::KEY));
    vec![
        connection(1, Channel::Portone, portone(), Hooks::PortOne(vec![signature::secret()])),
        over_bootpay(2, ApiVersion::V1),
        over_bootpay(3, ApiVersion::V2),
        connection(4, Channel::Payssam, Arc::clone(&bills) as _, Hooks::Payssam(bills)),
    ]
}

fn connection(
    number: u128,
    channel: Channel,
    gateway: Arc<dyn Gateway>,
    hooks: Hooks,
) -> Connection {
    Connection {
        id: ChannelId::from_bits(number),
        channel,
        merchant_id: merchant_id("hanbit"),
        name: format!("{} {number}", channel.as_str()),
        gateway,
        hooks,
    }
}

fn portone() -> Arc<dyn Gateway> {
    let config = PortOneConfig {
        base_url: NOWHERE.parse().expect("an address"),
        api_secret: Secret::new("a secret"),
        store_id: None,
        timeouts: Timeouts::default(),
    };
    Arc::new(PortOne::new(config).expect("a client that is not used"))
}

fn over_bootpay(number: u128, api_version: ApiVersion) -> Connection {
    let keys = keys(api_version, "xd/tw+5=");
    let config = BootpayConfig {
        base_url: NOWHERE.parse().expect("an address"),
        api_version,
        application_id: keys.application_id.clone(),
        private_key: keys.private_key.clone(),
        timeouts: Timeouts::default(),
    };
    let gateway = Bootpay::new(config).expect("a client that is not used");
    connection(number, Channel::Bootpay, Arc::new(gateway), Hooks::Bootpay(keys))
}
