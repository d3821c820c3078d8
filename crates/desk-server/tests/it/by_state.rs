//! A vendor that tells the state of the whole payment and names nobody: what its state proves, what it
//! cannot, and that nothing is sent twice over it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_domain::cancellation::RefundArrival;
use desk_domain::id::ChannelId;
use desk_domain::payment::{
    CashReceiptState, Channel, Customer, GatewayStatus, Method, MethodDetail,
};
use desk_domain::{Timestamp, Won};
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, ReadError, Reading, VoidOutcome,
};
use desk_server::clock::Clock;
use desk_server::config::merchant_id;
use desk_server::demo::in_process;
use desk_server::desk::{Connection, Hooks};
use desk_server::import::csv::import_csv;
use desk_store::JobKind;
use serde_json::Value;

use crate::support::{Stage, full};

const KEY: &str = "0123456789abcdef";
const PRICE: i64 = 45_000;

/// What becomes of a cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Answered,
    /// Executed; the answer is lost.
    Unanswered,
    /// Never arrives; neither does an answer.
    Lost,
}

#[derive(Debug)]
struct Bill {
    status: GatewayStatus,
    price: i64,
    cancelled_at: Option<Timestamp>,
    fate: Fate,
    readable: bool,
    orders: u32,
}

/// One bill at a vendor like PaySsam.
#[derive(Debug)]
struct Vendor {
    bill: Mutex<Bill>,
    clock: Arc<dyn Clock>,
}

impl Vendor {
    fn set(&self, change: impl FnOnce(&mut Bill)) {
        change(&mut self.bill.lock().unwrap());
    }

    fn orders(&self) -> u32 {
        self.bill.lock().unwrap().orders
    }

    /// Somebody at the manager site.
    fn cancelled_outside(&self) {
        let now = self.clock.now();
        self.set(|bill| {
            bill.status = GatewayStatus::Cancelled;
            bill.cancelled_at = Some(now);
        });
    }
}

fn cancellation(bill: &Bill) -> FoundCancellation {
    FoundCancellation {
        gateway_cancellation_id: "30099001".into(),
        state: FoundCancellationState::Succeeded,
        amount: Won(bill.price),
        tax_free: Won::ZERO,
        reason: String::new(),
        requested_at: bill.cancelled_at.unwrap_or(Timestamp(0)),
        cancelled_at: bill.cancelled_at,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    }
}

#[async_trait]
impl Gateway for Vendor {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            cancel: true,
            partial_cancel: false,
            void: true,
            list: false,
            idempotency_seconds: None,
            withdrawable: true,
            reading: Reading::WholeState,
        }
    }

    async fn find(&self, id: &str) -> Result<Found, ReadError> {
        let bill = self.bill.lock().unwrap();
        if !bill.readable {
            return Err(ReadError::Unavailable("the vendor is away".into()));
        }
        let is_cancelled = bill.status == GatewayStatus::Cancelled;
        let paid_at = self.clock.now().plus_seconds(-7 * 24 * 60 * 60);
        Ok(Found {
            gateway_payment_id: id.to_owned(),
            status: bill.status,
            customer: Customer::default(),
            order_name: "고2 수학 11월".into(),
            method: Method::Message,
            method_detail: MethodDetail::default(),
            amount: Won(bill.price),
            cancelled: Won(if is_cancelled { bill.price } else { 0 }),
            tax_free: Won::ZERO,
            cancelled_tax_free: Won::ZERO,
            cash_receipt: CashReceiptState::None,
            requested_at: paid_at,
            paid_at: Some(paid_at),
            cancelled_at: bill.cancelled_at,
            approval_number: None,
            receipt_url: None,
            cancellations: is_cancelled.then(|| cancellation(&bill)).into_iter().collect(),
        })
    }

    async fn list(
        &self,
        _: Timestamp,
        _: Timestamp,
        _: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported("no list".into()))
    }

    async fn cancel(&self, _: &CancelOrder) -> CancelOutcome {
        let now = self.clock.now();
        let mut bill = self.bill.lock().unwrap();
        bill.orders += 1;
        if bill.fate != Fate::Lost {
            bill.status = GatewayStatus::Cancelled;
            bill.cancelled_at = Some(now);
        }
        match bill.fate {
            Fate::Answered => CancelOutcome::Succeeded(cancellation(&bill)),
            Fate::Unanswered | Fate::Lost => {
                CancelOutcome::Unknown { why: "no answer".into(), words: None }
            }
        }
    }

    async fn void(&self, _: &str, _: &str) -> VoidOutcome {
        VoidOutcome::Unknown { why: "no answer".into(), words: None }
    }
}

