//! Cancelling at the simulator, whose own ledger says what really left.

use desk_domain::Won;
use desk_domain::payment::GatewayStatus;
use desk_domain::refund_account::RefundAccount;
use desk_gateway::portone::reference_in;
use desk_gateway::{CancelOrder, CancelOutcome, FoundCancellationState, Gateway, VoidOutcome};
use desk_simulator::{Blueprint, Fault, FaultKind, Running};
use serde_json::json;

use crate::simulator::{gateway, order, refunded, start, start_seeded, with_card_payment};

#[tokio::test]
async fn a_full_cancel_moves_the_money_once() {
    let (simulator, gateway) = with_card_payment("order-1").await;
    let order = order("order-1", 350_000, 350_000);
    let outcome = gateway.cancel(&order).await;
    let CancelOutcome::Succeeded(done) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(done.amount, Won(350_000));
    assert_eq!(gateway.cancel(&order).await, outcome, "the same key has the same answer");
    assert_eq!(refunded(&simulator, "order-1"), (1, 350_000));
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::Cancelled, Won(350_000)));
    assert_eq!(found.cancellations, std::slice::from_ref(done));
    assert_eq!(reference_in(&found.cancellations[0].reason), Some(order.reference.as_str()));
}

#[tokio::test]
async fn partial_cancels_count_down_to_zero() {
    let (simulator, gateway) = with_card_payment("order-1").await;
    let first = gateway.cancel(&order("order-1", 100_000, 350_000)).await;
    assert!(matches!(first, CancelOutcome::Succeeded(_)), "{first:?}");
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::PartiallyCancelled, Won(100_000)));
    assert_eq!(found.method_detail.partial_cancels, 1);
    let second = gateway.cancel(&order("order-1", 250_000, 250_000)).await;
    assert!(matches!(second, CancelOutcome::Succeeded(_)), "{second:?}");
    assert_eq!(refunded(&simulator, "order-1"), (2, 350_000));
    assert_eq!(gateway.find("order-1").await.unwrap().status, GatewayStatus::Cancelled);
}

/// 300,000 won ordered, less a promotion: what is sent back is less than what is cancelled.
#[tokio::test]
async fn a_promotion_is_cancelled_in_order_money() {
    let simulator = start_seeded().await;
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    let id = "demo-promotion-percent";
    let charged = simulator.truth(id).unwrap().charged_won;
    assert!(charged < 300_000, "{charged} won were charged");
    assert_eq!(gateway.find(id).await.unwrap().amount, Won(300_000));
    let outcome = gateway.cancel(&order(id, 300_000, 300_000)).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
    assert_eq!(refunded(&simulator, id), (1, charged));
    let found = gateway.find(id).await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::Cancelled, Won(300_000)));
}

