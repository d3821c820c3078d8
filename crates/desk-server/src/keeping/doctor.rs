//! One look at everything that could be wrong with a desk, from the outside: it changes nothing, and the
//! desk may be running or not.

mod machine;
mod vendors;
mod vitals;

use std::future::Future;

use desk_domain::Timestamp;
use desk_store::{Store, StoreError};

use super::restore::{audit, book, database};
use super::{Check, Level};
use crate::config::Config;
use crate::desk::Connection;

/// Everything, in the order in which it is best put right: without a store nothing else counts.
pub async fn examine(
    config: &Config,
    store: &dyn Store,
    connections: &[Connection],
    now: Timestamp,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let reached = of_store("store", reach(store)).await;
    let is_reached = reached.level == Level::Ok;
    checks.push(reached);
    if is_reached {
        checks.push(of_store("database", damages(store)).await);
        checks.push(of_store("migrations", migrations(store)).await);
        checks.push(of_store("book", book(store)).await);
        checks.push(of_store("audit", audit(store, Vec::new())).await);
        match store.vitals(now).await {
            Ok(found) => checks.extend(vitals::look(&found, connections, now)),
            Err(error) => checks.push(in_trouble("work", &error)),
        }
    }
    checks.extend(machine::look(config));
    checks.extend(vendors::look(config, connections, now).await);
    checks
}

async fn of_store(name: &str, check: impl Future<Output = Result<Check, StoreError>>) -> Check {
    check.await.unwrap_or_else(|error| in_trouble(name, &error))
}

fn in_trouble(name: &str, error: &StoreError) -> Check {
    Check::bad(name, error.to_string(), "see that the database runs and can be reached from here")
}

async fn reach(store: &dyn Store) -> Result<Check, StoreError> {
    store.ping().await?;
    Ok(Check::ok("store", "answers"))
}

async fn damages(store: &dyn Store) -> Result<Check, StoreError> {
    Ok(database(&store.damages().await?))
}

async fn migrations(store: &dyn Store) -> Result<Check, StoreError> {
    let (found, newest) = (store.inventory().await?.migration, store.newest_migration());
    let words = format!("step {found} of {newest}");
    Ok(match found.cmp(&newest) {
        std::cmp::Ordering::Equal => Check::ok("migrations", words),
        std::cmp::Ordering::Less => {
            Check::warn("migrations", words, "start this version of `serve`: it migrates by itself")
        }
        std::cmp::Ordering::Greater => Check::bad("migrations", words, "use the newer program"),
    })
}
