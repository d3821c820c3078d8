//! Cancels on a state: what is refused, what moves, what the ledger holds afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{CancelBody, Circumstances, cancel};
use crate::faults::{Fault, FaultKind};
use crate::outbox::DeliveryState;
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::errors::{ApiError, ErrorKind};
use crate::portone::promotion::{Partition, Promotion, Scheme};
use crate::portone::receipts::ReceiptStatus;
use crate::portone::settlement::{RefundEnd, learn, refund_at_pg, settle_due, settle_pending};
use crate::portone::state::State;
use crate::portone::wire::{
    Cancellation, CancellationStatus, Method, PaymentStatus, RefundStatus, Trigger,
};
use crate::portone::{settlement, virtual_account};

fn now() -> DateTime<Utc> {
    "2026-11-21T05:00:00Z".parse().unwrap()
}

fn state_with(plan: Value) -> State {
    let mut state = State::new("store".into(), "secret".into(), Some("http://desk/hook".into()));
    let plan: Blueprint = serde_json::from_value(plan).unwrap();
    blueprint::create(&mut state, &plan, now()).unwrap();
    state
}

fn card() -> State {
    state_with(json!({ "id": "p", "amountWon": 10_000 }))
}

fn virtual_account() -> State {
    state_with(json!({
        "id": "p", "amountWon": 10_000,
        "method": { "type": "PaymentMethodVirtualAccount", "accountNumber": "1" },
    }))
}

