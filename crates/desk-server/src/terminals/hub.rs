//! Which agents are connected here, and what each of them is at.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_api::agent::DeskMessage;
use desk_domain::terminal::TerminalStage;
use desk_domain::{CancellationId, MerchantId, PaymentId, TerminalId, Timestamp};
use desk_gateway::terminal::{ApprovalFound, Ending};
use desk_store::Terminal;
use tokio::sync::{broadcast, mpsc, oneshot};

use super::under_way::{Progress, UnderWay};
use crate::clock::Clock;
use crate::limits::AGENT_OUTBOX;

/// Movements that a slow watcher may miss; it reads the row again with the next one.
const WATCHED: usize = 64;

/// The desk's end of every line.
pub struct Hub {
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    moved: broadcast::Sender<Moved>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) lines: BTreeMap<TerminalId, Line>,
    pub(super) errands: BTreeMap<CancellationId, UnderWay>,
    /// How an errand ended, asked under its id.
    pub(super) questions: Vec<(CancellationId, Question<Ending>)>,
    pub(super) inquiries: BTreeMap<String, Question<Option<ApprovalFound>>>,
    connected: u64,
}

/// A connected agent.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) paired_at: Timestamp,
    pub(super) outbox: mpsc::Sender<DeskMessage>,
}

/// Something an agent was asked. Dropped, it was not answered.
pub(super) struct Question<T> {
    pub(super) terminal: TerminalId,
    pub(super) until: Timestamp,
    pub(super) answer: oneshot::Sender<T>,
}

/// A cancel has moved on at its terminal.
#[derive(Clone, Debug)]
pub(crate) struct Moved {
    pub(crate) merchant_id: MerchantId,
    pub(crate) payment_id: PaymentId,
    pub(crate) cancellation_id: CancellationId,
}

/// What became of a wish to give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abort {
    /// The agent was told; how it ended comes as every other end.
    Asked,
    /// The VAN is being asked, or nothing is under way here.
    TooLate,
}

impl Hub {
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        let moved = broadcast::Sender::new(WATCHED);
        Arc::new(Self { clock, state: Mutex::default(), moved })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn watch(&self) -> broadcast::Receiver<Moved> {
        self.moved.subscribe()
    }

    #[must_use]
    pub fn is_connected(&self, terminal: &TerminalId) -> bool {
        self.state().lines.contains_key(terminal)
    }

    /// What a connected terminal is called.
    pub(crate) fn name_of(&self, terminal: &TerminalId) -> Option<String> {
        self.state().lines.get(terminal).map(|line| line.name.clone())
    }

    pub(crate) fn progress(&self, cancellation: &CancellationId) -> Option<Progress> {
        self.state().errands.get(cancellation).map(|under_way| under_way.progress.clone())
    }

    /// An agent has introduced itself. One that was connected before is gone without knowing. What it
    /// was handed and has not confirmed is asked about, never handed over again; what another pairing
    /// was handed this agent knows nothing of.
    pub(super) fn connect(&self, terminal: &Terminal) -> (u64, mpsc::Receiver<DeskMessage>) {
        let (outbox, messages) = mpsc::channel(AGENT_OUTBOX);
        let paired_at = terminal.paired_at.unwrap_or(Timestamp(0));
        let mut state = self.state();
        state.connected += 1;
        let number = state.connected;
        let ours = |under_way: &&UnderWay| under_way.errand.terminal_id == terminal.id;
        let (mut estranged, mut unconfirmed) = (Vec::new(), Vec::new());
        for under_way in state.errands.values().filter(ours) {
            let id = under_way.errand.reference.clone();
            if under_way.paired_at != paired_at {
                estranged.push(id);
            } else if under_way.progress.stage == TerminalStage::Queued {
                unconfirmed.push(id);
            }
        }
        for id in unconfirmed {
            let query = DeskMessage::Query { service_id: id.to_string() };
            outbox.try_send(query).ok();
        }
        let name = terminal.name.clone();
        state.lines.insert(terminal.id.clone(), Line { number, name, paired_at, outbox });
        drop(state);
        for id in estranged {
            let why = "paired anew while the cancel was under way".to_owned();
            self.ended(&id, &Ending::Unknown { why });
        }
        (number, messages)
    }

