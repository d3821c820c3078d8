//! The access token of one connection, kept while it is good.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::Secret;
use crate::bootpay::convert::NewToken;
use crate::bootpay::wire::Keys;

#[derive(Debug)]
pub(super) struct TokenStore {
    application_id: String,
    private_key: Secret,
    kept: Mutex<Option<Kept>>,
}

#[derive(Debug)]
struct Kept {
    token: Secret,
    until: Instant,
}

impl TokenStore {
    pub(super) fn new(application_id: String, private_key: Secret) -> Self {
        Self { application_id, private_key, kept: Mutex::new(None) }
    }

    /// What a token is asked for with.
    pub(super) fn keys(&self) -> Vec<u8> {
        let application_id = &self.application_id;
        let keys = Keys { application_id, private_key: self.private_key.expose() };
        serde_json::to_vec(&keys).expect("texts are always JSON")
    }

    pub(super) fn usable(&self) -> Option<Secret> {
        let now = now();
        self.lock().as_ref().filter(|kept| now < kept.until).map(|kept| kept.token.clone())
    }

    /// Two callers at once may both have asked; the vendor gave them the same one.
    pub(super) fn keep(&self, new: NewToken) -> Secret {
        let until = now() + Duration::from_secs(new.use_for_seconds);
        *self.lock() = Some(Kept { token: new.text.clone(), until });
        new.text
    }

    pub(super) fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a token has been kept is measured, not dated: no rule and no row depends on it.
#[expect(clippy::disallowed_methods, reason = "the age of a token, nothing else")]
fn now() -> Instant {
    Instant::now()
}