/// A desk with one paid bill in its book, read once.
async fn stage(fate: Fate) -> (Stage, Arc<Vendor>) {
    let mut stage = Stage::new().await;
    let bill = Bill {
        status: GatewayStatus::Paid,
        price: PRICE,
        cancelled_at: None,
        fate,
        readable: true,
        orders: 0,
    };
    let clock = in_process(stage.simulator.clock());
    let vendor = Arc::new(Vendor { bill: Mutex::new(bill), clock });
    let connection = Connection {
        id: ChannelId::from_bits(3),
        channel: Channel::Payssam,
        merchant_id: merchant_id("hanbit"),
        name: "payssam".into(),
        gateway: Arc::<Vendor>::clone(&vendor),
        hooks: Hooks::Nobody,
    };
    stage.restart_with(vec![connection]).await;
    let rows = "payment_id,order_name,amount_won,method,paid_at,channel\n\
                1024,고2 수학 11월,45000,message,2026-11-14,payssam\n";
    let path = stage.folder().join("bills.csv");
    std::fs::write(&path, rows).unwrap();
    import_csv(&stage.desk, &path, &merchant_id("hanbit")).await.unwrap();
    refresh(&stage).await;
    (stage, vendor)
}

async fn id(stage: &Stage) -> String {
    let place = stage.desk.connection(&ChannelId::from_bits(3)).unwrap().place("1024");
    let row = stage.desk.store.payment_at_gateway(&place).await.unwrap();
    row.expect("it is in the book").payment.id.to_string()
}

async fn refresh(stage: &Stage) -> Value {
    let path = format!("/api/payments/{}/refresh", id(stage).await);
    stage.signed_in("staff").await.post(&path, None).await.expect(200)["detail"].clone()
}

async fn detail(stage: &Stage) -> Value {
    let path = format!("/api/payments/{}", id(stage).await);
    stage.signed_in("staff").await.get(&path).await.expect(200)
}

/// Asks for a full cancel and lets the withdraw window pass; works it off.
async fn cancel(stage: &Stage) -> String {
    let browser = stage.signed_in("staff").await;
    let asked = browser.cancel(&id(stage).await, KEY, &full(PRICE)).await.expect(201);
    stage.wait(5);
    stage.work().await;
    asked["id"].as_str().unwrap().to_owned()
}

#[track_caller]
fn assert_cancelled_once(detail: &Value, vendor: &Vendor) {
    let payment = &detail["payment"];
    assert_eq!(payment["cancelled_won"], PRICE, "{payment}");
    assert_eq!(payment["reserved_won"], 0, "{payment}");
    assert_eq!(payment["agreement"], "agrees", "{payment}");
    assert_eq!(vendor.orders(), 1);
}

fn is_told(detail: &Value, kind: &str) -> bool {
    detail["timeline"].as_array().unwrap().iter().any(|entry| entry["kind"] == kind)
}

#[tokio::test]
async fn an_answered_cancel_needs_no_proof() {
    let (stage, vendor) = stage(Fate::Answered).await;
    let cancellation = cancel(&stage).await;
    assert_eq!(stage.cancellation(&cancellation).await["state"], "succeeded");
    let detail = detail(&stage).await;
    assert_cancelled_once(&detail, &vendor);
    assert!(!is_told(&detail, "cancellation.proved_by_state"), "{detail}");
}

#[tokio::test]
async fn a_lost_answer_is_proved_by_the_state_and_the_story_says_how() {
    let (stage, vendor) = stage(Fate::Unanswered).await;
    let cancellation = cancel(&stage).await;
    assert_eq!(stage.cancellation(&cancellation).await["state"], "unknown");
    assert_eq!(stage.settle(&cancellation).await["state"], "succeeded");
    let detail = detail(&stage).await;
    assert_cancelled_once(&detail, &vendor);
    assert!(is_told(&detail, "cancellation.proved_by_state"), "{detail}");
}

#[tokio::test]
async fn a_cancel_without_a_date_is_ours_too_as_the_read_before_showed_it_paid() {
    let (stage, vendor) = stage(Fate::Unanswered).await;
    let cancellation = cancel(&stage).await;
    vendor.set(|bill| bill.cancelled_at = None);
    assert_eq!(stage.settle(&cancellation).await["state"], "succeeded");
    assert_cancelled_once(&detail(&stage).await, &vendor);
}

