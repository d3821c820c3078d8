//! The power fails at every step of the journal, before, in the middle of and after its line.

use desk_agent::agent::AgentError;
use desk_agent::journal::JournalError;
use desk_api::agent::TerminalOutcome;

use crate::desk::TOKEN;
use crate::shop::{Shop, Torn, succeeded};

/// taken, touching, awaiting card, processing, ended, reported.
const STEPS: usize = 6;

/// Died with the order taken and not begun, or about to be begun: the device knows of nothing, and a
/// new agent does not begin what an old one took.
fn is_never_begun(step: usize, torn: Torn) -> bool {
    matches!((step, torn), (0, Torn::Whole) | (1, _))
}

#[tokio::test]
async fn at_most_one_refund_and_a_truthful_end() {
    for step in 0..STEPS {
        for torn in [Torn::Nothing, Torn::Half, Torn::Whole] {
            let (outcome, ledger) = die_and_come_back(step, torn).await;
            if is_never_begun(step, torn) {
                assert_eq!(outcome, TerminalOutcome::NeverBegun, "step {step} {torn:?}");
                assert_eq!(ledger, (0, 0), "step {step} {torn:?}");
            } else {
                assert!(succeeded(&outcome), "step {step} {torn:?}: {outcome:?}");
                assert_eq!(ledger, (1, 1), "step {step} {torn:?}");
            }
        }
    }
}

/// The end that a second agent reports, and the ledger then.
async fn die_and_come_back(step: usize, torn: Torn) -> (TerminalOutcome, (usize, usize)) {
    let mut shop = Shop::closed().await;
    let journal = shop.failing_journal(step, torn);
    shop.start_with(journal, TOKEN);
    shop.desk.hello().await;
    shop.order("can_1");
    // The first agent may tell the end before its journal fails at the last step.
    while shop.serve_until_end("can_1").await.is_some() {}
    shop.start();
    shop.desk.hello().await;
    shop.order("can_1");
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    (outcome, shop.ledger())
}

#[tokio::test]
async fn an_agent_that_cannot_write_stops_before_the_device() {
    let mut shop = Shop::closed().await;
    let journal = shop.failing_journal(1, Torn::Nothing);
    shop.start_with(journal, TOKEN);
    shop.order("can_1");
    let stopped = shop.stopped().await;
    assert!(matches!(stopped, Err(AgentError::Journal(JournalError::Unwritten(_)))), "{stopped:?}");
    assert_eq!(shop.ledger(), (0, 0));
}
