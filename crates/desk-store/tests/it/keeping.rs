//! Copies of a desk, the way back from one, and what is told when somebody wrote past it.

use std::path::Path;

use desk_domain::audit::{AuditHead, ChainBreak, ChainWalk, Link};
use desk_domain::bill::BillStatus;
use desk_domain::cancellation::CancellationState;
use desk_domain::id::ChannelId;
use desk_domain::{CancellationId, PaymentId, Timestamp, Won};
use desk_store::{
    Backlog, ContradictionKind, JobKind, PageRequest, PaymentFilter, PaymentSnapshot, Place,
    Restored, Sort, Store, StoreError, TakenAt, open_copy, restore,
};
use tempfile::TempDir;

use crate::bill_samples::{bill_click, cancelled, order, rebill};
use crate::fixture::{Fixture, on_each_store, with_empty_postgres};
use crate::samples::{NOW, click, later, merchant, paid, succeeded};

/// A settled cancel, one asked for, one sent, and a bill on its way, each on a payment of its own.
async fn some_history(desk: &Fixture) {
    for number in 1..=3 {
        let connected = Some(ChannelId::from_bits(1));
        desk.book(&PaymentSnapshot { channel_id: connected, ..paid(number) }).await;
    }
    let settled = desk.send(&click(1, 7, 4_000)).await;
    desk.store.settle_cancellation(&settled, &succeeded("g-1"), later(7)).await.unwrap();
    let job = desk.store.claim_job("w", later(7), later(60)).await.unwrap().unwrap();
    desk.store.finish_job(&job).await.unwrap();
    desk.click(&click(2, 8, 5_000)).await;
    desk.send(&click(3, 9, 10_000)).await;
    cancelled(desk, 4, 6_000).await;
    let billed = rebill(4, 5, 6_000);
    desk.store.create_rebill(&billed).await.unwrap();
    desk.store.begin_sending_bill(&bill_click(&billed.bill, "send-5"), &order(5)).await.unwrap();
}

async fn copy_of(desk: &Fixture, folder: &Path) -> (std::path::PathBuf, TakenAt) {
    let file = folder.join("copy.db");
    let listed = desk.store.copy_into(&file).await.unwrap();
    assert_eq!(listed, desk.store.inventory().await.unwrap());
    (file, TakenAt { at: later(10), audit: listed.audit })
}

/// What people see of a desk: its payments, and what happened to each.
async fn seen(store: &dyn Store) -> Vec<String> {
    let filter = PaymentFilter { merchants: vec![merchant()], ..PaymentFilter::default() };
    let page = PageRequest { sort: Sort::Oldest, cursor: None, size: 50 };
    let mut told = Vec::new();
    for row in store.payments(&filter, &page).await.unwrap().items {
        told.push(format!("{row:?}"));
        let story = store.story_of_payment(&row.payment.id).await.unwrap();
        told.push(format!("{story:?}"));
    }
    told
}

/// The copy of a desk says what the desk says, and is not changed by being asked.
#[tokio::test]
async fn a_copy_is_the_desk() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let folder = TempDir::new().unwrap();
        let (file, _) = copy_of(desk, folder.path()).await;
        let before = std::fs::read(&file).unwrap();
        let copy = open_copy(&file).await.unwrap();
        assert_eq!(seen(&*copy).await, seen(&*desk.store).await);
        assert_eq!(copy.inventory().await.unwrap(), desk.store.inventory().await.unwrap());
        assert_eq!(copy.damages().await.unwrap(), Vec::<String>::new());
        assert_eq!(copy.contradictions().await.unwrap(), []);
        copy.close().await;
        assert_eq!(std::fs::read(&file).unwrap(), before);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    })
    .await;
}

