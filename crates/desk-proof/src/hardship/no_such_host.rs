//! The vendor's name leads nowhere from the beginning: a host that there is not.

use desk_simulation::Violation;
use serde_json::Value;

use super::one_payment::{OnePayment, WON};
use crate::shop::{Setting, wanted};

const CLEAR: &str =
    "a vendor without an address is told as one that cannot be reached, and nothing is sent";
/// `.invalid` is never a name of anybody (RFC 2606).
const NOWHERE: &str = "https://vendor.invalid";
const KEY: &str = "a-key-for-nobody";

/// A refresh is told what is the matter; a payment that was never read cannot be cancelled meanwhile.
pub(crate) async fn no_such_host(setting: &Setting) -> Result<(), Violation> {
    let OnePayment { mut desk, person, path, folder: _folder } =
        OnePayment::open(setting, NOWHERE, None).await?;
    let refreshed = person.once(&format!("{path}/refresh"), &Value::Null, KEY).await;
    let cancel = wanted("full", WON, WON);
    let refused = person.once(&format!("{path}/cancellations"), &cancel, KEY).await;
    desk.kill().await?;
    for (answer, code) in [(refreshed, "gateway_unreachable"), (refused, "cancel_blocked")] {
        if answer.as_ref().is_none_or(|answer| answer.code() != code) {
            return Err(Violation::of(CLEAR, format!("{answer:?}")));
        }
    }
    Ok(())
}
