//! A cancel at a card terminal, from the click to the end: live, abortable while nothing can have moved,
//! with a name for every wait, and handed over once.

use desk_api::agent::{AbortCause, AgentMessage, TerminalOutcome};
use desk_domain::terminal::{TerminalStage, TerminalTask};
use serde_json::{Value, json};

use crate::support::agent::Agent;
use crate::support::counter::{
    AtCounter, PAYMENT, PRICE, is_connected, new_terminal, pair, succeeded, until,
};
use crate::support::{force, full, partial, slip};

#[tokio::test]
async fn a_cancel_is_followed_live_and_booked_once() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id.as_str();
    assert_eq!(order.task, TerminalTask::CancelCard);
    assert_eq!(order.amount_won.0, PRICE);
    assert_eq!(order.original.approval_number, "30012345");
    assert_eq!(order.original.approved_on.to_string(), "2026-11-19");
    at.shows(id, "queued").await;
    for stage in [TerminalStage::Dispatched, TerminalStage::AwaitingCard, TerminalStage::Processing]
    {
        agent.progress(id, stage);
        at.shows(id, stage.as_str()).await;
    }
    at.cancelled_by(Some(id));
    agent.end(id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    work.await.unwrap();

    let told = at.detail().await;
    let cancellation = &told["cancellations"][0];
    assert_eq!(cancellation["state"], "succeeded");
    assert_eq!(cancellation["gateway_cancellation_id"], "40054321");
    assert_eq!(cancellation["terminal"], Value::Null, "nothing is under way any more");
    assert_eq!(told["payment"]["cancelled_won"], PRICE);
    assert_eq!(told["payment"]["agreement"], "agrees");
    at.assert_begun_once();

    // The agent did not hear that it was taken, and reports again.
    agent.end(id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    at.stage.work().await;
    assert_eq!(at.detail().await["payment"]["cancelled_won"], PRICE);
    assert_eq!(at.detail().await["cancellations"].as_array().unwrap().len(), 1);
}

async fn ends(outcome: TerminalOutcome, code: &str) {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    agent.progress(&order.service_id, TerminalStage::AwaitingCard);
    agent.end(&order.service_id, &outcome);
    agent.taken().await;
    work.await.unwrap();
    let cancellation = at.stage.cancellation(&order.service_id).await;
    assert_eq!(cancellation["state"], "failed", "{cancellation}");
    assert_eq!(cancellation["failure"]["code"], code);
    let payment = &at.detail().await["payment"];
    assert_eq!(payment["cancellable_won"], PRICE, "it may be tried again");
    assert_eq!(payment["agreement"], "agrees");
}

#[tokio::test]
async fn an_explicit_no_moved_nothing() {
    let declined = TerminalOutcome::Declined { code: "8326".into(), words: "한도 초과".into() };
    ends(declined, "8326").await;
    ends(TerminalOutcome::Aborted { why: AbortCause::CardPulled }, "CARD_REMOVED").await;
    ends(TerminalOutcome::Aborted { why: AbortCause::CardTimeOut }, "CARD_MISSING").await;
    ends(TerminalOutcome::Aborted { why: AbortCause::Expired }, "EXPIRED").await;
    ends(TerminalOutcome::NeverBegun, "NEVER_BEGUN").await;
}

#[tokio::test]
async fn before_a_worker_has_begun_an_abort_takes_it_back() {
    let (at, _agent) = AtCounter::connected().await;
    let id = at.click().await;
    at.shows(&id, "queued").await;
    assert_eq!(at.abort(&id).await.expect(200)["state"], "withdrawn");
    at.stage.work().await;
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0);
}

async fn aborted_at(stage: Option<TerminalStage>) {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    if let Some(stage) = stage {
        agent.progress(&order.service_id, stage);
        at.shows(&order.service_id, stage.as_str()).await;
    }
    assert_eq!(at.abort(&order.service_id).await.expect(200)["state"], "sent");
    at.abort(&order.service_id).await.expect(200);
    agent.told_to_abort().await;
    agent.end(&order.service_id, &TerminalOutcome::Aborted { why: AbortCause::Person });
    work.await.unwrap();
    let cancellation = at.stage.cancellation(&order.service_id).await;
    assert_eq!(cancellation["failure"]["code"], "ABORTED", "{stage:?}");
}

#[tokio::test]
async fn an_abort_is_obeyed_at_every_stage_before_the_van() {
    aborted_at(None).await;
    aborted_at(Some(TerminalStage::Dispatched)).await;
    aborted_at(Some(TerminalStage::AwaitingCard)).await;
}

#[tokio::test]
async fn once_the_van_is_asked_an_abort_is_too_late() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    agent.progress(&order.service_id, TerminalStage::Processing);
    at.shows(&order.service_id, "processing").await;
    at.abort(&order.service_id).await.expect_problem(409, "too_late_to_withdraw");
    at.cancelled_by(Some(&order.service_id));
    agent.end(&order.service_id, &succeeded(at.stage.desk.now()));
    work.await.unwrap();
    assert_eq!(at.stage.cancellation(&order.service_id).await["state"], "succeeded");
}