#[tokio::test]
async fn an_order_that_never_arrived_is_in_doubt_and_is_not_sent_again() {
    let (stage, vendor) = stage(Fate::Lost).await;
    let cancellation = cancel(&stage).await;
    stage.wait(14 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&cancellation).await["state"], "unknown", "too early to tell");
    let settled = stage.settle(&cancellation).await;
    assert_eq!((&settled["state"], &settled["attention"]), (&"unknown".into(), &"no_proof".into()));
    assert_eq!(settled["failure"]["code"], "not_shown");
    assert_eq!(vendor.orders(), 1);
    let detail = detail(&stage).await;
    assert!(is_told(&detail, "cancellation.unproven"), "{detail}");
    let payment = &detail["payment"];
    assert_eq!(payment["cancellable_won"], 0, "the PG may know more than the vendor");
}

#[tokio::test]
async fn a_cancel_of_another_time_is_never_taken_for_ours() {
    let (stage, vendor) = stage(Fate::Lost).await;
    let cancellation = cancel(&stage).await;
    vendor.set(|bill| bill.readable = false);
    stage.wait(60 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&cancellation).await["state"], "unknown");
    vendor.cancelled_outside();
    vendor.set(|bill| bill.readable = true);

    let settled = stage.settle(&cancellation).await;
    assert_eq!(settled["state"], "failed");
    assert_eq!(settled["failure"]["code"], "already_cancelled");
    let noticed = detail(&stage).await;
    assert_eq!(noticed["payment"]["agreement"], "gateway_ahead");
    assert_eq!(noticed["payment"]["cancelled_won"], 0, "nobody has taken it into the book yet");

    let adopted = refresh(&stage).await;
    assert_cancelled_once(&adopted, &vendor);
    let outside = adopted["cancellations"].as_array().unwrap();
    assert!(outside.iter().any(|one| one["origin"] == "gateway"), "{outside:?}");
}

#[tokio::test]
async fn while_our_own_answer_may_still_come_the_state_proves_nothing() {
    let (stage, vendor) = stage(Fate::Answered).await;
    let browser = stage.signed_in("staff").await;
    let asked = browser.cancel(&id(&stage).await, KEY, &full(PRICE)).await.expect(201);
    let cancellation = asked["id"].as_str().unwrap().parse().unwrap();
    stage.wait(5);
    stage.desk.store.begin_sending(&cancellation, stage.desk.now()).await.unwrap();
    vendor.cancelled_outside();
    refresh(&stage).await;
    assert_eq!(stage.cancellation(cancellation.as_str()).await["state"], "sent");
    let settled = stage.settle(cancellation.as_str()).await;
    assert_eq!(settled["state"], "succeeded");
    assert_eq!(vendor.orders(), 0, "found, not sent");
}

#[tokio::test]
async fn what_the_read_before_shows_is_not_sent() {
    for (code, change) in [
        ("not_paid", (|bill| bill.status = GatewayStatus::Ready) as fn(&mut Bill)),
        ("not_paid", |bill| bill.status = GatewayStatus::Closed),
        ("price_differs", |bill| bill.price = PRICE + 1),
        ("already_cancelled", |bill| bill.status = GatewayStatus::Cancelled),
    ] {
        let (stage, vendor) = stage(Fate::Answered).await;
        vendor.set(change);
        let cancellation = cancel(&stage).await;
        let settled = stage.cancellation(&cancellation).await;
        assert_eq!(
            (settled["state"].as_str(), settled["failure"]["code"].as_str()),
            (Some("failed"), Some(code))
        );
        assert_eq!(vendor.orders(), 0, "{code}");
    }
}

#[tokio::test]
async fn a_cancel_at_the_manager_site_is_noticed_and_taken_over_by_a_person_only() {
    let (stage, vendor) = stage(Fate::Answered).await;
    vendor.cancelled_outside();
    let (channel_id, gateway_payment_id) = (ChannelId::from_bits(3), "1024".to_owned());
    let read = JobKind::RefreshPayment { channel_id, gateway_payment_id };
    stage.desk.store.enqueue(&read, stage.desk.now()).await.unwrap();
    stage.work().await;
    let noticed = detail(&stage).await;
    assert_eq!(noticed["payment"]["agreement"], "gateway_ahead");
    assert_eq!(noticed["payment"]["cancelled_won"], 0);

    let adopted = refresh(&stage).await;
    assert_eq!(adopted["payment"]["cancelled_won"], PRICE);
    assert_eq!(adopted["cancellations"][0]["origin"], "gateway");
    assert_eq!(vendor.orders(), 0);
}
