use desk_api::agent::{DeskMessage, TerminalOutcome};
use desk_domain::terminal::TerminalStage;
use desk_simulator::van::{Card, Line};
use desk_simulator::{Fault, FaultKind};

use crate::shop::{APPROVAL, Shop, succeeded};

/// A start whose answer never came: what is known in the end, and what the ledger says.
async fn check_start(kind: FaultKind, is_begun: bool) {
    let mut shop = Shop::open().await;
    shop.simulators.arm(Fault::next_cancel(kind));
    shop.order("can_1");
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    if is_begun {
        assert!(succeeded(&outcome), "{kind:?} {outcome:?}");
        assert_eq!(shop.ledger(), (1, 1), "{kind:?}");
    } else {
        assert_eq!(outcome, TerminalOutcome::NeverBegun, "{kind:?}");
        assert_eq!(shop.ledger(), (0, 0), "{kind:?}");
    }
}

#[tokio::test]
async fn a_lost_start_is_asked_about_and_not_repeated() {
    for kind in [FaultKind::DropBefore, FaultKind::TimeoutBefore, FaultKind::Http500] {
        check_start(kind, false).await;
    }
    for kind in [
        FaultKind::DropAfter,
        FaultKind::TimeoutAfter,
        FaultKind::Http500After,
        FaultKind::HalfAnswer,
    ] {
        check_start(kind, true).await;
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_has_begun() {
    let mut shop = Shop::closed().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    shop.use_device(&format!("http://{}", free.local_addr().unwrap()));
    drop(free);
    shop.start();
    shop.order("can_1");
    let outcome = shop.desk.end("can_1").await;
    let TerminalOutcome::Declined { code, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(code, "DEVICE_UNREACHABLE");
}

#[tokio::test]
async fn a_device_that_is_busy_says_no() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.kill_and_wait().await;
    // Another folder: an agent that knows nothing of the order at the device.
    shop.folder = tempfile::tempdir().unwrap();
    shop.start();
    shop.desk.hello().await;
    shop.order("can_2");
    let outcome = shop.desk.end("can_2").await;
    let TerminalOutcome::Declined { code, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(code, "DEVICE_BUSY");
}

#[tokio::test]
async fn lost_before_the_van_was_asked() {
    let mut shop = Shop::open().await;
    shop.van().set_line(Line::LostBeforeVan);
    shop.order("can_1");
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    let TerminalOutcome::Declined { code, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(code, "LINE_DOWN");
    assert_eq!(shop.ledger(), (0, 1));
}

#[tokio::test]
async fn lost_after_the_van_executed_is_unknown_until_the_device_can_ask() {
    let mut shop = Shop::open().await;
    shop.van().set_line(Line::LostAfterVan);
    shop.order("can_1");
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    assert!(matches!(outcome, TerminalOutcome::Unknown { .. }), "{outcome:?}");
    shop.desk.say(DeskMessage::Query { service_id: "can_1".into() });
    let outcome = shop.desk.end("can_1").await;
    assert!(matches!(outcome, TerminalOutcome::Unknown { .. }), "still: {outcome:?}");
    shop.van().set_line(Line::Up);
    shop.desk.say(DeskMessage::Query { service_id: "can_1".into() });
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.ledger(), (1, 1));
}

/// The device loses its power at a stage, and the VAN goes on without it.
async fn check_unplugged(stage: TerminalStage) {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    if stage == TerminalStage::Processing {
        shop.insert_right("can_1").await;
    }
    shop.van().plug(false);
    let outcome = shop.desk.end("can_1").await;
    assert!(matches!(outcome, TerminalOutcome::Unknown { .. }), "{stage:?} {outcome:?}");
    if stage == TerminalStage::AwaitingCard {
        shop.van().insert(Card::Right).unwrap();
    }
    shop.van().answer().unwrap();
    shop.van().plug(true);
    shop.desk.say(DeskMessage::Query { service_id: "can_1".into() });
    assert!(succeeded(&shop.desk.end("can_1").await), "{stage:?}");
    assert_eq!(shop.ledger(), (1, 1), "{stage:?}");
}

#[tokio::test]
async fn an_unplugged_device_is_unknown_until_it_is_back() {
    check_unplugged(TerminalStage::AwaitingCard).await;
    check_unplugged(TerminalStage::Processing).await;
}

#[tokio::test]
async fn a_cancel_by_somebody_else_is_not_claimed() {
    let mut shop = Shop::open().await;
    shop.simulators.arm(Fault::next_cancel(FaultKind::DropBefore));
    shop.van().cancel_outside(APPROVAL).unwrap();
    shop.order("can_1");
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    assert!(matches!(outcome, TerminalOutcome::Unknown { .. }), "{outcome:?}");
    assert_eq!(shop.ledger(), (1, 0));
}