/// The desk waits in this stage until the last second, then gives up; where a card may not have been
/// read yet, the agent is asked first.
async fn waits(stage: Option<TerminalStage>, seconds: i64, asks: bool, why: &str, said: &str) {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    if let Some(stage) = stage {
        agent.progress(&order.service_id, stage);
        at.shows(&order.service_id, stage.as_str()).await;
    }
    at.wait(seconds - 1);
    assert!(at.stage.cancellation(&order.service_id).await["terminal"].is_object(), "{why}");
    at.wait(1);
    if asks {
        agent.told_to_abort().await;
        at.wait(15);
    }
    work.await.unwrap();
    let cancellation = at.stage.cancellation(&order.service_id).await;
    assert_eq!(cancellation["state"], "unknown", "{why}: {cancellation}");
    let path = format!("/api/cancellations/{}", order.service_id);
    let story = at.stage.signed_in("staff").await.get(&path).await.expect(200);
    let told = |line: &&Value| line["kind"] == "cancellation.unknown";
    let story = story["timeline"].as_array().expect("a timeline");
    let line = story.iter().find(told).unwrap_or_else(|| panic!("{story:#?}"));
    assert_eq!(line["text"]["ko"], format!("{said} 확인하고 있어요."));
    let audit = at.stage.desk.store.audit_after(0, 200).await.unwrap();
    assert!(audit.iter().any(|event| event.entry.body.contains(why)), "{why}");
    at.assert_begun_once();
}

#[tokio::test]
async fn every_wait_has_a_name_and_an_end() {
    waits(None, 20, true, "take_time_out", "단말기 프로그램이 제때 받지 않아").await;
    waits(
        Some(TerminalStage::Dispatched),
        20,
        true,
        "begin_time_out",
        "단말기가 제때 시작하지 않아",
    )
    .await;
    waits(
        Some(TerminalStage::AwaitingCard),
        90,
        true,
        "card_time_out",
        "기다리는 동안 카드를 넣지 않아",
    )
    .await;
    waits(
        Some(TerminalStage::Processing),
        60,
        false,
        "van_time_out",
        "승인 회사(VAN)의 답이 제때 오지 않아",
    )
    .await;
}

#[tokio::test]
async fn without_an_agent_nothing_is_handed_over() {
    let at = AtCounter::new().await;
    let id = at.click().await;
    at.stage.work().await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "requested");
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["state"], "failed");
    assert_eq!(settled["failure"]["code"], "gateway_unreachable");
    assert!(settled["failure"]["advice"]["ko"].as_str().unwrap().contains("단말기"), "{settled}");
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0);
}

#[tokio::test]
async fn where_no_terminal_has_been_for_a_while_nothing_is_even_written_down() {
    let (at, agent) = AtCounter::connected().await;
    at.hang_up(agent).await;
    at.stage.wait(120);
    at.ask(&at.order()).await.expect_problem(409, "no_terminal");
    assert_eq!(at.detail().await["cancellations"], json!([]));
    assert_eq!(at.detail().await["payment"]["cancellable_won"], PRICE);

    let _agent = at.dial().await;
    at.stage.wait(3_600);
    at.ask(&at.order()).await.expect(201);
}

#[tokio::test]
async fn what_the_device_shows_as_cancelled_is_not_handed_over() {
    let (at, _agent) = AtCounter::connected().await;
    at.cancelled_by(None);
    let id = at.click().await;
    at.stage.work().await;
    let settled = at.stage.cancellation(&id).await;
    assert_eq!(settled["failure"]["code"], "already_cancelled", "{settled}");
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0);
    assert_eq!(at.detail().await["payment"]["agreement"], "gateway_ahead");
}

#[tokio::test]
async fn a_terminal_takes_one_cancel_at_a_time() {
    let rows = format!(
        "{PAYMENT},수학,{PRICE},card,2026-11-19,terminal,30012345\n\
         other,영어,50000,card,2026-11-19,terminal,30012346\n"
    );
    let at = AtCounter::over(&rows).await;
    let mut agent = at.dial().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let found = at.stage.signed_in("staff").await.get("/api/payments?q=30012346").await.expect(200);
    let other = found["items"][0]["id"].as_str().unwrap().to_owned();
    let mut body = full(50_000);
    body["terminal_id"] = json!(at.terminal);
    let browser = at.stage.signed_in("staff").await;
    let second = browser.cancel(&other, "another-key-0123456789", &body).await.expect(201);
    at.stage.work().await;
    let second = second["id"].as_str().unwrap();
    assert_eq!(at.stage.cancellation(second).await["state"], "requested", "it waits its turn");
    agent.end(&order.service_id, &TerminalOutcome::Aborted { why: AbortCause::CardTimeOut });
    work.await.unwrap();
    at.assert_begun_once();
}

