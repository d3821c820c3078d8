//! The hub as the gateway's line to the terminals.

use async_trait::async_trait;
use desk_api::agent::DeskMessage;
use desk_domain::terminal::TerminalStage;
use desk_domain::{CancellationId, TerminalId};
use desk_gateway::terminal::{Approval, ApprovalFound, Ending, Errand, LineError, TerminalLine};
use tokio::sync::oneshot;

use super::hub::{Hub, Question, State, moved};
use super::under_way::{Progress, UnderWay, patience};
use super::wire;
use crate::entropy;
use crate::limits::TERMINAL_ANSWER_SECONDS;

#[async_trait]
impl TerminalLine for Hub {
    /// From the moment the order is in the agent's outbox it counts as handed over.
    async fn carry_out(&self, errand: &Errand) -> Result<Ending, LineError> {
        let ended = self.hand_over(errand)?;
        let lost = |_| Ending::Unknown { why: "the line was given up".to_owned() };
        Ok(ended.await.unwrap_or_else(lost))
    }

    async fn ask(
        &self,
        terminal: &TerminalId,
        reference: &CancellationId,
    ) -> Result<Ending, LineError> {
        let (question, answer) = self.question(terminal);
        {
            let mut state = self.state();
            send(&mut state, terminal, wire::query(reference))?;
            state.questions.push((reference.clone(), question));
        }
        answer.await.map_err(|_| LineError::Silent)
    }

    async fn inquire(
        &self,
        terminal: &TerminalId,
        approval: &Approval,
    ) -> Result<Option<ApprovalFound>, LineError> {
        let inquiry_id = entropy::hex(&entropy::bytes::<16>());
        let (question, answer) = self.question(terminal);
        {
            let mut state = self.state();
            if is_busy(&state, terminal) {
                return Err(LineError::Busy);
            }
            send(&mut state, terminal, wire::inquiry(&inquiry_id, approval))?;
            state.inquiries.insert(inquiry_id, question);
        }
        answer.await.map_err(|_| LineError::Silent)
    }
}

impl Hub {
    fn question<T>(&self, terminal: &TerminalId) -> (Question<T>, oneshot::Receiver<T>) {
        let (answer, answered) = oneshot::channel();
        let until = self.now().plus_seconds(TERMINAL_ANSWER_SECONDS);
        (Question { terminal: terminal.clone(), until, answer }, answered)
    }

    fn hand_over(&self, errand: &Errand) -> Result<oneshot::Receiver<Ending>, LineError> {
        let now = self.now();
        let mut state = self.state();
        if is_busy(&state, &errand.terminal_id) {
            return Err(LineError::Busy);
        }
        let stage = TerminalStage::Queued;
        let until = now.plus_seconds(patience(stage).1);
        send(&mut state, &errand.terminal_id, wire::order(errand))?;
        let line = state.lines.get(&errand.terminal_id).ok_or(LineError::Offline)?;
        let (ended, receiver) = oneshot::channel();
        let under_way = UnderWay {
            errand: errand.clone(),
            progress: Progress {
                terminal_id: errand.terminal_id.clone(),
                terminal_name: line.name.clone(),
                stage,
                since: now,
                until,
            },
            paired_at: line.paired_at,
            is_aborting: false,
            ended,
        };
        let moved = moved(&under_way);
        state.errands.insert(errand.reference.clone(), under_way);
        drop(state);
        self.tell(moved);
        Ok(receiver)
    }
}

/// One cancel at a time: there is one slot for the card.
fn is_busy(state: &State, terminal: &TerminalId) -> bool {
    state.errands.values().any(|under_way| under_way.errand.terminal_id == *terminal)
}

/// Into the agent's outbox, or nowhere. An outbox that is full belongs to a line that is dead.
fn send(state: &mut State, terminal: &TerminalId, message: DeskMessage) -> Result<(), LineError> {
    let line = state.lines.get(terminal).ok_or(LineError::Offline)?;
    line.outbox.try_send(message).map_err(|_| {
        state.lines.remove(terminal);
        LineError::Offline
    })
}
