//! Two stages at a time: what one leaves of the machine while it links or waits, the other uses.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::report::{Report, Verdict};
use super::stages::Stage;
use crate::desk::now;

/// As many as the smallest machine that these tests are meant for has cores.
const LANES: usize = 2;

/// Performs every stage once, each when those it comes after have ended, whatever their verdict.
pub(super) fn run(
    stages: &[&'static Stage],
    perform: impl Fn(&Stage) -> (Verdict, String) + Sync,
) -> Report {
    let board = Board::new(stages);
    let lane = || {
        while let Some(stage) = board.begin() {
            let start = now();
            let (verdict, told) = perform(stage);
            board.end(stage, |report| report.add(stage.name, start.elapsed(), verdict, &told));
        }
    };
    thread::scope(|scope| (0..LANES).for_each(|_| drop(scope.spawn(lane))));
    board.into_report()
}

/// Who waits, who runs, and what became of the others.
#[derive(Debug)]
struct Board {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<&'static Stage>,
    running: Vec<&'static str>,
    report: Report,
}

impl State {
    /// The first in order that comes after nothing which has yet to end.
    fn ready(&self) -> Option<usize> {
        let to_end = |name: &&str| {
            self.running.contains(name) || self.waiting.iter().any(|stage| stage.name == *name)
        };
        self.waiting.iter().position(|stage| !stage.after.iter().any(to_end))
    }
}

impl Board {
    fn new(stages: &[&'static Stage]) -> Self {
        let state = State { waiting: stages.to_vec(), ..State::default() };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next stage, once one is ready; none when all have begun.
    fn begin(&self) -> Option<&'static Stage> {
        let mut state = self.lock();
        loop {
            if state.waiting.is_empty() {
                return None;
            }
            if let Some(at) = state.ready() {
                let stage = state.waiting.remove(at);
                state.running.push(stage.name);
                println!("── {}: {}", stage.name, stage.what);
                return Some(stage);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self, stage: &Stage, add: impl FnOnce(&mut Report)) {
        let mut state = self.lock();
        state.running.retain(|name| *name != stage.name);
        add(&mut state.report);
        self.changed.notify_all();
    }

    fn into_report(self) -> Report {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).report
    }
}

#[cfg(test)]
mod tests {
    use super::super::stages::STAGES;
    use super::*;

    #[test]
    fn every_stage_is_performed_once_and_after_those_it_comes_after() {
        let ended = Mutex::new(Vec::new());
        let all: Vec<_> = STAGES.iter().collect();
        run(&all, |stage| {
            let before = ended.lock().unwrap().clone();
            assert!(stage.after.iter().all(|name| before.contains(name)), "{}", stage.name);
            ended.lock().unwrap().push(stage.name);
            (Verdict::Skipped, String::new())
        });
        let mut names = ended.into_inner().unwrap();
        names.sort_unstable();
        let mut expected: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        expected.sort_unstable();
        assert_eq!(names, expected);
    }

    #[test]
    fn whom_nobody_chose_nobody_waits_for() {
        let last = STAGES.last().unwrap();
        assert!(!last.after.is_empty());
        let report = run(&[last], |_| (Verdict::failed(""), "why".into()));
        assert!(report.finish(std::time::Duration::ZERO).is_err());
    }
}