#[tokio::test]
async fn the_click_names_a_paired_terminal_of_the_merchant() {
    let at = AtCounter::new().await;
    let wrong = async |body: &Value| {
        let answer = at.ask(body).await;
        assert_eq!(answer.wrong_fields(), ["terminal_id"], "{}", answer.text);
        answer.expect_problem(422, "invalid_input");
    };
    wrong(&full(PRICE)).await;
    let mut body = at.order();
    body["terminal_id"] = json!("ter_00000000000000000000000009");
    wrong(&body).await;
    let manager = at.stage.signed_in("manager").await;
    let path = format!("/api/terminals/{}/revoke", at.terminal);
    manager.post(&path, None).await.expect(200);
    at.ask(&at.order()).await.expect_problem(409, "no_terminal");

    let id = at.payment().await;
    let browser = at.stage.stepped_up("staff").await;
    let part = browser.cancel(&id, "0123456789abcdeg", &partial(1_000, PRICE)).await;
    part.expect_problem(422, "cancel_blocked");
    let mut body = force(PRICE);
    body["terminal_id"] = json!(at.terminal);
    let refused = browser.cancel(&id, "0123456789abcdeh", &body).await;
    assert_eq!(refused.wrong_fields(), ["terminal_id"]);
}

#[tokio::test]
async fn without_the_card_the_slip_of_the_approvals_program_closes_it() {
    let at = AtCounter::new().await;
    // Long enough that no terminal is in reach.
    at.wait(600);
    let browser = at.stage.stepped_up("staff").await;
    let mut body = force(PRICE);
    body["done_outside"] = slip("40054321", &at.stage.desk.now().to_rfc3339());
    browser.cancel(&at.payment().await, "0123456789abcdeg", &body).await.expect(201);
    let told = at.detail().await;
    assert_eq!(told["payment"]["book_status"], "cancelled");
    assert_eq!(told["payment"]["agreement"], "agrees", "{told}");
    assert_eq!(told["follow_up"], Value::Null);
}

#[tokio::test]
async fn a_cash_receipt_goes_along_for_three_months() {
    let at = AtCounter::over(&format!(
        "{PAYMENT},수학,{PRICE},cash_receipt,2026-08-21,terminal,30012345\n"
    ))
    .await;
    let mut agent = at.dial().await;
    let (order, work) = at.hand_over(&mut agent).await;
    assert_eq!(order.task, TerminalTask::CancelCashReceipt);
    at.cancelled_by(Some(&order.service_id));
    agent.end(&order.service_id, &succeeded(at.stage.desk.now()));
    work.await.unwrap();
    assert_eq!(at.stage.cancellation(&order.service_id).await["state"], "succeeded");

    let late = AtCounter::over(&format!(
        "{PAYMENT},수학,{PRICE},cash_receipt,2026-08-20,terminal,30012345\n"
    ))
    .await;
    let problem = late.ask(&late.order()).await.expect_problem(422, "cancel_blocked");
    let reason = problem["errors"].to_string();
    assert!(
        reason.contains("3개월") && reason.contains("8월") | reason.contains("11월"),
        "{reason}"
    );
}

#[tokio::test]
async fn every_step_reaches_the_screens_that_watch() {
    use futures::StreamExt as _;
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let mine = at.stage.signed_in("staff").await.open("/api/events").await;
    let mut stream = mine.into_body().into_data_stream();
    agent.progress(&order.service_id, TerminalStage::AwaitingCard);
    let mut heard = String::new();
    while !heard.contains("cancellation.progress") {
        heard += std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap();
    }
    assert!(heard.contains(&order.service_id), "{heard}");
    let told = heard.lines().rev().find(|line| line.contains("cancellation.progress")).unwrap();
    assert!(told.starts_with("data:"), "{told}");
    agent.end(&order.service_id, &TerminalOutcome::Aborted { why: AbortCause::CardTimeOut });
    work.await.unwrap();
}

#[tokio::test]
async fn a_terminal_speaks_for_itself_only() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let manager = at.stage.signed_in("manager").await;
    let made = new_terminal(&manager, "데스크 2").await;
    let other = made["terminal"]["id"].as_str().unwrap();
    let paired = pair(&at.stage, made["code"].as_str().unwrap()).await.expect(200);
    let token = paired["token"].as_str().unwrap();
    let stranger = Agent::dial(at.address, token, &at.counter).await.unwrap();
    until("it is connected", async || is_connected(&manager, other).await).await;
    stranger.progress(&order.service_id, TerminalStage::Processing);
    stranger.say(AgentMessage::Result {
        service_id: order.service_id.clone(),
        outcome: succeeded(at.stage.desk.now()),
    });
    stranger.leave().await;
    until("it is gone", async || !is_connected(&manager, other).await).await;
    at.shows(&order.service_id, "queued").await;
    assert_eq!(at.stage.cancellation(&order.service_id).await["state"], "sent");
    agent.end(&order.service_id, &TerminalOutcome::Aborted { why: AbortCause::CardTimeOut });
    work.await.unwrap();
    let cancellation = at.stage.cancellation(&order.service_id).await;
    assert_eq!(cancellation["failure"]["code"], "CARD_MISSING");
}
