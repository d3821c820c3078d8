//! Two stages at a time where they only compile: what one leaves of the machine while it links, the other
//! uses. Whatever looks at the clock runs alone.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::report::{Report, Verdict};
use super::stages::{Company, Stage};
use crate::desk::now;

/// As many as the smallest machine that these tests are meant for has cores.
const LANES: usize = 2;

/// Performs every stage once and begins them in their order, whatever the verdicts.
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
    waiting: VecDeque<&'static Stage>,
    running: Vec<&'static Stage>,
    report: Report,
}

impl State {
    /// The next in order, if it and those that run may be together.
    fn next(&mut self) -> Option<&'static Stage> {
        let next = *self.waiting.front()?;
        let bears_company = |stage: &&Stage| stage.company == Company::Any;
        let together = bears_company(&next) && self.running.iter().all(bears_company);
        if !together && !self.running.is_empty() {
            return None;
        }
        self.running.push(next);
        self.waiting.pop_front()
    }
}

impl Board {
    fn new(stages: &[&'static Stage]) -> Self {
        let state = State { waiting: stages.iter().copied().collect(), ..State::default() };
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
            if let Some(stage) = state.next() {
                println!("── {}: {}", stage.name, stage.what);
                return Some(stage);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self, stage: &Stage, add: impl FnOnce(&mut Report)) {
        let mut state = self.lock();
        state.running.retain(|one| one.name != stage.name);
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
    fn every_stage_is_performed_once_and_alone_where_it_bears_no_company() {
        let (running, performed) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
        let all: Vec<_> = STAGES.iter().collect();
        run(&all, |stage| {
            let beside = {
                let mut running = running.lock().unwrap();
                running.push((stage.name, stage.company));
                running.clone()
            };
            let alone = beside.len() == 1 || beside.iter().all(|one| one.1 == Company::Any);
            assert!(alone && beside.len() <= LANES, "{beside:?}");
            performed.lock().unwrap().push(stage.name);
            running.lock().unwrap().retain(|one| one.0 != stage.name);
            (Verdict::Skipped, String::new())
        });
        let mut performed = performed.into_inner().unwrap();
        performed.sort_unstable();
        let mut expected: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        expected.sort_unstable();
        assert_eq!(performed, expected);
    }

    #[test]
    fn one_that_fails_is_in_the_report() {
        let last = STAGES.last().unwrap();
        let report = run(&[last], |_| (Verdict::failed(""), "why".into()));
        assert!(report.finish(std::time::Duration::ZERO).is_err());
    }
}
