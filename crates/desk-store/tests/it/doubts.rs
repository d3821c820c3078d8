//! What is not believed at once, what comes to light late, and what a person proves.

use desk_domain::cancellation::{Attention, CancellationOrigin, CancellationState, RefundArrival};
use desk_domain::payment::{Agreement, BookStatus, Method};
use desk_domain::{CancellationId, Won};
use desk_store::{
    Booked, Finding, JobKind, OutsideCancellations, PaymentSnapshot, Settled, Settlement,
    SnapshotCancellationState,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    NOW, cancelled_outside, cashier, click, later, outside_cancellation, paid, pg_words, succeeded,
    unanswered,
};

const LEDGER: &str = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";
const REFUND_ACCOUNTS: &str = "SELECT COUNT(*) FROM refund_accounts";
const OPEN_FOLLOW_UPS: &str = "SELECT COUNT(*) FROM follow_ups WHERE closed_at IS NULL";
const CONTRADICTED: &str =
    "SELECT COUNT(*) FROM audit_events WHERE action = 'cancellation.contradicted'";

/// A cancel of `amount` won that was sent and ended as failed for want of proof.
async fn fail(desk: &Fixture, number: u128, amount: i64) -> CancellationId {
    let id = desk.click_again(click(1, number, amount)).await;
    assert!(desk.store.begin_sending(&id, later(5)).await.unwrap().is_some());
    let unproven = Settlement::Unproven(pg_words());
    desk.store.settle_cancellation(&id, &unproven, later(7)).await.unwrap();
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

        desk.store
            .settle_cancellation(&id, &Settlement::Unproven(pg_words()), later(700))
            .await
            .unwrap();
        let ended = desk.cancellation(&id).await;
        assert_eq!((ended.state, ended.failure), (CancellationState::Failed, Some(pg_words())));
        assert_eq!(desk.payment(1).await.cancellable(), Won(10_000));
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0);
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
            let mut told = PaymentSnapshot { method: Method::VirtualAccount, ..cancelled };
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
        }
        let actions = desk.actions(&id).await;
        let told = ["cancellation.refund_failed", "cancellation.refund_arrived"];
        assert_eq!(actions[actions.len() - 2..], told);
    })
    .await;
}

#[tokio::test]
async fn the_alarm_of_a_cancel_without_proof_rings_once() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        desk.store.note_no_proof(&id, later(1)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.attention, None, "it was not sent");
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        for _ in 0..2 {
            desk.store.note_no_proof(&id, later(90_000)).await.unwrap();
            assert_eq!(desk.cancellation(&id).await.attention, Some(Attention::NoProof));
        }
        let rung = desk.actions(&id).await;
        assert_eq!(rung.iter().filter(|action| *action == "cancellation.no_proof").count(), 1);

        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(90_001)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.attention, None);
    })
    .await;
}

#[tokio::test]
async fn a_persons_proof_settles_the_book_and_leaves_the_vendor_to_speak() {
    for succeeded in [true, false] {
        on_each_store(async |desk| {
            desk.book(&paid(1)).await;
            let id = desk.send(&click(1, 7, 4_000)).await;
            desk.store.settle_cancellation(&id, &unanswered(later(30)), later(7)).await.unwrap();
            let finding = Finding { succeeded, note: "관리자 화면에서 확인".to_owned() };
            for turn in 0..2 {
                let outcome =
                    desk.store.settle_by_hand(&id, &finding, &cashier(), later(60)).await.unwrap();
                assert_eq!(matches!(outcome, Settled::Changed(_)), turn == 0);
            }
            let payment = desk.payment(1).await;
            assert_eq!(payment.amounts.reserved, Won::ZERO);
            assert_eq!(payment.gateway_cancelled, Won::ZERO);
            assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0);
            let known = desk.cancellation(&id).await;
            if succeeded {
                assert_eq!(known.state, CancellationState::Succeeded);
                assert_eq!(payment.amounts.cancelled, Won(4_000));
                assert_eq!(payment.agreement, Agreement::BookAhead);
                assert_eq!(desk.number(LEDGER).await, 6_000);
            } else {
                assert_eq!(known.state, CancellationState::Failed);
                assert_eq!(known.failure.unwrap().code, "settled_by_hand");
                assert_eq!(payment.cancellable(), Won(10_000));
                assert_eq!(desk.number(LEDGER).await, 10_000);
            }
            let story = desk.store.story_of_cancellation(&id).await.unwrap();
            let last = story.last().unwrap();
            assert_eq!(last.action, "cancellation.settled_by_hand");
            assert_eq!(last.actor, cashier().to_string());
            assert!(last.body.contains("관리자 화면에서 확인"), "{}", last.body);
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_persons_word_leaves_apart_is_somebodys_duty() {
    for succeeded in [true, false] {
        on_each_store(async |desk| {
            desk.book(&paid(1)).await;
            let id = desk.send(&click(1, 7, 4_000)).await;
            desk.store.settle_cancellation(&id, &unanswered(later(30)), later(7)).await.unwrap();
            if !succeeded {
                // While ours is in flight, this may be ours.
                desk.notice(&cancelled_outside(1, Won(4_000))).await;
            }
            assert_eq!(desk.number(OPEN_FOLLOW_UPS).await, 0);
            let finding = Finding { succeeded, note: "관리자 화면에서 확인".to_owned() };
            desk.store.settle_by_hand(&id, &finding, &cashier(), later(60)).await.unwrap();
            let ahead = if succeeded { Agreement::BookAhead } else { Agreement::GatewayAhead };
            assert_eq!(desk.payment(1).await.agreement, ahead);
            assert_eq!(desk.number(OPEN_FOLLOW_UPS).await, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn a_person_settles_nothing_that_was_not_sent() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        let finding = Finding { succeeded: true, note: "확인".to_owned() };
        let outcome = desk.store.settle_by_hand(&id, &finding, &cashier(), NOW).await.unwrap();
        assert_eq!(outcome, Settled::AlreadySettled(desk.cancellation(&id).await));
        assert_eq!(desk.cancellation(&id).await.state, CancellationState::Requested);
        let job = desk.store.claim_job("worker", later(5), later(60)).await.unwrap().unwrap();
        assert_eq!(job.kind, JobKind::SendCancellation(id));
    })
    .await;
}
