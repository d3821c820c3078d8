//! What the merchant has agreed with Bootpay, keys included.

use super::notice::Style;
use crate::private::Private;

/// The demo's REST application id and private key. The vendor's ids are 24 hex digits; nothing on its wire
/// depends on that, and these say what they are.
pub const DEMO_APPLICATION_ID: &str = "demo-bootpay-app";
pub const DEMO_PRIVATE_KEY: &str = "demo-bootpay-key";
/// The demo's key pair for `Basic`, which V2 takes instead of a token.
pub const DEMO_CLIENT_KEY: &str = "demo-bootpay-client-key";
pub const DEMO_SECRET_KEY: &str = "demo-bootpay-secret-key";

#[derive(Debug, Clone)]
pub struct Options {
    pub application_id: String,
    pub private_key: Private,
    pub client_key: String,
    pub secret_key: Private,
    /// Where webhooks go; absent: none are made.
    pub webhook_target: Option<String>,
    pub webhook_style: Style,
    /// 부분취소 중복방지: a second partial cancel of a receipt within 10 s is refused. The vendor
    /// offers it switched off.
    pub repeat_guard: bool,
    /// A partial cancel must be greater than this, in won.
    pub partial_above_won: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            application_id: DEMO_APPLICATION_ID.into(),
            private_key: DEMO_PRIVATE_KEY.into(),
            client_key: DEMO_CLIENT_KEY.into(),
            secret_key: DEMO_SECRET_KEY.into(),
            webhook_target: None,
            webhook_style: Style::V2,
            repeat_guard: false,
            partial_above_won: 1_000,
        }
    }
}
