//! A request, read completely: its fields under our names, whatever its version calls them.

use serde_json::{Map, Value};

use super::codes::Refusal;
use super::hash::hash;
use super::operation::Operation;
use super::settings::Settings;
use super::versions::Version;

/// For fields whose length no document tells, in characters.
const MAX_UNTOLD: usize = 500;

/// Holds the key and the customer as plain text, therefore without `Debug`.
pub(crate) struct Call {
    pub(crate) version: Version,
    pub(crate) operation: Operation,
    credentials: Map<String, Value>,
    payload: Map<String, Value>,
}

impl Call {
    pub(crate) fn parse(
        version: Version,
        operation: Operation,
        body: &[u8],
    ) -> Result<Self, Refusal> {
        let malformed = || Refusal::Parameter("JSON".into());
        let body: Value = serde_json::from_slice(body).map_err(|_| malformed())?;
        let Value::Object(credentials) = body else { return Err(malformed()) };
        let payload = match operation.payload(version) {
            None => credentials.clone(),
            Some(name) => match credentials.get(name) {
                Some(Value::Object(payload)) => payload.clone(),
                _ => return Err(Refusal::Parameter(name.into())),
            },
        };
        Ok(Self { version, operation, credentials, payload })
    }

    /// The key, then the member, then the sub-store.
    pub(crate) fn authorise(&self, settings: &Settings) -> Result<(), Refusal> {
        let key = self.find(&self.credentials, "api_key").map_err(|_| Refusal::KeyMissing)?;
        if key.ok_or(Refusal::KeyMissing)? != settings.api_key.reveal() {
            return Err(Refusal::KeyUnknown);
        }
        let known = [
            ("member", &settings.member, Refusal::MemberUnknown),
            ("merchant", &settings.merchant, Refusal::MerchantUnknown),
        ];
        for (name, expected, refusal) in known {
            let given = self.find(&self.credentials, name)?.ok_or_else(|| self.bad(name))?;
            if given != expected {
                return Err(refusal);
            }
        }
        Ok(())
    }

    pub(crate) fn bill_id(&self) -> Result<&str, Refusal> {
        self.text("bill_id")
    }

    /// A required text.
    pub(crate) fn text(&self, name: &str) -> Result<&str, Refusal> {
        self.optional(name)?.ok_or_else(|| self.bad(name))
    }

    pub(crate) fn optional(&self, name: &str) -> Result<Option<&str>, Refusal> {
        self.find(&self.payload, name)
    }

    /// An amount: a text of at most ten digits.
    pub(crate) fn won(&self, name: &str) -> Result<i64, Refusal> {
        let text = self.text(name)?;
        let is_number = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        let won = is_number.then(|| text.parse().ok()).flatten();
        won.ok_or_else(|| self.bad(name))
    }

    /// Compares with the hash of the very texts that this request carries.
    pub(crate) fn check_hash(&self) -> Result<(), Refusal> {
        let expected = hash(self.bill_id()?, self.optional("phone")?, self.text("price")?);
        if self.text("hash")? == expected { Ok(()) } else { Err(Refusal::Hash) }
    }

    /// The refusal of this field, under its name on the wire.
    pub(crate) fn bad(&self, name: &str) -> Refusal {
        Refusal::Parameter(self.version.spell(name))
    }

    /// Null and empty count as absent.
    fn find<'a>(
        &self,
        fields: &'a Map<String, Value>,
        name: &str,
    ) -> Result<Option<&'a str>, Refusal> {
        match fields.get(&self.version.spell(name)) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= self.longest(name) => {
                Ok(Some(text))
            }
            Some(_) => Err(self.bad(name)),
        }
    }

    /// Characters.
    fn longest(&self, name: &str) -> usize {
        match (name, self.version) {
            ("api_key", _) => 32,
            ("member" | "merchant", Version::V1) => 30,
            ("member" | "merchant", Version::V2) => 60,
            ("bill_id" | "cancel_reason", _) => 20,
            ("bill_issuer", _) => 50,
            _ => MAX_UNTOLD,
        }
    }
}
