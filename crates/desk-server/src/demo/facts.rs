//! The fixed facts of the demo.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use desk_domain::limits::WITHDRAW_WINDOW_SECONDS;
use desk_domain::payment::Mode;
use desk_gateway::{Secret, bootpay, payssam};
use desk_simulator::bootpay::{DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use desk_simulator::payssam::{DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use desk_simulator::{DEMO_API_SECRET, DEMO_STORE_ID, demo_webhook_secret};

use crate::config::{
    BootpayChannel, ChannelConfig, Config, MerchantConfig, PayssamChannel, PortOneChannel,
    VendorConfig,
};

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
/// The demo's terminal, the token that its agent dials in with, and the device's number.
pub const TERMINAL_NAME: &str = "데스크 1";
pub const TERMINAL_TOKEN: &str = "demo-agent-of-desk-1";
pub const TERMINAL_CAT_ID: &str = "1234567001";
/// From the demo's base port, as the simulators have them.
pub const PORTONE_OFFSET: u16 = 1;
pub const BOOTPAY_OFFSET: u16 = 2;
pub const PAYSSAM_OFFSET: u16 = 3;
pub const VAN_OFFSET: u16 = 4;
pub const CONTROL_OFFSET: u16 = 9;

/// The demo's connection to the PortOne simulator.
#[must_use]
pub fn channel(base_port: u16) -> ChannelConfig {
    let vendor = VendorConfig::PortOne(PortOneChannel {
        base_url: origin(base_port, PORTONE_OFFSET),
        api_secret: Secret::new(DEMO_API_SECRET),
        webhook_secrets: vec![Secret::new(demo_webhook_secret())],
        store_id: Some(DEMO_STORE_ID.to_owned()),
    });
    of_the_merchant("demo-portone", vendor)
}

/// The demo's connection to the Bootpay simulator.
fn bootpay_channel(base_port: u16) -> ChannelConfig {
    let vendor = VendorConfig::Bootpay(BootpayChannel {
        base_url: origin(base_port, BOOTPAY_OFFSET),
        api_version: bootpay::ApiVersion::V2,
        application_id: Secret::new(DEMO_APPLICATION_ID),
        private_key: Secret::new(DEMO_PRIVATE_KEY),
    });
    of_the_merchant("demo-bootpay", vendor)
}

/// The demo's connection to the PaySsam simulator.
fn payssam_channel(base_port: u16) -> ChannelConfig {
    let vendor = VendorConfig::Payssam(PayssamChannel {
        base_url: origin(base_port, PAYSSAM_OFFSET),
        api_version: payssam::ApiVersion::V2,
        api_key: Secret::new(DEMO_API_KEY),
        member: DEMO_MEMBER.to_owned(),
        store: DEMO_MERCHANT.to_owned(),
        mode: Mode::Live,
        // The bills of the simulator's control page.
        manager_site: Some(format!("{}/", origin(base_port, CONTROL_OFFSET))),
    });
    of_the_merchant("demo-payssam", vendor)
}

/// What staff of the demo wrote down themselves.
fn recorded_channel() -> ChannelConfig {
    of_the_merchant("demo-recorded", VendorConfig::Recorded)
}

fn of_the_merchant(key: &str, vendor: VendorConfig) -> ChannelConfig {
    ChannelConfig { key: key.to_owned(), merchant: MERCHANT.to_owned(), vendor }
}

fn origin(base_port: u16, offset: u16) -> String {
    format!("http://127.0.0.1:{}", base_port.saturating_add(offset))
}

/// Where the simulated vendors send what they have to tell.
#[derive(Debug)]
pub struct HookTargets {
    pub portone: String,
    pub bootpay: String,
    pub payssam: String,
}

#[must_use]
pub fn hook_targets(base_port: u16) -> HookTargets {
    let desk = origin(base_port, 0);
    HookTargets {
        portone: format!("{desk}/hooks/portone/{}", channel(base_port).id()),
        bootpay: format!("{desk}/hooks/bootpay/{}", bootpay_channel(base_port).id()),
        payssam: format!("{desk}/hooks/payssam/{}", payssam_channel(base_port).id()),
    }
}

#[must_use]
pub fn config(base_port: u16, data_dir: PathBuf, assets: Option<PathBuf>) -> Config {
    let bind = SocketAddr::from((Ipv4Addr::LOCALHOST, base_port));
    Config {
        bind,
        metrics_bind: None,
        public_origin: format!("http://{bind}"),
        database_url: data_dir.join("desk.db").display().to_string(),
        data_dir,
        sealing_key: None,
        frame_ancestors: Vec::new(),
        trusted_proxies: Vec::new(),
        withdraw_seconds: WITHDRAW_WINDOW_SECONDS,
        rules: None,
        assets,
        merchants: vec![MerchantConfig {
            key: MERCHANT.to_owned(),
            name: MERCHANT_NAME.to_owned(),
            // Nobody simulates the site of AllTalkPay; the bills of the control page stand in for it.
            alltalkpay_site: Some(format!("{}/", origin(base_port, CONTROL_OFFSET))),
        }],
        channels: vec![
            channel(base_port),
            bootpay_channel(base_port),
            payssam_channel(base_port),
            recorded_channel(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People, tests and other programs rely on these words; the README repeats them.
    #[test]
    fn the_keys_and_addresses_of_the_demo_are_fixed() {
        let config = config(7_300, PathBuf::from("demo"), None);
        assert_eq!(config.public_origin, "http://127.0.0.1:7300");
        let [portone, bootpay, payssam, recorded] = config.channels.as_slice() else {
            panic!("the demo has four channels: {:?}", config.channels);
        };
        assert!(matches!(recorded.vendor, VendorConfig::Recorded));
        let (VendorConfig::PortOne(portone), VendorConfig::Bootpay(bootpay)) =
            (&portone.vendor, &bootpay.vendor)
        else {
            panic!("PortOne, then Bootpay");
        };
        let VendorConfig::Payssam(payssam) = &payssam.vendor else { panic!("then PaySsam") };

        assert_eq!(portone.base_url, "http://127.0.0.1:7301");
        assert_eq!(portone.api_secret.expose(), "demo-portone-secret");
        // `whsec_` and the base64 of `demo-portone-webhook-secret-0001`.
        let webhook_secret = "whsec_ZGVtby1wb3J0b25lLXdlYmhvb2stc2VjcmV0LTAwMDE=";
        assert_eq!(portone.webhook_secrets[0].expose(), webhook_secret);
        assert_eq!(bootpay.base_url, "http://127.0.0.1:7302");
        assert_eq!(bootpay.application_id.expose(), "demo-bootpay-app");
        assert_eq!(bootpay.private_key.expose(), "demo-bootpay-key");
        assert_eq!(payssam.base_url, "http://127.0.0.1:7303");
        assert_eq!(payssam.api_key.expose(), "demo-payssam-key");
        assert_eq!([&payssam.member, &payssam.store], ["demo-member", "demo-merchant"]);
    }
}
