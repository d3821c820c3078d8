//! What an operator configures: flags and environment first, then one TOML file, then defaults.

mod file;
mod proxies;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use desk_domain::MerchantId;
use desk_domain::id::ChannelId;
use desk_domain::limits::{WITHDRAW_WINDOW_MAX_SECONDS, WITHDRAW_WINDOW_SECONDS};
use desk_domain::payment::Mode;
use desk_gateway::portone::WebhookSecretProblem;
use desk_gateway::{BaseUrlProblem, Secret, bootpay, payssam};
use ipnet::IpNet;

use crate::digest::bits_of;
use file::File;
use proxies::trusted;

/// Options of every command that opens the desk's data.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// A TOML file with the same names as these flags, and with merchants and channels.
    #[arg(long, env = "CANCEL_DESK_CONFIG")]
    pub config: Option<PathBuf>,
    /// Where to listen.
    #[arg(long, env = "CANCEL_DESK_BIND")]
    pub bind: Option<SocketAddr>,
    /// Where the operator reads /metrics, e.g. 127.0.0.1:7390 [default: nowhere]
    #[arg(long, env = "CANCEL_DESK_METRICS_BIND")]
    pub metrics_bind: Option<SocketAddr>,
    /// Where browsers find the desk, e.g. https://desk.example.com.
    #[arg(long, env = "CANCEL_DESK_PUBLIC_ORIGIN")]
    pub public_origin: Option<String>,
    /// A SQLite file, or postgres://… [default: desk.db in the data folder]
    #[arg(long, env = "CANCEL_DESK_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The folder of the database and the sealing key.
    #[arg(long = "data", env = "CANCEL_DESK_DATA")]
    pub data_dir: Option<PathBuf>,
    /// The key that seals refund accounts, 64 hex digits [default: seal.key in the data folder]
    #[arg(long, env = "CANCEL_DESK_SEALING_KEY", hide_env_values = true)]
    pub sealing_key: Option<String>,
    /// An origin that may frame the desk; may be given several times.
    #[arg(long = "frame-ancestor", env = "CANCEL_DESK_FRAME_ANCESTORS", value_delimiter = ',')]
    pub frame_ancestors: Vec<String>,
    /// An address or network of reverse proxies in front, e.g. 127.0.0.1 or 10.0.0.0/8: behind them
    /// wrong passwords are counted by X-Forwarded-For; may be given several times.
    #[arg(long = "trusted-proxy", env = "CANCEL_DESK_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<String>,
    /// How long a confirmed online cancel can still be withdrawn, 0 to 60 [default: 5]
    #[arg(long, env = "CANCEL_DESK_WITHDRAW_SECONDS")]
    pub withdraw_seconds: Option<i64>,
    /// A folder with files of the rulebook that stand in for the built-in ones of the same name
    #[arg(long, env = "CANCEL_DESK_RULES")]
    pub rules: Option<PathBuf>,
    /// Serve the screens from this folder (development).
    #[arg(long)]
    pub assets: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{path} cannot be read: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}: {source}")]
    Malformed { path: String, source: Box<toml::de::Error> },
    #[error("`{0}` must be an https origin without a path; plain http is for loopback only")]
    Origin(String),
    #[error("`{0}` is no origin that may frame the desk, like https://portal.example.com")]
    FrameAncestor(String),
    #[error(
        "`{0}` is no address or network of a proxy, like 127.0.0.1 or 10.0.0.0/8; a network of \
         every address is refused, as anybody could then claim to be anybody"
    )]
    TrustedProxy(String),
    #[error(
        "withdraw_seconds is {0}; a cancel can be withdrawn for 0 (never) to \
         {WITHDRAW_WINDOW_MAX_SECONDS} seconds"
    )]
    WithdrawSeconds(i64),
    #[error("channel `{channel}` names the merchant `{merchant}`, which is not in the file")]
    NoSuchMerchant { channel: String, merchant: String },
    #[error("two {kind} have the key `{key}`")]
    KeyTwice { kind: &'static str, key: String },
    #[error("channel `{channel}` needs `{name}` or `{name}_env`")]
    NoSecret { channel: String, name: &'static str },
    #[error("channel `{channel}` takes its secret from ${variable}, which is not set")]
    VariableNotSet { channel: String, variable: String },
    #[error("channel `{channel}`: {source}")]
    BaseUrl { channel: String, source: BaseUrlProblem },
    #[error("channel `{channel}`: {source}")]
    WebhookSecret { channel: String, source: WebhookSecretProblem },
}

/// A merchant of this desk. The id follows from the key, so that it is the same on every start.
#[derive(Clone, Debug)]
pub struct MerchantConfig {
    pub key: String,
    pub name: String,
    /// Where it looks after its bills at AllTalkPay, which has no API: lists of bills link to it.
    pub alltalkpay_site: Option<String>,
}

impl MerchantConfig {
    #[must_use]
    pub fn id(&self) -> MerchantId {
        merchant_id(&self.key)
    }
}

#[must_use]
pub fn merchant_id(key: &str) -> MerchantId {
    MerchantId::from_bits(bits_of("merchant", key))
}

/// A connection of a merchant, as configured.
#[derive(Clone, Debug)]
pub struct ChannelConfig {
    pub key: String,
    pub merchant: String,
    pub vendor: VendorConfig,
}

/// What a connection needs to know of its vendor.
#[derive(Clone, Debug)]
pub enum VendorConfig {
    PortOne(PortOneChannel),
    Bootpay(BootpayChannel),
    Payssam(PayssamChannel),
    /// 미연동, 학원수납저장: nothing, as no vendor is behind it.
    Recorded,
}

/// A connection to PortOne.
#[derive(Clone, Debug)]
pub struct PortOneChannel {
    pub base_url: String,
    pub api_secret: Secret,
    pub webhook_secrets: Vec<Secret>,
    pub store_id: Option<String>,
}

/// A connection to Bootpay.
#[derive(Clone, Debug)]
pub struct BootpayChannel {
    pub base_url: String,
    pub api_version: bootpay::ApiVersion,
    pub application_id: Secret,
    pub private_key: Secret,
}

/// A connection to PaySsam.
#[derive(Clone, Debug)]
pub struct PayssamChannel {
    pub base_url: String,
    pub api_version: payssam::ApiVersion,
    pub api_key: Secret,
    /// The vendor's `member` and `merchant`, as the contract names them.
    pub member: String,
    pub store: String,
    pub mode: Mode,
    /// Where people look after bills at the vendor itself.
    pub manager_site: Option<String>,
}

impl ChannelConfig {
    /// Part of the webhook's address, so it must not change while the key stays.
    #[must_use]
    pub fn id(&self) -> ChannelId {
        ChannelId::from_bits(bits_of("channel", &self.key))
    }

    #[must_use]
    pub fn is_portone(&self) -> bool {
        matches!(self.vendor, VendorConfig::PortOne(_))
    }
}

/// The configuration of one desk, complete and checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub bind: SocketAddr,
    /// The numbers of the process; not for the public.
    pub metrics_bind: Option<SocketAddr>,
    pub public_origin: String,
    pub database_url: String,
    pub data_dir: PathBuf,
    pub sealing_key: Option<Secret>,
    pub frame_ancestors: Vec<String>,
    pub trusted_proxies: Vec<IpNet>,
    /// Seconds in which a confirmed online cancel can still be withdrawn.
    pub withdraw_seconds: i64,
    /// The folder of the rulebook's files that a contract makes different.
    pub rules: Option<PathBuf>,
    pub assets: Option<PathBuf>,
    pub merchants: Vec<MerchantConfig>,
    pub channels: Vec<ChannelConfig>,
}

