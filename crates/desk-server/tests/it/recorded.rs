//! 미연동, 학원수납저장: cancelled in the book, at once, once.

use desk_domain::payment::Channel;
use desk_server::config::merchant_id;
use desk_server::import::csv::{CsvError, import_csv};
use desk_store::GatewayPlace;
use serde_json::{Value, json};

use crate::support::{Stage, force, full, over_portone, partial};

const KEY: &str = "0123456789abcdef";
const HEADER: &str = "payment_id,order_name,amount_won,method,paid_at,recorded_as,channel\n";

async fn import(stage: &Stage, rows: &str) -> Result<usize, CsvError> {
    let path = stage.folder().join("recorded.csv");
    std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
    Ok(import_csv(&stage.desk, &path, &merchant_id("hanbit")).await?.rows)
}

/// One payment of each kind, as an academy's own list has them.
async fn two_kinds() -> Stage {
    let stage = Stage::new().await;
    let rows = "R-1,수학 11월,350000,cash,2026-11-03,recorded_payment,\n\
                R-2,영어 11월,280000,card,2026-11-04,unintegrated,recorded\n";
    assert_eq!(import(&stage, rows).await.unwrap(), 2);
    stage
}

async fn id_of(stage: &Stage, number: &str) -> String {
    let place = GatewayPlace {
        merchant_id: merchant_id("hanbit"),
        channel: Channel::Recorded,
        channel_id: None,
        gateway_payment_id: number.to_owned(),
    };
    let row = stage.desk.store.payment_at_gateway(&place).await.unwrap();
    row.expect("it is in the book").payment.id.to_string()
}

async fn payment(stage: &Stage, number: &str) -> Value {
    let path = format!("/api/payments/{}", id_of(stage, number).await);
    stage.signed_in("staff").await.get(&path).await.expect(200)
}

async fn cancel(stage: &Stage, number: &str, key: &str, amount_won: i64) -> Value {
    let browser = stage.signed_in("staff").await;
    browser.cancel(&id_of(stage, number).await, key, &full(amount_won)).await.expect(201)
}

#[tokio::test]
async fn it_is_cancelled_at_once_and_book_and_truth_agree() {
    let stage = two_kinds().await;
    let asked = cancel(&stage, "R-1", KEY, 350_000).await;
    assert_eq!(asked["withdraw_until"], Value::Null);
    let promised = asked["sentence"]["ko"].as_str().unwrap();
    assert!(!promised.contains("되돌릴"), "no screen offers that here: {promised}");
    stage.work().await;

    let told = payment(&stage, "R-1").await;
    assert_eq!(told["cancellations"][0]["state"], "succeeded");
    let sentence = told["cancellations"][0]["sentence"]["ko"].as_str().unwrap();
    assert!(sentence.contains("돌려드려"), "{sentence}");
    let payment = &told["payment"];
    assert_eq!(payment["book_status"], "cancelled");
    assert_eq!(payment["cancelled_won"], 350_000);
    assert_eq!(payment["reserved_won"], 0);
    assert_eq!(payment["agreement"], "agrees");
    let story = told["timeline"].as_array().unwrap();
    let kinds: Vec<_> = story.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    let expected = ["payment.paid", "payment.booked", "cancellation.requested"];
    assert_eq!(kinds, [&expected[..], &["cancellation.succeeded"]].concat());
}

#[tokio::test]
async fn the_history_says_which_kind_it_was() {
    let stage = two_kinds().await;
    cancel(&stage, "R-1", KEY, 350_000).await;
    cancel(&stage, "R-2", "another-key-0123456789", 280_000).await;
    stage.work().await;
    let history = stage.signed_in("staff").await.get("/api/cancellations").await.expect(200);
    let rows = history["items"].as_array().unwrap();
    let mut labels: Vec<_> =
        rows.iter().map(|row| row["method_label"]["ko"].as_str().unwrap()).collect();
    labels.sort_unstable();
    assert_eq!(labels, ["카드 · 미연동", "현금 · 학원수납저장"]);
}

