//! The one who stands at the device: an order after the other, from the touch to the end.

use std::convert::Infallible;
use std::sync::Arc;

use desk_api::agent::{FoundApproval, TerminalOrder, TerminalOutcome};
use desk_domain::terminal::TerminalStage;
use tokio::sync::mpsc;
use tokio::time::sleep;

use crate::book::{Book, Job};
use crate::driver::{Begun, DeviceSilent, Driver, Standing};
use crate::journal::JournalError;
use crate::pace::{ASKED_MAX, Pace};

type Heard = Result<Standing, DeviceSilent>;

#[derive(Debug)]
pub(crate) struct Operator {
    pub(crate) book: Arc<Book>,
    pub(crate) driver: Arc<dyn Driver>,
    pub(crate) pace: Pace,
}

impl Operator {
    /// # Errors
    /// A step that could not be written down. Nothing goes on then.
    pub(crate) async fn work(
        self,
        mut jobs: mpsc::Receiver<Job>,
    ) -> Result<Infallible, JournalError> {
        loop {
            let job = jobs.recv().await.expect("the book keeps its sender");
            match job {
                Job::Serve(service_id) => self.serve(&service_id).await?,
                Job::Settle(service_id) => self.settle(&service_id).await?,
            }
        }
    }

    /// The only place where an order is begun: behind the touch that the journal allows once.
    async fn serve(&self, service_id: &str) -> Result<(), JournalError> {
        let Some(order) = self.book.touch(service_id)? else { return Ok(()) };
        match self.driver.begin(&order).await {
            Begun::Accepted(standing) => self.follow(&order, Ok(standing)).await,
            Begun::Refused { code, words } => {
                self.book.end(service_id, TerminalOutcome::Declined { code, words })
            }
            Begun::Unclear(silent) => self.follow(&order, Err(silent)).await,
        }
    }

    /// The device may have it from before; it is asked and never begun again.
    async fn settle(&self, service_id: &str) -> Result<(), JournalError> {
        let open = self.book.with_journal(|journal| {
            let entry = journal.find(service_id).filter(|entry| entry.needs_asking());
            entry.and_then(|entry| entry.order.clone())
        });
        let Some(order) = open else {
            self.book.tell_again(service_id);
            return Ok(());
        };
        self.follow(&order, self.driver.query(service_id).await).await
    }

    /// Follows an order to its end. What the device cannot tell is asked again a few times and then
    /// called unknown.
    async fn follow(&self, order: &TerminalOrder, first: Heard) -> Result<(), JournalError> {
        let service_id = &order.service_id;
        let mut heard = first;
        let mut asked = 1;
        loop {
            heard = match heard {
                Ok(Standing::At(stage)) => {
                    self.book.progress(service_id, stage)?;
                    self.news(service_id, stage).await
                }
                Ok(Standing::Ended(outcome)) if !is_unknown(&outcome) => {
                    return self.book.end(service_id, outcome);
                }
                unclear if asked >= ASKED_MAX => {
                    let outcome = self.last_word(order, unclear).await;
                    return self.book.end(service_id, outcome);
                }
                _ => {
                    asked += 1;
                    sleep(self.pace.ask_again).await;
                    self.driver.query(service_id).await
                }
            }
        }
    }

    /// Until the order stands elsewhere, somebody gives up, or the stage has lasted too long.
    async fn news(&self, service_id: &str, stage: TerminalStage) -> Heard {
        let patience = match stage {
            TerminalStage::Processing => self.pace.news_wait,
            TerminalStage::Queued | TerminalStage::Dispatched | TerminalStage::AwaitingCard => {
                self.pace.card_wait
            }
        };
        tokio::select! {
            heard = self.driver.watch(service_id, stage) => heard,
            () = self.book.given_up(service_id), if stage.is_abortable() => {
                self.driver.abort(service_id).await
            }
            () = sleep(patience) => {
                if stage.is_abortable() {
                    self.driver.abort(service_id).await
                } else {
                    Err(DeviceSilent("the VAN has not answered in time".into()))
                }
            }
        }
    }

    /// The device has been asked often enough. Only two things are as good as its word: an approval
    /// that carries our id, and one that is whole while the device knows of no order.
    async fn last_word(&self, order: &TerminalOrder, heard: Heard) -> TerminalOutcome {
        match heard {
            Ok(Standing::NotKnown) => {
                let found = self.driver.inquire(&order.original).await.ok().flatten();
                never_at_device(order, found)
            }
            Ok(Standing::Ended(outcome)) => outcome,
            Ok(Standing::At(stage)) => unknown(&format!("the device stayed at {}", stage.as_str())),
            Err(silent) => unknown(&silent.to_string()),
        }
    }
}

/// The device knows no such order; what the approval says then.
fn never_at_device(order: &TerminalOrder, found: Option<FoundApproval>) -> TerminalOutcome {
    match found {
        Some(FoundApproval { cancelled: false, .. }) => TerminalOutcome::NeverBegun,
        Some(FoundApproval {
            service_id: Some(service_id),
            cancel_approval_number: Some(approval_number),
            cancelled_at: Some(approved_at),
            ..
        }) if service_id == order.service_id => {
            TerminalOutcome::Succeeded { approval_number, approved_at }
        }
        Some(_) => unknown("the approval is cancelled, and nobody can tell by whom"),
        None => unknown("the device knows neither the order nor the approval"),
    }
}

fn unknown(why: &str) -> TerminalOutcome {
    TerminalOutcome::Unknown { why: why.to_owned() }
}

const fn is_unknown(outcome: &TerminalOutcome) -> bool {
    matches!(outcome, TerminalOutcome::Unknown { .. })
}