impl Config {
    /// # Errors
    /// Whatever is missing or wrong, by its name.
    pub fn load(options: Options) -> Result<Self, ConfigError> {
        let file = options.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let bind =
            options.bind.or(file.bind).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 7300)));
        let data_dir =
            options.data_dir.or_else(|| file.data.clone()).unwrap_or_else(|| PathBuf::from("data"));
        let frame_ancestors = or_else(options.frame_ancestors, &file.frame_ancestors);
        let trusted_proxies = or_else(options.trusted_proxies, &file.trusted_proxies);
        let config = Self {
            bind,
            metrics_bind: options.metrics_bind.or(file.metrics_bind),
            public_origin: options
                .public_origin
                .or_else(|| file.public_origin.clone())
                .unwrap_or_else(|| format!("http://{bind}")),
            database_url: options
                .database_url
                .or_else(|| file.database_url.clone())
                .unwrap_or_else(|| data_dir.join("desk.db").display().to_string()),
            data_dir,
            sealing_key: options.sealing_key.map(Secret::new),
            frame_ancestors,
            trusted_proxies: trusted(&trusted_proxies)?,
            withdraw_seconds: options
                .withdraw_seconds
                .or(file.withdraw_seconds)
                .unwrap_or(WITHDRAW_WINDOW_SECONDS),
            rules: options.rules.or_else(|| file.rules.clone()),
            assets: options.assets,
            merchants: file.merchants()?,
            channels: file.channels()?,
        };
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if !is_origin(&self.public_origin) {
            return Err(ConfigError::Origin(self.public_origin.clone()));
        }
        for origin in &self.frame_ancestors {
            if !is_origin(origin) {
                return Err(ConfigError::FrameAncestor(origin.clone()));
            }
        }
        if !(0..=WITHDRAW_WINDOW_MAX_SECONDS).contains(&self.withdraw_seconds) {
            return Err(ConfigError::WithdrawSeconds(self.withdraw_seconds));
        }
        Ok(())
    }
}

