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
pub(crate) enum Way {
    /// From who has dialled.
    Up,
    /// The answers.
    Down,
}

pub(crate) struct Gate {
    pub(crate) port: u16,
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
    hold: Option<(Way, String)>,
    is_reached: bool,
    /// Counts the ends of holds.
    round: u64,
    is_cut: bool,
}

impl Gate {
    /// Listens on a port of its own and passes on to `upstream`, whether somebody is there yet or not.
    pub(crate) fn before(upstream: u16) -> Self {
        Self::at(0, upstream)
    }

    /// The same on a port that somebody dials already.
    pub(crate) fn at(port: u16, upstream: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
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

    /// The next piece with the word stays on the way. What is held already stays, too.
    pub(crate) fn hold(&self, way: Way, word: impl Into<String>) {
        let mut state = self.shared.state.lock().unwrap();
        state.hold = Some((way, word.into()));
        state.is_reached = false;
    }

    /// Returns once something is held.
    #[track_caller]
    pub(crate) fn reached(&self) {
        let state = self.shared.state.lock().unwrap();
        let waited =
            self.shared.changed.wait_timeout_while(state, PATIENCE, |state| !state.is_reached);
        let (state, waited) = waited.unwrap();
        assert!(!waited.timed_out(), "nothing came to the gate: {:?}", state.hold);
    }

    /// What was held arrives after all.
    pub(crate) fn let_go(&self) {
        self.end_hold(false, None);
    }

    /// As [`Self::let_go`], and what comes of it is held in turn.
    pub(crate) fn let_go_until(&self, way: Way, word: impl Into<String>) {
        self.end_hold(false, Some((way, word.into())));
    }

    /// What was held is lost with its connection.
    pub(crate) fn cut(&self) {
        self.end_hold(true, None);
    }

    /// As [`Self::cut`], and what comes of it is held in turn.
    pub(crate) fn cut_until(&self, way: Way, word: impl Into<String>) {
        self.end_hold(true, Some((way, word.into())));
    }

    fn end_hold(&self, is_cut: bool, next: Option<(Way, String)>) {
        let mut state = self.shared.state.lock().unwrap();
        state.hold = next;
        state.is_reached = false;
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

/// Ends with either side, and then ends both. But what was held and let go is answered first, whether or
/// not somebody still waits for that.
fn pump(mut from: TcpStream, mut to: TcpStream, way: Way, shared: &Shared) {
    let mut chunk = [0; 64 * 1024];
    let mut is_owed_an_answer = false;
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        match shared.pass(way, &chunk[..length]) {
            Pass::Free => {}
            Pass::LetGo => is_owed_an_answer = way == Way::Up,
            Pass::Cut => {
                is_owed_an_answer = false;
                break;
            }
        }
        if to.write_all(&chunk[..length]).is_err() {
            break;
        }
    }
    // Closed before, or closed now.
    if !is_owed_an_answer {
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}

/// What becomes of a piece.
enum Pass {
    Free,
    /// After a hold.
    LetGo,
    Cut,
}

impl Shared {
    /// Waits at a hold.
    fn pass(&self, way: Way, chunk: &[u8]) -> Pass {
        let mut state = self.state.lock().unwrap();
        let is_held = state.hold.as_ref().is_some_and(|(held, word)| {
            *held == way && String::from_utf8_lossy(chunk).contains(word)
        });
        if !is_held {
            return Pass::Free;
        }
        state.is_reached = true;
        self.changed.notify_all();
        let round = state.round;
        let state = self.changed.wait_while(state, |state| state.round == round).unwrap();
        if state.is_cut { Pass::Cut } else { Pass::LetGo }
    }
}
