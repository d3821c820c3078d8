//! The stages of a cancel at the device: it waits for the card, asks the VAN, and is done.

use chrono::{DateTime, Utc};

use super::attempt::{AbortedBy, Attempt, Card, End, Stage};
use super::state::{Line, State};
use super::vanside;

/// What the clock alone brings about, at the moment it was due.
pub(crate) fn run_due(state: &mut State, now: DateTime<Utc>) {
    let Some(current) = state.current().cloned() else { return };
    let patience = match current.stage {
        Stage::AwaitingCard => state.settings.card_wait,
        Stage::Processing => state.settings.answer_after,
        Stage::Done => None,
    };
    let Some(due) = patience.map(|patience| current.stage_since + patience) else { return };
    if due > now {
        return;
    }
    match current.stage {
        Stage::AwaitingCard => finish(state, current, End::Aborted(AbortedBy::TimeOut), due),
        Stage::Processing => hear_the_van(state, current, due),
        Stage::Done => {}
    }
}

/// The card goes in. `None` when the device waits for none.
pub(crate) fn insert(state: &mut State, card: Card, now: DateTime<Utc>) -> Option<()> {
    let current = in_stage(state, Stage::AwaitingCard)?;
    state.put(Attempt { stage: Stage::Processing, stage_since: now, card: Some(card), ..current });
    Some(())
}

/// The card is pulled before the VAN has answered: the device gives up and nothing moves.
pub(crate) fn pull(state: &mut State, now: DateTime<Utc>) -> Option<()> {
    let current = in_stage(state, Stage::Processing).filter(|attempt| attempt.card.is_some())?;
    finish(state, current, End::Aborted(AbortedBy::CardPulled), now);
    Some(())
}

/// The wait for the card ends without one: by the cancel key, the driver or the time limit.
pub(crate) fn give_up(state: &mut State, why: AbortedBy, now: DateTime<Utc>) -> Option<()> {
    let current = in_stage(state, Stage::AwaitingCard)?;
    finish(state, current, End::Aborted(why), now);
    Some(())
}

/// The VAN has made up its mind. `None` when it is not being asked.
pub(crate) fn answer(state: &mut State, now: DateTime<Utc>) -> Option<()> {
    let current = in_stage(state, Stage::Processing)?;
    hear_the_van(state, current, now);
    Some(())
}

/// An end that the device does not know is asked for at the VAN, as soon as there is a line.
pub(crate) fn settle_unknown(state: &mut State, request_id: &str) {
    let open = state.newest(request_id).filter(|attempt| attempt.end == Some(End::Unknown));
    let Some(open) = open.filter(|_| state.line == Line::Up).cloned() else { return };
    if let Some(end) = vanside::recall(state, &open) {
        state.put(Attempt { end: Some(end), ..open });
    }
}

fn in_stage(state: &State, stage: Stage) -> Option<Attempt> {
    state.current().filter(|attempt| attempt.stage == stage).cloned()
}

fn hear_the_van(state: &mut State, attempt: Attempt, at: DateTime<Utc>) {
    let end = vanside::answer(state, &attempt, at);
    finish(state, attempt, end, at);
}

fn finish(state: &mut State, attempt: Attempt, end: End, at: DateTime<Utc>) {
    state.put(Attempt { stage: Stage::Done, stage_since: at, end: Some(end), ..attempt });
}
