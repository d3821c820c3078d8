//! The terminal that a cancel is carried out at: asked for where the payment came in over one, refused
//! elsewhere.

use desk_api::{CreateCancellation, FieldError, ProblemCode};
use desk_domain::cancellation::CancellationKind;
use desk_domain::payment::{Channel, Payment};
use desk_domain::{MerchantId, TerminalId};
use desk_store::Terminal;

use super::checks::not_needed;
use crate::desk::Desk;
use crate::limits::TERMINAL_REACH_SECONDS;
use crate::problem::{Refusal, field_error};

const FIELD: &str = "terminal_id";

/// A terminal of another merchant is as unknown as one that does not exist. Whether the chosen one is
/// connected at this moment is not asked: it may be a moment later. Where none has been for a while,
/// nothing is written down: the cancel could only fail, and the ways without a terminal are at hand.
pub(super) async fn chosen(
    desk: &Desk,
    payment: &Payment,
    wire: &CreateCancellation,
) -> Result<Result<Option<TerminalId>, FieldError>, Refusal> {
    let goes_there = payment.channel == Channel::Terminal && wire.kind != CancellationKind::Force;
    let Some(given) = &wire.terminal_id else {
        return Ok(if goes_there { Err(missing()) } else { Ok(None) });
    };
    if !goes_there {
        return Ok(Err(not_needed(FIELD)));
    }
    if !any_in_reach(desk, &payment.merchant_id).await? {
        return Err(ProblemCode::NoTerminal.into());
    }
    let Ok(id) = given.parse() else { return Ok(Err(unknown())) };
    let terminal = desk.store.terminal(&id).await?;
    let is_ours = terminal.is_some_and(|terminal| {
        terminal.merchant_id == payment.merchant_id && terminal.is_paired()
    });
    Ok(if is_ours { Ok(Some(id)) } else { Err(unknown()) })
}

/// Whether an agent of this merchant is connected, here or as far as the book tells in another replica.
pub(crate) async fn any_in_reach(desk: &Desk, merchant: &MerchantId) -> Result<bool, Refusal> {
    let terminals = desk.store.terminals(std::slice::from_ref(merchant)).await?;
    Ok(terminals.iter().any(|one| one.is_paired() && is_in_reach(desk, one)))
}

fn is_in_reach(desk: &Desk, terminal: &Terminal) -> bool {
    let heard_of = terminal.last_seen_at.max(terminal.paired_at);
    desk.terminals.is_connected(&terminal.id)
        || heard_of.is_some_and(|at| desk.now().seconds_since(at) < TERMINAL_REACH_SECONDS)
}

fn missing() -> FieldError {
    field_error(
        FIELD,
        "required",
        "어느 단말기에서 취소할지 골라 주세요.",
        "Choose the terminal to cancel at.",
    )
}

fn unknown() -> FieldError {
    field_error(
        FIELD,
        "not_paired",
        "연결된 단말기 중에서 골라 주세요.",
        "Choose one of the paired terminals.",
    )
}
