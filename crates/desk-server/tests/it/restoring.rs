//! A desk dies, and an old backup takes its place. What happened since is found at the vendor; nothing
//! is sent a second time, whatever the backup held and whoever clicks again.

use desk_server::keeping::{KeepingError, Level, back_up, bring_back, manifest_of, verify, worst};
use desk_server::workers;
use desk_simulator::FaultKind;
use serde_json::{Value, json};

use crate::support::{Stage, card, full, partial};

const KEY: &str = "0123456789abcdef";

/// Everything is lost, and the backup becomes the desk.
async fn lose_everything(stage: &mut Stage, backup: &std::path::Path) {
    stage.wait(15 * 60);
    stage.restore(backup).await;
}

async fn click(stage: &Stage, key: &str, body: &Value) -> crate::support::Answer {
    let payment = stage.id_of("pay-1").await;
    stage.signed_in("staff").await.cancel(&payment, key, body).await
}

async fn stage() -> Stage {
    Stage::new().await.with(&[card("pay-1")]).await
}

fn id(cancellation: &Value) -> &str {
    cancellation["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_restored_desk_answers_as_the_lost_one_did() {
    let mut stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    let cancelled = click(&stage, KEY, &partial(30_000, 100_000)).await.expect(201);
    stage.settle(id(&cancelled)).await;
    let forced = stage.stepped_up("staff").await;
    let second = stage.id_of("pay-2").await;
    let body = crate::support::force(100_000);
    forced.cancel(&second, "fedcba9876543210", &body).await.expect(201);
    let paths = ["payments", "cancellations", "follow-ups", "bills"];
    let mut before = Vec::new();
    for path in paths {
        let browser = stage.signed_in("staff").await;
        before.push(browser.get(&format!("/api/{path}")).await.expect(200));
    }
    let file = stage.back_up().await;
    stage.restore(&file).await;
    for (path, before) in paths.into_iter().zip(before) {
        let browser = stage.signed_in("staff").await;
        assert_eq!(browser.get(&format!("/api/{path}")).await.expect(200), before, "{path}");
    }
}

#[tokio::test]
async fn an_order_of_the_backup_that_went_out_is_found_and_not_sent_again() {
    for fault in [None, Some(FaultKind::DropAfter)] {
        let mut stage = stage().await;
        let asked = click(&stage, KEY, &full(100_000)).await.expect(201);
        let file = stage.back_up().await;
        if let Some(kind) = fault {
            stage.next_cancel_meets(kind);
        }
        stage.wait(5);
        stage.work().await;
        assert_eq!(stage.truth("pay-1").refund_count, 1);

        lose_everything(&mut stage, &file).await;
        assert_eq!(stage.cancellation(id(&asked)).await["state"], "unknown");
        let again = click(&stage, "fedcba9876543210", &full(100_000)).await;
        again.expect_problem(409, "in_flight");
        let settled = stage.settle(id(&asked)).await;
        assert_eq!(settled["state"], "succeeded", "{settled}");
        stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
        click(&stage, KEY, &full(100_000)).await.expect(200);
    }
}

#[tokio::test]
async fn an_order_of_the_backup_that_was_taken_back_since_is_never_sent() {
    let mut stage = stage().await;
    let asked = click(&stage, KEY, &full(100_000)).await.expect(201);
    let file = stage.back_up().await;
    let path = format!("/api/cancellations/{}/withdraw", id(&asked));
    stage.signed_in("staff").await.post(&path, None).await.expect(200);

    lose_everything(&mut stage, &file).await;
    let doubted = stage.settle(id(&asked)).await;
    assert_eq!(doubted["attention"], "no_proof", "{doubted}");
    assert_eq!(stage.truth("pay-1").refund_count, 0);
    // A manager has seen that the PG has nothing; then a person decides again.
    stage.sign("pay-1", &json!({ "outcome": "not_cancelled" })).await.expect(200);
    stage.assert_refunded(&stage.detail("pay-1").await, 0, 0);
    let again = click(&stage, "fedcba9876543210", &full(100_000)).await.expect(201);
    assert_eq!(stage.settle(id(&again)).await["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn a_cancel_made_after_the_backup_is_found_with_its_follow_up() {
    let mut stage = stage().await;
    let file = stage.back_up().await;
    let asked = click(&stage, KEY, &partial(30_000, 100_000)).await.expect(201);
    assert_eq!(stage.settle(id(&asked)).await["state"], "succeeded");
    // Nobody told the desk of this one, and only the list has it.
    let newer = json!({ "id": "pay-2", "amountWon": 5_000, "paidAt": "2026-11-21T03:00:00Z" });
    stage.simulator.create_payment(&serde_json::from_value(newer).unwrap()).unwrap();

    lose_everything(&mut stage, &file).await;
    workers::reconcile(&stage.desk).await.unwrap();
    let found = stage.detail("pay-1").await;
    assert_eq!(found["payment"]["agreement"], "gateway_ahead", "{found}");
    assert_eq!(found["follow_up"]["amount_at_risk_won"], 30_000, "{found}");
    assert_eq!(stage.detail("pay-2").await["payment"]["amount_won"], 5_000);

    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    stage.signed_in("staff").await.post(&path, None).await.expect(200);
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 30_000);
    // The click of before, once more: what it saw is gone.
    let repeated = click(&stage, KEY, &partial(30_000, 100_000)).await;
    repeated.expect_problem(409, "payment_changed");
    // And by a program that has looked again, under the key of before: to the vendor it is that order.
    let programmed = click(&stage, KEY, &partial(30_000, 70_000)).await.expect(201);
    let settled = stage.settle(id(&programmed)).await;
    assert_eq!(settled["state"], "failed", "{settled}");
    assert!(
        settled["sentence"]["ko"].as_str().unwrap().contains("장부에 이미 있어요"),
        "{settled}"
    );
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 30_000);
}

#[tokio::test]
async fn a_click_repeated_after_the_restore_is_known_at_the_vendor() {
    for body in [full(100_000), partial(30_000, 100_000)] {
        let won = body["amount_won"].as_i64().unwrap();
        let mut stage = stage().await;
        let file = stage.back_up().await;
        let first = click(&stage, KEY, &body).await.expect(201);
        assert_eq!(stage.settle(id(&first)).await["state"], "succeeded");

        lose_everything(&mut stage, &file).await;
        let repeated = click(&stage, KEY, &body).await.expect(201);
        assert_eq!(repeated["id"], first["id"], "the same click makes the same cancellation");
        let settled = stage.settle(id(&repeated)).await;
        assert_eq!(settled["state"], "succeeded", "{settled}");
        stage.assert_refunded(&stage.detail("pay-1").await, 1, won);
    }
}

#[tokio::test]
async fn another_click_after_the_restore_is_refused_by_the_read_before_it() {
    let mut stage = stage().await;
    let file = stage.back_up().await;
    let first = click(&stage, KEY, &partial(30_000, 100_000)).await.expect(201);
    assert_eq!(stage.settle(id(&first)).await["state"], "succeeded");

    lose_everything(&mut stage, &file).await;
    let another = click(&stage, "fedcba9876543210", &partial(30_000, 100_000)).await.expect(201);
    let settled = stage.settle(id(&another)).await;
    assert_eq!(settled["state"], "failed", "{settled}");
    assert_eq!(stage.truth("pay-1").refund_count, 1);
    assert_eq!(stage.detail("pay-1").await["payment"]["agreement"], "gateway_ahead");
}

#[tokio::test]
async fn a_session_of_the_backup_is_over() {
    let mut stage = stage().await;
    let browser = stage.signed_in("staff").await;
    browser.get("/api/payments").await.expect(200);
    let file = stage.back_up().await;
    stage.restore(&file).await;
    let mut browser = browser;
    browser.moves_to(&stage.desk);
    browser.get("/api/payments").await.expect(401);
}

#[tokio::test]
async fn a_backup_that_is_not_whole_is_told_and_not_restored() {
    let stage = stage().await;
    let file = stage.back_up().await;
    let whole = verify(&file).await.unwrap();
    assert_eq!(worst(&whole), Level::Ok, "{whole:?}");
    let names: Vec<_> = whole.iter().map(|check| check.name.as_str()).collect();
    assert_eq!(names, ["checksum", "database", "migrations", "content", "book", "audit"]);

    let taken = back_up(&*stage.desk.store, &file, stage.desk.now()).await.unwrap_err();
    assert!(matches!(taken, KeepingError::Exists(_)), "{taken}");

    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 100;
    bytes[last] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let place = desk_store::Place::File(stage.folder().join("back.db"));
    let refused = bring_back(&file, &place, stage.desk.now()).await.unwrap_err();
    let KeepingError::NotWhole(checks) = refused else { panic!("{refused}") };
    assert_eq!((checks[0].name.as_str(), checks[0].level), ("checksum", Level::Bad));
    assert!(!stage.folder().join("back.db").exists());

    // Whoever changes the list with it is found by what is inside.
    let path = manifest_of(&file);
    bytes[last] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let mut list: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    list["audit"]["seq"] = json!(999);
    std::fs::write(&path, list.to_string()).unwrap();
    let found = verify(&file).await.unwrap();
    let bad: Vec<_> = found.iter().filter(|one| one.level == Level::Bad).collect();
    assert_eq!(bad.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["content", "audit"]);
}
