use desk_agent::agent::journal_in;
use desk_api::agent::{AGENT_PROTOCOL, AgentMessage, DeskMessage};

use crate::shop::{Shop, succeeded};

#[tokio::test]
async fn the_first_word_says_who_it_is() {
    let mut shop = Shop::closed().await;
    shop.start();
    let hello = shop.desk.hello().await;
    let AgentMessage::Hello { protocol, cat_id, driver, .. } = hello else { unreachable!() };
    assert_eq!((protocol, cat_id.as_str(), driver.as_str()), (AGENT_PROTOCOL, "7300000001", "van"));
}

#[tokio::test]
async fn an_end_without_a_desk_is_reported_on_reconnect() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.insert_right("can_1").await;
    shop.desk.hang_up();
    shop.van().answer().unwrap();
    shop.desk.hello().await;
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

#[tokio::test]
async fn an_end_is_told_until_it_is_taken_and_then_no_more() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.insert_right("can_1").await;
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end_untaken("can_1").await));
    shop.desk.hang_up();
    shop.desk.hello().await;
    assert!(succeeded(&shop.desk.end("can_1").await));
    // Behind the taking in line: when this is answered, the taking is written down.
    shop.desk.say(DeskMessage::Query { service_id: "can_other".into() });
    shop.desk.end("can_other").await;
    shop.kill_and_wait().await;
    let journal = journal_in(shop.folder.path()).unwrap();
    assert!(journal.find("can_1").unwrap().is_reported);
    drop(journal);
    shop.start();
    shop.desk.hello().await;
    shop.order_and_await_card("can_2").await;
}

#[tokio::test]
async fn a_revoked_agent_is_sent_away_and_stays_away() {
    let mut shop = Shop::open().await;
    shop.desk.say(DeskMessage::Goodbye { why: "revoked".into() });
    assert_eq!(shop.stopped().await.unwrap(), "revoked");
    let journal = journal_in(shop.folder.path()).unwrap();
    shop.start_with(journal, "a-token-that-was-revoked");
    let goodbye = shop.stopped().await.unwrap();
    assert!(goodbye.contains("no longer knows"), "{goodbye}");
}

#[tokio::test]
async fn words_of_a_newer_desk_are_passed_over() {
    let mut shop = Shop::open().await;
    shop.desk.say_text("{\"type\":\"dance\",\"partner\":1}");
    shop.order_and_await_card("can_1").await;
}
