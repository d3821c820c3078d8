//! Checking a backup, and the way back from one.

use std::fs;
use std::path::Path;

use desk_domain::Timestamp;
use desk_store::{Place, Restored, Store, open_copy};

use super::{Check, KeepingError, Level, Manifest, walk_chain, worst};
use crate::digest::sha256_of_file;

const OTHER: &str = "take another backup: this file is not what was written";

/// Looks a backup through: its bytes, the database, every sum of the book, every link of the audit chain.
///
/// # Errors
/// When the file or its list cannot be read at all.
pub async fn verify(file: &Path) -> Result<Vec<Check>, KeepingError> {
    let manifest = Manifest::beside(file)?;
    let mut checks = vec![checksum(file, &manifest)?];
    if worst(&checks) < Level::Bad {
        let store = open_copy(file).await?;
        let looked = look_through(&*store, &manifest).await;
        store.close().await;
        match looked {
            Ok(looked) => checks.extend(looked),
            Err(error) => checks.push(Check::bad("database", error.to_string(), OTHER)),
        }
    }
    Ok(checks)
}

/// Restores a backup that is whole into a place that holds nothing.
///
/// # Errors
/// `NotWhole` with what is wrong; the store's `Occupied` where the place holds something.
pub async fn bring_back(
    file: &Path,
    place: &Place,
    now: Timestamp,
) -> Result<(Vec<Check>, Restored), KeepingError> {
    let checks = verify(file).await?;
    if worst(&checks) == Level::Bad {
        return Err(KeepingError::NotWhole(checks));
    }
    let taken = Manifest::beside(file)?.taken();
    Ok((checks, desk_store::restore(file, place, &taken, now).await?))
}

fn checksum(file: &Path, manifest: &Manifest) -> Result<Check, KeepingError> {
    let failed = |error| KeepingError::file(file, error);
    let bytes = fs::metadata(file).map_err(failed)?.len();
    Ok(if bytes != manifest.bytes {
        let words = format!("{bytes} bytes, {} were written", manifest.bytes);
        Check::bad("checksum", words, OTHER)
    } else if sha256_of_file(file).map_err(failed)? == manifest.sha256 {
        Check::ok("checksum", format!("SHA-256 fits, {bytes} bytes"))
    } else {
        Check::bad("checksum", "SHA-256 does not fit", OTHER)
    })
}

async fn look_through(
    store: &dyn Store,
    manifest: &Manifest,
) -> Result<Vec<Check>, desk_store::StoreError> {
    let inventory = store.inventory().await?;
    let damages = store.damages().await?;
    let migration = (inventory.migration, store.newest_migration());
    let head = inventory.audit.clone();
    Ok(vec![
        database(&damages),
        migrated(migration),
        if inventory == manifest.inventory {
            let rows: i64 = inventory.rows.values().sum();
            Check::ok(
                "content",
                format!("{rows} rows in {} tables, as listed", inventory.rows.len()),
            )
        } else {
            Check::bad("content", "rows or sums are not those of its list", OTHER)
        },
        book(store).await?,
        audit(store, vec![head, manifest.inventory.audit.clone()]).await?,
    ])
}

pub(super) fn database(damages: &[String]) -> Check {
    match damages.first() {
        None => Check::ok("database", "sound"),
        Some(first) => {
            let words = format!("{} damages, the first: {first}", damages.len());
            Check::bad("database", words, "restore the newest backup that verifies")
        }
    }
}

fn migrated((found, newest): (i64, i64)) -> Check {
    let words = format!("step {found} of {newest}");
    if found > newest {
        Check::bad("migrations", words, "use the newer program that made it")
    } else {
        Check::ok("migrations", words)
    }
}

pub(super) async fn book(store: &dyn Store) -> Result<Check, desk_store::StoreError> {
    let found = store.contradictions().await?;
    Ok(match found.first() {
        None => Check::ok("book", "ledger, states and amounts set aside agree"),
        Some(first) => {
            let words = format!(
                "{} sums do not follow from their rows, the first: {} says {} won, its rows say {}",
                found.len(),
                first.payment_id,
                first.said_won.0,
                first.rows_won.0
            );
            Check::bad("book", words, "compare with a backup: somebody wrote past the desk")
        }
    })
}

pub(super) async fn audit(
    store: &dyn Store,
    kept: Vec<desk_domain::audit::AuditHead>,
) -> Result<Check, desk_store::StoreError> {
    let report = walk_chain(store, kept).await?;
    Ok(match report.breaks.first() {
        None => Check::ok("audit", format!("{} events, the chain holds", report.events)),
        Some(first) => {
            Check::bad("audit", first.to_string(), "`cancel-desk audit verify` names every break")
        }
    })
}
