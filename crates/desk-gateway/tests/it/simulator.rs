//! PortOne's side, imitated by somebody who does not share our code.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use desk_domain::Won;
use desk_gateway::portone::PortOne;
use desk_gateway::{CancelOrder, Secret, Timeouts};
use desk_simulator::{Blueprint, Config, ManualClock, Running, Seed, Simulators};

/// 3 November 2026, 14:05 in Seoul.
pub(crate) const NOW: &str = "2026-11-03T05:05:00Z";

/// An empty book. Asynchronous refunds settle when the simulator is pumped, nothing else moves.
pub(crate) async fn start() -> Running {
    Simulators::start(quiet()).await.unwrap()
}

/// The book of the demo, its named payments only.
pub(crate) async fn start_seeded() -> Running {
    let seed = Some(Seed { number: 7_300, payments: 0 });
    Simulators::start(Config { seed, ..quiet() }).await.unwrap()
}

fn quiet() -> Config {
    let now: DateTime<chrono::Utc> = NOW.parse().unwrap();
    let settle_after = Some(TimeDelta::zero());
    Config { settle_after, ..Config::for_tests(Arc::new(ManualClock::at(now))) }
}

/// Starts the simulator with one paid card payment of 350,000 won.
pub(crate) async fn with_card_payment(id: &str) -> (Running, PortOne) {
    let simulator = start().await;
    simulator.create_payment(&Blueprint::new(id, 350_000)).unwrap();
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    (simulator, gateway)
}

pub(crate) fn gateway(simulator: &Running, api_secret: &str) -> PortOne {
    let patience = Duration::from_secs(20);
    PortOne::new(desk_gateway::portone::PortOneConfig {
        base_url: format!("http://{}", simulator.portone).parse().unwrap(),
        api_secret: Secret::new(api_secret),
        store_id: None,
        timeouts: Timeouts { connect: patience, answer: patience },
    })
    .unwrap()
}

/// A cancel of a payment that has `cancellable` won left. The key follows from the sums: the same
/// order is the same request.
pub(crate) fn order(id: &str, amount: i64, cancellable: i64) -> CancelOrder {
    CancelOrder {
        gateway_payment_id: id.into(),
        amount: Won(amount),
        tax_free: None,
        expected_cancellable: Won(cancellable),
        reason: "고객 요청".into(),
        reference: "can_00000000000000000000000007".into(),
        key: format!("key-0123456789-{amount}-of-{cancellable}"),
        refund_account: None,
        retain_option: None,
    }
}

/// How many refunds really left, and how much.
#[track_caller]
pub(crate) fn refunded(simulator: &Running, id: &str) -> (usize, i64) {
    let truth = simulator.truth(id).unwrap();
    (truth.refund_count, truth.refunded_won)
}
