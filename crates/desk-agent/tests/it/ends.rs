use desk_api::agent::{AbortCause, DeskMessage, TerminalOrder, TerminalOutcome};
use desk_domain::terminal::{TerminalStage, TerminalTask};
use desk_domain::{Timestamp, Won};
use desk_simulator::van::{Backstage, Blueprint, Card, Decline, Kind};

use crate::shop::{Shop, StillClock, WON, order, succeeded};

#[tokio::test]
async fn the_card_goes_in_and_one_refund_is_made() {
    let mut shop = Shop::open().await;
    shop.order("can_1");
    shop.desk.stage("can_1", TerminalStage::Dispatched).await;
    shop.desk.stage("can_1", TerminalStage::AwaitingCard).await;
    shop.insert_right("can_1").await;
    assert_eq!(shop.ledger(), (0, 1));
    shop.van().answer().unwrap();
    let expected = TerminalOutcome::Succeeded {
        approval_number: "C300000011".into(),
        approved_at: Timestamp(1_795_230_000_000_000),
    };
    assert_eq!(shop.desk.end("can_1").await, expected);
    assert_eq!(shop.ledger(), (1, 1));
}

/// How it ends when `act` is done at the device that waits for the card; no refund is made.
async fn check(act: impl FnOnce(&Backstage<'_>), expected: TerminalOutcome) {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    act(&shop.van());
    assert_eq!(shop.desk.end("can_1").await, expected);
    assert_eq!(shop.ledger(), (0, 1), "{expected:?}");
}

fn declined(decline: Decline, code: &str) -> TerminalOutcome {
    TerminalOutcome::Declined { code: code.into(), words: decline.words().into() }
}

#[tokio::test]
async fn another_card_a_pulled_one_and_none_at_all() {
    let put = |at: &Backstage<'_>, card| at.insert(card).unwrap();
    let other = |at: &Backstage<'_>| {
        put(at, Card::Other);
        at.answer().unwrap();
    };
    check(other, declined(Decline::CardDiffers, "CARD_DIFFERS")).await;
    let pull = |at: &Backstage<'_>| {
        put(at, Card::Right);
        at.pull().unwrap();
    };
    check(pull, TerminalOutcome::Aborted { why: AbortCause::CardPulled }).await;
    let time_out = |at: &Backstage<'_>| at.time_out().unwrap();
    check(time_out, TerminalOutcome::Aborted { why: AbortCause::CardTimeOut }).await;
    let cancel_key = |at: &Backstage<'_>| at.press_cancel().unwrap();
    check(cancel_key, TerminalOutcome::Aborted { why: AbortCause::Person }).await;
}

#[tokio::test]
async fn the_vans_no_is_passed_on_with_its_words() {
    for (decline, code) in
        [(Decline::IssuerRefused, "ISSUER_REFUSED"), (Decline::CardSuspended, "CARD_SUSPENDED")]
    {
        let act = |at: &Backstage<'_>| {
            at.insert(Card::Right).unwrap();
            at.decline(decline);
        };
        check(act, declined(decline, code)).await;
    }
}

#[tokio::test]
async fn a_part_is_declined_by_the_van() {
    let mut shop = Shop::open().await;
    let part = TerminalOrder { amount_won: Won(1_000), ..order("can_1") };
    shop.desk.say(DeskMessage::Order(part));
    let outcome = shop.serve_until_end("can_1").await.unwrap();
    assert_eq!(outcome, declined(Decline::PartialNotPossible, "PARTIAL_NOT_POSSIBLE"));
    assert_eq!(shop.ledger(), (0, 1));
}

#[tokio::test]
async fn a_cash_receipt_is_cancelled_without_a_card() {
    let mut shop = Shop::open().await;
    let plan = Blueprint { kind: Kind::BankTransferReceipt, ..Blueprint::new("60000001", WON) };
    shop.van().create(&plan).unwrap();
    let mut receipt = order("can_1");
    receipt.task = TerminalTask::CancelCashReceipt;
    receipt.original.approval_number = "60000001".into();
    shop.desk.say(DeskMessage::Order(receipt));
    shop.desk.stage("can_1", TerminalStage::Processing).await;
    shop.van().answer().unwrap();
    assert!(matches!(shop.desk.end("can_1").await, TerminalOutcome::Succeeded { .. }));
    assert_eq!(shop.van().truth("60000001").unwrap().refund_count, 1);
}

const EXPIRED: TerminalOutcome = TerminalOutcome::Aborted { why: AbortCause::Expired };

#[tokio::test]
async fn an_order_without_any_time_is_not_begun() {
    let mut shop = Shop::open().await;
    let late = TerminalOrder { begin_within_seconds: 0, ..order("can_1") };
    shop.desk.say(DeskMessage::Order(late));
    assert_eq!(shop.desk.end("can_1").await, EXPIRED);
    assert_eq!(shop.ledger(), (0, 0));
}

/// An order waits behind another one, `meanwhile` happens to the clocks, and its turn comes.
async fn waits(meanwhile: impl FnOnce(&StillClock)) -> Option<TerminalOutcome> {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.order("can_2");
    shop.desk.stage("can_2", TerminalStage::Dispatched).await;
    meanwhile(&shop.clock);
    shop.van().press_cancel().unwrap();
    shop.desk.end("can_1").await;
    shop.serve_until_end("can_2").await
}

#[tokio::test]
async fn an_order_holds_as_long_as_it_was_given_whatever_the_clocks_show() {
    let in_time = waits(|clock| clock.pass_seconds(299)).await;
    assert!(succeeded(&in_time.unwrap()));
    let set_back = waits(|clock| clock.set_day(-24 * 3600)).await;
    assert!(succeeded(&set_back.unwrap()));
    let set_back_and_late = |clock: &StillClock| {
        clock.pass_seconds(300);
        clock.set_day(-24 * 3600);
    };
    assert_eq!(waits(set_back_and_late).await, Some(EXPIRED));
    // The PC slept: its uptime stood still.
    assert_eq!(waits(|clock| clock.set_day(300)).await, Some(EXPIRED));
}

#[tokio::test]
async fn an_order_that_waited_too_long_is_not_begun_either() {
    let mut shop = Shop::open().await;
    shop.order_and_await_card("can_1").await;
    shop.order("can_2");
    shop.desk.stage("can_2", TerminalStage::Dispatched).await;
    shop.clock.pass_seconds(301);
    shop.insert_right("can_1").await;
    shop.van().answer().unwrap();
    assert!(succeeded(&shop.desk.end("can_1").await));
    assert_eq!(shop.desk.end("can_2").await, EXPIRED);
    assert_eq!(shop.ledger(), (1, 1));
}
