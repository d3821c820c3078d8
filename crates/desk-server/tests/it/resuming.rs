//! A pull that breaks off goes on where it was.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, ReadError, VoidOutcome,
};
use desk_server::import::portone::{PullError, Pulled, pull};
use serde_json::json;

use crate::support::{Stage, card};

/// More than one page of the vendor's list.
const PAYMENTS: u64 = 450;

#[tokio::test]
async fn a_pull_that_breaks_off_goes_on_where_it_was() {
    let mut stage = Stage::new().await;
    for number in 0..PAYMENTS {
        let blueprint = serde_json::from_value(card(&format!("pay-{number}"))).unwrap();
        stage.simulator.create_payment(&blueprint).unwrap();
    }
    let gateway = Arc::new(BreaksOff { vendor: stage.real_gateway(), cursors: Mutex::default() });
    stage.restart_behind(Arc::<BreaksOff>::clone(&gateway)).await;

    let until = stage.desk.now();
    let broken = pull_until(&stage, until).await;
    assert!(matches!(broken, Err(PullError::Read(_))), "{broken:?}");
    // Started again later, with another end: the unfinished pull keeps its own, and what came after
    // it is read too.
    stage.wait(60);
    let late = json!({ "id": "pay-late", "amountWon": 1_000, "paidAt": "2026-11-21T03:00:30Z" });
    let blueprint = serde_json::from_value(late).unwrap();
    stage.simulator.create_payment(&blueprint).unwrap();
    let now = stage.desk.now();
    let rest = pull_until(&stage, now).await.unwrap();

    assert_eq!(rest.inserted, PAYMENTS - 200 + 1, "a page was read again, or left out");
    assert_eq!(rest.periods, [(beginning(), until), (until, now)]);
    let cursors = gateway.cursors.lock().unwrap().clone();
    assert_eq!(cursors[0], None);
    assert_eq!(cursors[1], cursors[2], "it did not go on at the page that broke off");
    let browser = stage.signed_in("staff").await;
    let sums = browser.get("/api/payments/summary").await.expect(200);
    assert_eq!(sums["shown"]["count"], PAYMENTS + 1);
}

async fn pull_until(stage: &Stage, until: Timestamp) -> Result<Pulled, PullError> {
    let connection = stage.desk.connections().next().unwrap();
    pull(&stage.desk, connection, beginning(), until, None, |_| {}).await
}

fn beginning() -> Timestamp {
    Timestamp::parse_rfc3339("2026-01-01T00:00:00+09:00").unwrap()
}

/// A vendor whose second page is lost once.
#[derive(Debug)]
struct BreaksOff {
    vendor: Arc<dyn Gateway>,
    cursors: Mutex<Vec<Option<String>>>,
}

#[async_trait]
impl Gateway for BreaksOff {
    fn capabilities(&self) -> Capabilities {
        self.vendor.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        self.vendor.find(gateway_payment_id).await
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        let calls = {
            let mut cursors = self.cursors.lock().unwrap();
            cursors.push(cursor.map(str::to_owned));
            cursors.len()
        };
        if calls == 2 {
            return Err(ReadError::Unavailable("the line is dead".into()));
        }
        self.vendor.list(from, until, cursor).await
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        self.vendor.cancel(order).await
    }

    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome {
        self.vendor.void(gateway_payment_id, key).await
    }
}