/// A desk comes back: what was quiet is as it was, what was under way is read and not sent again.
async fn comes_back(desk: &Fixture, place: &Place) {
    let folder = TempDir::new().unwrap();
    let (file, taken) = copy_of(desk, folder.path()).await;
    let restored = restore(&file, place, &taken, later(100)).await.unwrap();
    assert_eq!(restored, Restored { cancellations: 2, bills: 1, payments: 3 });
    let url = match place {
        Place::File(path) => path.to_str().unwrap(),
        Place::Postgres(url) => url,
    };
    let store = desk_store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let quiet = PaymentId::from_bits(1);
    let story = |store: std::sync::Arc<dyn Store>| async move {
        store.story_of_payment(&PaymentId::from_bits(1)).await.unwrap()
    };
    let (here, there) = (desk.store.payment(&quiet).await, store.payment(&quiet).await);
    assert_eq!(there.unwrap(), here.unwrap());
    assert_eq!(story(store.clone()).await, story(desk.store.clone()).await);
    assert_eq!(store.contradictions().await.unwrap(), []);
    assert_eq!(breaks(&*store, vec![taken.audit.clone()]).await, []);

    for number in [8, 9] {
        let id = CancellationId::from_bits(number);
        let row = store.cancellation(&id).await.unwrap().unwrap();
        assert_eq!(row.cancellation.state, CancellationState::Unknown);
        assert_eq!(row.cancellation.failure.as_ref().unwrap().code, "restored");
        assert!(row.cancellation.sent_at.is_some());
        let before = desk.cancellation(&id).await;
        assert_eq!(row.payment.amounts.reserved, before.amount, "it stays set aside");
        let sending = store.sending(&id).await.unwrap().unwrap();
        assert_eq!(sending.sealed_refund_account.as_deref(), Some(&b"sealed"[..]));
    }
    let bill = store.bill(&desk_domain::BillId::from_bits(5)).await.unwrap().unwrap().bill;
    assert_eq!(
        bill.status,
        BillStatus::Sending,
        "it keeps what it holds until it is found or is not"
    );
    assert!(bill.trouble.is_some() && bill.number.is_some(), "{bill:?}");
    let mut jobs = Vec::new();
    while let Some(job) = store.claim_job("w", later(100), later(400)).await.unwrap() {
        jobs.push(job.kind);
    }
    assert_eq!(jobs.len(), 3, "{jobs:?}");
    for kind in &jobs {
        let reads = matches!(kind, JobKind::ResolveCancellation(_) | JobKind::FindBill(_));
        assert!(reads, "{kind:?} would send something");
    }

    // The youngest payment first, all of them at once, and the list from where the copy ends.
    let channel = ChannelId::from_bits(1);
    let mut asked = Vec::new();
    while let Some(id) = store.claim_check(&channel, later(100), later(4_000)).await.unwrap() {
        asked.push(id);
    }
    asked.sort();
    assert_eq!(asked, ["order-1", "order-2", "order-3"]);
    let round = store.claim_round(&channel, later(100), later(160)).await.unwrap().unwrap();
    assert_eq!(round.listing.unwrap().until, taken.at);

    // It goes on, and so do its numbers.
    let fresh = CancellationId::from_bits(77);
    let mut again = click(1, 77, 1_000);
    again.cancellation.expected_cancellable = Won(6_000);
    again.payment_version = store.payment(&quiet).await.unwrap().unwrap().payment.version;
    store.request_cancellation(&again).await.unwrap();
    assert!(store.cancellation(&fresh).await.unwrap().is_some());
    assert!(store.last_change().await.unwrap() > 1_000_000);

    let occupied = restore(&file, place, &taken, later(200)).await.unwrap_err();
    assert!(matches!(occupied, StoreError::Occupied(_)), "{occupied}");
    assert!(store.cancellation(&fresh).await.unwrap().is_some(), "nothing there was changed");
    store.close().await;
}

#[tokio::test]
async fn a_desk_comes_back_in_a_file() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let folder = TempDir::new().unwrap();
        // What an earlier try left behind is no desk.
        std::fs::write(folder.path().join("back.db.restoring"), "half").unwrap();
        comes_back(desk, &Place::File(folder.path().join("back.db"))).await;
        assert!(!folder.path().join("back.db.restoring").exists());
    })
    .await;
}

#[tokio::test]
async fn and_in_postgresql() {
    on_each_store(async |desk| {
        some_history(desk).await;
        with_empty_postgres(async |url| comes_back(desk, &Place::of(url)).await).await;
    })
    .await;
}

#[tokio::test]
async fn sums_that_do_not_follow_are_named() {
    on_each_store(async |desk| {
        some_history(desk).await;
        assert_eq!(desk.store.contradictions().await.unwrap(), []);
        desk.run("UPDATE payments SET cancelled_won = 4500 WHERE gateway_payment_id = 'order-1'")
            .await
            .unwrap();
        desk.run("UPDATE payments SET reserved_won = 0 WHERE gateway_payment_id = 'order-2'")
            .await
            .unwrap();
        let found = desk.store.contradictions().await.unwrap();
        let told: Vec<_> =
            found.iter().map(|one| (one.kind, one.said_won.0, one.rows_won.0)).collect();
        let expected = [
            (ContradictionKind::Reserved, 0, 5_000),
            (ContradictionKind::Cancelled, 4_500, 4_000),
            (ContradictionKind::LedgerCancelled, 4_500, 4_000),
        ];
        assert_eq!(told, expected);
    })
    .await;
}