/// 100,000 won ordered, 90,000 charged: of the 95,000 won that would stay, more is due than was charged.
#[tokio::test]
async fn a_part_that_would_cost_the_promotion_more_than_it_gives_back_is_refused() {
    let simulator = start_seeded().await;
    let promoted = Blueprint {
        promotion_id: Some("promotion-demo-percent".into()),
        ..Blueprint::new("order-1", 100_000)
    };
    simulator.create_payment(&promoted).unwrap();
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    let outcome = gateway.cancel(&order("order-1", 5_000, 100_000)).await;
    check_refused(&outcome, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT");
    assert_eq!(refunded(&simulator, "order-1"), (0, 0));
}

#[track_caller]
fn check_refused(outcome: &CancelOutcome, code: &str) {
    let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
    assert_eq!(words.code, code);
}

#[tokio::test]
async fn an_explicit_no_moves_nothing() {
    let (simulator, gateway) = with_card_payment("order-1").await;
    let stale = gateway.cancel(&order("order-1", 10_000, 340_000)).await;
    check_refused(&stale, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN");
    let unknown = gateway.cancel(&order("order-2", 10_000, 10_000)).await;
    check_refused(&unknown, "PAYMENT_NOT_FOUND");
    let too_much = gateway.cancel(&order("order-1", 350_001, 350_000)).await;
    check_refused(&too_much, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    assert_eq!(refunded(&simulator, "order-1"), (0, 0));
    gateway.cancel(&order("order-1", 350_000, 350_000)).await;
    let again = gateway.cancel(&order("order-1", 1_000, 1_000)).await;
    check_refused(&again, "PAYMENT_ALREADY_CANCELLED");
    assert_eq!(refunded(&simulator, "order-1"), (1, 350_000));
}

/// One cancel under a fault, then the same order again: the end, and what left in the two steps.
async fn cancel_twice(fault: FaultKind) -> (CancelOutcome, (usize, i64), CancelOutcome, Running) {
    let (simulator, gateway) = with_card_payment("order-1").await;
    simulator.arm(Fault::next_cancel(fault));
    let order = order("order-1", 50_000, 350_000);
    let first = gateway.cancel(&order).await;
    let left = refunded(&simulator, "order-1");
    let second = gateway.cancel(&order).await;
    (first, left, second, simulator)
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_its_repeat_moves_nothing_more() {
    for fault in [FaultKind::DropAfter, FaultKind::TimeoutAfter, FaultKind::Http500After] {
        let (first, left, second, simulator) = cancel_twice(fault).await;
        assert!(matches!(first, CancelOutcome::Unknown { .. }), "{fault:?}: {first:?}");
        assert_eq!(left, (1, 50_000), "{fault:?}");
        assert!(!matches!(second, CancelOutcome::Refused(_)), "{fault:?}: {second:?}");
        assert_eq!(refunded(&simulator, "order-1"), (1, 50_000), "{fault:?}");
    }
}

#[tokio::test]
async fn a_call_that_never_arrived_is_unknown_too() {
    for fault in
        [FaultKind::DropBefore, FaultKind::TimeoutBefore, FaultKind::Http500, FaultKind::Http503]
    {
        let (first, left, _, simulator) = cancel_twice(fault).await;
        assert!(matches!(first, CancelOutcome::Unknown { .. }), "{fault:?}: {first:?}");
        assert_eq!(left, (0, 0), "{fault:?}");
        assert!(refunded(&simulator, "order-1").0 <= 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_cancel_told_failed_with_http_200_is_refused() {
    let (first, left, _, _) = cancel_twice(FaultKind::Failed200).await;
    check_refused(&first, "FAILED");
    assert_eq!(left, (0, 0));
}

#[tokio::test]
async fn a_fault_of_the_pg_is_unknown_with_its_words() {
    let (first, _, _, _) = cancel_twice(FaultKind::PgRefused).await;
    let CancelOutcome::Unknown { words: Some(words), .. } = first else { panic!("{first:?}") };
    assert_eq!(words.code, "PG_PROVIDER");
    assert!(words.pg_code.is_some() && words.pg_message.is_some(), "{words:?}");
}

fn virtual_account(id: &str, status: &str) -> Blueprint {
    serde_json::from_value(json!({
        "id": id,
        "amountWon": 350_000,
        "provider": "SMARTRO_V2",
        "status": status,
        "method": {
            "type": "PaymentMethodVirtualAccount",
            "bank": "SHINHAN",
            "accountNumber": "56211900345678",
            "expiredAt": "2026-11-06T14:59:59Z",
        },
    }))
    .unwrap()
}

#[tokio::test]
async fn a_virtual_account_is_refunded_later_to_the_account() {
    let simulator = start().await;
    simulator.create_payment(&virtual_account("order-1", "PAID")).unwrap();
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    let without_account = order("order-1", 350_000, 350_000);
    check_refused(&gateway.cancel(&without_account).await, "INVALID_REQUEST");
    let account = RefundAccount::new("SHINHAN", "110123456789", "김서연", Some("01023456789"));
    let order = CancelOrder {
        key: "key-with-an-account".into(),
        refund_account: Some(account.unwrap()),
        ..without_account
    };
    let outcome = gateway.cancel(&order).await;
    let CancelOutcome::Pending(pending) = &outcome else { panic!("{outcome:?}") };
    assert_eq!(refunded(&simulator, "order-1"), (0, 0));
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::Paid, Won(0)));
    assert_eq!(found.cancellations, std::slice::from_ref(pending));
    simulator.pump().await;
    assert_eq!(refunded(&simulator, "order-1"), (1, 350_000));
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!((found.status, found.cancelled), (GatewayStatus::Cancelled, Won(350_000)));
    assert_eq!(found.cancellations[0].state, FoundCancellationState::Succeeded);
}

#[tokio::test]
async fn an_empty_virtual_account_is_closed_not_cancelled() {
    let simulator = start().await;
    simulator.create_payment(&virtual_account("order-1", "VIRTUAL_ACCOUNT_ISSUED")).unwrap();
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!((found.status, found.amount), (GatewayStatus::WaitingForDeposit, Won(350_000)));
    let cancelled = gateway.cancel(&order("order-1", 350_000, 350_000)).await;
    check_refused(&cancelled, "PAYMENT_NOT_PAID");
    let outcome = gateway.void("order-1", "key-to-close-order-1").await;
    assert!(matches!(outcome, VoidOutcome::Voided { .. }), "{outcome:?}");
    assert_eq!(gateway.find("order-1").await.unwrap().status, GatewayStatus::Closed);
    let again = gateway.void("order-1", "key-to-close-again").await;
    let VoidOutcome::Refused(words) = again else { panic!("{again:?}") };
    assert_eq!(words.code, "PAYMENT_NOT_WAITING_FOR_DEPOSIT");
}
