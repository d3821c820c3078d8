//! One desk of two, over the database that both share.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::Router;
use desk_domain::id::ChannelId;
use desk_domain::payment::{Channel, Mode};
use desk_domain::rulebook::Rulebook;
use desk_gateway::bootpay::{self, Bootpay, BootpayConfig, HookKeys};
use desk_gateway::payssam::{self, PaySsam, PaySsamConfig};
use desk_gateway::portone::{PortOne, PortOneConfig};
use desk_gateway::recorded::Recorded;
use desk_gateway::{Gateway, Now, Secret, Timeouts};
use desk_server::booked_bills::BookedBills;
use desk_server::config::merchant_id;
use desk_server::demo::in_process;
use desk_server::desk::{Connection, Hooks, Parts, Settings};
use desk_server::terminals::{Hub, connection_over};
use desk_server::{Desk, Vault, app};
use desk_simulator::bootpay::{DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use desk_simulator::payssam::{DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use desk_simulator::{DEMO_API_SECRET, DEMO_STORE_ID, Running, demo_webhook_secret};
use desk_store::Store;

use crate::plan::{Generation, Vendor};
use crate::shop::{Lane, Manned};
use crate::template::MERCHANT;
use crate::violation::Violation;
use crate::wire::Wire;

static RULEBOOK: LazyLock<Arc<Rulebook>> =
    LazyLock::new(|| Arc::new(Rulebook::load().expect("the rulebook is valid")));

const PORTONE: u128 = 1;
const BOOTPAY: u128 = 2;
const PAYSSAM: u128 = 3;
const RECORDED: u128 = 4;

/// `None` where a payment came over no connection.
pub(crate) fn channel_of(vendor: Vendor) -> Option<ChannelId> {
    let bits = match vendor {
        Vendor::PortOneCard | Vendor::PortOneAccount => PORTONE,
        Vendor::Bootpay | Vendor::BootpayAccount => BOOTPAY,
        Vendor::PaySsam => PAYSSAM,
        Vendor::Terminal | Vendor::Recorded => return None,
    };
    Some(ChannelId::from_bits(bits))
}

pub(crate) struct Replica {
    pub(crate) desk: Arc<Desk>,
    pub(crate) app: Router,
}

/// What a process starts from.
pub(crate) struct Start<'a> {
    pub(crate) database: &'a Path,
    pub(crate) vendors: &'a Running,
    pub(crate) wire: &'a Arc<Wire>,
    pub(crate) lane: &'a Arc<Lane>,
    pub(crate) generation: Generation,
    /// Where the vendors post to: the mail room.
    pub(crate) origin: String,
}

impl Replica {
    pub(crate) async fn start(start: &Start<'_>) -> Result<Self, Violation> {
        let store = desk_store::open(&start.database.display().to_string()).await?;
        let clock = in_process(start.vendors.clock());
        let terminals = Hub::new(Arc::clone(&clock));
        let desk = Desk::new(Parts {
            connections: start.connections(&store, &terminals)?,
            terminals,
            store,
            rulebook: Arc::clone(&RULEBOOK),
            clock,
            vault: Vault::from_hex(&"a7".repeat(32)).expect("64 hex digits"),
            settings: Settings::at(&start.origin),
        });
        Ok(Self { app: app(&desk), desk })
    }
}

impl Start<'_> {
    fn connections(
        &self,
        store: &Arc<dyn Store>,
        hub: &Arc<Hub>,
    ) -> Result<Vec<Connection>, Violation> {
        let (portone, bootpay, payssam) = (self.portone()?, self.bootpay()?, self.payssam(store)?);
        Ok(vec![portone, bootpay, payssam, self.recorded(), self.terminals(store, hub)])
    }

    /// Not over the wire: the line to a terminal has accidents of its own.
    fn terminals(&self, store: &Arc<dyn Store>, hub: &Arc<Hub>) -> Connection {
        let manned = Manned {
            hub: Arc::clone(hub),
            wire: Arc::clone(self.wire),
            lane: Arc::clone(self.lane),
        };
        let (store, hub) = (Arc::clone(store), Arc::clone(hub));
        connection_over(merchant_id(MERCHANT), store, hub, Arc::new(manned))
    }

    fn portone(&self) -> Result<Connection, Violation> {
        let gateway = PortOne::new(PortOneConfig {
            base_url: format!("http://{}", self.vendors.portone).parse().expect("an address"),
            api_secret: Secret::new(DEMO_API_SECRET),
            store_id: Some(DEMO_STORE_ID.to_owned()),
            timeouts: Timeouts::default(),
        })?;
        let secret = demo_webhook_secret().parse().expect("the demo's secret is one");
        Ok(self.connection(
            PORTONE,
            Channel::Portone,
            Arc::new(gateway),
            Hooks::PortOne(vec![secret]),
        ))
    }

    fn bootpay(&self) -> Result<Connection, Violation> {
        let api_version = match self.generation {
            Generation::First => bootpay::ApiVersion::V1,
            Generation::Second => bootpay::ApiVersion::V2,
        };
        let application_id = DEMO_APPLICATION_ID.to_owned();
        let private_key = Secret::new(DEMO_PRIVATE_KEY);
        let gateway = Bootpay::new(BootpayConfig {
            base_url: format!("http://{}", self.vendors.bootpay).parse().expect("an address"),
            api_version,
            application_id: application_id.clone(),
            private_key: private_key.clone(),
            timeouts: Timeouts::default(),
        })?;
        let hooks = Hooks::Bootpay(HookKeys { api_version, application_id, private_key });
        Ok(self.connection(BOOTPAY, Channel::Bootpay, Arc::new(gateway), hooks))
    }

    fn payssam(&self, store: &Arc<dyn Store>) -> Result<Connection, Violation> {
        let config = PaySsamConfig {
            base_url: format!("http://{}", self.vendors.payssam).parse().expect("an address"),
            version: match self.generation {
                Generation::First => payssam::ApiVersion::V1,
                Generation::Second => payssam::ApiVersion::V2,
            },
            api_key: Secret::new(DEMO_API_KEY),
            member: DEMO_MEMBER.into(),
            store: DEMO_MERCHANT.into(),
            mode: Mode::Live,
            timeouts: Timeouts::default(),
        };
        let channel_id = ChannelId::from_bits(PAYSSAM);
        let index = BookedBills::new(Arc::clone(store), merchant_id(MERCHANT), channel_id);
        let gateway = Arc::new(PaySsam::new(config, Arc::new(index), self.now())?);
        let hooks = Hooks::Payssam(self.wire.to_bills(Arc::<PaySsam>::clone(&gateway)));
        Ok(self.connection(PAYSSAM, Channel::Payssam, gateway, hooks))
    }

    fn recorded(&self) -> Connection {
        let gateway = Arc::new(Recorded::new(self.now()));
        self.connection(RECORDED, Channel::Recorded, gateway, Hooks::Nobody)
    }

    fn connection(
        &self,
        bits: u128,
        channel: Channel,
        vendor: Arc<dyn Gateway>,
        hooks: Hooks,
    ) -> Connection {
        Connection {
            id: ChannelId::from_bits(bits),
            channel,
            merchant_id: merchant_id(MERCHANT),
            name: channel.as_str().to_owned(),
            gateway: self.wire.to(vendor),
            hooks,
        }
    }

    fn now(&self) -> Now {
        let clock = in_process(self.vendors.clock());
        Now::new(move || clock.now())
    }
}
