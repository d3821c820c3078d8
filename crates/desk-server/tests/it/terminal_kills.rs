//! Cancels at a card terminal, with real processes: the agent, or the desk, is killed at every step, and
//! started again. At most one refund at the VAN, and the book agrees with its ledger.

mod program;
mod shop;

use std::fs;

use serde_json::Value;
use shop::{Shop, WON};

use crate::support::gate::Way;
use crate::support::process::eventually;

/// Between which two steps somebody dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The desk asks the device how the approval stands; nothing is sent.
    Looking,
    /// Sent by the desk; not in the agent's journal.
    OnTheWay,
    /// In the journal; the device is not to be touched yet.
    Journalled,
    /// The device may be touched; it has not got the order.
    BeforeDevice,
    /// The device has it; the agent has not heard so.
    AfterDevice,
    AwaitingCard,
    Processing,
    /// The VAN has executed it; the agent has not heard so.
    AfterVan,
    /// The end is in the journal; the desk has not got it.
    BeforeReport,
    /// The end is in the book; the agent does not know that.
    AfterReport,
}

/// What is left when everybody is back. What did not reach the device never will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Refunded,
    NeverBegun,
}

use Left::{NeverBegun, Refunded};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agent_killed_at_any_step_refunds_at_most_once() {
    let steps = [
        (Step::Looking, Refunded),
        (Step::OnTheWay, NeverBegun),
        (Step::Journalled, NeverBegun),
        (Step::BeforeDevice, NeverBegun),
        (Step::AfterDevice, Refunded),
        (Step::AwaitingCard, Refunded),
        (Step::Processing, Refunded),
        (Step::AfterVan, Refunded),
        (Step::BeforeReport, Refunded),
        (Step::AfterReport, Refunded),
    ];
    dies_at_each(&steps, |shop, step| {
        shop.kill_agent(|shop| {
            if step == Step::Journalled {
                forget_the_touch(shop);
            }
        });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_killed_at_any_step_refunds_at_most_once() {
    let steps = [
        (Step::Looking, Refunded),
        (Step::OnTheWay, NeverBegun),
        (Step::BeforeDevice, Refunded),
        (Step::AfterDevice, Refunded),
        (Step::AwaitingCard, Refunded),
        (Step::Processing, Refunded),
        (Step::AfterVan, Refunded),
        (Step::BeforeReport, Refunded),
        (Step::AfterReport, Refunded),
    ];
    dies_at_each(&steps, |shop, _| shop.kill_desk()).await;
}

/// A cancel for each step, one after another; `kill` says who dies there.
async fn dies_at_each(steps: &[(Step, Left)], kill: impl Fn(&mut Shop, Step)) {
    let approvals = numbers(steps.len());
    let mut shop = Shop::open(&approvals).await;
    for ((step, left), approval) in steps.iter().copied().zip(&approvals) {
        let payment = bring_to(&shop, step, approval);
        kill(&mut shop, step);
        check(&shop, step, approval, &payment, left);
    }
}

/// Whatever the desk's clock does while the agent is connected, its orders hold.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_set_back_makes_no_order_too_old() {
    let approvals = numbers(1);
    let mut shop = Shop::open(&approvals).await;
    shop.set_clock_back(3_600);
    let payment = shop.click(&approvals[0]);
    check(&shop, Step::Processing, &approvals[0], &payment, Refunded);
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{}", 40_000_001 + at)).collect()
}

/// A person asks for the cancel, and everything stops at the step; the payment in the book.
fn bring_to(shop: &Shop, step: Step, approval: &str) -> String {
    let (desk, device) = (&shop.desk_line, &shop.device_line);
    match step {
        Step::Looking => device.hold(Way::Up, "GET /v1/approvals/"),
        Step::OnTheWay => desk.hold(Way::Down, "\"type\":\"order\""),
        Step::Journalled | Step::BeforeDevice => device.hold(Way::Up, "POST /v1/cancels "),
        Step::AfterDevice => device.hold(Way::Down, "\"stage\":\"awaiting_card\""),
        Step::AwaitingCard
        | Step::Processing
        | Step::AfterVan
        | Step::BeforeReport
        | Step::AfterReport => {}
    }
    let payment = shop.click(approval);
    match step {
        Step::OnTheWay => desk.reached(),
        Step::Looking | Step::Journalled | Step::BeforeDevice | Step::AfterDevice => {
            device.reached();
        }
        Step::AwaitingCard => shop.until_stage(&payment, "awaiting_card"),
        Step::Processing | Step::AfterVan | Step::BeforeReport | Step::AfterReport => {
            shop.until_stage(&payment, "awaiting_card");
            shop.insert_card();
            shop.until_stage(&payment, "processing");
            bring_to_the_end(shop, step);
        }
    }
    payment
}

fn bring_to_the_end(shop: &Shop, step: Step) {
    let (desk, device) = (&shop.desk_line, &shop.device_line);
    match step {
        Step::AfterVan => {
            device.hold(Way::Down, "\"stage\":\"done\"");
            shop.van_answers();
            device.reached();
        }
        Step::BeforeReport => {
            // The agent's words are masked on the wire, so all of them are held.
            desk.hold(Way::Up, "");
            shop.van_answers();
            eventually(|| last_line(shop).contains("\"step\":\"ended\"").then_some(()));
        }
        Step::AfterReport => {
            desk.hold(Way::Down, "\"type\":\"taken\"");
            shop.van_answers();
            desk.reached();
        }
        Step::Looking
        | Step::OnTheWay
        | Step::Journalled
        | Step::BeforeDevice
        | Step::AfterDevice
        | Step::AwaitingCard
        | Step::Processing => {}
    }
}

fn check(shop: &Shop, step: Step, approval: &str, payment: &str, left: Left) {
    let told = shop.serve_until_end(payment);
    let truth = shop.truth(approval);
    let (state, refunds, won) = match left {
        Refunded => ("succeeded", 1, WON),
        NeverBegun => ("failed", 0, 0),
    };
    assert_eq!(truth.refund_count, refunds, "{step:?}: {truth:?}");
    assert_eq!(truth.attempts.len(), refunds, "{step:?}: {truth:?}");
    assert_eq!(truth.refunded_won, won, "{step:?}");
    assert_eq!(told["cancellations"][0]["state"], state, "{step:?}: {told}");
    assert_eq!(told["cancellations"].as_array().unwrap().len(), 1, "{step:?}");
    assert_eq!(told["payment"]["cancelled_won"], won, "{step:?}: {told}");
    assert_eq!(told["payment"]["agreement"], "agrees", "{step:?}: {told}");
    assert_eq!(told["follow_up"], Value::Null, "{step:?}");
    if left == NeverBegun {
        let failure = &told["cancellations"][0]["failure"]["code"];
        assert_eq!(failure, "NEVER_BEGUN", "{step:?}: {told}");
    }
}

/// The disk as it was before the device was to be touched.
fn forget_the_touch(shop: &Shop) {
    assert!(last_line(shop).contains("\"step\":\"touching\""), "{}", last_line(shop));
    let text = fs::read_to_string(shop.journal()).unwrap();
    let before = text.trim_end().rfind('\n').expect("the order was taken before") + 1;
    fs::write(shop.journal(), &text[..before]).unwrap();
}

fn last_line(shop: &Shop) -> String {
    let text = fs::read_to_string(shop.journal()).unwrap();
    text.lines().next_back().unwrap_or_default().to_owned()
}
