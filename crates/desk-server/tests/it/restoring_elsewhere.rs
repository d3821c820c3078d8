//! As `restoring.rs`, beside the vendors that name no cancel: one tells a sum, the other only a state. What
//! happened since the backup is found all the same, and nothing is sent again.

use std::path::Path;

use desk_gateway::{bootpay, payssam};
use desk_server::workers;
use desk_simulator::{FaultKind, bootpay as at_bootpay, payssam as at_payssam};
use serde_json::{Value, json};

use crate::support::{Answer, Stage, full, partial};

const KEY: &str = "0123456789abcdef";
const OTHER_KEY: &str = "fedcba9876543210";
const PRICE: i64 = 350_000;
const ORDER: &str = "order-1";
const BILL: &str = "bill1";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vendor {
    Bootpay,
    PaySsam,
}

use Vendor::{Bootpay, PaySsam};

impl Vendor {
    const ALL: [Self; 2] = [Bootpay, PaySsam];

    /// What is cancelled of a payment, in won: a part where the vendor takes parts.
    const fn won(self) -> i64 {
        match self {
            Bootpay => 100_000,
            PaySsam => PRICE,
        }
    }

    fn body(self) -> Value {
        match self {
            Bootpay => partial(self.won(), PRICE),
            PaySsam => full(PRICE),
        }
    }
}

/// One payment of one vendor.
struct Shop {
    vendor: Vendor,
    stage: Stage,
    payment: String,
}

impl Shop {
    async fn open(vendor: Vendor) -> Self {
        let (stage, payment) = match vendor {
            Bootpay => {
                let stage = Stage::over_bootpay(bootpay::ApiVersion::V2).await;
                let plan = at_bootpay::Blueprint::new(ORDER, PRICE);
                let receipt = stage.simulator.at_bootpay().create(&plan).unwrap();
                (stage, receipt)
            }
            PaySsam => {
                let stage = Stage::over_payssam(payssam::ApiVersion::V2).await;
                stage.simulator.create_bill(&at_payssam::Blueprint::new(BILL, PRICE)).unwrap();
                (stage, BILL.to_owned())
            }
        };
        stage.read(&payment).await;
        Self { vendor, stage, payment }
    }

    async fn click(&self, key: &str) -> Answer {
        let payment = self.stage.id_of(&self.payment).await;
        self.stage.signed_in("staff").await.cancel(&payment, key, &self.vendor.body()).await
    }

    /// A person cancels, and the vendor carries it out; the cancellation.
    async fn cancel(&self, key: &str) -> Value {
        let asked = self.click(key).await.expect(201);
        let settled = self.stage.settle(id(&asked)).await;
        assert_eq!(settled["state"], "succeeded", "{settled}");
        settled
    }

    async fn lose_everything(&mut self, backup: &Path) {
        self.stage.wait(15 * 60);
        self.stage.restore(backup).await;
        let connection = match self.vendor {
            Bootpay => self.stage.bootpay(bootpay::ApiVersion::V2),
            PaySsam => self.stage.payssam(payssam::ApiVersion::V2),
        };
        self.stage.restart_with(vec![connection]).await;
    }

    async fn detail(&self) -> Value {
        self.stage.detail(&self.payment).await
    }

    /// What the vendor gave back: how often, and how much.
    fn refunded(&self) -> (usize, i64) {
        let simulator = &self.stage.simulator;
        match self.vendor {
            Bootpay => {
                let truth = simulator.at_bootpay().truth(ORDER).unwrap();
                (truth.refund_count, truth.refunded_won)
            }
            PaySsam => {
                let truth = simulator.bill_truth(BILL).unwrap();
                (truth.refund_count, truth.refunded_won)
            }
        }
    }

    /// Once, and the book says the same.
    #[track_caller]
    fn assert_refunded_once(&self, detail: &Value) {
        let (payment, won) = (&detail["payment"], self.vendor.won());
        assert_eq!(self.refunded(), (1, won), "{:?}", self.vendor);
        assert_eq!(payment["cancelled_won"], won, "{payment}");
        assert_eq!(payment["reserved_won"], 0, "{payment}");
        assert_eq!(payment["agreement"], "agrees", "{payment}");
        assert_eq!(detail["follow_up"], Value::Null, "{detail}");
    }
}

