//! What a person at the desk sees of a cancel at the terminal, from its state and its stage.

use desk_api::Cancellation;
use desk_domain::cancellation::CancellationState;
use desk_domain::terminal::TerminalStage;

use crate::i18n::{Msg, locale, t, terminal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The desk itself has not answered yet.
    Writing,
    Stage(TerminalStage),
    /// It was sent, and how far it is nobody has said: the desk or the agent has started anew.
    Waiting,
    Unknown,
    Succeeded,
    /// An explicit no: nothing moved.
    Declined,
    /// A person, the clock or a pulled card ended it before anybody was asked.
    Aborted,
}

impl Scene {
    #[must_use]
    pub fn of(known: Option<&Cancellation>) -> Self {
        let Some(known) = known else { return Self::Writing };
        match known.state {
            CancellationState::AwaitingApproval => Self::Writing,
            CancellationState::Requested | CancellationState::Sent => {
                let untold = match known.state {
                    CancellationState::Requested => Self::Stage(TerminalStage::Queued),
                    _ => Self::Waiting,
                };
                known.terminal.as_ref().map_or(untold, |progress| Self::Stage(progress.stage))
            }
            CancellationState::Unknown => Self::Unknown,
            CancellationState::Succeeded => Self::Succeeded,
            CancellationState::Failed if was_aborted(known) => Self::Aborted,
            CancellationState::Failed | CancellationState::Rejected => Self::Declined,
            CancellationState::Withdrawn => Self::Aborted,
        }
    }

    /// For the style sheet and for tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Stage(stage) => stage.as_str(),
            Self::Waiting => "waiting",
            Self::Unknown => "unknown",
            Self::Succeeded => "succeeded",
            Self::Declined => "declined",
            Self::Aborted => "aborted",
        }
    }

    /// Whether a person may still give up: no money can have moved.
    #[must_use]
    pub const fn is_abortable(self) -> bool {
        match self {
            Self::Stage(stage) => stage.is_abortable(),
            Self::Writing
            | Self::Waiting
            | Self::Unknown
            | Self::Succeeded
            | Self::Declined
            | Self::Aborted => false,
        }
    }

    /// Whether the terminal has it and there is no end yet.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        match self {
            Self::Writing | Self::Stage(_) | Self::Waiting => true,
            Self::Unknown | Self::Succeeded | Self::Declined | Self::Aborted => false,
        }
    }

    #[must_use]
    pub const fn headline(self, card: bool) -> Msg {
        match self {
            Self::Writing => terminal::WRITING,
            Self::Stage(TerminalStage::Queued) => terminal::QUEUED,
            Self::Stage(TerminalStage::Dispatched) => terminal::DISPATCHED,
            Self::Stage(TerminalStage::AwaitingCard) if card => terminal::INSERT_CARD,
            Self::Stage(TerminalStage::AwaitingCard) => terminal::LOOK_AT_TERMINAL,
            Self::Stage(TerminalStage::Processing) => terminal::PROCESSING,
            Self::Waiting => terminal::WAITING,
            Self::Unknown => terminal::UNKNOWN,
            Self::Succeeded => terminal::SUCCEEDED,
            Self::Declined => terminal::DECLINED,
            Self::Aborted => terminal::ABORTED,
        }
    }

    /// What the person does meanwhile. An end is told in the server's own words.
    #[must_use]
    pub fn hint(self, card: bool, terminal_name: &str) -> Option<String> {
        let hint = match self {
            Self::Stage(TerminalStage::Queued) => terminal::queued_at(locale(), terminal_name),
            Self::Stage(TerminalStage::Dispatched) => {
                let words =
                    if card { terminal::DISPATCHED_CARD } else { terminal::DISPATCHED_RECEIPT };
                t(words).to_owned()
            }
            Self::Stage(TerminalStage::AwaitingCard) if card => {
                terminal::insert_at(locale(), terminal_name)
            }
            Self::Stage(TerminalStage::Processing) | Self::Waiting if card => {
                t(terminal::KEEP_CARD_IN).to_owned()
            }
            Self::Stage(TerminalStage::AwaitingCard | TerminalStage::Processing)
            | Self::Waiting => t(terminal::WAIT_FOR_RESULT).to_owned(),
            Self::Unknown => t(terminal::UNKNOWN_NEXT).to_owned(),
            Self::Writing | Self::Succeeded | Self::Declined | Self::Aborted => return None,
        };
        Some(hint)
    }
}

/// The rulebook's words for an end before anybody was asked (`rules/failures.toml`).
const STOPPED: [&str; 5] = ["ABORTED", "CARD_MISSING", "CARD_REMOVED", "EXPIRED", "NEVER_BEGUN"];

fn was_aborted(known: &Cancellation) -> bool {
    known.failure.as_ref().is_some_and(|failure| STOPPED.contains(&failure.code.as_str()))
}
