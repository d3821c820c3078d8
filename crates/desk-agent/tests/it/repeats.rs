use desk_api::agent::{AgentMessage, DeskMessage, TerminalOutcome};
use desk_domain::terminal::TerminalStage;

use crate::shop::{Shop, original, succeeded};

#[tokio::test]
async fn the_same_id_gives_the_journalled_result_also_to_a_later_agent() {
    let mut shop = Shop::open().await;
    shop.order("can_1");
    let first = shop.serve_until_end("can_1").await.unwrap();
    assert!(succeeded(&first));
    shop.order("can_1");
    assert_eq!(shop.desk.end("can_1").await, first);
    shop.kill_and_wait().await;
    shop.start();
    shop.desk.hello().await;
    shop.order("can_1");
    assert_eq!(shop.desk.end("can_1").await, first);
    assert_eq!(shop.ledger(), (1, 1));
}

#[tokio::test]
async fn the_same_id_again_while_it_lasts_tells_how_far_it_is() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.order("can_1");
    shop.desk.stage("can_1", TerminalStage::AwaitingCard).await;
    shop.insert_right("can_1").await;
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

#[tokio::test]
async fn a_question_about_an_order_that_never_came_forbids_it() {
    let mut shop = Shop::open().await;
    shop.desk.say(DeskMessage::Query { service_id: "can_1".into() });
    assert_eq!(shop.desk.end("can_1").await, TerminalOutcome::NeverBegun);
    shop.order("can_1");
    assert_eq!(shop.desk.end("can_1").await, TerminalOutcome::NeverBegun);
    assert_eq!(shop.ledger(), (0, 0));
}

#[tokio::test]
async fn an_inquiry_tells_the_approval_and_whose_cancel_it_was() {
    let mut shop = Shop::open().await;
    let ask = |id: &str, approval| DeskMessage::Inquire { inquiry_id: id.into(), approval };
    let answer = async |shop: &mut Shop| loop {
        if let AgentMessage::Approval { found, .. } = shop.desk.next().await {
            return found;
        }
    };
    shop.desk.say(ask("1", original()));
    assert!(!answer(&mut shop).await.unwrap().cancelled);
    shop.order("can_1");
    shop.serve_until_end("can_1").await.unwrap();
    shop.desk.say(ask("2", original()));
    let found = answer(&mut shop).await.unwrap();
    assert_eq!((found.cancelled, found.service_id.as_deref()), (true, Some("can_1")));
    let mut stranger = original();
    stranger.approval_number = "1".into();
    shop.desk.say(ask("3", stranger));
    assert_eq!(answer(&mut shop).await, None);
}
