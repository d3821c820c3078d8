//! One click, one cancellation, never more than is left.

use std::sync::Arc;

use desk_domain::cancellation::CancellationState;
use desk_domain::{PaymentId, Won};
use desk_store::{JobKind, Requested, Settlement, StoreError, Withdrawn};
use tokio::task::JoinSet;

use crate::fixture::on_each_store;
use crate::samples::{NOW, cashier, click, later, paid, running, succeeded, waiting};

#[tokio::test]
async fn a_click_leaves_everything_behind_at_once() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let new = click(1, 7, 4_000);
        let id = desk.click(&new).await;

        assert_eq!(desk.cancellation(&id).await, new.cancellation);
        let row = desk.store.payment(&PaymentId::from_bits(1)).await.unwrap().unwrap();
        assert_eq!(row.in_flight, Some(running(&id, CancellationState::Requested)));
        assert_eq!(row.payment.amounts.reserved, Won(4_000));
        assert_eq!(row.payment.cancellable(), Won(6_000));
        let of_key = desk.store.cancellation_of_key(&cashier(), "key-7").await.unwrap();
        assert_eq!(of_key, Some(("body-7".to_owned(), new.cancellation.clone())));
        assert!(desk.store.claim_job("worker", later(4), later(60)).await.unwrap().is_none());
        let job = desk.store.claim_job("worker", later(5), later(60)).await.unwrap().unwrap();
        assert_eq!(job.kind, JobKind::SendCancellation(id.clone()));
        let story = desk.store.story_of_payment(&PaymentId::from_bits(1)).await.unwrap();
        let actions: Vec<_> = story.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["payment.booked", "cancellation.requested"]);
        assert_eq!(story[1].actor, cashier().to_string());
        assert_eq!(desk.store.story_of_cancellation(&id).await.unwrap(), story[1..]);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_click() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.book(&paid(2)).await;
        let new = click(1, 7, 4_000);
        let id = desk.send(&new).await;

        let repeated = desk.store.request_cancellation(&new).await.unwrap();
        assert_eq!(repeated, Requested::Repeated(desk.cancellation(&id).await));
        let mut other_body = click(1, 8, 5_000);
        other_body.intent.key.clone_from(&new.intent.key);
        let outcome = desk.store.request_cancellation(&other_body).await.unwrap();
        assert_eq!(outcome, Requested::KeyReused);
        let mut other_payment = click(2, 9, 5_000);
        other_payment.intent.key.clone_from(&new.intent.key);
        let outcome = desk.store.request_cancellation(&other_payment).await.unwrap();
        assert_eq!(outcome, Requested::KeyReused);
        assert_eq!(desk.payment(2).await.amounts.reserved, Won::ZERO);

        // Still the same click when it has long been settled.
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(9)).await.unwrap();
        let repeated = desk.store.request_cancellation(&new).await.unwrap();
        assert_eq!(repeated, Requested::Repeated(desk.cancellation(&id).await));
        // Another person's key is another key.
        let mut of_other = other_payment.clone();
        of_other.cancellation.requested_by = Some(desk_domain::StaffId::from_bits(2));
        desk.click(&of_other).await;
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_decision_is_refused() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut old = click(1, 7, 4_000);
        old.payment_version = 0;
        let stale = Requested::Stale { cancellable: Won(10_000) };
        assert_eq!(desk.store.request_cancellation(&old).await.unwrap(), stale);
        let mut guessed = click(1, 7, 4_000);
        guessed.cancellation.expected_cancellable = Won(9_999);
        assert_eq!(desk.store.request_cancellation(&guessed).await.unwrap(), stale);

        let id = desk.click(&click(1, 7, 4_000)).await;
        let second = desk.store.request_cancellation(&click(1, 8, 1_000)).await.unwrap();
        assert_eq!(second, Requested::InFlight(id));
    })
    .await;
}

#[tokio::test]
async fn the_database_refuses_more_than_is_left() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let exceeds = Requested::Exceeds { cancellable: Won(10_000) };
        let outcome = desk.store.request_cancellation(&click(1, 7, 10_001)).await.unwrap();
        assert_eq!(outcome, exceeds);
        assert_eq!(desk.payment(1).await.amounts.reserved, Won::ZERO);

        desk.book(&waiting(2)).await;
        let mut unpaid = click(2, 8, 1_000);
        unpaid.cancellation.expected_cancellable = Won::ZERO;
        let outcome = desk.store.request_cancellation(&unpaid).await.unwrap();
        assert_eq!(outcome, Requested::Exceeds { cancellable: Won::ZERO });

        let unknown = desk.store.request_cancellation(&click(3, 9, 1_000)).await;
        assert!(matches!(unknown, Err(StoreError::NotFound("payment"))), "{unknown:?}");
    })
    .await;
}

