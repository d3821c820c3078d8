//! 후처리: found, given on, written on, closed by proof.

use serde_json::{Value, json};

use crate::support::{Browser, Stage, card, force};

/// Two force-cancels by the staff member; the id of the first one's follow-up.
async fn two_open(stage: &Stage) -> String {
    let browser = stage.stepped_up("staff").await;
    for (payment, key) in [("pay-1", "0123456789abcdef"), ("pay-2", "fedcba9876543210")] {
        let id = stage.id_of(payment).await;
        browser.cancel(&id, key, &force(100_000)).await.expect(201);
    }
    stage.detail("pay-1").await["follow_up"]["id"].as_str().unwrap().to_owned()
}

async fn stage() -> Stage {
    Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await
}

async fn post(browser: &Browser, id: &str, deed: &str, body: Value) -> crate::support::Answer {
    browser.post(&format!("/api/follow-ups/{id}/{deed}"), Some(&body)).await
}

#[tokio::test]
async fn it_is_listed_counted_and_overdue_the_day_after_the_next() {
    let stage = stage().await;
    two_open(&stage).await;
    let browser = stage.signed_in("staff").await;
    let all = browser.get("/api/follow-ups").await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    let counts = browser.get("/api/follow-ups/counts").await.expect(200);
    assert_eq!(counts, json!({ "open": 2, "mine": 2, "overdue": 0 }));
    let manager = stage.signed_in("manager").await;
    let mine = manager.get("/api/follow-ups?mine=true").await.expect(200);
    assert_eq!(mine["items"], json!([]));

    stage.wait(2 * 24 * 60 * 60);
    let browser = stage.signed_in("staff").await;
    let overdue = browser.get("/api/follow-ups?overdue=true").await.expect(200);
    assert_eq!(overdue["items"].as_array().unwrap().len(), 2);
    assert_eq!(overdue["items"][0]["overdue"], true);
    let answer = browser.get("/api/follow-ups?state=lost").await;
    assert_eq!(answer.wrong_fields(), ["state"]);
    let stranger = stage.signed_in("stranger").await;
    let counts = stranger.get("/api/follow-ups/counts").await.expect(200);
    assert_eq!(counts["open"], 0);
}

#[tokio::test]
async fn it_is_given_to_a_colleague_and_written_on() {
    let stage = stage().await;
    let id = two_open(&stage).await;
    let browser = stage.signed_in("staff").await;
    let colleagues = browser.get("/api/staff").await.expect(200);
    let manager = colleagues["items"].as_array().unwrap().iter();
    let manager = manager.clone().find(|one| one["name"] == "박지훈").unwrap();
    let given = post(&browser, &id, "assign", json!({ "staff_id": manager["id"] })).await;
    assert_eq!(given.expect(200)["owner"]["name"], "박지훈");
    let stranger = desk_domain::StaffId::from_bits(4);
    let answer = post(&browser, &id, "assign", json!({ "staff_id": stranger })).await;
    assert_eq!(answer.wrong_fields(), ["staff_id"]);
    // Read as a structure without names it would take the follow-up from its owner.
    post(&browser, &id, "assign", json!([])).await.expect_problem(400, "bad_json");

    let noted = post(&browser, &id, "note", json!({ "words": " 카드사에 전화했어요 " })).await;
    let noted = noted.expect(200);
    assert_eq!(noted["notes"][0]["words"], "카드사에 전화했어요");
    assert_eq!(noted["notes"][0]["by"]["name"], "김하늘");
    for words in [" ".to_owned(), "가".repeat(501)] {
        let answer = post(&browser, &id, "note", json!({ "words": words })).await;
        assert_eq!(answer.wrong_fields(), ["words"]);
    }
}

#[tokio::test]
async fn only_a_manager_signs_and_only_once() {
    let stage = stage().await;
    let id = two_open(&stage).await;
    let note = json!({ "proof": "signed_note", "evidence": "고객 계좌로 직접 보냈고 이체 확인증을 받았어요" });
    let staff = stage.signed_in("staff").await;
    let answer = post(&staff, &id, "close", note.clone()).await;
    assert_eq!(answer.body["errors"][0]["code"], "manager_only", "{}", answer.body);
    let manager = stage.signed_in("manager").await;
    let short = json!({ "proof": "signed_note", "evidence": "끝" });
    assert_eq!(post(&manager, &id, "close", short).await.wrong_fields(), ["evidence"]);
    // What was signed is what stood on the screen.
    let mut about = note.clone();
    about["seen"] = json!({ "cause": "book_ahead", "amount_at_risk_won": 1 });
    post(&manager, &id, "close", about.clone()).await.expect_problem(409, "follow_up_changed");
    let open = manager.get(&format!("/api/follow-ups/{id}")).await.expect(200);
    about["seen"] =
        json!({ "cause": open["cause"], "amount_at_risk_won": open["amount_at_risk_won"] });
    let closed = post(&manager, &id, "close", about).await.expect(200);
    assert_eq!(closed["closing"]["by"]["name"], "박지훈");
    post(&manager, &id, "close", note).await.expect_problem(409, "follow_up_closed");
    // What the gateway said stands, and the row goes on saying so.
    let shown = stage.detail("pay-1").await;
    assert_eq!(shown["payment"]["agreement"], "book_ahead");
    assert_eq!(shown["follow_up"], Value::Null);
}

#[tokio::test]
async fn a_number_is_no_proof_where_the_gateway_can_be_asked() {
    let stage = stage().await;
    let id = two_open(&stage).await;
    let manager = stage.signed_in("manager").await;
    let now = stage.desk.now().to_rfc3339();
    for (proof, code) in
        [("gateway_read", "read_the_gateway"), ("approval_number", "still_charged")]
    {
        let body = json!({ "proof": proof, "evidence": "30098765", "cancelled_at": now });
        let answer = post(&manager, &id, "close", body).await;
        assert_eq!(answer.body["errors"][0]["code"], code, "{}", answer.body);
    }
    let open = manager.get(&format!("/api/follow-ups/{id}")).await.expect(200);
    assert_eq!(open["closing"], Value::Null);
}

#[tokio::test]
async fn money_cancelled_outside_is_everybodys_until_the_book_has_it() {
    let stage = stage().await;
    stage.control("payments/pay-1/cancel", r#"{"amountWon":40000}"#).await;
    let connection = stage.desk.connections().next().unwrap().id.clone();
    let job = desk_store::JobKind::RefreshPayment {
        channel_id: connection,
        gateway_payment_id: "pay-1".to_owned(),
    };
    stage.desk.store.enqueue(&job, stage.desk.now()).await.unwrap();
    stage.work().await;
    let shown = stage.detail("pay-1").await;
    assert_eq!(shown["follow_up"]["cause"], "gateway_ahead", "{}", shown["payment"]);
    assert_eq!(shown["follow_up"]["owner"], Value::Null);
    let browser = stage.signed_in("staff").await;
    let path = format!("/api/follow-ups/{}", shown["follow_up"]["id"].as_str().unwrap());
    assert_eq!(browser.get(&path).await.expect(200)["duty"]["rule"], "F-OUTSIDE");
    let payment = stage.id_of("pay-1").await;
    let refreshed = browser.post(&format!("/api/payments/{payment}/refresh"), None).await;
    assert_eq!(refreshed.expect(200)["detail"]["follow_up"], Value::Null);
}
