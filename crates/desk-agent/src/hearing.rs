//! What each word of the desk leads to. Nothing here touches the device.

use desk_api::agent::{AbortCause, AgentMessage, TerminalOrder, TerminalOutcome};
use desk_domain::terminal::TerminalStage;

use crate::book::Book;
use crate::journal::{Entry, JournalError};

/// An order, whether new or sent once more. The same id is the same order for ever.
pub(crate) fn order(
    book: &Book,
    order: &TerminalOrder,
) -> Result<Option<AgentMessage>, JournalError> {
    let id = &order.service_id;
    if let Some(known) = standing_of(book, id)? {
        return Ok(known.into_reply(id));
    }
    if !book.take(order)? {
        book.end_unbegun(id, TerminalOutcome::NeverBegun)?;
        return Ok(None);
    }
    Ok(Known::At(TerminalStage::Dispatched).into_reply(id))
}

/// Somebody gave up. What the device may have is left to its operator.
pub(crate) fn abort(book: &Book, service_id: &str) -> Result<(), JournalError> {
    let entry = book.with_journal(|journal| journal.find(service_id).cloned());
    let why = match entry {
        None => TerminalOutcome::NeverBegun,
        Some(Entry { outcome: None, .. }) => TerminalOutcome::Aborted { why: AbortCause::Person },
        Some(_) => {
            book.tell_again(service_id);
            return Ok(());
        }
    };
    if !book.end_unbegun(service_id, why)? {
        // The device has it, perhaps only since this very moment.
        book.give_up(service_id);
    }
    Ok(())
}

/// How did it end? What never came here never will be begun.
pub(crate) fn query(book: &Book, service_id: &str) -> Result<Option<AgentMessage>, JournalError> {
    let entry = book.with_journal(|journal| journal.find(service_id).cloned());
    match entry {
        Some(entry) if entry.needs_asking() && entry.outcome.is_some() => {
            book.ask_device(service_id);
            Ok(None)
        }
        _ => match standing_of(book, service_id)? {
            Some(known) => Ok(known.into_reply(service_id)),
            None => {
                book.end_unbegun(service_id, TerminalOutcome::NeverBegun)?;
                Ok(None)
            }
        },
    }
}

enum Known {
    /// The end is told with the others.
    Ended,
    At(TerminalStage),
}

impl Known {
    fn into_reply(self, service_id: &str) -> Option<AgentMessage> {
        match self {
            Self::Ended => None,
            Self::At(stage) => {
                Some(AgentMessage::Progress { service_id: service_id.to_owned(), stage })
            }
        }
    }
}

/// `None`: it never came.
fn standing_of(book: &Book, service_id: &str) -> Result<Option<Known>, JournalError> {
    book.end_if_expired(service_id)?;
    let Some(entry) = book.with_journal(|journal| journal.find(service_id).cloned()) else {
        return Ok(None);
    };
    if entry.outcome.is_some() {
        book.tell_again(service_id);
        return Ok(Some(Known::Ended));
    }
    Ok(Some(Known::At(entry.stage.unwrap_or(TerminalStage::Dispatched))))
}
