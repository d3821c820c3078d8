//! Several workers at once: one overtakes another, and one waits for a vendor that hangs.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use desk_domain::id::ChannelId;
use desk_domain::{CancellationId, Timestamp};
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, ReadError, VoidOutcome,
};
use desk_server::desk::Connection;
use desk_server::workers;
use desk_store::{JobKind, Store};
use tokio::sync::OnceCell;

use crate::support::{Stage, card, full, over_portone};

const KEY: &str = "0123456789abcdef";
/// More than there are workers.
const READS: usize = 40;
/// For what takes a moment.
const PATIENCE: Duration = Duration::from_secs(30);

/// What its reads do to whoever waits for them.
#[derive(Debug)]
enum Read {
    /// Never answered.
    Hangs,
    /// While it reads, another worker begins to send this, and dies.
    IsOvertaken(Arc<dyn Store>, OnceCell<CancellationId>),
}

#[derive(Debug)]
struct Slow {
    vendor: Arc<dyn Gateway>,
    read: Read,
}

#[async_trait]
impl Gateway for Slow {
    fn capabilities(&self) -> Capabilities {
        self.vendor.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        match &self.read {
            Read::Hangs => std::future::pending().await,
            Read::IsOvertaken(store, id) => {
                let found = self.vendor.find(gateway_payment_id).await;
                if let (Some(id), Ok(found)) = (id.get(), &found) {
                    store.begin_sending(id, found.requested_at).await.unwrap();
                }
                found
            }
        }
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        self.vendor.list(from, until, cursor).await
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        self.vendor.cancel(order).await
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        self.vendor.void(gateway_payment_id, key).await
    }
}

#[tokio::test]
async fn whoever_is_overtaken_leaves_the_job_while_the_other_may_die_over_it() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let read = Read::IsOvertaken(Arc::clone(&stage.desk.store), OnceCell::new());
    let slow = Arc::new(Slow { vendor: stage.real_gateway(), read });
    stage.restart_behind(Arc::<Slow>::clone(&slow)).await;
    let payment = stage.id_of("pay-1").await;
    let asked = stage.signed_in("staff").await.cancel(&payment, KEY, &full(100_000)).await;
    let id = asked.expect(201)["id"].as_str().unwrap().to_owned();
    let Read::IsOvertaken(_, overtaken) = &slow.read else { unreachable!() };
    overtaken.set(id.parse().unwrap()).unwrap();

    stage.wait(5);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "sent");
    assert!(stage.desk.store.next_job_at().await.unwrap().is_some(), "nobody would look again");
    let settled = stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn a_vendor_that_hangs_holds_up_no_cancel_at_another() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let hangs = Arc::new(Slow { vendor: stage.real_gateway(), read: Read::Hangs });
    let beside =
        Connection { id: ChannelId::from_bits(9), name: "hangs".to_owned(), ..over_portone(hangs) };
    stage.restart_with(vec![over_portone(stage.real_gateway()), beside]).await;
    for number in 0..READS {
        let job = JobKind::RefreshPayment {
            channel_id: ChannelId::from_bits(9),
            gateway_payment_id: format!("slow-{number}"),
        };
        stage.desk.store.enqueue(&job, stage.desk.now()).await.unwrap();
    }
    let payment = stage.id_of("pay-1").await;
    let asked = stage.signed_in("staff").await.cancel(&payment, KEY, &full(100_000)).await;
    let id = asked.expect(201)["id"].as_str().unwrap().to_owned();
    stage.wait(5);
    let working = tokio::spawn(workers::run(Arc::clone(&stage.desk)));
    let sent = async {
        while stage.cancellation(&id).await["state"] != "succeeded" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, sent).await.expect("somebody is free for it");
    working.abort();
    assert_eq!(stage.truth("pay-1").refund_count, 1);
}