#[tokio::test]
async fn a_forced_cancel_ends_the_same_leaves_no_duty_and_stays_told_apart() {
    let stage = two_kinds().await;
    cancel(&stage, "R-1", KEY, 350_000).await;
    let browser = stage.stepped_up("staff").await;
    let id = id_of(&stage, "R-2").await;
    browser.cancel(&id, "another-key-0123456789", &force(280_000)).await.expect(201);
    stage.work().await;
    for (number, won, kind) in [("R-1", 350_000, "full"), ("R-2", 280_000, "force")] {
        let told = payment(&stage, number).await;
        assert_eq!(told["payment"]["book_status"], "cancelled", "{number}");
        assert_eq!(told["payment"]["cancelled_won"], won, "{number}");
        assert_eq!(told["payment"]["agreement"], "agrees", "{number}");
        assert_eq!(told["follow_up"], Value::Null, "{number}");
        assert_eq!(told["cancellations"][0]["kind"], kind, "{number}");
    }
}

#[tokio::test]
async fn a_part_is_not_offered_and_the_rule_says_what_to_do_instead() {
    let stage = two_kinds().await;
    let browser = stage.signed_in("staff").await;
    let id = id_of(&stage, "R-1").await;
    let refused = browser.cancel(&id, KEY, &partial(50_000, 350_000)).await;
    let problem = refused.expect_problem(422, "cancel_blocked");
    let reason = &problem["errors"][0];
    assert_eq!(reason["code"], "partial_not_allowed");
    assert!(reason["text"]["ko"].as_str().unwrap().contains("전액"), "{reason}");
}

#[tokio::test]
async fn the_same_click_twice_is_one_line_in_the_book() {
    let stage = two_kinds().await;
    let first = cancel(&stage, "R-1", KEY, 350_000).await;
    stage.work().await;
    let browser = stage.signed_in("staff").await;
    let again = browser.cancel(&id_of(&stage, "R-1").await, KEY, &full(350_000)).await.expect(200);
    assert_eq!(again["id"], first["id"]);
    stage.work().await;
    assert_eq!(payment(&stage, "R-1").await["payment"]["cancelled_won"], 350_000);
}

#[tokio::test]
async fn a_crash_between_sent_and_booked_goes_on_from_the_row() {
    let mut stage = two_kinds().await;
    let asked = cancel(&stage, "R-1", KEY, 350_000).await;
    let id = asked["id"].as_str().unwrap().parse().unwrap();
    stage.desk.store.begin_sending(&id, stage.desk.now()).await.unwrap().expect("requested");
    stage.restart().await;
    stage.work().await;
    assert_eq!(stage.cancellation(id.as_str()).await["state"], "succeeded");
    let told = payment(&stage, "R-1").await;
    assert_eq!(told["payment"]["cancelled_won"], 350_000);
    assert_eq!(told["payment"]["agreement"], "agrees");
}

#[tokio::test]
async fn what_was_imported_before_the_channel_was_configured_is_cancelled_too() {
    let mut stage = Stage::new().await;
    let portone = stage.real_gateway();
    stage.restart_with(vec![over_portone(portone)]).await;
    import(&stage, "R-1,수학,350000,cash,2026-11-03,,\n").await.unwrap();
    let browser = stage.signed_in("staff").await;
    let id = id_of(&stage, "R-1").await;
    browser.cancel(&id, KEY, &full(350_000)).await.expect_problem(422, "cancel_blocked");

    stage.restart().await;
    cancel(&stage, "R-1", KEY, 350_000).await;
    stage.work().await;
    assert_eq!(payment(&stage, "R-1").await["payment"]["book_status"], "cancelled");
}

#[tokio::test]
async fn there_is_nobody_to_read_and_that_is_no_error() {
    let stage = two_kinds().await;
    let path = format!("/api/payments/{}/refresh", id_of(&stage, "R-1").await);
    let read = stage.signed_in("staff").await.post(&path, None).await.expect(200);
    assert_eq!(read["changed"], json!(false));
    assert_eq!(read["detail"]["payment"]["agreement"], "agrees");
}

#[tokio::test]
async fn a_kind_belongs_to_recorded_payments_only() {
    let stage = Stage::new().await;
    let refused = import(&stage, "P-1,수학,1000,card,2026-11-03,unintegrated,portone\n").await;
    let Err(CsvError::Rows(wrong)) = refused else { panic!("{refused:?}") };
    let rows = wrong.errors;
    assert_eq!((rows.len(), rows[0].column.as_str()), (1, "recorded_as"));
}
