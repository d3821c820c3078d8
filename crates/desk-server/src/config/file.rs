//! The TOML file, as it is written.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use desk_domain::payment::Mode;
use desk_gateway::payssam::ApiVersion;
use desk_gateway::portone::WebhookSecret;
use desk_gateway::{BaseUrl, Secret, bootpay, portone};
use serde::Deserialize;

use super::{
    BootpayChannel, ChannelConfig, ConfigError, MerchantConfig, PayssamChannel, PortOneChannel,
    VendorConfig,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    pub(super) bind: Option<SocketAddr>,
    pub(super) metrics_bind: Option<SocketAddr>,
    pub(super) public_origin: Option<String>,
    pub(super) database_url: Option<String>,
    pub(super) data: Option<PathBuf>,
    pub(super) frame_ancestors: Vec<String>,
    pub(super) trusted_proxies: Vec<String>,
    pub(super) withdraw_seconds: Option<i64>,
    pub(super) rules: Option<PathBuf>,
    merchants: Vec<Merchant>,
    channels: Vec<Channel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merchant {
    key: String,
    name: String,
    /// AllTalkPay's manager site: there is no API to configure, only the page that people go to.
    alltalkpay_site: Option<String>,
}

/// Keys of vendors may stand in the file or in the environment.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Channel {
    PortOne(PortOne),
    Bootpay(Bootpay),
    Payssam(Payssam),
    Recorded(Recorded),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PortOne {
    key: String,
    merchant: String,
    base_url: Option<String>,
    api_secret: Option<Secret>,
    api_secret_env: Option<String>,
    #[serde(default)]
    webhook_secrets: Vec<Secret>,
    webhook_secret_env: Option<String>,
    store_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bootpay {
    key: String,
    merchant: String,
    base_url: Option<String>,
    #[serde(default)]
    api_version: BootpayVersion,
    application_id: Option<Secret>,
    application_id_env: Option<String>,
    private_key: Option<Secret>,
    private_key_env: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BootpayVersion {
    V1,
    #[default]
    V2,
}

/// There is no address to fall back on: the vendor hands it out with the contract.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Payssam {
    key: String,
    merchant: String,
    base_url: String,
    api_version: ApiVersion,
    api_key: Option<Secret>,
    api_key_env: Option<String>,
    member: String,
    store: String,
    /// The vendor's sandbox: payments there are cancelled by themselves.
    #[serde(default)]
    test: bool,
    /// Where people look after bills at the vendor itself; lists of bills link to it.
    manager_site: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recorded {
    key: String,
    merchant: String,
}

impl File {
    pub(super) fn read(path: &Path) -> Result<Self, ConfigError> {
        let name = || path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: name(), source })?;
        toml::from_str(&text)
            .map_err(|source| ConfigError::Malformed { path: name(), source: Box::new(source) })
    }

    pub(super) fn merchants(&self) -> Result<Vec<MerchantConfig>, ConfigError> {
        refuse_twice("merchants", self.merchants.iter().map(|merchant| merchant.key.as_str()))?;
        self.merchants.iter().map(Merchant::read).collect()
    }

    pub(super) fn channels(&self) -> Result<Vec<ChannelConfig>, ConfigError> {
        let channels = self.channels.iter().map(|channel| self.channel(channel));
        let channels: Vec<_> = channels.collect::<Result<_, _>>()?;
        refuse_twice("channels", channels.iter().map(|channel| channel.key.as_str()))?;
        Ok(channels)
    }

    fn channel(&self, channel: &Channel) -> Result<ChannelConfig, ConfigError> {
        let (key, merchant) = match channel {
            Channel::PortOne(PortOne { key, merchant, .. })
            | Channel::Bootpay(Bootpay { key, merchant, .. })
            | Channel::Payssam(Payssam { key, merchant, .. })
            | Channel::Recorded(Recorded { key, merchant }) => (key.clone(), merchant.clone()),
        };
        if !self.merchants.iter().any(|known| known.key == merchant) {
            return Err(ConfigError::NoSuchMerchant { channel: key, merchant });
        }
        let vendor = match channel {
            Channel::PortOne(channel) => VendorConfig::PortOne(channel.read()?),
            Channel::Bootpay(channel) => VendorConfig::Bootpay(channel.read()?),
            Channel::Payssam(channel) => VendorConfig::Payssam(channel.read()?),
            Channel::Recorded(_) => VendorConfig::Recorded,
        };
        Ok(ChannelConfig { key, merchant, vendor })
    }
}

impl Merchant {
    fn read(&self) -> Result<MerchantConfig, ConfigError> {
        let site = self.alltalkpay_site.as_deref().map(|url| checked_url(&self.key, url));
        Ok(MerchantConfig {
            key: self.key.clone(),
            name: self.name.clone(),
            alltalkpay_site: site.transpose()?,
        })
    }
}

impl PortOne {
    fn read(&self) -> Result<PortOneChannel, ConfigError> {
        let key = &self.key;
        let mut webhook_secrets = self.webhook_secrets.clone();
        let in_environment = self.webhook_secret_env.as_deref();
        webhook_secrets.extend(in_environment.map(|name| variable(key, name)).transpose()?);
        for secret in &webhook_secrets {
            secret
                .expose()
                .parse::<WebhookSecret>()
                .map_err(|source| ConfigError::WebhookSecret { channel: key.clone(), source })?;
        }
        let given = (self.api_secret.as_ref(), self.api_secret_env.as_deref());
        Ok(PortOneChannel {
            base_url: base_url(key, self.base_url.as_deref(), portone::PRODUCTION_URL)?,
            api_secret: secret(key, "api_secret", given)?,
            webhook_secrets,
            store_id: self.store_id.clone(),
        })
    }
}

impl Bootpay {
    fn read(&self) -> Result<BootpayChannel, ConfigError> {
        let key = &self.key;
        let application_id = (self.application_id.as_ref(), self.application_id_env.as_deref());
        let private_key = (self.private_key.as_ref(), self.private_key_env.as_deref());
        Ok(BootpayChannel {
            base_url: base_url(key, self.base_url.as_deref(), bootpay::PRODUCTION_URL)?,
            api_version: match self.api_version {
                BootpayVersion::V1 => bootpay::ApiVersion::V1,
                BootpayVersion::V2 => bootpay::ApiVersion::V2,
            },
            application_id: secret(key, "application_id", application_id)?,
            private_key: secret(key, "private_key", private_key)?,
        })
    }
}

impl Payssam {
    fn read(&self) -> Result<PayssamChannel, ConfigError> {
        let key = &self.key;
        let given = (self.api_key.as_ref(), self.api_key_env.as_deref());
        Ok(PayssamChannel {
            base_url: checked_url(key, &self.base_url)?,
            api_version: self.api_version,
            api_key: secret(key, "api_key", given)?,
            member: self.member.clone(),
            store: self.store.clone(),
            mode: if self.test { Mode::Test } else { Mode::Live },
            manager_site: self
                .manager_site
                .as_deref()
                .map(|url| checked_url(key, url))
                .transpose()?,
        })
    }
}

/// The address that is configured, or else the vendor's own.
fn base_url(channel: &str, given: Option<&str>, vendors: &str) -> Result<String, ConfigError> {
    checked_url(channel, given.unwrap_or(vendors))
}

fn checked_url(channel: &str, base_url: &str) -> Result<String, ConfigError> {
    let parsed = base_url.parse::<BaseUrl>().map(|_| base_url.to_owned());
    parsed.map_err(|source| ConfigError::BaseUrl { channel: channel.to_owned(), source })
}

/// The secret itself, or else the variable that holds it.
fn secret(
    channel: &str,
    name: &'static str,
    (value, variable_name): (Option<&Secret>, Option<&str>),
) -> Result<Secret, ConfigError> {
    match (value, variable_name) {
        (Some(secret), _) => Ok(secret.clone()),
        (None, Some(variable_name)) => variable(channel, variable_name),
        (None, None) => Err(ConfigError::NoSecret { channel: channel.to_owned(), name }),
    }
}

fn variable(channel: &str, name: &str) -> Result<Secret, ConfigError> {
    std::env::var(name).map(Secret::new).map_err(|_| ConfigError::VariableNotSet {
        channel: channel.to_owned(),
        variable: name.to_owned(),
    })
}

fn refuse_twice<'a>(
    kind: &'static str,
    keys: impl Iterator<Item = &'a str>,
) -> Result<(), ConfigError> {
    let mut seen = std::collections::BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(ConfigError::KeyTwice { kind, key: key.to_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        public_origin = "https://desk.example.com"
        frame_ancestors = ["https://portal.example.com"]

        [[merchants]]
        key = "hanbit"
        name = "한빛학원"

        [[channels]]
        kind = "portone"
        key = "hanbit-portone"
        merchant = "hanbit"
        api_secret = "s3cret"
        webhook_secrets = ["whsec_c2VjcmV0"]

        [[channels]]
        kind = "bootpay"
        key = "hanbit-bootpay"
        merchant = "hanbit"
        application_id = "app-1"
        private_key = "pr1vate"

        [[channels]]
        kind = "recorded"
        key = "hanbit-recorded"
        merchant = "hanbit"

        [[channels]]
        kind = "payssam"
        key = "hanbit-payssam"
        merchant = "hanbit"
        base_url = "https://erp.example.com/partner"
        api_version = "v2"
        api_key = "k3y"
        member = "hanbit"
        store = "hanbit01"
        manager_site = "https://manager.example.com/bills"
    "#;

    #[test]
    fn a_whole_file_is_read_and_its_secrets_do_not_print() {
        let file: File = toml::from_str(WHOLE).unwrap();
        let channels = file.channels().unwrap();
        let VendorConfig::PortOne(portone) = &channels[0].vendor else { panic!("{channels:?}") };
        assert_eq!(portone.base_url, portone::PRODUCTION_URL);
        assert_eq!(portone.api_secret.expose(), "s3cret");
        let VendorConfig::Bootpay(bootpay) = &channels[1].vendor else { panic!("{channels:?}") };
        assert_eq!(bootpay.base_url, bootpay::PRODUCTION_URL);
        assert_eq!(bootpay.api_version, bootpay::ApiVersion::V2);
        assert_eq!(bootpay.application_id.expose(), "app-1");
        assert_eq!(bootpay.private_key.expose(), "pr1vate");
        assert!(matches!(channels[2].vendor, VendorConfig::Recorded), "{channels:?}");
        let VendorConfig::Payssam(payssam) = &channels[3].vendor else { panic!("{channels:?}") };
        assert_eq!(payssam.api_version, ApiVersion::V2);
        assert_eq!((payssam.member.as_str(), payssam.store.as_str()), ("hanbit", "hanbit01"));
        assert_eq!((payssam.api_key.expose(), payssam.mode), ("k3y", Mode::Live));
        assert_eq!(payssam.manager_site.as_deref(), Some("https://manager.example.com/bills"));
        let printed = format!("{file:?}{channels:?}");
        for secret in ["s3cret", "pr1vate", "k3y"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn the_generation_of_an_api_is_the_channels() {
        let text = WHOLE.replace("private_key =", "api_version = \"v1\"\nprivate_key =");
        let channels = toml::from_str::<File>(&text).unwrap().channels().unwrap();
        let VendorConfig::Bootpay(bootpay) = &channels[1].vendor else { panic!("{channels:?}") };
        assert_eq!(bootpay.api_version, bootpay::ApiVersion::V1);
    }

    #[test]
    fn a_sandbox_says_that_it_is_one() {
        let text = WHOLE.replace("api_version = \"v2\"", "api_version = \"v1\"\ntest = true");
        let channels = toml::from_str::<File>(&text).unwrap().channels().unwrap();
        let VendorConfig::Payssam(payssam) = &channels[3].vendor else { panic!("{channels:?}") };
        assert_eq!((payssam.api_version, payssam.mode), (ApiVersion::V1, Mode::Test));
    }

    #[track_caller]
    fn refused(from: &str, to: &str, words: &str) {
        let text = WHOLE.replace(from, to);
        assert_ne!(text, WHOLE, "{from} is not in the file");
        let said = match toml::from_str::<File>(&text) {
            Ok(file) => file.channels().unwrap_err().to_string(),
            Err(error) => error.to_string(),
        };
        assert!(said.contains(words), "{said}");
    }

    #[test]
    fn what_is_wrong_is_named() {
        refused("merchant = \"hanbit\"", "merchant = \"hanbti\"", "hanbti");
        refused("api_secret = \"s3cret\"", "", "needs `api_secret`");
        refused(
            "api_secret = \"s3cret\"",
            "api_secret_env = \"CANCEL_DESK_NOT_SET\"",
            "CANCEL_DESK_NOT_SET",
        );
        refused("whsec_c2VjcmV0", "whsec_!!", "base64");
        refused("frame_ancestors", "frame_ancestor", "frame_ancestor");
        refused("private_key = \"pr1vate\"", "", "needs `private_key` or `private_key_env`");
        refused("application_id =", "application_id_env =", "app-1");
        refused("private_key =", "base_url = \"http://a.example\"\nprivate_key =", "plain http");
        refused("private_key =", "api_version = \"v3\"\nprivate_key =", "v3");
        refused("private_key =", "store_id = \"x\"\nprivate_key =", "store_id");
        refused("\"hanbit-bootpay\"", "\"hanbit-portone\"", "hanbit-portone");
        refused("key = \"hanbit-recorded\"", "key = \"hanbit-portone\"", "hanbit-portone");
        refused("api_key = \"k3y\"", "", "needs `api_key` or `api_key_env`");
        refused("https://erp.example.com", "http://erp.example.com", "plain http");
        refused("https://manager.example.com", "http://manager.example.com", "plain http");
        refused("base_url = \"https://erp.example.com/partner\"", "", "base_url");
        refused("api_version = \"v2\"", "api_version = \"v3\"", "v3");
        refused("kind = \"recorded\"", "kind = \"recorded\"\nstore_id = \"x\"", "store_id");
    }
}
