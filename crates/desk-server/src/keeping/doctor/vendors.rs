//! Whether the vendors can be reached, know our keys, and have the same time.

use desk_domain::Timestamp;
use desk_gateway::{BaseUrl, ReadError, Reading, Timeouts, vendors_clock};
use futures::future::join_all;
use tokio::time::timeout;

use super::vitals::clock;
use crate::config::{ChannelConfig, Config, VendorConfig};
use crate::desk::Connection;
use crate::keeping::Check;
use crate::limits::VENDOR_PROBE;

/// A payment that no vendor knows: asking for it proves the keys and moves nothing.
const NO_PAYMENT: &str = "CANCELDESKDOCTOR";

/// All at once: one that is silent holds up no other.
pub(super) async fn look(
    config: &Config,
    connections: &[Connection],
    now: Timestamp,
) -> Vec<Check> {
    let vendors = connections.iter().filter(|connection| match connection.reading() {
        Reading::Named | Reading::SumOnly | Reading::WholeState => true,
        // Agents dial in, and the book is asked nothing.
        Reading::Journal | Reading::BookOnly => false,
    });
    let mut checks = join_all(vendors.map(keys)).await;
    checks.extend(
        join_all(config.channels.iter().map(|one| time(one, now))).await.into_iter().flatten(),
    );
    checks
}

async fn keys(connection: &Connection) -> Check {
    let name = format!("vendor of {}", connection.name);
    let silent = "see that this machine reaches the vendor, and whether the vendor has a fault";
    let Ok(read) = timeout(VENDOR_PROBE, connection.gateway.find(NO_PAYMENT)).await else {
        return Check::bad(name, "no answer in time", silent);
    };
    match read {
        Ok(_) | Err(ReadError::NotFound | ReadError::Unsupported(_) | ReadError::Untold(_)) => {
            Check::ok(name, "answers and takes our keys")
        }
        Err(error @ ReadError::Unauthorized(_)) => Check::bad(
            name,
            error.to_string(),
            "compare the channel's keys with the vendor's console",
        ),
        Err(error @ ReadError::Unavailable(_)) => Check::bad(name, error.to_string(), silent),
        Err(error @ ReadError::Malformed(_)) => {
            let next =
                "see that base_url is the vendor's, and which generation of its API it speaks";
            Check::warn(name, error.to_string(), next)
        }
    }
}

/// Silence is told by [`keys`] already.
async fn time(channel: &ChannelConfig, now: Timestamp) -> Option<Check> {
    let base = match &channel.vendor {
        VendorConfig::PortOne(vendor) => &vendor.base_url,
        VendorConfig::Bootpay(vendor) => &vendor.base_url,
        VendorConfig::Payssam(vendor) => &vendor.base_url,
        VendorConfig::Recorded => return None,
    };
    let base: BaseUrl = base.parse().ok()?;
    let asked = timeout(VENDOR_PROBE, vendors_clock(&base, Timeouts::default())).await;
    let theirs = asked.ok()?.ok()??;
    Some(clock(format!("clock of {}", channel.key), theirs, now))
}
