//! What runs beside us and must not outlive us, whether we end well, badly or by Ctrl-C.

use std::collections::BTreeMap;
use std::io;
use std::process::{Child, ExitStatus};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::failure::{Doing as _, Result};

type Action = Box<dyn FnOnce() + Send>;

/// Everything that still has to be stopped, oldest first.
static PENDING: Mutex<BTreeMap<u64, Action>> = Mutex::new(BTreeMap::new());

fn pending() -> MutexGuard<'static, BTreeMap<u64, Action>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// On Ctrl-C and on termination the youngest is stopped first; the exit code is the shell's 130.
pub(crate) fn stop_all_on_signal() -> Result {
    ctrlc::set_handler(|| {
        while let Some((_, action)) = { pending().pop_last() } {
            action();
        }
        std::process::exit(130);
    })
    .doing(|| "listen for Ctrl-C".into())
}

/// Runs its action once: when dropped, or when the program is stopped before.
#[derive(Debug)]
pub(crate) struct AtEnd(u64);

impl AtEnd {
    pub(crate) fn new(action: impl FnOnce() + Send + 'static) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        pending().insert(id, Box::new(action));
        Self(id)
    }
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        let action = pending().remove(&self.0);
        if let Some(action) = action {
            action();
        }
    }
}

/// A process that is stopped along with us.
#[derive(Debug)]
pub(crate) struct Background {
    child: Arc<Mutex<Child>>,
    _stop: AtEnd,
}

impl Background {
    pub(crate) fn new(child: Child) -> Self {
        let child = Arc::new(Mutex::new(child));
        let stop = AtEnd::new({
            let child = Arc::clone(&child);
            move || {
                let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
                // It may have ended by itself: then there is nothing to stop.
                let _ = child.kill();
                let _ = child.wait();
            }
        });
        Self { child, _stop: stop }
    }

    pub(crate) fn has_ended(&self) -> bool {
        matches!(self.process().try_wait(), Ok(Some(_)) | Err(_))
    }

    /// Waits for its own end.
    pub(crate) fn wait(&self) -> io::Result<ExitStatus> {
        self.process().wait()
    }

    fn process(&self) -> MutexGuard<'_, Child> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::Tool;

    #[test]
    fn an_action_runs_once_when_its_guard_goes() {
        let runs = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&runs);
        drop(AtEnd::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        }));
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_process_is_stopped_with_its_guard() {
        let process = Tool::new("sleep").arg("600").start().unwrap();
        assert!(!process.has_ended());
        let child = Arc::clone(&process.child);
        drop(process);
        assert!(child.lock().unwrap().try_wait().unwrap().is_some());
    }
}
