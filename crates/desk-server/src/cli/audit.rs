//! `audit verify`: walks the chain and recomputes every hash.

use clap::{Args, Subcommand};
use desk_domain::audit::{GENESIS, chain_hash};
use desk_store::{AuditEvent, Store};

use super::Failure;
use super::opening::open_store;
use super::terminal::{say, start_log};
use crate::config::{Config, Options};

const BATCH: u32 = 1_000;

#[derive(Args)]
pub(super) struct AuditOptions {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Checks that no event was changed, dropped or moved.
    Verify(Options),
}

pub(super) async fn audit(options: AuditOptions) -> Result<(), Failure> {
    let AuditCommand::Verify(options) = options.command;
    start_log("warn");
    let store = open_store(&Config::load(options)?).await?;
    let events = verify(&*store).await?;
    say(&format!("{events} events, the chain holds."));
    Ok(())
}

async fn verify(store: &dyn Store) -> Result<i64, Failure> {
    let (mut seq, mut previous) = (0, GENESIS.to_owned());
    loop {
        let events = store.audit_after(seq, BATCH).await?;
        if events.is_empty() {
            return Ok(seq);
        }
        for event in events {
            check(seq, &previous, &event)?;
            (seq, previous) = (event.seq, event.hash);
        }
    }
}

fn check(seq: i64, previous: &str, event: &AuditEvent) -> Result<(), Failure> {
    let whole = event.seq == seq + 1
        && event.previous == previous
        && event.hash == chain_hash(previous, &event.entry);
    if whole { Ok(()) } else { Err(format!("the chain breaks at event {}", event.seq).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::audit::AuditEntry;

    #[test]
    fn a_changed_dropped_or_moved_event_breaks_the_chain() {
        let entry = AuditEntry {
            at: 1,
            actor: "system".into(),
            action: "payment.booked".into(),
            subject: "pay_1".into(),
            body: "{}".into(),
        };
        let hash = chain_hash(GENESIS, &entry);
        let event = AuditEvent { seq: 1, entry, previous: GENESIS.into(), hash };
        assert!(check(0, GENESIS, &event).is_ok());
        assert!(check(1, GENESIS, &event).is_err());
        assert!(check(0, &event.hash, &event).is_err());
        let mut changed = event.clone();
        changed.entry.body = "{ }".into();
        assert!(check(0, GENESIS, &changed).is_err());
    }
}
