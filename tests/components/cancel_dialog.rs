//! The cancel dialog in a real browser: what it says while an amount is typed, what it will not send,
//! and what it keeps when no answer comes.

use cancel_desk_web::components::cancel_dialog::{CancelDialog, Intent};
use desk_api::PaymentDetail;
use desk_domain::PaymentId;
use desk_domain::decision::Input;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::stage::Stage;

/// Each test has a payment of its own, since drafts are kept per payment.
fn payment_id(number: u128) -> PaymentId {
    PaymentId::from_bits(number)
}

fn text(ko: &str) -> Value {
    json!({ "ko": ko, "en": ko })
}

fn action(name: &str, blocked_by: Option<&str>) -> Value {
    let reasons = blocked_by.map(
        |why| json!({ "code": "blocked", "severity": "block", "text": text(why), "rule": "P-1" }),
    );
    let verdict = if blocked_by.is_some() { "blocked" } else { "allowed" };
    json!({ "action": name, "verdict": verdict, "reasons": Vec::from_iter(reasons) })
}

/// 120,000 won by card, a third of it tax-free; partial cancels from 1,000 won.
fn detail(number: u128, blocked_by: Option<&str>) -> PaymentDetail {
    let payment = json!({
        "id": payment_id(number), "merchant_id": "mer_00000000000000000000000001",
        "channel": "portone", "gateway_payment_id": "order-1",
        "customer": { "id": null, "name": "김*연", "phone": null }, "order_name": "수학 11월",
        "method": "card",
        "method_detail": {
            "label": text("현대카드"), "pg": null, "mode": null, "provider": null, "funding": null,
            "card": null, "bank": null, "bank_name": null, "account_number": null,
            "deposit_until": null, "escrow": false, "promotion_id": null
        },
        "amount_won": 120_000, "cancelled_won": 0, "reserved_won": 0, "cancellable_won": 120_000,
        "tax_free_won": 40_000, "book_status": "paid", "gateway_status": "paid",
        "gateway_cancelled_won": 0, "gateway_checked_at": null, "agreement": "agrees",
        "cash_receipt": "none", "requested_at": "2026-11-20T10:00:00+09:00",
        "paid_at": "2026-11-20T10:01:00+09:00", "cancelled_at": null, "approval_number": null,
        "receipt_url": null, "in_flight": null, "version": 1
    });
    let decision = json!({
        "rules": ["P-1"], "headline": text("지금 취소할 수 있어요."), "verdict": "allowed",
        "actions": [action("cancel_full", blocked_by), action("cancel_partial", blocked_by)],
        "deadline": null,
        "amount": {
            "cancellable": 120_000, "partial_min": 1_000, "partial_allowed": true,
            "tax_free_left": 40_000
        },
        "fee": null, "arrival": null, "inputs": ["reason"],
        "cash_receipt": { "effect": "none", "text": text("") },
        "stays_undone": [], "steps": [], "notices": []
    });
    let detail = json!({
        "payment": payment, "decision": decision, "cancellations": [], "timeline": [], "evidence": []
    });
    serde_json::from_value(detail).unwrap()
}

async fn dialog(detail: PaymentDetail, partial: bool) -> Stage {
    Stage::of(move || {
        let open = RwSignal::new(true);
        view! { <CancelDialog open detail partial on_changed=|()| () on_force=|()| () /> }
            .into_any()
    })
    .await
}

async fn type_amount(stage: &Stage, digits: &str) {
    stage.type_into("input[name=amount]", digits).await;
}

async fn choose(stage: &Stage, reason: &str) {
    stage.click(&format!("input[value={reason}]")).await;
}

fn left(stage: &Stage) -> String {
    stage.find::<HtmlElement>("output").text_content().unwrap()
}

#[wasm_bindgen_test]
async fn what_is_left_follows_the_amount_as_it_is_typed() {
    let stage = dialog(detail(1, None), true).await;
    assert_eq!(left(&stage), "–");
    type_amount(&stage, "50000").await;
    assert_eq!(left(&stage), "70,000원");
    assert!(stage.says("현대카드 결제 120,000원 중 50,000원을 취소해요."));
    assert!(stage.says("50,000원 부분취소"));
}

#[wasm_bindgen_test]
async fn of_when_the_money_is_back_only_what_is_asked_for_is_said() {
    let mut today = detail(8, None);
    today.decision.arrival = serde_json::from_value(json!({
        "business_days_min": 0, "business_days_max": 0, "text": text("오늘 환급돼요."),
        "of_part": text("3~5영업일 뒤 환급돼요.")
    }))
    .unwrap();
    let stage = dialog(today, true).await;
    type_amount(&stage, "50000").await;
    assert!(stage.says("3~5영업일 뒤 환급돼요."));
    assert!(!stage.says("오늘 환급돼요."));
    type_amount(&stage, "120000").await;
    assert!(stage.says("오늘 환급돼요."));
    assert!(!stage.says("3~5영업일 뒤 환급돼요."));
    Intent::forget(&payment_id(8));
}