    /// The connection is gone. Errands wait on: an agent comes back and reports.
    pub(super) fn disconnect(&self, terminal: &TerminalId, number: u64) {
        let mut state = self.state();
        if state.lines.get(terminal).is_some_and(|line| line.number == number) {
            state.lines.remove(terminal);
            state.questions.retain(|(_, question)| question.terminal != *terminal);
            state.inquiries.retain(|_, question| question.terminal != *terminal);
        }
    }

    /// Turns a connected agent away, for good.
    pub(crate) fn dismiss(&self, terminal: &TerminalId, why: &str) {
        if let Some(line) = self.state().lines.remove(terminal) {
            line.outbox.try_send(DeskMessage::Goodbye { why: why.to_owned() }).ok();
        }
    }

    pub(super) fn entered(&self, terminal: &TerminalId, id: &CancellationId, stage: TerminalStage) {
        let now = self.now();
        let mut state = self.state();
        let Some(under_way) = state.errands.get_mut(id) else { return };
        if under_way.errand.terminal_id == *terminal && under_way.enter(stage, now) {
            let moved = moved(under_way);
            drop(state);
            self.tell(moved);
        }
    }

    /// Wakes whoever waits for the end of an errand, or asked for it.
    pub(super) fn ended(&self, id: &CancellationId, ending: &Ending) {
        let mut state = self.state();
        let under_way = state.errands.remove(id);
        let asked = state.questions.extract_if(.., |(about, _)| about == id).collect::<Vec<_>>();
        drop(state);
        for (_, question) in asked {
            question.answer.send(ending.clone()).ok();
        }
        if let Some(under_way) = under_way {
            let moved = moved(&under_way);
            under_way.ended.send(ending.clone()).ok();
            self.tell(moved);
        }
    }

    pub(super) fn told(&self, inquiry: &str, found: Option<ApprovalFound>) {
        if let Some(question) = self.state().inquiries.remove(inquiry) {
            question.answer.send(found).ok();
        }
    }

    /// A person gives up.
    pub(crate) fn abort(&self, id: &CancellationId) -> Abort {
        let now = self.now();
        let mut state = self.state();
        let State { lines, errands, .. } = &mut *state;
        let Some(under_way) = errands.get_mut(id) else { return Abort::TooLate };
        if !under_way.progress.stage.is_abortable() {
            return Abort::TooLate;
        }
        if !under_way.is_aborting {
            ask_to_abort(lines, under_way, now);
        }
        Abort::Asked
    }

    /// Ends the waits whose time is over. While nothing can have moved the agent is asked to give up
    /// first; what it then does not confirm is unknown.
    pub fn keep_time(&self) {
        let now = self.now();
        let mut over = Vec::new();
        let mut state = self.state();
        let State { lines, errands, questions, inquiries, .. } = &mut *state;
        questions.retain(|(_, question)| now < question.until);
        inquiries.retain(|_, question| now < question.until);
        for (id, under_way) in errands.iter_mut() {
            if now < under_way.progress.until {
                continue;
            }
            if under_way.progress.stage.is_abortable() && !under_way.is_aborting {
                ask_to_abort(lines, under_way, now);
            } else {
                over.push((id.clone(), under_way.why_over()));
            }
        }
        drop(state);
        for (id, why) in over {
            self.ended(&id, &Ending::Unknown { why });
        }
    }

    /// The desk stops: nobody waits any more.
    pub(super) fn let_go(&self) {
        let ids: Vec<_> = self.state().errands.keys().cloned().collect();
        for id in ids {
            self.ended(&id, &Ending::Unknown { why: "the desk stopped meanwhile".to_owned() });
        }
    }

    pub(super) fn tell(&self, moved: Moved) {
        // Nobody watching is no error.
        self.moved.send(moved).ok();
    }
}

fn ask_to_abort(lines: &BTreeMap<TerminalId, Line>, under_way: &mut UnderWay, now: Timestamp) {
    under_way.begin_abort(now);
    if let Some(line) = lines.get(&under_way.errand.terminal_id) {
        let service_id = under_way.errand.reference.to_string();
        line.outbox.try_send(DeskMessage::Abort { service_id }).ok();
    }
}

pub(super) fn moved(under_way: &UnderWay) -> Moved {
    let errand = &under_way.errand;
    Moved {
        merchant_id: errand.merchant_id.clone(),
        payment_id: errand.payment_id.clone(),
        cancellation_id: errand.reference.clone(),
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").finish_non_exhaustive()
    }
}