#[tokio::test]
async fn an_event_that_was_changed_dropped_or_cut_off_is_named() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let kept = desk.store.audit_head().await.unwrap();
        assert_eq!(breaks(&*desk.store, vec![kept.clone()]).await, []);
        let unguarded = if desk.url.starts_with("postgres") {
            "ALTER TABLE audit_events DISABLE TRIGGER ALL"
        } else {
            "DROP TRIGGER audit_events_no_update; DROP TRIGGER audit_events_no_delete"
        };
        desk.run(unguarded).await.unwrap();

        desk.run("UPDATE audit_events SET actor = 'somebody' WHERE seq = 4").await.unwrap();
        let changed = ChainBreak::Changed { seq: 4 };
        assert_eq!(breaks(&*desk.store, Vec::new()).await, std::slice::from_ref(&changed));
        desk.run("DELETE FROM audit_events WHERE seq = 6").await.unwrap();
        let dropped = ChainBreak::Missing { first: 6, last: 6 };
        let both = [changed.clone(), dropped.clone()];
        assert_eq!(breaks(&*desk.store, Vec::new()).await, both);

        // Two change places: each is where another one was.
        for (from, to) in [(2, -1), (3, 2), (-1, 3)] {
            desk.run(&format!("UPDATE audit_events SET seq = {to} WHERE seq = {from}"))
                .await
                .unwrap();
        }
        let displaced = [2, 3, 4].map(|seq| ChainBreak::Displaced { seq });
        let told = breaks(&*desk.store, Vec::new()).await;
        assert!(displaced.iter().all(|one| told.contains(one)), "{told:?}");
        for (from, to) in [(2, -1), (3, 2), (-1, 3)] {
            desk.run(&format!("UPDATE audit_events SET seq = {to} WHERE seq = {from}"))
                .await
                .unwrap();
        }

        // Who cuts the end off also says that it was never there.
        let last = kept.seq - 1;
        desk.run(&format!(
            "DELETE FROM audit_events WHERE seq > {last}; UPDATE stream_heads SET \
             audit_seq = {last}, audit_hash = (SELECT hash FROM audit_events WHERE seq = {last})"
        ))
        .await
        .unwrap();
        assert_eq!(breaks(&*desk.store, Vec::new()).await, both);
        let cut = ChainBreak::Missing { first: kept.seq, last: kept.seq };
        assert_eq!(breaks(&*desk.store, vec![kept]).await, [changed, dropped, cut]);
    })
    .await;
}

async fn breaks(store: &dyn Store, kept: Vec<AuditHead>) -> Vec<ChainBreak> {
    let mut anchors = kept;
    anchors.push(store.audit_head().await.unwrap());
    let mut walk = ChainWalk::past(anchors);
    let mut found = Vec::new();
    for event in store.audit_after(0, 10_000).await.unwrap() {
        let (previous, hash) = (event.previous.as_str(), event.hash.as_str());
        found.extend(walk.step(Link { seq: event.seq, entry: &event.entry, previous, hash }));
    }
    found.extend(walk.end().1);
    found
}

#[tokio::test]
async fn what_is_late_or_silent_is_counted() {
    on_each_store(async |desk| {
        some_history(desk).await;
        let vitals = desk.store.vitals(later(60)).await.unwrap();
        assert_eq!(vitals.backlog.overdue_jobs.count, 3);
        assert_eq!(vitals.backlog.overdue_jobs.oldest, Some(later(5)));
        assert_eq!(vitals.backlog.unknown_cancellations.count, 0);
        assert_eq!(vitals.database_now.is_some(), desk.url.starts_with("postgres"));
        let why = crate::samples::unanswered(later(100));
        let id = CancellationId::from_bits(9);
        desk.store.settle_cancellation(&id, &why, later(30)).await.unwrap();
        let vitals = desk.store.vitals(NOW).await.unwrap();
        assert_eq!(vitals.backlog.unknown_cancellations.count, 1);
        assert_eq!(vitals.backlog.unknown_cancellations.oldest, Some(later(5)));
        assert_eq!(vitals.backlog.overdue_jobs.count, 0);
        assert_eq!((vitals.last_hooks, vitals.terminals), (vec![], vec![]));

        let unknown = "INSERT INTO jobs (kind, run_at, attempts, first_due_at) \
             VALUES ('dance', 0, 0, 0)";
        desk.run(unknown).await.unwrap();
        assert!(desk.store.claim_job("worker", Timestamp(0), NOW).await.unwrap().is_none());
        let backlog = desk.store.backlog(NOW).await.unwrap();
        assert_eq!(backlog, Backlog { jobs_set_aside: 1, ..vitals.backlog });
    })
    .await;
}
