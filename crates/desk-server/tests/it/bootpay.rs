//! Bootpay over its real adapter, against its simulator: the money at the PG is what counts.

use desk_gateway::bootpay::ApiVersion;
use desk_simulator::FaultKind;
use desk_simulator::bootpay::{
    Blueprint, Contract, Customer, Method, OutsideCancel, Via, VirtualAccount,
};
use serde_json::{Value, json};

use crate::support::{Stage, full, partial};

const KEY: &str = "0123456789abcdef";
const OTHER_KEY: &str = "fedcba9876543210";
const PRICE: i64 = 350_000;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// A desk of that generation with one payment in its book; the payment's receipt id.
async fn shop(api_version: ApiVersion, plan: &Blueprint) -> (Stage, String) {
    let stage = Stage::over_bootpay(api_version).await;
    let receipt_id = stage.simulator.at_bootpay().create(plan).unwrap();
    stage.read(&receipt_id).await;
    (stage, receipt_id)
}

fn card() -> Blueprint {
    Blueprint::new("order-1", PRICE)
}

/// The PG gave back this much in so many refunds, and the book says the same.
#[track_caller]
fn assert_refunded(stage: &Stage, detail: &Value, refunds: usize, won: i64) {
    let payment = &detail["payment"];
    let truth = stage.simulator.at_bootpay().truth("order-1").unwrap();
    assert_eq!((truth.refund_count, truth.refunded_won), (refunds, won), "{truth:?}");
    assert_eq!(payment["cancelled_won"], won, "{payment}");
    assert_eq!(payment["reserved_won"], 0, "{payment}");
    assert_eq!(payment["agreement"], "agrees", "{payment}");
}

#[track_caller]
fn assert_told(detail: &Value, kind: &str) {
    let timeline = detail["timeline"].as_array().unwrap();
    assert!(timeline.iter().any(|entry| entry["kind"] == kind), "no {kind} in {timeline:#?}");
}

#[tokio::test]
async fn a_full_cancel_is_one_refund_in_both_generations() {
    for api_version in [ApiVersion::V1, ApiVersion::V2] {
        let (stage, receipt) = shop(api_version, &card()).await;
        let id = stage.send(&receipt, KEY, &full(PRICE)).await;
        assert_eq!(stage.cancellation(&id).await["state"], "succeeded", "{api_version:?}");
        assert_refunded(&stage, &stage.detail(&receipt).await, 1, PRICE);
    }
}

#[tokio::test]
async fn two_parts_are_two_refunds_and_two_lines() {
    let (stage, receipt) = shop(ApiVersion::V2, &card()).await;
    stage.send(&receipt, KEY, &partial(100_000, PRICE)).await;
    stage.send(&receipt, OTHER_KEY, &partial(50_000, 250_000)).await;
    let detail = stage.ask_vendor(&receipt).await;
    assert_refunded(&stage, &detail, 2, 150_000);
    assert_eq!(detail["cancellations"].as_array().unwrap().len(), 2, "{detail:#}");
}