/// What was typed or set counts before the file, as a whole.
fn or_else(given: Vec<String>, in_file: &[String]) -> Vec<String> {
    if given.is_empty() { in_file.to_vec() } else { given }
}

/// `https://host[:port]`, or http on loopback.
fn is_origin(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let plain = !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    let host = rest.rsplit_once(':').map_or(rest, |(host, _)| host);
    match scheme {
        "https" => plain,
        "http" => plain && matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in [
            "https://desk.example.com",
            "http://127.0.0.1:7300",
            "http://localhost",
            "http://[::1]:7300",
        ] {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "http://desk.example.com",
            "https://a.example.com/desk",
            "desk.example.com",
            "https://",
            "https://a b",
            "ftp://a",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }

    fn load(file: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.toml");
        std::fs::write(&path, file).unwrap();
        Config::load(Options { config: Some(path), ..Options::default() })
    }

    #[test]
    fn whatever_is_wrong_in_a_file_is_named() {
        let portone = |rest: &str| {
            format!(
                "[[merchants]]\nkey = \"a\"\nname = \"A\"\n[[channels]]\nkind = \"portone\"\nkey = \"p\"\n{rest}"
            )
        };
        for (file, words) in [
            (
                "withdraw_seconds = 61".to_owned(),
                "withdraw_seconds is 61; a cancel can be withdrawn for 0 (never) to 60",
            ),
            ("withdraw_seconds = -1".to_owned(), "withdraw_seconds is -1"),
            (
                "public_origin = \"http://desk.example.com\"".to_owned(),
                "`http://desk.example.com` must be an https origin",
            ),
            (
                "frame_ancestors = [\"portal\"]".to_owned(),
                "`portal` is no origin that may frame the desk",
            ),
            (
                "trusted_proxies = [\"0.0.0.0/0\"]".to_owned(),
                "`0.0.0.0/0` is no address or network of a proxy",
            ),
            ("witdraw_seconds = 5".to_owned(), "unknown field `witdraw_seconds`"),
            (
                portone("merchant = \"b\""),
                "channel `p` names the merchant `b`, which is not in the file",
            ),
            (portone("merchant = \"a\""), "channel `p` needs `api_secret` or `api_secret_env`"),
            (
                portone("merchant = \"a\"\napi_secret_env = \"CANCEL_DESK_NOT_SET\""),
                "channel `p` takes its secret from $CANCEL_DESK_NOT_SET, which is not set",
            ),
            (
                "[[merchants]]\nkey = \"a\"\nname = \"A\"\n".repeat(2),
                "two merchants have the key `a`",
            ),
        ] {
            let told = load(&file).unwrap_err().to_string();
            assert!(told.contains(words), "{file}\n{told}");
        }
        assert_eq!(load("withdraw_seconds = 0").unwrap().withdraw_seconds, 0);
    }

    #[test]
    fn an_id_follows_from_its_key() {
        assert_eq!(merchant_id("a"), merchant_id("a"));
        assert_ne!(merchant_id("a"), merchant_id("b"));
    }
}
