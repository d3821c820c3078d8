//! Bootpay's webhooks of both generations.

use desk_gateway::Secret;
use desk_gateway::bootpay::{ApiVersion, HookKeys, read_hook};

use super::{Target, Verdict, demand, demand_reference};
use crate::corpus::{documents, texts};

pub(super) const BODIES: [&str; 5] = [
    r#"{"receipt_id":"61284ee90199430036b4ef1a","price":1,"status":20,"webhook_type":"PAYMENT_PARTIAL_CANCELLED"}"#,
    r#"{"receipt_id":"61284ee90199430036b4ef1a","status":1,"private_key":"xd/tw+5=","application_id":"app-1"}"#,
    "receipt_id=61284ee90199430036b4ef1a&status=1&application_id=app-1&private_key=xd%2Ftw%2B5%3D&name=%EC%83%81%ED%92%88",
    "receipt_id=61284ee90199430036b4ef1a&status=20",
    r#"{"receipt_id":"61284ee90199430036b4ef1a"}"#,
];

pub(super) struct Webhook {
    name: &'static str,
    api_version: ApiVersion,
    documents: &'static str,
}

impl Webhook {
    pub(super) fn first() -> Self {
        Self { name: "bootpay-webhook-v1", api_version: ApiVersion::V1, documents: "bootpay/v1" }
    }

    pub(super) fn second() -> Self {
        Self { name: "bootpay-webhook-v2", api_version: ApiVersion::V2, documents: "bootpay/v2" }
    }

    fn keys(&self, private_key: &str) -> HookKeys {
        keys(self.api_version, private_key)
    }
}

pub(super) fn keys(api_version: ApiVersion, private_key: &str) -> HookKeys {
    let application_id = "app-1".to_owned();
    HookKeys { api_version, application_id, private_key: Secret::new(private_key) }
}

impl Target for Webhook {
    fn name(&self) -> &'static str {
        self.name
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        [texts(&BODIES), documents(self.documents)].concat()
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let Ok(hook) = read_hook(&self.keys("xd/tw+5="), input) else {
            return Ok(Verdict::Refused);
        };
        demand_reference("the receipt's id", &hook.gateway_payment_id)?;
        demand_reference("the hook's mark", &hook.id)?;
        demand(hook.kind.chars().count() <= 64, || format!("a kind of {}", hook.kind.len()))?;
        demand(!hook.kind.contains('\0'), || "a kind that PostgreSQL refuses".to_owned())?;
        // The first generation proves itself by the key: another shop's is refused.
        let by_another = read_hook(&self.keys("another"), input);
        let is_proven = self.api_version == ApiVersion::V2 || by_another.is_err();
        demand(is_proven, || "the private key was not looked at".to_owned())?;
        Ok(Verdict::Understood)
    }
}
