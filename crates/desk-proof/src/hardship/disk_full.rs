//! The disk takes no more, while the desk runs, and does again: a small file system that is filled, or, where
//! none may be mounted, a limit on the size of the desk's files, set from outside.

use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use serde_json::Value;
use tokio::process::Command;

use super::{Clicks, is_busy};
use crate::shop::Shop;

const FULL: &str = "on a full disk a click is told to come back";
/// Nothing is written beyond this, in bytes. The write-ahead log is longer, or soon will be, so the limit
/// strikes in the middle of a transaction.
const LIMIT_BYTES: u64 = 64 * 1024;
/// More clicks than fit into that.
const CLICKS_MAX: u32 = 30;
/// Over the withdraw window: what was taken before falls due on the full disk.
const WITHDRAWN_SECONDS: i64 = 6;
const LOOK: Duration = Duration::from_millis(1_200);

/// Returns what stood in for the disk.
pub(super) async fn fill(shop: &mut Shop, clicks: &mut Clicks) -> Result<String, Violation> {
    clicks.make().await?;
    let what = take_the_room(shop).await?;
    let refused = until_refused(clicks).await?;
    shop.pass(WITHDRAWN_SECONDS).await?;
    tokio::time::sleep(LOOK).await;
    let list = clicks.person.insist("GET", "/api/payments", None).await?;
    if !list.is_success() {
        return Err(Violation::of(FULL, format!("the list cannot be read: {list:?}")));
    }
    shop.desk.lives()?;
    match &shop.disk {
        Some(disk) => disk.free()?,
        None => limit(shop, None).await?,
    }
    let (path, key, body) = refused;
    clicks.insist(path, key, body).await?;
    Ok(what.to_owned())
}

/// The room that SQLite's log has taken already is given back first: it would be used again.
async fn take_the_room(shop: &Shop) -> Result<&'static str, Violation> {
    let Some(disk) = &shop.disk else {
        limit(shop, Some(LIMIT_BYTES)).await?;
        return Ok("disk full (files limited in size)");
    };
    shop.book.cut_log().await?;
    disk.fill()?;
    Ok("disk full (a file system without room)")
}

/// Clicks until one is refused, and clearly.
async fn until_refused(clicks: &mut Clicks) -> Result<(String, String, Value), Violation> {
    for _ in 0..CLICKS_MAX {
        let (path, key, body) = clicks.fresh().await?;
        let answer = clicks.person.once(&path, &body, &key).await;
        match answer {
            Some(answer) if is_busy(&answer) => return Ok((path, key, body)),
            Some(answer) if answer.is_success() => clicks.insist(path, key, body).await?,
            answer => return Err(Violation::of(FULL, format!("{answer:?}"))),
        }
    }
    Err(Violation::of(HARNESS, "the disk does not fill"))
}

/// Only the soft limit: whoever set it may lift it again.
async fn limit(shop: &Shop, bytes: Option<u64>) -> Result<(), Violation> {
    let soft = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
    let pid = shop.desk.id().map(|id| id.to_string()).unwrap_or_default();
    let mut command = Command::new("prlimit");
    let output = command.args(["--pid", &pid, &format!("--fsize={soft}:")]).output().await?;
    if output.status.success() {
        return Ok(());
    }
    Err(Violation::of(HARNESS, String::from_utf8_lossy(&output.stderr)))
}
