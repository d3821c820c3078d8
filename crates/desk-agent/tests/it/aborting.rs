use std::time::Duration;

use desk_agent::pace::WAITING_MAX;
use desk_api::agent::{AbortCause, DeskMessage, TerminalOutcome};
use desk_domain::terminal::TerminalStage;

use crate::shop::{Shop, succeeded};

const BY_A_PERSON: TerminalOutcome = TerminalOutcome::Aborted { why: AbortCause::Person };

fn abort(service_id: &str) -> DeskMessage {
    DeskMessage::Abort { service_id: service_id.into() }
}

#[tokio::test]
async fn while_it_waits_for_the_device() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.order("can_2");
    shop.desk.stage("can_2", TerminalStage::Dispatched).await;
    shop.desk.say(abort("can_2"));
    assert_eq!(shop.desk.end("can_2").await, BY_A_PERSON);
    shop.insert_right("can_1").await;
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

#[tokio::test]
async fn while_the_device_waits_for_the_card() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.desk.say(abort("can_1"));
    assert_eq!(shop.desk.end("can_1").await, BY_A_PERSON);
    assert_eq!(shop.ledger(), (0, 1));
}

#[tokio::test]
async fn once_the_van_is_asked_the_result_tells() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.insert_right("can_1").await;
    shop.desk.say(abort("can_1"));
    // A question behind it in line: when it is answered, the abort has been heard.
    shop.desk.say(DeskMessage::Query { service_id: "can_1".into() });
    shop.desk.stage("can_1", TerminalStage::Processing).await;
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

#[tokio::test]
async fn after_the_end_it_changes_nothing() {
    let mut shop = Shop::open().await;
    shop.order("can_1");
    assert!(succeeded(&shop.serve_until_end("can_1").await.unwrap()));
    shop.desk.say(abort("can_1"));
    assert!(succeeded(&shop.desk.end("can_1").await));
}

#[tokio::test]
async fn before_the_order_has_come_it_never_begins() {
    let mut shop = Shop::open().await;
    shop.desk.say(abort("can_1"));
    assert_eq!(shop.desk.end("can_1").await, TerminalOutcome::NeverBegun);
    shop.order("can_1");
    assert_eq!(shop.desk.end("can_1").await, TerminalOutcome::NeverBegun);
    assert_eq!(shop.ledger(), (0, 0));
}

#[tokio::test]
async fn a_device_without_a_limit_of_its_own_is_aborted_in_time() {
    let mut shop = Shop::closed().await;
    shop.pace.card_wait = Duration::from_millis(20);
    shop.start();
    shop.order("can_1");
    assert_eq!(shop.desk.end("can_1").await, BY_A_PERSON);
    assert_eq!(shop.ledger(), (0, 1));
}

#[tokio::test]
async fn more_than_can_wait_is_never_begun() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_at_device").await;
    for n in 0..=WAITING_MAX {
        shop.order(&format!("can_{n}"));
    }
    let one_too_many = format!("can_{WAITING_MAX}");
    assert_eq!(shop.desk.end(&one_too_many).await, TerminalOutcome::NeverBegun);
    assert_eq!(shop.ledger(), (0, 1));
}
