//! The TOML file, as it is written.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use desk_gateway::portone::WebhookSecret;
use desk_gateway::{BaseUrl, Secret};
use serde::Deserialize;

use super::{ConfigError, MerchantConfig, PortOneChannel, production_url};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    pub(super) bind: Option<SocketAddr>,
    pub(super) public_origin: Option<String>,
    pub(super) database_url: Option<String>,
    pub(super) data: Option<PathBuf>,
    pub(super) frame_ancestors: Vec<String>,
    merchants: Vec<Merchant>,
    channels: Vec<Channel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merchant {
    key: String,
    name: String,
}

/// Keys of vendors may stand in the file or in the environment.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Channel {
    PortOne {
        key: String,
        merchant: String,
        #[serde(default = "production_url")]
        base_url: String,
        api_secret: Option<Secret>,
        api_secret_env: Option<String>,
        #[serde(default)]
        webhook_secrets: Vec<Secret>,
        webhook_secret_env: Option<String>,
        store_id: Option<String>,
    },
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
        let merchants = self.merchants.iter().map(|merchant| MerchantConfig {
            key: merchant.key.clone(),
            name: merchant.name.clone(),
        });
        Ok(merchants.collect())
    }

    pub(super) fn channels(&self) -> Result<Vec<PortOneChannel>, ConfigError> {
        let channels = self.channels.iter().map(|channel| self.channel(channel));
        let channels: Vec<_> = channels.collect::<Result<_, _>>()?;
        refuse_twice("channels", channels.iter().map(|channel| channel.key.as_str()))?;
        Ok(channels)
    }

    fn channel(&self, channel: &Channel) -> Result<PortOneChannel, ConfigError> {
        let Channel::PortOne {
            key,
            merchant,
            base_url,
            api_secret,
            api_secret_env,
            webhook_secrets,
            webhook_secret_env,
            store_id,
        } = channel;
        if !self.merchants.iter().any(|known| known.key == *merchant) {
            let (channel, merchant) = (key.clone(), merchant.clone());
            return Err(ConfigError::NoSuchMerchant { channel, merchant });
        }
        base_url
            .parse::<BaseUrl>()
            .map_err(|source| ConfigError::BaseUrl { channel: key.clone(), source })?;
        let from_env = |name: &String| variable(key, name);
        let api_secret = match api_secret {
            Some(secret) => secret.clone(),
            None => from_env(
                api_secret_env.as_ref().ok_or_else(|| ConfigError::NoSecret(key.clone()))?,
            )?,
        };
        let mut webhook_secrets = webhook_secrets.clone();
        webhook_secrets.extend(webhook_secret_env.as_ref().map(from_env).transpose()?);
        for secret in &webhook_secrets {
            secret
                .expose()
                .parse::<WebhookSecret>()
                .map_err(|source| ConfigError::WebhookSecret { channel: key.clone(), source })?;
        }
        Ok(PortOneChannel {
            key: key.clone(),
            merchant: merchant.clone(),
            base_url: base_url.clone(),
            api_secret,
            webhook_secrets,
            store_id: store_id.clone(),
        })
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
    "#;

    #[test]
    fn a_whole_file_is_read_and_its_secrets_do_not_print() {
        let file: File = toml::from_str(WHOLE).unwrap();
        let channels = file.channels().unwrap();
        assert_eq!(channels[0].base_url, desk_gateway::portone::PRODUCTION_URL);
        assert_eq!(channels[0].api_secret.expose(), "s3cret");
        assert!(!format!("{file:?}{channels:?}").contains("s3cret"));
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
    }
}
