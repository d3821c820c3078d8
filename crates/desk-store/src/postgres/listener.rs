//! LISTEN/NOTIFY: word of changes from every replica.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPool};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::error::Result;
use crate::sql::{Statement, sql};

const TOPIC: &str = "desk_changes";
/// Between two attempts to reach a server that is away.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

/// A task that listens as long as this value lives.
#[derive(Debug)]
pub(super) struct Listener {
    changes: watch::Sender<u64>,
    task: JoinHandle<()>,
}

/// Sent by a transaction; the server delivers it when that transaction is committed.
pub(crate) fn announcement() -> Statement {
    sql("SELECT pg_notify($1, '')").bind(TOPIC)
}

impl Listener {
    pub(super) async fn start(pool: &PgPool) -> Result<Self> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(TOPIC).await?;
        let changes = watch::Sender::new(0);
        let task = tokio::spawn(pass_on(listener, changes.clone()));
        Ok(Self { changes, task })
    }

    /// Gives its connection back: a pool waits for it when it is closed.
    pub(super) fn stop(&self) {
        self.task.abort();
    }

    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn pass_on(mut listener: PgListener, changes: watch::Sender<u64>) {
    loop {
        match listener.try_recv().await {
            // `None` is a lost connection: something may have happened meanwhile, so wake too.
            Ok(Some(_) | None) => changes.send_modify(|count| *count += 1),
            Err(error) => {
                tracing::warn!(%error, "not listening for changes; trying again");
                tokio::time::sleep(RECONNECT_AFTER).await;
            }
        }
    }
}
