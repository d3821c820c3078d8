//! The outbox and the webhooks.

use desk_domain::id::ChannelId;
use desk_domain::{CancellationId, Timestamp};
use desk_store::{Hook, HookMark, HookStored, JobKind};
use tokio::task::JoinSet;

use crate::fixture::on_each_store;
use crate::samples::{NOW, later};

fn refresh(number: u128) -> JobKind {
    JobKind::RefreshPayment {
        channel_id: ChannelId::from_bits(1),
        gateway_payment_id: format!("order-{number}"),
    }
}

#[tokio::test]
async fn jobs_run_when_they_are_due_and_in_that_order() {
    on_each_store(async |desk| {
        desk.store.enqueue(&refresh(1), later(20)).await.unwrap();
        desk.store.enqueue(&refresh(2), later(10)).await.unwrap();
        assert_eq!(desk.store.next_job_at().await.unwrap(), Some(later(10)));
        assert!(desk.store.claim_job("worker", later(9), later(60)).await.unwrap().is_none());
        let first = desk.store.claim_job("worker", later(20), later(80)).await.unwrap().unwrap();
        let second = desk.store.claim_job("worker", later(20), later(80)).await.unwrap().unwrap();
        assert_eq!((&first.kind, &second.kind), (&refresh(2), &refresh(1)));
        desk.store.finish_job(&first).await.unwrap();
        desk.store.finish_job(&second).await.unwrap();
        assert_eq!(desk.store.next_job_at().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_runs_out_frees_the_job() {
    on_each_store(async |desk| {
        desk.store.enqueue(&refresh(1), NOW).await.unwrap();
        let first = desk.store.claim_job("one", NOW, later(60)).await.unwrap().unwrap();
        assert_eq!(first.attempts, 1);
        assert!(desk.store.claim_job("two", later(59), later(99)).await.unwrap().is_none());
        let second = desk.store.claim_job("two", later(60), later(120)).await.unwrap().unwrap();
        assert_eq!((second.id, second.attempts), (first.id, 2));
        // Who comes back late finds the job in other hands, and leaves it there.
        desk.store.finish_job(&first).await.unwrap();
        desk.store.retry_job(&first, later(70)).await.unwrap();
        assert_eq!(desk.store.next_job_at().await.unwrap(), Some(later(120)));
        desk.store.retry_job(&second, later(90)).await.unwrap();
        assert_eq!(desk.store.next_job_at().await.unwrap(), Some(later(90)));
    })
    .await;
}

#[tokio::test]
async fn one_waiting_read_serves_everybody_who_asks() {
    on_each_store(async |desk| {
        desk.store.enqueue(&refresh(1), later(20)).await.unwrap();
        desk.store.enqueue(&refresh(1), later(60)).await.unwrap();
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1);
        let first = desk.store.claim_job("worker", later(20), later(80)).await.unwrap().unwrap();
        // What is being read may miss what is new now.
        desk.store.enqueue(&refresh(1), later(30)).await.unwrap();
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 2);
        let second = desk.store.claim_job("worker", later(30), later(90)).await.unwrap().unwrap();
        assert_eq!((&first.kind, &second.kind), (&refresh(1), &refresh(1)));
        assert_ne!(first.id, second.id);
    })
    .await;
}

#[tokio::test]
async fn a_read_that_was_put_on_a_later_day_stays_there() {
    on_each_store(async |desk| {
        desk.store.schedule(&refresh(1), later(100)).await.unwrap();
        desk.store.enqueue(&refresh(1), later(20)).await.unwrap();
        desk.store.schedule(&refresh(1), later(200)).await.unwrap();
        for due in [20, 100, 200] {
            let job = desk.store.claim_job("worker", later(due), later(999)).await.unwrap();
            desk.store.finish_job(&job.unwrap()).await.unwrap();
            assert!(
                desk.store.claim_job("worker", later(due), later(999)).await.unwrap().is_none()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_retry_that_waits_is_brought_forward() {
    on_each_store(async |desk| {
        desk.store.enqueue(&refresh(1), later(20)).await.unwrap();
        let job = desk.store.claim_job("worker", later(20), later(80)).await.unwrap().unwrap();
        desk.store.retry_job(&job, later(500)).await.unwrap();
        desk.store.enqueue(&refresh(1), later(30)).await.unwrap();
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1);
        assert!(desk.store.claim_job("worker", later(30), later(90)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_job_remembers_when_it_was_first_due() {
    on_each_store(async |desk| {
        desk.store.enqueue(&refresh(1), later(10)).await.unwrap();
        let first = desk.store.claim_job("worker", later(10), later(70)).await.unwrap().unwrap();
        desk.store.retry_job(&first, later(3_600)).await.unwrap();
        let again = desk.store.claim_job("worker", later(3_600), later(3_660)).await.unwrap();
        assert_eq!(again.unwrap().first_due_at, later(10));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_nobody_knows_is_set_aside_and_blocks_nothing() {
    on_each_store(async |desk| {
        desk.run(
            "INSERT INTO jobs (kind, run_at, attempts, first_due_at) VALUES ('dance', 0, 0, 0)",
        )
        .await
        .unwrap();
        desk.store.enqueue(&refresh(1), NOW).await.unwrap();
        let job = desk.store.claim_job("worker", NOW, later(60)).await.unwrap().unwrap();
        assert_eq!(job.kind, refresh(1));
        desk.store.finish_job(&job).await.unwrap();
        assert_eq!(desk.store.next_job_at().await.unwrap(), None);
        let told = desk.store.audit_after(0, 9).await.unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0].entry.action, "job.set_aside");
        assert!(told[0].entry.body.contains("dance"), "{told:?}");

        // The next program may know it, and says so again when it does not.
        assert_eq!(desk.store.take_up_set_aside(later(60)).await.unwrap(), 1);
        assert_eq!(desk.store.next_job_at().await.unwrap(), Some(later(60)));
        assert!(desk.store.claim_job("worker", later(60), later(120)).await.unwrap().is_none());
        assert_eq!(desk.store.audit_after(0, 9).await.unwrap().len(), 2);
        assert_eq!(desk.store.take_up_set_aside(later(60)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_two_workers_claim_the_same_job() {
    on_each_store(async |desk| {
        for number in 0..20 {
            desk.store.enqueue(&refresh(number), NOW).await.unwrap();
        }
        let mut workers = JoinSet::new();
        for _ in 0..8 {
            let store = desk.store.clone();
            workers.spawn(async move {
                let mut claimed = Vec::new();
                while let Some(job) = store.claim_job("worker", NOW, later(60)).await.unwrap() {
                    claimed.push(job.id);
                }
                claimed
            });
        }
        let mut claimed = workers.join_all().await.concat();
        claimed.sort_unstable();
        let count = claimed.len();
        claimed.dedup();
        assert_eq!((count, claimed.len()), (20, 20));
    })
    .await;
}

#[tokio::test]
async fn a_job_needs_its_cancellation() {
    on_each_store(async |desk| {
        let nobodys = JobKind::SendCancellation(CancellationId::from_bits(404));
        assert!(desk.store.enqueue(&nobodys, NOW).await.is_err());
    })
    .await;
}

fn hook(mark: HookMark, received_at: Timestamp) -> Hook {
    Hook {
        channel_id: ChannelId::from_bits(1),
        hook_id: "msg_1".to_owned(),
        mark,
        kind: "Transaction.Cancelled".to_owned(),
        gateway_payment_id: "order-1".to_owned(),
        received_at,
        read_at: received_at,
    }
}

#[tokio::test]
async fn a_webhook_counts_once() {
    on_each_store(async |desk| {
        let hook = hook(HookMark::OfEvent, NOW);
        assert_eq!(desk.store.store_hook(&hook).await.unwrap(), HookStored::New);
        assert_eq!(desk.store.store_hook(&hook).await.unwrap(), HookStored::Duplicate);
        let other_channel = Hook { channel_id: ChannelId::from_bits(2), ..hook.clone() };
        assert_eq!(desk.store.store_hook(&other_channel).await.unwrap(), HookStored::New);
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 2);
        let job = desk.store.claim_job("worker", NOW, later(60)).await.unwrap().unwrap();
        assert_eq!(job.kind, refresh(1));
        desk.store.finish_job(&job).await.unwrap();

        // However late: the read of the first has begun after whatever it tells of.
        let replayed = Hook { received_at: later(86_400), read_at: later(86_400), ..hook };
        assert_eq!(desk.store.store_hook(&replayed).await.unwrap(), HookStored::Duplicate);
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1);
    })
    .await;
}

#[tokio::test]
async fn webhooks_that_look_alike_share_one_late_read() {
    on_each_store(async |desk| {
        let alike = |at| hook(HookMark::OfBody { seconds: 600 }, at);
        let store = async |at| desk.store.store_hook(&alike(at)).await.unwrap();
        assert_eq!(store(NOW).await, HookStored::New);
        let job = desk.store.claim_job("worker", NOW, later(60)).await.unwrap().unwrap();
        desk.store.finish_job(&job).await.unwrap();
        for seconds in [1, 5, 599] {
            assert_eq!(store(later(seconds)).await, HookStored::Duplicate);
        }
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1);
        assert!(desk.store.claim_job("worker", later(600), later(660)).await.unwrap().is_none());
        let job = desk.store.claim_job("worker", later(601), later(661)).await.unwrap().unwrap();
        assert_eq!(job.kind, refresh(1));
        desk.store.finish_job(&job).await.unwrap();

        assert_eq!(store(later(600)).await, HookStored::New);
        assert_eq!(store(later(1_199)).await, HookStored::Duplicate);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_may_be_read_later() {
    on_each_store(async |desk| {
        let late = Hook { read_at: later(60), ..hook(HookMark::OfEvent, NOW) };
        assert_eq!(desk.store.store_hook(&late).await.unwrap(), HookStored::New);
        let next = Hook { hook_id: "msg_2".to_owned(), ..late };
        assert_eq!(desk.store.store_hook(&next).await.unwrap(), HookStored::New);
        assert_eq!(desk.store.next_job_at().await.unwrap(), Some(later(60)));
        assert_eq!(desk.number("SELECT COUNT(*) FROM jobs").await, 1, "one read serves both");
    })
    .await;
}
