//! The steps of one cancel, and how everything is stopped between two of them.

use desk_simulator::FaultKind;

use super::shop::Shop;
use crate::support::gate::Way;
use crate::support::process::eventually;

/// Of the vendor's wire: the answer to a cancel, and to a read.
const ANSWER: &str = "{\"cancellation\":{";
const READ: &str = "\"cancellations\":[";

fn read_of(id: &str) -> String {
    format!("GET /payments/{id}")
}

fn order_of(id: &str) -> String {
    format!("POST /payments/{id}/cancel")
}

/// Between which two steps the desk dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The click has not come to the desk, and never will.
    ClickOnTheWay,
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

/// A person clicks, and everything stops at the step.
pub(super) fn bring_to(shop: &mut Shop, step: Step, id: &str) {
    // What the vendor tells by itself waits, else it would be the proof of everything.
    shop.hook_line.hold(Way::Up, "");
    match step {
        Step::ClickOnTheWay
        | Step::ClickUnanswered
        | Step::Withdrawable
        | Step::WithdrawOnTheWay
        | Step::WithdrawUnanswered => stop_before_it_is_due(shop, step, id),
        Step::Looking => stop_at(shop, id, Way::Up, &read_of(id)),
        Step::AtVendor => {
            shop.next_cancel_meets(FaultKind::Hold);
            shop.click(id);
            shop.pass_withdraw_window();
            eventually(|| shop.has_met_its_fault().then_some(()));
        }
        Step::OrderLost | Step::OrderLate | Step::Repeating | Step::RepeatUnanswered => {
            stop_at(shop, id, Way::Up, &order_of(id));
            go_on_from_the_order(shop, step, id);
        }
        Step::Unanswered
        | Step::AnswerNotBooked
        | Step::ReadingAgain
        | Step::ReadUnanswered
        | Step::HookUnanswered
        | Step::HookUnread
        | Step::Resolving => {
            stop_at(shop, id, Way::Down, ANSWER);
            go_on_from_the_answer(shop, step, id);
        }
    }
}

/// Nothing leaves for the vendor, however long the rest of it takes.
fn stop_before_it_is_due(shop: &Shop, step: Step, id: &str) {
    let people = &shop.people_line;
    shop.vendor_line.hold(Way::Up, read_of(id));
    match step {
        Step::ClickOnTheWay => people.hold(Way::Up, "/cancellations"),
        Step::ClickUnanswered => people.hold(Way::Down, "201 Created"),
        Step::WithdrawOnTheWay => people.hold(Way::Up, "/withdraw"),
        Step::WithdrawUnanswered => people.hold(Way::Down, "200 OK"),
        _ => return shop.click(id),
    }
    if matches!(step, Step::ClickOnTheWay | Step::ClickUnanswered) {
        shop.click_unheard(id);
    } else {
        shop.click(id);
        shop.withdraw_unheard(id);
    }
    people.reached();
}

/// The person clicks, nobody takes it back, and the vendor's line is held at the word.
fn stop_at(shop: &Shop, id: &str, way: Way, word: &str) {
    shop.vendor_line.hold(way, word);
    shop.click(id);
    shop.pass_withdraw_window();
    shop.vendor_line.reached();
}

/// The order is held, and not executed.
fn go_on_from_the_order(shop: &Shop, step: Step, id: &str) {
    match step {
        Step::Repeating => shop.vendor_line.cut_until(Way::Up, order_of(id)),
        Step::RepeatUnanswered => shop.vendor_line.cut_until(Way::Down, ANSWER),
        _ => return,
    }
    shop.vendor_line.reached();
}

/// The order is executed, and its answer is held.
fn go_on_from_the_answer(shop: &mut Shop, step: Step, id: &str) {
    let (vendor, hooks) = (&shop.vendor_line, &shop.hook_line);
    match step {
        Step::AnswerNotBooked => {
            shop.book.lock();
            return vendor.let_go();
        }
        Step::ReadingAgain => vendor.let_go_until(Way::Up, read_of(id)),
        Step::ReadUnanswered => vendor.let_go_until(Way::Down, READ),
        Step::Resolving => vendor.cut_until(Way::Up, read_of(id)),
        Step::HookUnanswered => {
            vendor.hold(Way::Up, read_of(id));
            hooks.reached();
            hooks.let_go_until(Way::Down, "HTTP/1.1 2");
            return hooks.reached();
        }
        Step::HookUnread => {
            vendor.hold(Way::Up, read_of(id));
            hooks.reached();
            hooks.let_go();
        }
        _ => return,
    }
    vendor.reached();
}

/// While nobody is there: what is on the way arrives late, or never.
pub(super) fn settle_the_lines(shop: &Shop, step: Step, id: &str) {
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
