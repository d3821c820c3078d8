//! The agent as a process that can die anywhere.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;

use desk_agent::agent::Agent;
use tokio::task::JoinHandle;

/// Nothing is burning.
const UNLIT: u32 = u32::MAX;

pub(crate) struct Process {
    /// Turns that are left to it, or [`UNLIT`].
    fuse: Arc<AtomicU32>,
    task: JoinHandle<()>,
}

impl Process {
    pub(crate) fn start(agent: Agent) -> Self {
        let fuse = Arc::new(AtomicU32::new(UNLIT));
        let running = until_it_burns(Arc::clone(&fuse), async move {
            // However it ends: what it wrote down is on the disk.
            let _ = agent.run().await;
        });
        Self { fuse, task: tokio::spawn(running) }
    }

    pub(crate) fn is_alive(&self) -> bool {
        !self.task.is_finished()
    }

    /// Nothing is on its way to kill it any more.
    pub(crate) fn live_on(&self) {
        self.fuse.store(UNLIT, Ordering::Relaxed);
    }

    /// Drops it where it stands after so many more turns; at once, where there is none left.
    pub(crate) fn die_after(&self, turns: u32) {
        self.fuse.store(turns, Ordering::Relaxed);
        if turns == 0 {
            self.task.abort();
        }
    }
}

async fn until_it_burns(fuse: Arc<AtomicU32>, work: impl Future<Output = ()>) {
    let mut work = pin!(work);
    poll_fn(|context| {
        let left = fuse.load(Ordering::Relaxed);
        if left == 0 {
            return Poll::Ready(());
        }
        if left != UNLIT {
            fuse.store(left - 1, Ordering::Relaxed);
        }
        work.as_mut().poll(context)
    })
    .await;
}

impl Drop for Process {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").field("is_alive", &self.is_alive()).finish_non_exhaustive()
    }
}