#[wasm_bindgen_test]
async fn the_tax_free_part_follows_the_amount() {
    let stage = dialog(detail(2, None), true).await;
    type_amount(&stage, "60000").await;
    assert_eq!(stage.find::<HtmlInputElement>("input[name=tax_free]").value(), "20,000");
    type_amount(&stage, "120000").await;
    assert_eq!(stage.find::<HtmlInputElement>("input[name=tax_free]").value(), "40,000");
}

async fn check_refused(amount: &str, words: &str) {
    let stage = dialog(detail(3, None), true).await;
    choose(&stage, "customer_request").await;
    type_amount(&stage, amount).await;
    assert!(stage.says(words), "{amount}: {words}");
    assert_eq!(left(&stage), "–");
    stage.submit().await;
    assert!(stage.says("얼마를 취소할까요?"), "{amount} was sent");
    Intent::forget(&payment_id(3));
}

#[wasm_bindgen_test]
async fn an_amount_that_does_not_fit_says_why_and_is_not_sent() {
    check_refused("0", "1원 이상 적어 주세요.").await;
    check_refused("999", "부분취소는 1,000원부터 할 수 있어요.").await;
    check_refused("120001", "취소할 수 있는 금액은 120,000원까지예요.").await;
}

#[wasm_bindgen_test]
async fn an_amount_is_asked_for_only_once_confirming_was_tried() {
    let stage = dialog(detail(7, None), true).await;
    assert!(!stage.says("금액을 적어 주세요."));
    stage.submit().await;
    assert!(stage.says("금액을 적어 주세요."));
}

#[wasm_bindgen_test]
async fn a_reason_is_asked_for_and_other_needs_a_note() {
    let stage = dialog(detail(4, None), false).await;
    assert!(!stage.says("사유를 골라 주세요."));
    stage.submit().await;
    assert!(stage.says("사유를 골라 주세요."));
    choose(&stage, "other").await;
    assert!(!stage.says("사유를 골라 주세요."));
    stage.submit().await;
    assert!(stage.says("기타를 골랐으면 메모를 적어 주세요."));
    assert!(stage.says("얼마를 취소할까요?"));
}

#[wasm_bindgen_test]
async fn another_holder_is_confirmed_and_each_name_anew() {
    let mut account = detail(9, None);
    account.decision.inputs = vec![Input::Reason, Input::RefundAccount];
    let stage = dialog(account, false).await;
    stage.type_into("input[name=holder]", "김서연").await;
    assert!(!stage.has("input[type=checkbox]"), "the payer is 김*연");
    stage.type_into("input[name=holder]", "박지성").await;
    assert!(!stage.says("계좌를 확인하고 표시해 주세요."));
    stage.submit().await;
    assert!(stage.says("계좌를 확인하고 표시해 주세요."));
    stage.click("input[type=checkbox]").await;
    assert!(!stage.says("계좌를 확인하고 표시해 주세요."));
    stage.type_into("input[name=holder]", "박지상").await;
    assert!(!stage.find::<HtmlInputElement>("input[type=checkbox]").checked());
    assert!(stage.says("계좌를 확인하고 표시해 주세요."));
    Intent::forget(&payment_id(9));
}

#[wasm_bindgen_test]
async fn a_blocked_payment_says_why_and_asks_for_nothing() {
    let stage = dialog(detail(5, Some("10월 결제라 취소할 수 없어요.")), false).await;
    assert!(stage.says("10월 결제라 취소할 수 없어요."));
    assert!(!stage.has("form"));
}

/// The server of these tests knows no `/api`: its answer is none of ours.
#[wasm_bindgen_test]
async fn without_a_clear_answer_the_same_request_waits_under_the_same_key() {
    let payment = payment_id(6);
    let stage = dialog(detail(6, None), false).await;
    let key = Intent::load(&payment).key;
    choose(&stage, "duplicate_payment").await;
    stage.submit().await;
    stage.until("같은 요청 다시 보내기").await;
    assert!(stage.says("결제취소를 새로 누르지 마세요."));
    let kept = Intent::load(&payment);
    assert_eq!(kept.key, key);
    assert_eq!(kept.sent.map(|sent| sent.amount_won.0), Some(120_000));
    Intent::leave(&payment);
    assert_eq!(Intent::load(&payment).key, key, "closing must not make a new intent of it");
    Intent::forget(&payment);
}
