//! One cancel over PortOne, with the real binary: it is killed between any two durable steps, and started
//! again. When all is quiet the vendor has given back once or not at all, and the book says the same.

mod book;
mod shop;

use desk_simulator::FaultKind;
use serde_json::Value;
use shop::{Shop, WON};

use crate::support::gate::Way;
use crate::support::process::eventually;

/// Between which two steps the desk dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The click is written down; the person has not heard so.
    ClickUnanswered,
    /// The person has heard so, and may still take it back.
    Withdrawable,
    /// The wish to take it back has not come to the desk, and never will.
    WithdrawOnTheWay,
    /// Taken back; the person has not heard so.
    WithdrawUnanswered,
    /// The job is claimed, and the vendor is asked how the payment stands.
    Looking,
    /// Sent by the desk; lost on the way.
    OrderLost,
    /// Sent by the desk; it arrives when the desk is dead.
    OrderLate,
    /// The vendor has it and takes its time, until after the next desk has asked.
    AtVendor,
    /// The vendor has executed it; the desk has not heard so.
    Unanswered,
    /// The answer has come, and the book takes nothing.
    AnswerNotBooked,
    /// The end is in the book; the payment is being read once more.
    ReadingAgain,
    /// That read is answered and not booked.
    ReadUnanswered,
    /// The vendor has told of it, the desk has written that down, and the vendor has not heard so.
    HookUnanswered,
    /// The vendor has told of it; the read that follows from it has not gone out.
    HookUnread,
    /// The answer is lost for good, and the vendor is asked how it ended.
    Resolving,
    /// The order was lost and goes out once more, under its key.
    Repeating,
    /// The repeat is executed; the desk has not heard so.
    RepeatUnanswered,
}

/// What is left when all is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Refunded,
    Withdrawn,
}

use Left::{Refunded, Withdrawn};

/// With the state in the book of the dead: that the desk died there and nowhere else.
const STEPS: [(Step, &str, Left); 17] = [
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
        // The person's screen kept its key.
        shop.click(id);
        check(&shop, step, id, left);
    }
}

/// A person clicks, and everything stops at the step.
fn bring_to(shop: &mut Shop, step: Step, id: &str) {
    let (people, vendor) = (&shop.people_line, &shop.vendor_line);
    // What the vendor tells by itself waits, else it would be the proof of everything.
    shop.hook_line.hold(Way::Up, "");
    match step {
        Step::ClickUnanswered => {
            vendor.hold(Way::Up, read_of(id));
            people.hold(Way::Down, "201 Created");
            shop.click_unheard(id);
            people.reached();
        }
        Step::Withdrawable | Step::WithdrawOnTheWay | Step::WithdrawUnanswered => {
            vendor.hold(Way::Up, read_of(id));
            shop.click(id);
            match step {
                Step::WithdrawOnTheWay => people.hold(Way::Up, "/withdraw"),
                _ => people.hold(Way::Down, "200 OK"),
            }
            if step != Step::Withdrawable {
                shop.withdraw_unheard(id);
                people.reached();
            }
        }
        Step::Looking => stop_at(shop, id, Way::Up, read_of(id)),
        Step::AtVendor => {
            shop.next_cancel_meets(FaultKind::Hold);
            shop.click(id);
            shop.pass_withdraw_window();
            eventually(|| shop.has_met_its_fault().then_some(()));
        }
        Step::OrderLost | Step::OrderLate => stop_at(shop, id, Way::Up, order_of(id)),
        Step::Repeating => {
            stop_at(shop, id, Way::Up, order_of(id));
            vendor.cut_until(Way::Up, order_of(id));
            vendor.reached();
        }
        Step::RepeatUnanswered => {
            stop_at(shop, id, Way::Up, order_of(id));
            vendor.cut_until(Way::Down, ANSWER);
            vendor.reached();
        }
        Step::Unanswered
        | Step::AnswerNotBooked
        | Step::ReadingAgain
        | Step::ReadUnanswered
        | Step::HookUnanswered
        | Step::HookUnread
        | Step::Resolving => {
            stop_at(shop, id, Way::Down, ANSWER.to_owned());
            go_on_from_the_answer(shop, step, id);
        }
    }
}

/// The order is executed, and its answer is held.
fn go_on_from_the_answer(shop: &mut Shop, step: Step, id: &str) {
    let (vendor, hooks) = (&shop.vendor_line, &shop.hook_line);
    match step {
        Step::AnswerNotBooked => {
            shop.book.lock();
            vendor.let_go();
        }
        Step::ReadingAgain => {
            vendor.let_go_until(Way::Up, read_of(id));
            vendor.reached();
        }
        Step::ReadUnanswered => {
            vendor.let_go_until(Way::Down, READ);
            vendor.reached();
        }
        Step::HookUnanswered => {
            vendor.hold(Way::Up, read_of(id));
            hooks.reached();
            hooks.let_go_until(Way::Down, "HTTP/1.1 2");
            hooks.reached();
        }
        Step::HookUnread => {
            vendor.hold(Way::Up, read_of(id));
            hooks.reached();
            hooks.let_go();
            vendor.reached();
        }
        Step::Resolving => {
            vendor.cut_until(Way::Up, read_of(id));
            vendor.reached();
        }
        _ => {}
    }
}

/// The person clicks, nobody takes it back, and the vendor's line is held at the word.
fn stop_at(shop: &Shop, id: &str, way: Way, word: String) {
    shop.vendor_line.hold(way, word);
    shop.click(id);
    shop.pass_withdraw_window();
    shop.vendor_line.reached();
}

/// While nobody is there: what is on the way arrives late, or never.
fn settle_the_lines(shop: &Shop, step: Step, id: &str) {
    shop.people_line.cut();
    shop.hook_line.cut();
    match step {
        Step::OrderLate => {
            shop.vendor_line.let_go();
            eventually(|| (shop.truth(id).refund_count == 1).then_some(()));
        }
        Step::AtVendor => {
            shop.vendor_line.hold(Way::Down, "IDEMPOTENCY_OUTSTANDING_REQUEST");
        }
        _ => shop.vendor_line.cut(),
    }
}

fn check(shop: &Shop, step: Step, id: &str, left: Left) {
    let told = shop.come_to_rest(id);
    let truth = shop.truth(id);
    let (state, refunds, won) = match left {
        Refunded => ("succeeded", 1, WON),
        Withdrawn => ("withdrawn", 0, 0),
    };
    assert_eq!((truth.refund_count, truth.refunded_won), (refunds, won), "{step:?}: {truth:?}");
    assert_eq!(told["cancellations"].as_array().unwrap().len(), 1, "{step:?}: {told}");
    assert_eq!(told["cancellations"][0]["state"], state, "{step:?}: {told}");
    let payment = &told["payment"];
    assert_eq!(payment["cancelled_won"], won, "{step:?}: {payment}");
    assert_eq!(payment["cancellable_won"], WON - won, "{step:?}: {payment}");
    assert_eq!(payment["reserved_won"], 0, "{step:?}: {payment}");
    assert_eq!(payment["agreement"], "agrees", "{step:?}: {payment}");
    assert_eq!(told["follow_up"], Value::Null, "{step:?}");
}

/// Of the vendor's wire: the answer to a cancel, and to a read.
const ANSWER: &str = "{\"cancellation\":{";
const READ: &str = "\"cancellations\":[";

fn read_of(id: &str) -> String {
    format!("GET /payments/{id}")
}

fn order_of(id: &str) -> String {
    format!("POST /payments/{id}/cancel")
}
