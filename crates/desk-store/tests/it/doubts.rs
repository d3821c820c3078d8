//! What is not believed at once, and what comes to light late.

use desk_domain::cancellation::{Attention, CancellationOrigin, CancellationState, RefundArrival};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::id::ChannelId;
use desk_domain::payment::{Agreement, BookStatus, Method};
use desk_domain::{CancellationId, Won};
use desk_store::{
    Booked, FollowUpFilter, OutsideCancellations, PaymentSnapshot, Settled, Settlement,
    SnapshotCancellationState,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    cancelled_outside, click, later, outside_cancellation, paid, pg_words, succeeded, unproven,
};

const LEDGER: &str = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";
const REFUND_ACCOUNTS: &str = "SELECT COUNT(*) FROM refund_accounts";
const CONTRADICTED: &str =
    "SELECT COUNT(*) FROM audit_events WHERE action = 'cancellation.contradicted'";

/// A cancel of `amount` won that was sent and told as failed.
async fn fail(desk: &Fixture, number: u128, amount: i64) -> CancellationId {
    let id = desk.click_again(click(1, number, amount)).await;
    assert!(desk.store.begin_sending(&id, later(5)).await.unwrap().is_some());
    let failed = Settlement::Failed(pg_words());
    desk.store.settle_cancellation(&id, &failed, later(7)).await.unwrap();
    id
}

/// The vendor's list after it has learned that `id` was executed.
fn shown(id: &CancellationId, amount: i64) -> PaymentSnapshot {
    let mut told = cancelled_outside(1, Won(amount));
    told.cancellations[0].reference = Some(id.clone());
    told
}

#[tokio::test]
async fn a_no_that_is_not_believed_keeps_its_words_and_the_money() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        let doubted = Settlement::Unknown {
            why: "PG사 오류".to_owned(),
            words: Some(pg_words()),
            quiet_since: None,
            check_at: later(9),
        };
        desk.store.settle_cancellation(&id, &doubted, later(7)).await.unwrap();
        for (quiet_since, seen) in [(later(9), later(9)), (later(14), later(9))] {
            let quiet = Settlement::Unknown {
                why: String::new(),
                words: None,
                quiet_since: Some(quiet_since),
                check_at: later(20),
            };
            desk.store.settle_cancellation(&id, &quiet, quiet_since).await.unwrap();
            let known = desk.cancellation(&id).await;
            assert_eq!(known.state, CancellationState::Unknown);
            assert_eq!(known.failure, Some(pg_words()));
            assert_eq!(known.quiet_since, Some(seen), "patience starts once");
        }
        assert_eq!(desk.payment(1).await.amounts.reserved, Won(10_000));

        desk.store.settle_cancellation(&id, &unproven(), later(700)).await.unwrap();
        let doubted = desk.cancellation(&id).await;
        assert!(doubted.is_in_doubt());
        assert_eq!(
            (doubted.state, doubted.failure),
            (CancellationState::Unknown, Some(pg_words()))
        );
        assert_eq!(desk.payment(1).await.amounts.reserved, Won(10_000));
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0, "it is never sent again");
        let expected = ["requested", "sent", "doubted", "unproven"];
        assert_eq!(desk.actions(&id).await, expected.map(|word| format!("cancellation.{word}")));
    })
    .await;
}

#[tokio::test]
async fn the_words_of_a_no_are_gone_when_the_refund_shows() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        let doubted = Settlement::Unknown {
            why: String::new(),
            words: Some(pg_words()),
            quiet_since: None,
            check_at: later(9),
        };
        desk.store.settle_cancellation(&id, &doubted, later(7)).await.unwrap();
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(9)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.failure, None);
    })
    .await;
}