#[tokio::test]
async fn a_virtual_account_is_refunded_to_the_account_that_was_given() {
    let plan = Blueprint {
        method: Method::VirtualAccount(VirtualAccount::default()),
        pg: "kcp".into(),
        customer: Customer { name: "김하늘".into(), ..Customer::default() },
        ..card()
    };
    let (stage, receipt) = shop(ApiVersion::V2, &plan).await;
    let mut body = full(PRICE);
    body["refund_account"] =
        json!({ "bank": "KOOKMIN", "number": "123-456-789012", "holder_name": "김하늘" });
    let id = stage.send(&receipt, KEY, &body).await;
    let settled = stage.cancellation(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled:#}");
    assert_refunded(&stage, &stage.detail(&receipt).await, 1, PRICE);
}

#[tokio::test]
async fn a_lost_answer_after_the_execution_is_one_refund() {
    use FaultKind::{DropAfter, HalfAnswer, Http500After, TimeoutAfter};
    for fault in [TimeoutAfter, DropAfter, HalfAnswer, Http500After] {
        let (stage, receipt) = shop(ApiVersion::V2, &card()).await;
        stage.next_cancel_meets(fault);
        let id = stage.send(&receipt, KEY, &partial(100_000, PRICE)).await;
        assert_eq!(stage.cancellation(&id).await["state"], "unknown", "{fault:?}");
        assert_eq!(stage.settle(&id).await["state"], "succeeded", "{fault:?}");
        let detail = stage.detail(&receipt).await;
        assert_refunded(&stage, &detail, 1, 100_000);
        assert_told(&detail, "cancellation.proved_by_sum");
    }
}

#[tokio::test]
async fn an_order_that_never_arrived_is_not_told_as_harmless() {
    let (stage, receipt) = shop(ApiVersion::V2, &card()).await;
    stage.next_cancel_meets(FaultKind::DropBefore);
    let id = stage.send(&receipt, KEY, &partial(100_000, PRICE)).await;
    let settled = stage.settle(&id).await;
    assert_eq!(
        (&settled["attention"], &settled["failure"]["code"]),
        (&json!("no_proof"), &json!("not_shown"))
    );
    let advice = settled["failure"]["advice"]["ko"].as_str().unwrap();
    assert!(advice.contains("PG 관리자"), "{advice}");
    let detail = stage.detail(&receipt).await;
    assert_told(&detail, "cancellation.unproven");
    assert_eq!(detail["payment"]["reserved_won"], 100_000);
    assert_eq!(stage.simulator.at_bootpay().truth("order-1").unwrap().refund_count, 0);
}

/// Each no of a PG that the simulator knows, the words in which the desk tells the way out, and the cancel that
/// meets it.
fn refusals() -> Vec<(&'static str, Blueprint, Value)> {
    let under = |contract| Blueprint { contract, ..card() };
    let account = || Blueprint {
        method: Method::VirtualAccount(VirtualAccount::default()),
        pg: "kcp".into(),
        customer: Customer { name: "김하늘".into(), ..Customer::default() },
        ..card()
    };
    let whole = || full(PRICE);
    let mut refund = whole();
    refund["refund_account"] =
        json!({ "bank": "KOOKMIN", "number": "123-456-789012", "holder_name": "김하늘" });
    // The first generation names who pays into the account, and no customer.
    refund["holder_differs_confirmed"] = json!(true);
    let (fair, little) = (Contract::default, Some(100_000));
    vec![
        ("정산", under(Contract { settlement_due_won: little, ..fair() }), whole()),
        ("취소 한도", under(Contract { cancel_limit_won: little, ..fair() }), whole()),
        ("전액", under(Contract { partial_cancel: false, ..fair() }), partial(100_000, PRICE)),
        (
            "223.130.82.4",
            Blueprint { pg: "kcp".into(), ..under(Contract { kcp_address: false, ..fair() }) },
            whole(),
        ),
        (
            "특약",
            Blueprint {
                contract: Contract { virtual_account_refund: false, ..fair() },
                ..account()
            },
            refund,
        ),
    ]
}

#[tokio::test]
async fn what_is_refused_says_what_to_do_and_moves_nothing() {
    for (way_out, plan, body) in refusals() {
        let (stage, receipt) = shop(ApiVersion::V2, &plan).await;
        let id = stage.send(&receipt, KEY, &body).await;
        let settled = stage.cancellation(&id).await;
        assert_eq!(settled["failure"]["code"], "RC_CANCEL_SERVER_ERROR", "{settled:#}");
        assert_way_out(&stage, &settled, way_out, &receipt).await;
    }
}

/// The first generation has numbers that nobody explains: its words are borne out by two reads first.
#[tokio::test]
async fn a_refusal_of_the_first_generation_is_borne_out_and_says_what_to_do() {
    for (way_out, plan, body) in refusals() {
        let (stage, receipt) = shop(ApiVersion::V1, &plan).await;
        let id = stage.send(&receipt, KEY, &body).await;
        assert_eq!(stage.cancellation(&id).await["state"], "unknown", "{way_out}");
        let settled = stage.settle(&id).await;
        assert_way_out(&stage, &settled, way_out, &receipt).await;
    }
}

async fn assert_way_out(stage: &Stage, settled: &Value, way_out: &str, receipt: &str) {
    assert_eq!(settled["state"], "failed", "{settled:#}");
    let advice = settled["failure"]["advice"]["ko"].as_str().unwrap();
    assert!(advice.contains(way_out), "{way_out}: {advice}");
    assert_refunded(stage, &stage.detail(receipt).await, 0, 0);
}

#[tokio::test]
async fn a_cancel_in_bootpays_admin_is_taken_over_by_a_person_once() {
    let (stage, receipt) = shop(ApiVersion::V2, &card()).await;
    let outside =
        OutsideCancel { via: Via::Admin, amount_won: Some(100_000), ..OutsideCancel::default() };
    stage.simulator.at_bootpay().cancel(&receipt, &outside).unwrap();
    stage.read(&receipt).await;
    let noticed = stage.detail(&receipt).await;
    assert_eq!(noticed["payment"]["agreement"], "gateway_ahead");
    assert_eq!(noticed["follow_up"]["cause"], "gateway_ahead");
    stage.ask_vendor(&receipt).await;
    let adopted = stage.ask_vendor(&receipt).await;
    assert_refunded(&stage, &adopted, 1, 100_000);
    assert_eq!(adopted["follow_up"], Value::Null, "{adopted:#}");
}

/// Bootpay never hears of a cancel in the PG's own site and goes on showing the payment as paid.
#[tokio::test]
async fn what_is_cancelled_at_the_pg_already_is_somebodys_duty_until_it_is_signed() {
    let (stage, receipt) = shop(ApiVersion::V2, &card()).await;
    let at_pg = OutsideCancel { via: Via::PgSite, ..OutsideCancel::default() };
    stage.simulator.at_bootpay().cancel(&receipt, &at_pg).unwrap();
    let id = stage.send(&receipt, KEY, &full(PRICE)).await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    let settled = stage.settle(&id).await;
    assert_eq!(
        (&settled["attention"], &settled["failure"]["code"]),
        (&json!("no_proof"), &json!("RC_ALREADY_CANCELLED"))
    );
    let detail = stage.detail(&receipt).await;
    assert_eq!(detail["follow_up"]["cause"], "unproven");
    assert_eq!(detail["payment"]["reserved_won"], PRICE);

    let on = stage.desk.now().kst_date().to_string();
    let finding = json!({ "outcome": "cancelled", "on": on, "amount_won": PRICE });
    stage.sign(&receipt, &finding).await.expect(200);
    let truth = stage.simulator.at_bootpay().truth("order-1").unwrap();
    assert_eq!((truth.refund_count, truth.refunded_won), (1, PRICE), "{truth:?}");
    assert_eq!(stage.detail(&receipt).await["payment"]["cancelled_won"], PRICE);
}

/// 기취소 of a test payment: the PG has cancelled it that night, and Bootpay was not told.
#[tokio::test]
async fn a_test_payment_that_the_pg_has_swept_is_signed_and_not_cancelled_twice() {
    let (stage, receipt) = shop(ApiVersion::V2, &Blueprint { sandbox: true, ..card() }).await;
    stage.wait(DAY_SECONDS);
    stage.simulator.pump().await;
    let truth = stage.simulator.at_bootpay().truth("order-1").unwrap();
    assert_eq!((truth.refund_count, truth.refunded_won), (1, PRICE), "{truth:?}");

    let id = stage.send(&receipt, KEY, &full(PRICE)).await;
    let settled = stage.settle(&id).await;
    assert_eq!(settled["failure"]["code"], "RC_ALREADY_CANCELLED", "{settled:#}");
    assert_eq!(settled["attention"], "no_proof", "a person looks, and signs");
    let finding = json!({
        "outcome": "cancelled",
        "on": stage.desk.now().kst_date().to_string(),
        "amount_won": PRICE,
    });
    stage.sign(&receipt, &finding).await.expect(200);
    assert_eq!(stage.detail(&receipt).await["payment"]["cancelled_won"], PRICE);
    let truth = stage.simulator.at_bootpay().truth("order-1").unwrap();
    assert_eq!(truth.refund_count, 1, "{truth:?}");
}
