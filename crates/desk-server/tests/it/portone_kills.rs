//! One cancel over PortOne, with the real binary: it is killed between any two durable steps, and started
//! again. When all is quiet the vendor has given back once or not at all, and the book says the same.

mod book;
mod shop;
mod steps;

use serde_json::{Value, json};
use shop::{Shop, WON};
use steps::{Step, bring_to, settle_the_lines};

use crate::support::process::eventually;

/// What is left when all is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Refunded,
    Withdrawn,
    /// The desk never heard the wish.
    NotAsked,
}

use Left::{NotAsked, Refunded, Withdrawn};

/// With the state in the book of the dead: that the desk died there and nowhere else.
const STEPS: [(Step, &str, Left); 18] = [
    (Step::ClickOnTheWay, "nothing", NotAsked),
    (Step::ClickUnanswered, "requested", Refunded),
    (Step::Withdrawable, "requested", Refunded),
    (Step::WithdrawOnTheWay, "requested", Refunded),
    (Step::WithdrawUnanswered, "withdrawn", Withdrawn),
    (Step::Looking, "requested", Refunded),
    (Step::OrderLost, "sent", Refunded),
    (Step::OrderLate, "sent", Refunded),
    (Step::AtVendor, "sent", Refunded),
    (Step::Unanswered, "sent", Refunded),
    (Step::AnswerNotBooked, "sent", Refunded),
    (Step::ReadingAgain, "succeeded", Refunded),
    (Step::ReadUnanswered, "succeeded", Refunded),
    (Step::HookUnanswered, "sent", Refunded),
    (Step::HookUnread, "sent", Refunded),
    (Step::Resolving, "unknown", Refunded),
    (Step::Repeating, "unknown", Refunded),
    (Step::RepeatUnanswered, "unknown", Refunded),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_killed_at_any_step_refunds_exactly_what_was_asked() {
    let ids: Vec<String> = (0..STEPS.len()).map(|at| format!("pay-{at:02}")).collect();
    let mut shop = Shop::open(&ids).await;
    for ((step, state, left), id) in STEPS.into_iter().zip(&ids) {
        bring_to(&mut shop, step, id);
        shop.kill_desk();
        assert_eq!(shop.book.state_of(id), state, "{step:?}: in the book of the dead");
        settle_the_lines(&shop, step, id);
        shop.start_desk();
        if step == Step::AtVendor {
            // The next desk has asked with the same key, and was told that it is being worked on.
            shop.vendor_line.reached();
            shop.vendor_line.let_go();
            shop.vendor_carries_out();
        }
        check(&shop, step, id, left);
        // The person's screen kept its key: it asks for nothing that was asked before.
        shop.click(id);
        check(&shop, step, id, if left == NotAsked { Refunded } else { left });
    }
}

fn check(shop: &Shop, step: Step, id: &str, left: Left) {
    let told = shop.come_to_rest(id);
    let truth = shop.truth(id);
    let (states, refunds, won) = match left {
        Refunded => (json!(["succeeded"]), 1, WON),
        Withdrawn => (json!(["withdrawn"]), 0, 0),
        NotAsked => (json!([]), 0, 0),
    };
    assert_eq!((truth.refund_count, truth.refunded_won), (refunds, won), "{step:?}: {truth:?}");
    let rows = told["cancellations"].as_array().unwrap().iter();
    assert_eq!(rows.map(|one| one["state"].clone()).collect::<Value>(), states, "{step:?}: {told}");
    let payment = &told["payment"];
    assert_eq!(payment["cancelled_won"], won, "{step:?}: {payment}");
    assert_eq!(payment["cancellable_won"], WON - won, "{step:?}: {payment}");
    assert_eq!(payment["reserved_won"], 0, "{step:?}: {payment}");
    assert_eq!(payment["agreement"], "agrees", "{step:?}: {payment}");
    assert_eq!(told["follow_up"], Value::Null, "{step:?}");
}

/// What an operator does after the disk of the desk is gone, with the programs an operator has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_backup_finds_by_itself_what_was_cancelled_since() {
    let mut shop = Shop::open(&["pay-00".to_owned(), "pay-01".to_owned()]).await;
    let backup = shop.back_up();
    shop.click("pay-00");
    shop.pass_withdraw_window();
    assert_eq!(shop.come_to_rest("pay-00")["payment"]["cancelled_won"], WON);

    shop.restore(&backup);
    let found = eventually(|| {
        let told = shop.detail("pay-00")?;
        (told["payment"]["agreement"] == "gateway_ahead").then_some(told)
    });
    assert_eq!(found["payment"]["cancelled_won"], 0, "{found}");
    assert_eq!(found["follow_up"]["amount_at_risk_won"], WON, "{found}");
    // The screen of before, with a key that this book has never seen.
    shop.click_unheard("pay-00");
    shop.click("pay-01");
    shop.pass_withdraw_window();
    check(&shop, Step::Unanswered, "pay-01", Refunded);
    shop.come_to_rest("pay-00");
    let truth = shop.truth("pay-00");
    assert_eq!((truth.refund_count, truth.refunded_won), (1, WON), "{truth:?}");
}
