//! A cancel at a card terminal whose end is not told: the journal is asked, the device is asked, people
//! are asked; the order is never handed over a second time.

use desk_api::agent::TerminalOutcome;
use desk_domain::terminal::TerminalStage;

use crate::support::agent::Agent;
use crate::support::counter::{AtCounter, PRICE, pair, succeeded};

const HALF_AN_HOUR: i64 = 30 * 60;
const A_DAY: i64 = 24 * 60 * 60;

/// The line breaks while the VAN is asked, and the desk gives up waiting.
async fn lost_at_the_van() -> (AtCounter, String) {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    agent.progress(&order.service_id, TerminalStage::Processing);
    at.shows(&order.service_id, "processing").await;
    at.hang_up(agent).await;
    at.wait(60);
    work.await.unwrap();
    let id = order.service_id;
    assert_eq!(at.stage.cancellation(&id).await["state"], "unknown");
    (at, id)
}

#[tokio::test]
async fn a_line_that_comes_back_goes_on_where_it_was() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id.as_str();
    agent.progress(id, TerminalStage::AwaitingCard);
    at.shows(id, "awaiting_card").await;
    at.hang_up(agent).await;
    at.shows(id, "awaiting_card").await;
    let agent = at.dial().await;
    agent.progress(id, TerminalStage::Processing);
    at.shows(id, "processing").await;
    at.cancelled_by(Some(id));
    agent.end(id, &succeeded(at.stage.desk.now()));
    work.await.unwrap();
    assert_eq!(at.stage.cancellation(id).await["state"], "succeeded");
    at.assert_begun_once();
}

#[tokio::test]
async fn a_result_that_comes_after_the_wait_settles_it() {
    let (at, id) = lost_at_the_van().await;
    at.cancelled_by(Some(&id));
    let mut agent = at.dial().await;
    agent.end(&id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    at.stage.work().await;
    let cancellation = at.stage.cancellation(&id).await;
    assert_eq!(cancellation["state"], "succeeded");
    assert_eq!(at.detail().await["payment"]["cancelled_won"], PRICE);
    at.assert_begun_once();
}

#[tokio::test]
async fn an_order_that_no_agent_has_taken_was_provably_not_begun() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id.as_str();
    at.hang_up(agent).await;
    // The order had left the desk and not reached the journal.
    {
        let mut counter = at.counter.lock().unwrap();
        counter.journal.clear();
        counter.orders.clear();
    }
    let _agent = at.dial().await;
    work.await.unwrap();
    let cancellation = at.stage.cancellation(id).await;
    assert_eq!(cancellation["failure"]["code"], "NEVER_BEGUN", "{cancellation}");
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0, "it was asked about, not sent again");
}

#[tokio::test]
async fn a_desk_that_died_meanwhile_asks_the_journal() {
    let (mut at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id.clone();
    work.abort();
    work.await.unwrap_err();
    agent.hang_up().await;
    at.counter.lock().unwrap().journal.insert(id.clone(), succeeded(at.stage.desk.now()));
    at.cancelled_by(Some(&id));
    at.restart().await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "sent");
    let mut agent = at.dial().await;
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    agent.taken().await;
    assert_eq!(at.detail().await["payment"]["cancelled_won"], PRICE);
    at.assert_begun_once();
}

#[tokio::test]
async fn a_desk_that_died_with_the_order_in_hand_hears_that_it_was_never_begun() {
    let (mut at, agent) = AtCounter::connected().await;
    let id = at.click().await;
    let begun = id.parse().unwrap();
    at.stage.desk.store.begin_sending(&begun, at.stage.desk.now()).await.unwrap().unwrap();
    agent.hang_up().await;
    at.restart().await;
    let _agent = at.dial().await;
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["failure"]["code"], "NEVER_BEGUN", "{settled}");
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0);
}

#[tokio::test]
async fn another_agent_never_heard_of_it_and_that_proves_nothing() {
    let (at, id) = lost_at_the_van().await;
    let manager = at.stage.signed_in("manager").await;
    let path = format!("/api/terminals/{}/code", at.terminal);
    let code = manager.post(&path, None).await.expect(200);
    let token = pair(&at.stage, code["code"].as_str().unwrap()).await.expect(200);
    at.counter.lock().unwrap().journal.clear();
    let token = token["token"].as_str().unwrap();
    let _agent = Agent::dial(at.address, token, &at.counter).await.unwrap();
    at.stage.wait(60);
    at.stage.work().await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "unknown");
    at.assert_begun_once();
}

#[tokio::test]
async fn the_devices_word_settles_what_the_journal_cannot() {
    let (at, id) = lost_at_the_van().await;
    at.cancelled_by(None);
    let _agent = at.dial().await;
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    let story = at.detail().await["timeline"].to_string();
    assert!(story.contains("cancellation.proved_by_state"), "{story}");
    at.assert_begun_once();
}

#[tokio::test]
async fn where_nobody_can_tell_people_are_asked_and_a_late_word_corrects_the_book() {
    let (at, id) = lost_at_the_van().await;
    at.counter.lock().unwrap().approval = None;
    let mut agent = at.dial().await;
    at.stage.wait(600);
    at.stage.work().await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "unknown", "too early");
    at.stage.wait(HALF_AN_HOUR);
    at.stage.work().await;
    let left = at.stage.cancellation(&id).await;
    assert_eq!((&left["state"], &left["attention"]), (&"unknown".into(), &"no_proof".into()));
    assert_eq!(left["failure"]["code"], "not_shown");
    let story = at.detail().await["timeline"].to_string();
    assert!(story.contains("cancellation.unproven"), "{story}");
    let duty = at.detail().await["follow_up"].clone();
    assert_eq!(duty["cause"], "unproven", "{duty}");
    assert_eq!(duty["amount_at_risk_won"], PRICE);
    at.assert_begun_once();

    at.cancelled_by(Some(&id));
    agent.end(&id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    at.stage.work().await;
    let told = at.detail().await;
    assert_eq!(told["cancellations"][0]["state"], "succeeded", "{told}");
    assert_eq!(told["payment"]["cancelled_won"], PRICE);
    assert_eq!(told["payment"]["agreement"], "agrees");
    assert_eq!(told["follow_up"], serde_json::Value::Null, "it closed by itself");
}

#[tokio::test]
async fn an_agent_that_stays_away_for_a_day_is_waited_for_no_longer() {
    let (at, id) = lost_at_the_van().await;
    at.stage.wait(A_DAY - 120);
    at.stage.work().await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "unknown");
    assert_eq!(at.detail().await["payment"]["agreement"], "unknown");
    at.stage.wait(HALF_AN_HOUR);
    at.stage.work().await;
    assert_eq!(at.stage.cancellation(&id).await["failure"]["code"], "not_shown");
    assert_eq!(at.detail().await["follow_up"]["cause"], "unproven");
    at.assert_begun_once();
}

#[tokio::test]
async fn a_device_that_broke_is_unknown_until_it_can_tell() {
    let (at, mut agent) = AtCounter::connected().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id.as_str();
    agent.progress(id, TerminalStage::Processing);
    agent.end(id, &TerminalOutcome::Unknown { why: "the VAN went silent".into() });
    agent.taken().await;
    work.await.unwrap();
    assert_eq!(at.stage.cancellation(id).await["state"], "unknown");
    at.counter.lock().unwrap().journal.insert(
        id.to_owned(),
        TerminalOutcome::Declined { code: "8001".into(), words: "거절".into() },
    );
    let settled = at.stage.settle(id).await;
    assert_eq!(settled["failure"]["code"], "8001", "{settled}");
    at.assert_begun_once();
}
