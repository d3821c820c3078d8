//! The audit chain and the change events.

use desk_domain::audit::{AuditEntry, GENESIS, chain_hash};
use desk_store::{AuditEvent, OutsideCancellations};
use tokio::task::JoinSet;

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, click, later, merchant, paid, succeeded};

const ALL: u32 = 10_000;

#[tokio::test]
async fn the_chain_holds_from_the_first_event() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let events = desk.store.audit_after(0, ALL).await.unwrap();
        assert_eq!(events[0].previous, GENESIS);
        assert_eq!(broken_at(&events), None);
        let entry = AuditEntry {
            at: NOW.0,
            actor: "stf".to_owned(),
            action: "session.opened".to_owned(),
            subject: "stf".to_owned(),
            body: "{}".to_owned(),
        };
        desk.store.audit(&entry, Some(&merchant())).await.unwrap();
        let last = events.last().unwrap().seq;
        let newer = desk.store.audit_after(last, ALL).await.unwrap();
        assert_eq!(newer.iter().map(|event| &event.entry).collect::<Vec<_>>(), [&entry]);
        assert_eq!(newer[0].previous, events.last().unwrap().hash);
    })
    .await;
}

#[tokio::test]
async fn a_changed_a_dropped_and_a_moved_event_show() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let events = desk.store.audit_after(0, ALL).await.unwrap();
        let mut changed = events.clone();
        changed[1].entry.body = changed[1].entry.body.replace("10000", "1000");
        assert_ne!(changed, events);
        assert_eq!(broken_at(&changed), Some(1));
        let mut dropped = events.clone();
        dropped.remove(1);
        assert_eq!(broken_at(&dropped), Some(1));
        let mut moved = events.clone();
        moved.swap(1, 2);
        assert_eq!(broken_at(&moved), Some(1));
    })
    .await;
}

#[tokio::test]
async fn what_happened_can_neither_be_changed_nor_erased() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let before = desk.store.audit_after(0, ALL).await.unwrap();
        for attempt in [
            "UPDATE audit_events SET actor = 'somebody else'",
            "DELETE FROM audit_events",
            "UPDATE ledger_entries SET amount_won = 1",
            "DELETE FROM ledger_entries",
        ] {
            let error = desk.run(attempt).await.unwrap_err().to_string();
            assert!(error.contains("append-only"), "{attempt}: {error}");
        }
        assert_eq!(desk.store.audit_after(0, ALL).await.unwrap(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_make_one_chain_without_gaps() {
    on_each_store(async |desk| {
        let mut writers = JoinSet::new();
        for number in 1..=24 {
            let store = desk.store.clone();
            writers.spawn(async move {
                let adopt = OutsideCancellations::Adopt;
                // Each writer books its own payment and one that all of them book.
                let list = [paid(number), paid(999)];
                store.book_payments(&list, adopt, "system", NOW).await.unwrap();
            });
        }
        writers.join_all().await;
        let events = desk.store.audit_after(0, ALL).await.unwrap();
        assert_eq!(events.len(), 25);
        assert_eq!(broken_at(&events), None);
        assert!((1..).zip(&events).all(|(seq, event)| event.seq == seq));
        let changes = desk.store.changes_after(0, ALL).await.unwrap();
        assert!((1..).zip(&changes).all(|(seq, change)| change.seq == seq));
        assert_eq!(desk.store.last_change().await.unwrap(), 25);
    })
    .await;
}

/// A reader follows while writers commit: it must see every number once, in order.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_that_follows_misses_nothing() {
    on_each_store(async |desk| {
        let mut woken = desk.store.changes();
        let mut writers = JoinSet::new();
        for number in 1..=24 {
            let store = desk.store.clone();
            let adopt = OutsideCancellations::Adopt;
            writers.spawn(async move {
                store.book_payment(&paid(number), adopt, "system", NOW).await.unwrap();
            });
        }
        let mut seen = Vec::new();
        while seen.len() < 24 {
            let after = seen.last().copied().unwrap_or(0);
            let changes = desk.store.changes_after(after, 5).await.unwrap();
            if changes.is_empty() {
                woken.changed().await.unwrap();
            }
            seen.extend(changes.iter().map(|change| change.seq));
        }
        assert_eq!(seen, (1..=24).collect::<Vec<_>>());
        writers.join_all().await;
    })
    .await;
}

#[tokio::test]
async fn changes_name_what_to_read_again() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let changes = desk.store.changes_after(0, ALL).await.unwrap();
        let told: Vec<_> =
            changes.iter().map(|one| (one.kind.as_str(), one.cancellation_id.is_some())).collect();
        assert_eq!(
            told,
            [
                ("payment.booked", false),
                ("cancellation.requested", true),
                ("cancellation.sent", true),
                ("cancellation.succeeded", true)
            ]
        );
        assert!(changes.iter().all(|change| change.merchant_id == merchant()));
    })
    .await;
}

async fn some_history(desk: &Fixture) {
    desk.book(&paid(1)).await;
    let id = desk.send(&click(1, 7, 10_000)).await;
    desk.store.settle_cancellation(&id, &succeeded("g-1"), later(7)).await.unwrap();
}

/// The place of the first event that does not stand on the one before it.
fn broken_at(events: &[AuditEvent]) -> Option<usize> {
    let mut previous = GENESIS;
    events.iter().position(|event| {
        let holds = event.previous == previous && event.hash == chain_hash(previous, &event.entry);
        previous = &event.hash;
        !holds
    })
}