fn id(cancellation: &Value) -> &str {
    cancellation["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_cancel_made_after_the_backup_is_found_with_its_follow_up() {
    for vendor in Vendor::ALL {
        let mut shop = Shop::open(vendor).await;
        let file = shop.stage.back_up().await;
        shop.cancel(KEY).await;

        shop.lose_everything(&file).await;
        workers::reconcile(&shop.stage.desk).await.unwrap();
        let found = shop.detail().await;
        assert_eq!(found["payment"]["agreement"], "gateway_ahead", "{vendor:?}: {found}");
        assert_eq!(found["follow_up"]["amount_at_risk_won"], vendor.won(), "{vendor:?}: {found}");
        assert_eq!(found["payment"]["cancelled_won"], 0, "it waits for a person: {found}");

        // One press takes it into the book, and what the lost screen still sends finds it there.
        shop.assert_refunded_once(&shop.stage.ask_vendor(&shop.payment).await);
        assert!(!shop.click(KEY).await.status.is_success(), "{vendor:?}: what it saw is gone");
        shop.stage.wait(300);
        shop.stage.work().await;
        shop.assert_refunded_once(&shop.detail().await);
    }
}

#[tokio::test]
async fn an_order_of_the_backup_that_went_out_is_found_and_not_sent_again() {
    for vendor in Vendor::ALL {
        for fault in [None, Some(FaultKind::DropAfter)] {
            let mut shop = Shop::open(vendor).await;
            let asked = shop.click(KEY).await.expect(201);
            let file = shop.stage.back_up().await;
            if let Some(kind) = fault {
                shop.stage.next_cancel_meets(kind);
            }
            shop.stage.wait(5);
            shop.stage.work().await;
            assert_eq!(shop.refunded(), (1, vendor.won()), "{vendor:?}, {fault:?}");

            shop.lose_everything(&file).await;
            assert_eq!(shop.stage.cancellation(id(&asked)).await["state"], "unknown");
            shop.click(OTHER_KEY).await.expect_problem(409, "in_flight");
            let settled = shop.stage.settle(id(&asked)).await;
            assert_eq!(settled["state"], "succeeded", "{vendor:?}, {fault:?}: {settled}");
            shop.assert_refunded_once(&shop.detail().await);
            assert_eq!(shop.click(KEY).await.expect(200)["id"], asked["id"]);
        }
    }
}

#[tokio::test]
async fn an_order_of_the_backup_that_was_taken_back_since_is_never_sent() {
    for vendor in Vendor::ALL {
        let mut shop = Shop::open(vendor).await;
        let asked = shop.click(KEY).await.expect(201);
        let file = shop.stage.back_up().await;
        let path = format!("/api/cancellations/{}/withdraw", id(&asked));
        shop.stage.signed_in("staff").await.post(&path, None).await.expect(200);

        shop.lose_everything(&file).await;
        let doubted = shop.stage.settle(id(&asked)).await;
        assert_eq!(doubted["attention"], "no_proof", "{vendor:?}: {doubted}");
        assert_eq!(shop.refunded(), (0, 0), "{vendor:?}");
        let finding = json!({ "outcome": "not_cancelled" });
        shop.stage.sign(&shop.payment, &finding).await.expect(200);
        shop.cancel(OTHER_KEY).await;
        shop.assert_refunded_once(&shop.detail().await);
    }
}

/// Nobody names it, so the read before sending takes it for somebody else's: it stops the order.
#[tokio::test]
async fn a_click_repeated_after_the_restore_is_stopped_by_the_read_before_it() {
    for vendor in Vendor::ALL {
        let mut shop = Shop::open(vendor).await;
        let file = shop.stage.back_up().await;
        let first = shop.cancel(KEY).await;

        shop.lose_everything(&file).await;
        let repeated = shop.click(KEY).await.expect(201);
        assert_eq!(repeated["id"], first["id"], "the same click makes the same cancellation");
        let settled = shop.stage.settle(id(&repeated)).await;
        assert_eq!(settled["state"], "failed", "{vendor:?}: {settled}");
        assert_eq!(shop.refunded(), (1, vendor.won()), "{vendor:?}");
        let found = shop.detail().await;
        assert_eq!(found["payment"]["agreement"], "gateway_ahead", "{vendor:?}: {found}");
        shop.assert_refunded_once(&shop.stage.ask_vendor(&shop.payment).await);
    }
}
