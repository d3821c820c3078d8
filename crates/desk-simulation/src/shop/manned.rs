//! A hub as a worker sees it: what it waits for may be a person, so its history goes on beside it.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use desk_domain::{CancellationId, TerminalId};
use desk_gateway::terminal::{Approval, ApprovalFound, Ending, Errand, LineError, TerminalLine};
use desk_server::terminals::Hub;

use super::lane::Lane;
use crate::wire::Wire;

/// How long a question may take that needs no person, in real time. A slower answer finds its worker
/// later.
const ANSWERED_WITHIN: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(crate) struct Manned {
    pub(crate) hub: Arc<Hub>,
    pub(crate) wire: Arc<Wire>,
    pub(crate) lane: Arc<Lane>,
}

impl Manned {
    /// Until the answer is there the worker is held, as by a message on its way.
    async fn held<T>(&self, answer: impl Future<Output = T>, is_waited_for: impl Fn()) -> T {
        let mut answer = pin!(answer);
        poll_fn(|context| {
            let polled = answer.as_mut().poll(context);
            if polled.is_pending() {
                is_waited_for();
                self.wire.note_held();
            }
            polled
        })
        .await
    }

    async fn answered<T>(&self, answer: impl Future<Output = T>) -> T {
        let mut answer = pin!(answer);
        match tokio::time::timeout(ANSWERED_WITHIN, &mut answer).await {
            Ok(told) => told,
            Err(_) => self.held(answer, || ()).await,
        }
    }
}

#[async_trait]
impl TerminalLine for Manned {
    async fn carry_out(&self, errand: &Errand) -> Result<Ending, LineError> {
        let is_waited_for = || self.lane.note_handed(errand.reference.to_string());
        self.held(self.hub.carry_out(errand), is_waited_for).await
    }

    async fn ask(
        &self,
        terminal: &TerminalId,
        reference: &CancellationId,
    ) -> Result<Ending, LineError> {
        self.answered(self.hub.ask(terminal, reference)).await
    }

    async fn inquire(
        &self,
        terminal: &TerminalId,
        approval: &Approval,
    ) -> Result<Option<ApprovalFound>, LineError> {
        self.answered(self.hub.inquire(terminal, approval)).await
    }
}