#[tokio::test]
async fn a_success_after_a_failure_corrects_the_book_once() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = fail(desk, 7, 4_000).await;
        for turn in 0..2 {
            let outcome =
                desk.store.settle_cancellation(&id, &succeeded("g-1"), later(60 + turn)).await;
            let is_news = matches!(outcome.unwrap(), Settled::Changed(_));
            assert_eq!(is_news, turn == 0);
            let known = desk.cancellation(&id).await;
            assert_eq!((known.state, known.failure), (CancellationState::Succeeded, None));
            assert_eq!(known.settled_at, Some(later(60)));
            let payment = desk.payment(1).await;
            assert_eq!(payment.amounts.cancelled, Won(4_000));
            assert_eq!(payment.gateway_cancelled, Won(4_000));
            assert_eq!(payment.agreement, Agreement::Agrees);
            assert_eq!(desk.number(LEDGER).await, 6_000);
            assert_eq!(desk.number(CONTRADICTED).await, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_read_corrects_what_was_told_as_failed_and_adopts_no_stranger() {
    for outside in [OutsideCancellations::Notice, OutsideCancellations::Adopt] {
        on_each_store(async |desk| {
            desk.book(&paid(1)).await;
            let id = fail(desk, 7, 4_000).await;
            let told = shown(&id, 4_000);
            for expected in [Booked::Changed, Booked::Unchanged] {
                let booked = desk.book_read(&desk.read_now(&told).await, outside).await;
                assert_eq!(booked, expected);
            }
            let known = desk.cancellation(&id).await;
            assert_eq!(known.state, CancellationState::Succeeded);
            assert_eq!(known.origin, CancellationOrigin::Desk);
            assert_eq!(known.gateway_cancellation_id.as_deref(), Some("outside-1"));
            assert_eq!(desk.number("SELECT COUNT(*) FROM cancellations").await, 1);
            assert_eq!(desk.number(LEDGER).await, 6_000);
            assert_eq!(desk.number(CONTRADICTED).await, 1);
            let payment = desk.payment(1).await;
            assert_eq!(payment.amounts.cancelled, Won(4_000));
            assert_eq!(payment.book_status, BookStatus::PartiallyCancelled);
            assert_eq!(payment.agreement, Agreement::Agrees);
        })
        .await;
    }
}

#[tokio::test]
async fn who_only_quotes_our_id_is_a_stranger() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = fail(desk, 7, 4_000).await;
        desk.notice(&shown(&id, 3_000)).await;
        assert_eq!(desk.cancellation(&id).await.state, CancellationState::Failed);
        assert_eq!(desk.payment(1).await.agreement, Agreement::GatewayAhead);

        let unsent = desk.click_again(click(1, 8, 5_000)).await;
        desk.store.fail_unsent(&unsent, &pg_words(), later(8)).await.unwrap();
        desk.book(&shown(&unsent, 5_000)).await;
        assert_eq!(desk.cancellation(&unsent).await.state, CancellationState::Failed);
        let adopted = desk.cancellation(&CancellationId::from_bits(1_000_001)).await;
        assert_eq!(adopted.origin, CancellationOrigin::Gateway);
        assert_eq!(desk.number(CONTRADICTED).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_late_refund_waits_for_the_money_that_is_set_aside() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let first = fail(desk, 7, 10_000).await;
        let second = desk.click_again(click(1, 8, 10_000)).await;
        desk.notice(&shown(&first, 10_000)).await;
        assert_eq!(desk.cancellation(&first).await.state, CancellationState::Failed);
        assert_eq!(desk.payment(1).await.amounts.reserved, Won(10_000));

        desk.store.fail_unsent(&second, &pg_words(), later(8)).await.unwrap();
        desk.notice(&shown(&first, 10_000)).await;
        assert_eq!(desk.cancellation(&first).await.state, CancellationState::Succeeded);
        let payment = desk.payment(1).await;
        assert_eq!(
            (payment.amounts.cancelled, payment.agreement),
            (Won(10_000), Agreement::Agrees)
        );
    })
    .await;
}

#[tokio::test]
async fn ours_that_is_pending_late_is_not_adopted_as_a_strangers() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = fail(desk, 7, 4_000).await;
        let state = SnapshotCancellationState::Pending;
        let mut told = paid(1);
        told.cancellations = vec![outside_cancellation(1, state, Won(4_000))];
        told.cancellations[0].reference = Some(id.clone());
        desk.book(&told).await;
        assert_eq!(desk.number("SELECT COUNT(*) FROM cancellations").await, 1);
        assert_eq!(desk.payment(1).await.amounts.reserved, Won::ZERO);
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_came_back_needs_a_person_until_it_arrives() {
    on_each_store(async |desk| {
        let account = |cancelled: PaymentSnapshot, arrival| {
            let (method, channel_id) = (Method::VirtualAccount, Some(ChannelId::from_bits(1)));
            let mut told = PaymentSnapshot { method, channel_id, ..cancelled };
            told.cancellations.iter_mut().for_each(|one| one.arrival = arrival);
            told
        };
        desk.book(&account(paid(1), RefundArrival::Unsaid)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        desk.store.settle_cancellation(&id, &succeeded("outside-1"), later(7)).await.unwrap();
        let steps = [
            (RefundArrival::Unsaid, None),
            (RefundArrival::Failed, Some(Attention::RefundFailed)),
            (RefundArrival::Failed, Some(Attention::RefundFailed)),
            (RefundArrival::Unsaid, Some(Attention::RefundFailed)),
            (RefundArrival::Arrived, None),
        ];
        for (arrival, attention) in steps {
            desk.notice(&account(shown(&id, 10_000), arrival)).await;
            let known = desk.cancellation(&id).await;
            assert_eq!(known.state, CancellationState::Succeeded);
            assert_eq!(known.attention, attention, "{arrival:?}");
            let open = desk.follow_ups(FollowUpFilter::default()).await;
            let duties: Vec<_> = open.iter().map(|one| (one.cause, one.amount_at_risk)).collect();
            let bounced = attention.map(|_| (FollowUpCause::RefundBounced, Won(10_000)));
            assert_eq!(duties, bounced.into_iter().collect::<Vec<_>>(), "{arrival:?}");
        }
        let watched = "SELECT COUNT(*) FROM payments WHERE check_at IS NOT NULL";
        assert_eq!(desk.number(watched).await, 1, "it may come back once more");
        let actions = desk.actions(&id).await;
        let told = ["cancellation.refund_failed", "cancellation.refund_arrived"];
        assert_eq!(actions[actions.len() - 2..], told);
    })
    .await;
}
