//! The laws. Each is a function from what can be seen to what is wrong with it.

mod at_rest;
mod audit;
mod bills;
mod moving;
mod terminal;

use crate::act::FORGED;
use crate::browser::FAULT;
use crate::keys::SAME_ANSWER;
use crate::quiet::{DOUBT, SIGNED};
use crate::sight::Sight;
use crate::violation::Violation;
use crate::world::World;

pub(crate) use audit::chain_holds;

/// `None`: it holds. Else what was seen.
type Law = fn(&Sight) -> Option<String>;

/// At every moment.
const ALWAYS: [(&str, Law); 13] = [
    ("no vendor ever gives back more than was paid", moving::never_more_than_was_paid),
    ("no order is carried out twice", moving::no_order_twice),
    ("a refund that was ordered is one of the book's orders", moving::every_order_is_ours),
    ("a payment has one cancellation in flight at most", moving::one_in_flight),
    ("what is in flight is set aside, and nothing else", moving::in_flight_is_reserved),
    ("a webhook is kept once", moving::webhook_kept_once),
    ("a webhook is followed by a read", moving::webhook_is_read),
    ("no more is asked for again than was cancelled", bills::never_more_than_was_cancelled),
    ("no more can be paid than is owed", bills::never_more_than_is_owed),
    ("no bill is sent twice", bills::no_bill_sent_twice),
    ("no order is begun at a terminal twice", terminal::begun_once),
    ("what an agent has told of an order stands", terminal::word_stands),
    ("no agent denies what its device has begun", terminal::nothing_denied),
];

/// Once all is quiet.
const AT_REST: [(&str, Law); 11] = [
    ("no cancellation is stuck", at_rest::no_cancellation_stuck),
    ("no job is stuck", at_rest::no_job_stuck),
    ("nothing stays set aside", at_rest::nothing_reserved),
    ("every refund is in the book, or somebody's duty", at_rest::every_refund_is_known),
    ("every cancel that says it moved money has its one refund", at_rest::every_row_has_its_refund),
    ("what was forced in the book is somebody's duty", at_rest::what_was_forced_is_a_duty),
    (
        "what ended as not done moved no money, or is somebody's duty",
        at_rest::no_row_hides_a_refund,
    ),
    ("a refund that came back is somebody's duty", at_rest::what_came_back_is_a_duty),
    ("no bill is stuck", bills::no_bill_stuck),
    ("a bill stands as at its vendor, or is somebody's duty", bills::as_at_the_vendor),
    ("the ledger adds up to the states", at_rest::ledger_adds_up),
];

/// The names of all laws, those that are checked in passing included.
pub fn laws() -> impl Iterator<Item = &'static str> {
    let tables = ALWAYS.iter().chain(&AT_REST).map(|(name, _)| *name);
    tables.chain([audit::CHAIN, SAME_ANSWER, FORGED, FAULT, DOUBT, SIGNED])
}

/// Holds the present moment against the laws that hold at every one.
pub(crate) async fn hold_always(world: &mut World) -> Result<(), Violation> {
    let sight = world.look().await?;
    world.note_night(&sight);
    world.faults.none()?;
    hold(&ALWAYS, &sight)
}

pub(crate) async fn hold_at_rest(world: &mut World) -> Result<(), Violation> {
    world.faults.none()?;
    holds_at_rest(&world.look().await?)
}

/// Holds what was seen once all was quiet against every law that can be read from it.
///
/// # Errors
/// The first law that does not hold.
pub fn holds_at_rest(sight: &Sight) -> Result<(), Violation> {
    hold(&ALWAYS, sight)?;
    hold(&AT_REST, sight)
}

fn hold(laws: &[(&'static str, Law)], sight: &Sight) -> Result<(), Violation> {
    let broken = laws.iter().find_map(|(name, law)| Some((*name, law(sight)?)));
    broken.map_or(Ok(()), |(name, what)| Err(Violation::of(name, what)))
}
