//! The power fails at every step of the journal, before, in the middle of and after its line.

use desk_agent::agent::AgentError;
use desk_agent::journal::{Journal, JournalError};
use desk_api::agent::TerminalOutcome;

use crate::desk::TOKEN;
use crate::shop::{Shop, Torn, order, succeeded};

/// taken, touching, awaiting card, processing, ended, reported.
const STEPS: usize = 6;

#[tokio::test]
async fn at_most_one_refund_and_a_truthful_end() {
    for step in 0..STEPS {
        for torn in [Torn::Nothing, Torn::Half, Torn::Whole] {
            let outcome = die_and_come_back(step, torn).await;
            let is_at_touch = step == 1 && matches!(torn, Torn::Whole);
            // Written down and not done yet: the device was asked, and knows of nothing.
            let expected = if is_at_touch { (0, 0) } else { (1, 1) };
            assert_eq!(outcome.1, expected, "step {step} {torn:?}");
            match outcome.0 {
                TerminalOutcome::NeverBegun => assert!(is_at_touch, "step {step} {torn:?}"),
                end => assert!(succeeded(&end), "step {step} {torn:?}: {end:?}"),
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

#[tokio::test]
async fn what_was_only_taken_waits_for_the_desk_and_no_longer_than_it_may() {
    let mut shop = Shop::closed().await;
    let mut journal = shop.failing_journal(9, Torn::Nothing);
    journal.take(&order("can_1"), order("can_1").expires_at.plus_seconds(-300)).unwrap();
    drop::<Journal>(journal);
    shop.clock.pass_seconds(301);
    shop.start();
    let outcome = shop.desk.end("can_1").await;
    let expired = desk_api::agent::AbortCause::Expired;
    assert_eq!(outcome, TerminalOutcome::Aborted { why: expired });
    assert_eq!(shop.ledger(), (0, 0));
}