#[tokio::test]
async fn the_constraints_stand_without_the_code() {
    const BREACHES: &[&str] = &[
        "UPDATE payments SET reserved_won = 10001",
        "UPDATE payments SET reserved_won = -1",
        "UPDATE payments SET cancelled_won = -1",
        "UPDATE payments SET cancelled_won = 9999, reserved_won = 2",
        "UPDATE cancellations SET state = 'sent'",
        "UPDATE cancellations SET gateway_cancellation_id = 'same'",
        "UPDATE payments SET merchant_id = 'nobody'",
    ];
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        for number in [7, 8] {
            let id = desk.click_again(click(1, number, 4_000)).await;
            desk.store.withdraw_cancellation(&id, "system", NOW).await.unwrap();
        }
        for breach in BREACHES {
            assert!(desk.run(breach).await.is_err(), "{breach}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_clicks_at_once_one_is_taken() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut clicks = JoinSet::new();
        for number in 0..32 {
            let store = Arc::clone(&desk.store);
            let new = click(1, 100 + number, 10_000);
            clicks.spawn(async move { store.request_cancellation(&new).await.unwrap() });
        }
        let outcomes = clicks.join_all().await;
        let created = outcomes.iter().filter(|one| matches!(one, Requested::Created(_))).count();
        let refused = outcomes.iter().filter(|one| matches!(one, Requested::InFlight(_))).count();
        assert_eq!((created, refused), (1, 31), "{outcomes:?}");
        assert_eq!(desk.number("SELECT COUNT(*) FROM cancellations").await, 1);
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_key_pressed_many_times_is_one_cancellation() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut clicks = JoinSet::new();
        for _ in 0..16 {
            let (store, new) = (Arc::clone(&desk.store), click(1, 7, 10_000));
            clicks.spawn(async move { store.request_cancellation(&new).await.unwrap() });
        }
        let outcomes = clicks.join_all().await;
        let created = outcomes.iter().filter(|one| matches!(one, Requested::Created(_))).count();
        let repeated = outcomes.iter().filter(|one| matches!(one, Requested::Repeated(_))).count();
        assert_eq!((created, repeated), (1, 15), "{outcomes:?}");
    })
    .await;
}

#[tokio::test]
async fn partial_cancels_add_up_to_the_payment_and_no_further() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut taken = 0;
        for number in 0..64 {
            let mut new = click(1, 100 + number, 300);
            let payment = desk.payment(1).await;
            new.payment_version = payment.version;
            new.cancellation.expected_cancellable = payment.cancellable();
            let outcome = desk.store.request_cancellation(&new).await.unwrap();
            if !matches!(outcome, Requested::Created(_)) {
                assert_eq!(outcome, Requested::Exceeds { cancellable: Won(100) });
                continue;
            }
            taken += 1;
            let id = new.cancellation.id;
            desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
            let settlement = succeeded(&format!("g-{number}"));
            desk.store.settle_cancellation(&id, &settlement, later(6)).await.unwrap();
        }
        assert_eq!(taken, 33);
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(9_900));
        assert!(payment.amounts.holds());
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_cancellation_gives_its_amount_back() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        let outcome = desk.store.withdraw_cancellation(&id, "stf", later(2)).await.unwrap();
        let Withdrawn::Done(withdrawn) = outcome else { panic!("{outcome:?}") };
        assert_eq!(withdrawn.state, CancellationState::Withdrawn);
        assert_eq!(desk.payment(1).await.cancellable(), Won(10_000));
        assert_eq!(desk.number("SELECT COUNT(*) FROM refund_accounts").await, 0);
        assert!(desk.store.begin_sending(&id, later(5)).await.unwrap().is_none());
        let late = Settlement::Failed(desk_domain::cancellation::VendorWords::default());
        let settled = desk.store.settle_cancellation(&id, &late, later(6)).await.unwrap();
        assert!(matches!(settled, desk_store::Settled::AlreadySettled(_)));

        let id = desk.click_again(click(1, 8, 10_000)).await;
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        let outcome = desk.store.withdraw_cancellation(&id, "stf", later(6)).await.unwrap();
        assert!(matches!(outcome, Withdrawn::TooLate(_)), "{outcome:?}");
    })
    .await;
}

#[tokio::test]
async fn only_what_is_not_sent_yet_can_be_failed_as_unsent() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let words = desk_domain::cancellation::VendorWords::default();
        let id = desk.click(&click(1, 7, 10_000)).await;
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        let outcome = desk.store.fail_unsent(&id, &words, later(6)).await.unwrap();
        let desk_store::Settled::AlreadySettled(kept) = outcome else { panic!("{outcome:?}") };
        assert_eq!(kept.state, CancellationState::Sent);
        assert_eq!(desk.payment(1).await.cancellable(), Won(0));

        desk.book(&paid(2)).await;
        let id = desk.click(&click(2, 8, 10_000)).await;
        let outcome = desk.store.fail_unsent(&id, &words, later(6)).await.unwrap();
        assert!(matches!(outcome, desk_store::Settled::Changed(_)), "{outcome:?}");
        assert_eq!(desk.payment(2).await.cancellable(), Won(10_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn it_is_either_withdrawn_or_sent() {
    on_each_store(async |desk| {
        for number in 1..=12 {
            desk.book(&paid(number)).await;
            let id = desk.click(&click(number, number, 10_000)).await;
            let (store, same) = (Arc::clone(&desk.store), id.clone());
            let sender = tokio::spawn(async move { store.begin_sending(&same, later(5)).await });
            let withdrawn = desk.store.withdraw_cancellation(&id, "stf", later(5)).await.unwrap();
            let is_sent = sender.await.unwrap().unwrap().is_some();
            let is_withdrawn = matches!(withdrawn, Withdrawn::Done(_));
            assert_ne!(is_sent, is_withdrawn, "payment {number}");
        }
    })
    .await;
}