fn body(fields: Value) -> CancelBody {
    let mut whole = json!({ "reason": "고객 요청" });
    whole.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn with_account(mut fields: Value) -> CancelBody {
    fields["refundAccount"] =
        json!({ "bank": "KOOKMIN", "number": "123-45", "holderName": "김서연" });
    body(fields)
}

fn run(state: &mut State, body: &CancelBody) -> Result<Cancellation, ApiError> {
    run_with(state, body, None)
}

fn run_with(
    state: &mut State,
    body: &CancelBody,
    verdict: Option<FaultKind>,
) -> Result<Cancellation, ApiError> {
    let circumstances =
        Circumstances { now: now(), trigger: Trigger::Api, idempotency_key: None, verdict };
    cancel(state, "p", body, &circumstances)
}

#[track_caller]
fn check_ledger(state: &State, status: PaymentStatus, cancelled: i64, refunds: &[i64]) {
    let stored = state.book.find("p").unwrap();
    let ledger: Vec<i64> = stored.vendor.refunds.iter().map(|refund| refund.amount_won).collect();
    assert_eq!(stored.payment.status, status);
    assert_eq!(stored.payment.amount.cancelled, cancelled);
    assert_eq!(ledger, refunds);
}

#[track_caller]
fn check_refused(outcome: Result<Cancellation, ApiError>, kind: ErrorKind) {
    assert_eq!(outcome.map(|cancellation| cancellation.status).map_err(|e| e.kind), Err(kind));
}

fn events(state: &State) -> Vec<String> {
    state
        .outbox
        .iter()
        .map(|delivery| {
            let body: Value = serde_json::from_str(&delivery.body).unwrap();
            body["type"].as_str().unwrap().trim_start_matches("Transaction.").to_owned()
        })
        .collect()
}

#[test]
fn partials_to_zero_then_nothing_is_left() {
    let mut state = card();
    let first = run(&mut state, &body(json!({ "amount": 3_000 }))).unwrap();
    assert_eq!(first.status, CancellationStatus::Succeeded);
    check_ledger(&state, PaymentStatus::PartialCancelled, 3_000, &[3_000]);
    run(&mut state, &body(json!({ "currentCancellableAmount": 7_000 }))).unwrap();
    check_ledger(&state, PaymentStatus::Cancelled, 10_000, &[3_000, 7_000]);
    check_refused(run(&mut state, &body(json!({}))), ErrorKind::PaymentAlreadyCancelled);
    assert_eq!(events(&state), ["PartialCancelled", "Cancelled"]);
}

#[test]
fn unpaid_payments_are_refused() {
    for status in ["READY", "PAY_PENDING", "VIRTUAL_ACCOUNT_ISSUED", "FAILED"] {
        let mut state = state_with(json!({ "id": "p", "amountWon": 100, "status": status }));
        check_refused(run(&mut state, &body(json!({}))), ErrorKind::PaymentNotPaid);
    }
}

#[test]
fn bad_input_is_refused_before_anything_moves() {
    let mut state = card();
    check_refused(run(&mut state, &body(json!({ "reason": " " }))), ErrorKind::InvalidRequest);
    for account in [
        json!({ "bank": "NO_BANK", "number": "1", "holderName": "김" }),
        json!({ "bank": "KOOKMIN", "number": "12a", "holderName": "김" }),
        json!({ "bank": "KOOKMIN", "number": "12", "holderName": "" }),
    ] {
        let order = body(json!({ "refundAccount": account }));
        check_refused(run(&mut state, &order), ErrorKind::InvalidRequest);
    }
    check_ledger(&state, PaymentStatus::Paid, 0, &[]);
}

#[test]
fn a_virtual_account_refund_is_promised_then_paid_out() {
    let mut state = virtual_account();
    let asked = run(&mut state, &with_account(json!({}))).unwrap();
    assert_eq!(asked.status, CancellationStatus::Requested);
    check_ledger(&state, PaymentStatus::Paid, 0, &[]);
    // What is on its way cannot be asked for again.
    let again = run(&mut state, &with_account(json!({ "amount": 1 })));
    check_refused(again, ErrorKind::CancelAmountExceedsCancellableAmount);

    settle_pending(&mut state, "p", None, RefundEnd::PaidOut, now()).unwrap();
    check_ledger(&state, PaymentStatus::Cancelled, 10_000, &[10_000]);
    assert_eq!(events(&state), ["CancelPending", "Cancelled"]);
    assert_eq!(refund_status(&state), Some(RefundStatus::Completed));
    let settled_twice = settle_pending(&mut state, "p", None, RefundEnd::PaidOut, now());
    assert_eq!(settled_twice.unwrap_err().kind, ErrorKind::PaymentCancellationNotPending);
}

#[test]
fn a_failed_refund_tells_nobody_and_can_be_tried_again() {
    let mut state = virtual_account();
    run(&mut state, &with_account(json!({}))).unwrap();
    settle_pending(&mut state, "p", None, RefundEnd::Failed, now()).unwrap();
    check_ledger(&state, PaymentStatus::Paid, 0, &[]);
    assert_eq!(refund_status(&state), Some(RefundStatus::Failed));
    assert_eq!(events(&state), ["CancelPending"]);

    run(&mut state, &with_account(json!({ "amount": 4_000 }))).unwrap();
    settle_pending(&mut state, "p", None, RefundEnd::Failed, now()).unwrap();
    assert_eq!(refund_status(&state), Some(RefundStatus::PartialRefundFailed));
}

#[test]
fn a_refund_may_come_back_after_portone_has_counted_it() {
    let mut state = virtual_account();
    run(&mut state, &with_account(json!({}))).unwrap();
    settle_pending(&mut state, "p", None, RefundEnd::Bounced, now()).unwrap();
    check_ledger(&state, PaymentStatus::Cancelled, 10_000, &[]);
    assert_eq!(events(&state), ["CancelPending", "Cancelled"]);
    assert_eq!(refund_status(&state), Some(RefundStatus::Failed));
}

#[test]
fn portone_lists_what_the_pg_executed_once_it_learns_of_it() {
    let mut state = card();
    let order = body(json!({ "amount": 4_000 }));
    let lost = run_with(&mut state, &order, Some(FaultKind::PgAnswerLost));
    check_refused(lost, ErrorKind::PgProvider);
    check_ledger(&state, PaymentStatus::Paid, 0, &[4_000]);
    // The PG gives back what it is asked for; PortOne does not know that it is the second time.
    run(&mut state, &order).unwrap();

    learn(&mut state, "p", now()).unwrap();
    learn(&mut state, "p", now()).unwrap();
    check_ledger(&state, PaymentStatus::PartialCancelled, 8_000, &[4_000, 4_000]);
    let payment = &state.book.find("p").unwrap().payment;
    assert_ne!(payment.cancellations[0].id, payment.cancellations[1].id);
    assert_eq!(events(&state), ["PartialCancelled", "PartialCancelled"]);
}

fn refund_status(state: &State) -> Option<RefundStatus> {
    match &state.book.find("p").unwrap().payment.method {
        Some(Method::VirtualAccount(account)) => account.refund_status,
        _ => None,
    }
}

#[test]
fn pending_refunds_settle_by_themselves_when_they_are_due() {
    let mut state = virtual_account();
    run(&mut state, &with_account(json!({}))).unwrap();
    let after = TimeDelta::seconds(30);
    assert_eq!(settle_due(&mut state, after, now() + TimeDelta::seconds(29)), 0);
    assert_eq!(settle_due(&mut state, after, now() + after), 1);
    check_ledger(&state, PaymentStatus::Cancelled, 10_000, &[10_000]);
}

#[test]
fn skip_webhook_silences_a_success() {
    let mut state = card();
    run(&mut state, &body(json!({ "skipWebhook": true }))).unwrap();
    check_ledger(&state, PaymentStatus::Cancelled, 10_000, &[10_000]);
    assert!(events(&state).is_empty());
}

#[test]
fn verdicts_of_faults_move_no_money() {
    let mut state = card();
    let failed = run_with(&mut state, &body(json!({})), Some(FaultKind::Failed200)).unwrap();
    assert_eq!(failed.status, CancellationStatus::Failed);
    let refused = run_with(&mut state, &body(json!({})), Some(FaultKind::PgRefused));
    check_refused(refused, ErrorKind::PgProvider);
    check_ledger(&state, PaymentStatus::Paid, 0, &[]);
}

#[test]
fn a_cancel_on_the_pgs_site_leaves_portone_behind() {
    let mut state = card();
    refund_at_pg(&mut state, "p", Some(6_000), now()).unwrap();
    check_ledger(&state, PaymentStatus::Paid, 0, &[6_000]);
    assert!(events(&state).is_empty());
    check_refused(run(&mut state, &body(json!({}))), ErrorKind::PgProvider);
    run(&mut state, &body(json!({ "amount": 4_000 }))).unwrap();
    check_ledger(&state, PaymentStatus::PartialCancelled, 4_000, &[6_000, 4_000]);
    assert!(refund_at_pg(&mut state, "p", None, now()).is_err());
}

#[test]
fn ksnet_takes_nine_partials() {
    let mut state = state_with(json!({ "id": "p", "amountWon": 10_000, "provider": "KSNET" }));
    for _ in 0..9 {
        run(&mut state, &body(json!({ "amount": 100 }))).unwrap();
    }
    let tenth = run(&mut state, &body(json!({ "amount": 100 })));
    check_refused(tenth, ErrorKind::MaxCancelCountReached);
    run(&mut state, &body(json!({ "amount": 9_100 }))).unwrap();
}

#[test]
fn a_full_cancel_takes_the_cash_receipt_along_but_not_at_ksnet() {
    for (provider, after_all) in
        [("TOSSPAYMENTS", ReceiptStatus::Cancelled), ("KSNET", ReceiptStatus::Issued)]
    {
        let mut state = state_with(json!({
            "id": "p", "amountWon": 10_000, "provider": provider, "cashReceipt": "PERSONAL",
            "method": { "type": "PaymentMethodTransfer" },
        }));
        let receipt = |state: &State| state.receipts.get("p").unwrap().status;
        run(&mut state, &body(json!({ "amount": 4_000 }))).unwrap();
        assert_eq!(receipt(&state), ReceiptStatus::Issued, "{provider}, a part");
        run(&mut state, &body(json!({}))).unwrap();
        assert_eq!(receipt(&state), after_all, "{provider}, all");
    }
}

#[test]
fn a_promotion_keeps_its_first_retain_option() {
    let mut state = card();
    state.book.add_promotion(Promotion {
        id: "promo".into(),
        store_id: "store".into(),
        name: "행사".into(),
        partitions: vec![Partition { amount_from: 5_000, scheme: Scheme::Percent { percent: 10 } }],
        total_budget: 0,
        spent: 0,
        recovers_budget: false,
        card_company: "BC_CARD".into(),
        start_at: now(),
        end_at: now(),
    });
    let plan = json!({ "id": "q", "amountWon": 20_000, "promotionId": "promo" });
    let plan: Blueprint = serde_json::from_value(plan).unwrap();
    blueprint::create(&mut state, &plan, now()).unwrap();
    let mut step = |fields: Value| {
        let circumstances = Circumstances {
            now: now(),
            trigger: Trigger::Api,
            idempotency_key: None,
            verdict: None,
        };
        cancel(&mut state, "q", &body(fields), &circumstances).map_err(|error| error.kind)
    };
    step(json!({ "amount": 10_000, "promotionDiscountRetainOption": "RETAIN" })).unwrap();
    let changed = step(json!({ "amount": 1_000, "promotionDiscountRetainOption": "RELEASE" }));
    assert_eq!(changed.unwrap_err(), ErrorKind::PromotionDiscountRetainOptionShouldNotBeChanged);
    // The balance is compared in order money.
    step(json!({ "currentCancellableAmount": 10_000, "promotionDiscountRetainOption": "RETAIN" }))
        .unwrap();
    let refunds = &state.book.find("q").unwrap().vendor.refunds;
    assert_eq!(refunds.iter().map(|r| r.amount_won).collect::<Vec<_>>(), [9_000, 9_000]);
}

#[test]
fn webhook_faults_shape_the_deliveries() {
    for (kind, expected) in [
        (FaultKind::WebhookDuplicate, vec![DeliveryState::Waiting, DeliveryState::Waiting]),
        (FaultKind::WebhookLate, vec![DeliveryState::Waiting]),
        (FaultKind::WebhookLost, vec![DeliveryState::Lost]),
    ] {
        let mut state = card();
        state.faults.arm(Fault::next_cancel(kind));
        run(&mut state, &body(json!({}))).unwrap();
        let states: Vec<_> = state.outbox.iter().map(|delivery| delivery.state).collect();
        assert_eq!(states, expected, "{kind:?}");
        let ids: std::collections::HashSet<_> =
            state.outbox.iter().map(|delivery| delivery.webhook_id.clone()).collect();
        assert_eq!(ids.len(), 1, "a duplicate repeats its id");
        let due_now = state.outbox.due(now()).len();
        assert_eq!(due_now, if kind == FaultKind::WebhookDuplicate { 2 } else { 0 }, "{kind:?}");
    }
}

#[test]
fn only_triple_a_stops_a_pending_cancel() {
    let mut state = virtual_account();
    let asked = run(&mut state, &with_account(json!({}))).unwrap();
    let stop = |state: &mut State, id: &str| {
        settlement::stop_pending(state, "p", id, now()).map_err(|error| error.kind)
    };
    assert_eq!(stop(&mut state, "x"), Err(ErrorKind::PaymentCancellationNotFound));
    assert_eq!(stop(&mut state, &asked.id), Err(ErrorKind::PgProvider));

    let mut state = state_with(json!({
        "id": "p", "amountWon": 10_000, "provider": "TRIPLE_A",
        "method": { "type": "PaymentMethodCrypto" },
    }));
    let asked = run(&mut state, &body(json!({ "refundEmail": "a@b.kr" }))).unwrap();
    assert_eq!(stop(&mut state, &asked.id), Ok(()));
    assert_eq!(stop(&mut state, &asked.id), Err(ErrorKind::PaymentCancellationNotPending));
    check_ledger(&state, PaymentStatus::Paid, 0, &[]);
}

#[test]
fn a_virtual_account_is_closed_before_and_refunded_after_its_deposit() {
    let waiting = json!({
        "id": "p", "amountWon": 10_000, "status": "VIRTUAL_ACCOUNT_ISSUED",
        "method": { "type": "PaymentMethodVirtualAccount", "accountNumber": "1" },
    });
    let mut state = state_with(waiting.clone());
    virtual_account::deposit(&mut state, "p", now()).unwrap();
    assert_eq!(events(&state), ["Paid"]);
    let late = virtual_account::close(&mut state, "p", now()).unwrap_err();
    assert_eq!(late.kind, ErrorKind::PaymentNotWaitingForDeposit);

    let mut state = state_with(waiting);
    virtual_account::close(&mut state, "p", now()).unwrap();
    let late = virtual_account::deposit(&mut state, "p", now()).unwrap_err();
    assert_eq!(late.kind, ErrorKind::PaymentNotWaitingForDeposit);
}
