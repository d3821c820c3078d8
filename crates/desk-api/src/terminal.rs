//! Card terminals: pairing them, and watching a cancel at one.

use desk_domain::terminal::TerminalStage;
use desk_domain::{MerchantId, TerminalId, Timestamp};
use serde::{Deserialize, Serialize};

/// A terminal and the agent beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Terminal {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: TerminalId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub merchant_id: MerchantId,
    /// What staff calls it: 데스크 1.
    pub name: String,
    /// The device's own number (CAT-ID), set by its installer; absent until an agent has paired.
    pub cat_id: Option<String>,
    pub driver: Option<String>,
    pub agent_version: Option<String>,
    pub connected: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_seen_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub paired_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub revoked_at: Option<Timestamp>,
}

/// `GET /terminals`: those of one's own merchants, connected ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Terminals {
    pub items: Vec<Terminal>,
}

/// `POST /terminals`, by a manager: a place for a terminal, and the code its agent pairs with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTerminal {
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = String, pattern = "^mer_[0-9a-hjkmnp-tv-z]{26}$")
    )]
    pub merchant_id: MerchantId,
    pub name: String,
}

/// The answer to `POST /terminals` and `POST /terminals/{id}/code`. The code is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairingCode {
    pub terminal: Terminal,
    /// Eight characters, to be typed at the POS PC.
    pub code: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
}

/// What is happening at the terminal with a cancel that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TerminalProgress {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub terminal_id: TerminalId,
    pub terminal_name: String,
    pub stage: TerminalStage,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
    /// When the wait of this stage ends by itself.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
}
