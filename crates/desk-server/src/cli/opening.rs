//! From a configuration to a desk.

use std::sync::Arc;

use desk_domain::payment::Channel;
use desk_gateway::bootpay::{Bootpay, BootpayConfig, HookKeys};
use desk_gateway::payssam::{PaySsam, PaySsamConfig};
use desk_gateway::portone::{PortOne, PortOneConfig};
use desk_gateway::recorded::Recorded;
use desk_gateway::{Gateway, Now, Secret, Timeouts};
use desk_store::{Merchant, Place, Store};

use super::Failure;
use crate::booked_bills::BookedBills;
use crate::clock::Clock;
use crate::config::{
    BootpayChannel, ChannelConfig, Config, PayssamChannel, PortOneChannel, VendorConfig,
    merchant_id,
};
use crate::desk::{Connection, Desk, Hooks, ManagerSite, Parts, Settings};
use crate::rules;
use crate::seal::Vault;
use crate::terminals::{self, Hub};

/// The store alone, migrated, with the configured merchants in it.
pub(crate) async fn open_store(config: &Config) -> Result<Arc<dyn Store>, Failure> {
    std::fs::create_dir_all(&config.data_dir)?;
    let store = desk_store::open(&config.database_url).await?;
    store.migrate().await?;
    for merchant in &config.merchants {
        let merchant = Merchant { id: merchant.id(), name: merchant.name.clone() };
        store.upsert_merchant(&merchant).await?;
    }
    Ok(store)
}

/// The store of a desk that is there already, as it is: nothing is migrated or made.
pub(super) async fn open_existing(config: &Config) -> Result<Arc<dyn Store>, Failure> {
    if let Place::File(path) = Place::of(&config.database_url)
        && !path.exists()
    {
        return Err(format!("there is no desk at {}", path.display()).into());
    }
    Ok(desk_store::open(&config.database_url).await?)
}

/// The configured connections to vendors.
pub(super) fn connections(
    config: &Config,
    store: &Arc<dyn Store>,
    clock: &Arc<dyn Clock>,
) -> Result<Vec<Connection>, Failure> {
    config.channels.iter().map(|channel| connect(channel, store, clock)).collect()
}

pub(crate) async fn open_desk(
    config: &Config,
    clock: Arc<dyn Clock>,
    demo: bool,
) -> Result<Arc<Desk>, Failure> {
    let store = open_store(config).await?;
    let mut connections = connections(config, &store, &clock)?;
    let terminals = Hub::new(Arc::clone(&clock));
    connections.extend(config.merchants.iter().map(|merchant| {
        terminals::connection(merchant.id(), Arc::clone(&store), Arc::clone(&terminals))
    }));
    let vault = match &config.sealing_key {
        Some(key) => Vault::from_hex(key.expose())?,
        None => Vault::from_file(&config.data_dir.join("seal.key"))?,
    };
    let settings = Settings {
        frame_ancestors: config.frame_ancestors.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        withdraw_window_seconds: config.withdraw_seconds,
        demo,
        assets: config.assets.clone(),
        manager_sites: manager_sites(config),
        ..Settings::at(&config.public_origin)
    };
    let rulebook = Arc::new(rules::rulebook(config.rules.as_deref())?);
    Ok(Desk::new(Parts { store, connections, terminals, rulebook, clock, vault, settings }))
}

/// PaySsam's is told with its connection, AllTalkPay's with the merchant: it has none.
fn manager_sites(config: &Config) -> Vec<ManagerSite> {
    let payssam = config.channels.iter().filter_map(|config| {
        let VendorConfig::Payssam(payssam) = &config.vendor else { return None };
        let (merchant_id, url) = (merchant_id(&config.merchant), payssam.manager_site.clone()?);
        Some(ManagerSite { merchant_id, channel: Channel::Payssam, url })
    });
    let alltalkpay = config.merchants.iter().filter_map(|merchant| {
        let (merchant_id, url) = (merchant.id(), merchant.alltalkpay_site.clone()?);
        Some(ManagerSite { merchant_id, channel: Channel::Alltalkpay, url })
    });
    payssam.chain(alltalkpay).collect()
}

fn connect(
    config: &ChannelConfig,
    store: &Arc<dyn Store>,
    clock: &Arc<dyn Clock>,
) -> Result<Connection, Failure> {
    let clock = Arc::clone(clock);
    let now = Now::new(move || clock.now());
    let merchant_id = merchant_id(&config.merchant);
    let (channel, gateway, hooks): (_, Arc<dyn Gateway>, _) = match &config.vendor {
        VendorConfig::PortOne(portone) => {
            let secrets = portone.webhook_secrets.iter().map(Secret::expose);
            let hooks = Hooks::PortOne(secrets.map(str::parse).collect::<Result<_, _>>()?);
            (Channel::Portone, Arc::new(connect_portone(portone)?), hooks)
        }
        VendorConfig::Bootpay(bootpay) => {
            let hooks = Hooks::Bootpay(bootpay_keys(bootpay));
            (Channel::Bootpay, Arc::new(connect_bootpay(bootpay)?), hooks)
        }
        VendorConfig::Payssam(payssam) => {
            let index = BookedBills::new(Arc::clone(store), merchant_id.clone(), config.id());
            let payssam = Arc::new(connect_payssam(payssam, index, now)?);
            (Channel::Payssam, Arc::<PaySsam>::clone(&payssam), Hooks::Payssam(payssam))
        }
        VendorConfig::Recorded => (Channel::Recorded, Arc::new(Recorded::new(now)), Hooks::Nobody),
    };
    let (id, name) = (config.id(), config.key.clone());
    Ok(Connection { id, channel, merchant_id, name, gateway, hooks })
}

fn connect_portone(channel: &PortOneChannel) -> Result<PortOne, Failure> {
    Ok(PortOne::new(PortOneConfig {
        base_url: channel.base_url.parse()?,
        api_secret: channel.api_secret.clone(),
        store_id: channel.store_id.clone(),
        timeouts: Timeouts::default(),
    })?)
}

fn connect_bootpay(channel: &BootpayChannel) -> Result<Bootpay, Failure> {
    Ok(Bootpay::new(BootpayConfig {
        base_url: channel.base_url.parse()?,
        api_version: channel.api_version,
        application_id: channel.application_id.expose().to_owned(),
        private_key: channel.private_key.clone(),
        timeouts: Timeouts::default(),
    })?)
}

fn bootpay_keys(channel: &BootpayChannel) -> HookKeys {
    HookKeys {
        api_version: channel.api_version,
        application_id: channel.application_id.expose().to_owned(),
        private_key: channel.private_key.clone(),
    }
}

fn connect_payssam(
    channel: &PayssamChannel,
    index: BookedBills,
    now: Now,
) -> Result<PaySsam, Failure> {
    let config = PaySsamConfig {
        base_url: channel.base_url.parse()?,
        version: channel.api_version,
        api_key: channel.api_key.clone(),
        member: channel.member.clone(),
        store: channel.store.clone(),
        mode: channel.mode,
        timeouts: Timeouts::default(),
    };
    Ok(PaySsam::new(config, Arc::new(index), now)?)
}
