use chrono::TimeDelta;
use desk_simulator::{Fault, FaultKind};
use serde_json::json;

use crate::harness::{KEY, reason, start};

#[tokio::test]
async fn the_same_key_moves_money_once_and_answers_the_same() {
    let desk = start().await;
    desk.pay("p", 10_000);
    let order = json!({ "reason": "부분", "amount": 4_000 });
    let first = desk.cancel("p", KEY, order.clone()).await.unwrap();
    assert_eq!(first.0, 200);
    assert_eq!(desk.cancel("p", KEY, order.clone()).await.unwrap(), first);
    assert_eq!(desk.refunds("p"), [4_000]);

    let (status, refused) = desk.cancel("p", KEY, reason()).await.unwrap();
    assert_eq!((status, &refused["type"]), (400, &json!("INVALID_REQUEST")));

    desk.clock.advance(TimeDelta::hours(3));
    assert_eq!(desk.cancel("p", KEY, order).await.unwrap().0, 200);
    assert_eq!(desk.refunds("p"), [4_000, 4_000], "after three hours the key is forgotten");
}

#[tokio::test]
async fn an_unquoted_key_is_refused() {
    let desk = start().await;
    desk.pay("p", 10_000);
    let (status, refused) = desk.cancel("p", "can_0123456789abcdef", reason()).await.unwrap();
    assert_eq!((status, &refused["type"]), (400, &json!("INVALID_REQUEST")));
    assert!(desk.refunds("p").is_empty());
}

#[tokio::test]
async fn a_key_in_flight_is_409_until_its_call_is_done() {
    let desk = start().await;
    desk.pay("p", 10_000);
    desk.running.arm(Fault::next_cancel(FaultKind::Hold));
    let held = desk.cancel("p", KEY, reason());
    let overtaking = async {
        // Ask until the held call has taken its key.
        loop {
            let (_, log) = desk.control("GET", "/api/faults", json!({})).await;
            if log["items"].as_array().unwrap().is_empty() {
                break;
            }
            tokio::task::yield_now().await;
        }
        let second = desk.cancel("p", KEY, reason()).await.unwrap();
        desk.control("POST", "/api/faults/release", json!({})).await;
        second
    };
    let (held, (status, refused)) = tokio::join!(held, overtaking);
    assert_eq!((status, &refused["type"]), (409, &json!("IDEMPOTENCY_OUTSTANDING_REQUEST")));
    assert_eq!(held.unwrap().0, 200);
    assert_eq!(desk.refunds("p"), [10_000]);
}
