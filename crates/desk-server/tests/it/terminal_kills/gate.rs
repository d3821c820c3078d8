//! A line that can be held at a word: what carries the word stays on the way, until the line is let go
//! or cut. So a process dies between two steps and nowhere else.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Real time, only for a test that would otherwise hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which of the two ways on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From who has dialled.
    Up,
    /// The answers.
    Down,
}

pub(super) struct Gate {
    pub(super) port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// An empty word is in everything.
    hold: Option<(Way, &'static str)>,
    is_reached: bool,
    /// Counts the ends of holds.
    round: u64,
    is_cut: bool,
}

impl Gate {
    /// Listens on a port of its own and passes on to `upstream`, whether somebody is there yet or not.
    pub(super) fn before(upstream: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let lines = Arc::clone(&shared);
        std::thread::spawn(move || {
            for dialled in listener.incoming() {
                // Who finds nobody upstream is hung up on, as by a dead server.
                if let (Ok(near), Ok(far)) = (dialled, TcpStream::connect(("127.0.0.1", upstream)))
                {
                    connect(&near, &far, &lines);
                }
            }
        });
        Self { port, shared }
    }

    pub(super) fn hold(&self, way: Way, word: &'static str) {
        let mut state = self.shared.state.lock().unwrap();
        state.hold = Some((way, word));
        state.is_reached = false;
    }

    /// Returns once something is held.
    pub(super) fn reached(&self) {
        let state = self.shared.state.lock().unwrap();
        let waited =
            self.shared.changed.wait_timeout_while(state, PATIENCE, |state| !state.is_reached);
        assert!(!waited.unwrap().1.timed_out(), "nothing came to the gate");
    }

    /// What was held arrives after all.
    pub(super) fn let_go(&self) {
        self.end_hold(false);
    }

    /// What was held is lost with its connection.
    pub(super) fn cut(&self) {
        self.end_hold(true);
    }

    fn end_hold(&self, is_cut: bool) {
        let mut state = self.shared.state.lock().unwrap();
        state.hold = None;
        state.is_cut = is_cut;
        state.round += 1;
        self.shared.changed.notify_all();
    }
}

fn connect(near: &TcpStream, far: &TcpStream, shared: &Arc<Shared>) {
    for (from, to, way) in [(near, far, Way::Up), (far, near, Way::Down)] {
        let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        let shared = Arc::clone(shared);
        std::thread::spawn(move || pump(from, to, way, &shared));
    }
}

/// Ends with either side, and then ends both.
fn pump(mut from: TcpStream, mut to: TcpStream, way: Way, shared: &Shared) {
    let mut chunk = [0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        if !shared.lets_pass(way, &chunk[..length]) || to.write_all(&chunk[..length]).is_err() {
            break;
        }
    }
    // Closed before, or closed now.
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

impl Shared {
    /// Waits at a hold; `false` when it ended with a cut.
    fn lets_pass(&self, way: Way, chunk: &[u8]) -> bool {
        let mut state = self.state.lock().unwrap();
        let is_held = state.hold.is_some_and(|(held, word)| {
            held == way && String::from_utf8_lossy(chunk).contains(word)
        });
        if !is_held {
            return true;
        }
        state.is_reached = true;
        self.changed.notify_all();
        let round = state.round;
        !self.changed.wait_while(state, |state| state.round == round).unwrap().is_cut
    }
}
