//! A cancel at a card terminal in a real browser: which terminal, what is shown at each stage, when it can
//! be stopped, and the ways without the card.

use cancel_desk_web::components::cancel_dialog::flow::{Flow, Stage as FlowStage};
use cancel_desk_web::components::cancel_dialog::form::CancelForm;
use cancel_desk_web::components::cancel_dialog::terminal::choice::TerminalChoice;
use cancel_desk_web::components::cancel_dialog::terminal::fields::TerminalFields;
use cancel_desk_web::components::cancel_dialog::terminal::live::TerminalLive;
use cancel_desk_web::components::cancel_dialog::terminal::without_card::WithoutCard;
use cancel_desk_web::components::cancel_dialog::terminal::{Place, Wizard};
use cancel_desk_web::components::cancel_dialog::{Draft, Intent};
use desk_api::{Cancellation, PaymentDetail, Terminal};
use desk_domain::{CancellationId, PaymentId, TerminalId};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, settle};

const MERCHANT: &str = "mer_00000000000000000000000001";
/// No other test has its drafts.
const PAYMENT: u128 = 101;
const HYUNDAI: &str = "현대카드와 하나카드는 키인 취소가 안 돼요.";

fn text(ko: &str) -> Value {
    json!({ "ko": ko, "en": ko })
}

fn action(name: &str) -> Value {
    json!({ "action": name, "verdict": "allowed", "reasons": [] })
}

fn way(route: &str, possible: bool, words: &str, steps: &[&str]) -> Value {
    let steps: Vec<_> = steps.iter().map(|step| text(step)).collect();
    json!({
        "route": route, "possible": possible, "advised": route == "approvals_program",
        "text": text(words), "steps": steps, "cautions": [], "rule": "M-1"
    })
}

/// 350,000 won of a terminal; `keyed_in` is whether its issuer takes a keyed-in cancel.
fn payment(method: &str, keyed_in: bool) -> PaymentDetail {
    let card = method == "card";
    let ways = match card {
        true => json!([
            way(
                "approvals_program",
                true,
                "통합 승인 내역에서 취소할 수 있어요.",
                &["통합 승인 내역을 열어요."]
            ),
            way(
                "keyed_in",
                keyed_in,
                if keyed_in { "권하지 않아요." } else { HYUNDAI },
                match keyed_in {
                    true => &["신용 취소를 골라요."],
                    false => &[],
                }
            ),
        ]),
        false => json!([]),
    };
    let payment = json!({
        "id": PaymentId::from_bits(PAYMENT), "merchant_id": MERCHANT, "channel": "terminal",
        "gateway_payment_id": "pos-1", "customer": { "id": null, "name": "김*연", "phone": null },
        "order_name": "수학 11월", "method": method,
        "method_detail": {
            "label": text("현대카드"), "pg": null, "mode": null, "provider": null, "funding": null,
            "card": null, "bank": null, "bank_name": null, "account_number": null,
            "deposit_until": null, "escrow": false, "promotion_id": null, "charged_won": null
        },
        "amount_won": 350_000, "cancelled_won": 0, "reserved_won": 0, "cancellable_won": 350_000,
        "tax_free_won": 0, "book_status": "paid", "gateway_status": "paid",
        "gateway_cancelled_won": 0, "gateway_checked_at": null, "agreement": "agrees",
        "cash_receipt": "none", "requested_at": "2026-11-03T10:00:00+09:00",
        "paid_at": "2026-11-03T10:01:00+09:00", "cancelled_at": null,
        "approval_number": "30012345", "receipt_url": null, "in_flight": null, "version": 1
    });
    let decision = json!({
        "rules": ["M-POS"], "headline": text("카드를 넣어야 해요."), "verdict": "allowed_with_steps",
        "actions": [action("cancel_full"), action("force_cancel")], "deadline": null,
        "amount": {
            "cancellable": 350_000, "partial_min": 1, "partial_allowed": false, "tax_free_left": 0
        },
        "fee": null, "arrival": null,
        "inputs": if card { json!(["reason", "card_present", "pos_connected"]) } else { json!(["reason", "pos_connected"]) },
        "cash_receipt": { "effect": "none", "text": text("") },
        "stays_undone": [], "steps": [], "ways_beside": ways, "notices": []
    });
    let detail = json!({
        "payment": payment, "decision": decision, "cancellations": [], "timeline": [],
        "evidence": [], "follow_up": null, "after_force": null, "rebill": null
    });
    serde_json::from_value(detail).unwrap()
}

fn terminal(number: u128, name: &str, connected: bool) -> Terminal {
    serde_json::from_value(json!({
        "id": TerminalId::from_bits(number), "merchant_id": MERCHANT, "name": name,
        "cat_id": "7100001", "driver": "van", "agent_version": "0.1.0", "connected": connected,
        "last_seen_at": null, "paired_at": "2026-11-01T10:00:00+09:00", "revoked_at": null
    }))
    .unwrap()
}

fn cancellation(state: &str, stage: Option<&str>, failure: Option<&str>) -> Cancellation {
    let progress = stage.map(|stage| {
        json!({
            "terminal_id": TerminalId::from_bits(1), "terminal_name": "데스크 1", "stage": stage,
            "since": "2099-01-01T00:00:00+09:00", "until": "2099-01-01T00:01:00+09:00"
        })
    });
    let failure = failure.map(|code| {
        json!({
            "code": code, "message": "원거래 없음", "pg_code": null, "pg_message": null,
            "advice": text("")
        })
    });
    serde_json::from_value(json!({
        "id": CancellationId::from_bits(1), "payment_id": PaymentId::from_bits(PAYMENT), "kind": "full",
        "origin": "desk", "amount_won": 350_000, "tax_free_won": null,
        "promotion_retain_option": null, "state": state, "reason_code": "customer_request",
        "note": "", "requested_by": null, "requested_at": "2026-11-21T10:00:00+09:00",
        "withdraw_until": null, "sent_at": null, "accepted_at": null, "settled_at": null,
        "gateway_cancellation_id": null, "refund_account": null, "holder_differs": false,
        "failure": failure, "attention": null, "terminal": progress, "receipt_url": null,
        "sentence": text("서버의 문장이에요."), "undo": null
    }))
    .unwrap()
}

/// One wizard, at whatever `draw` makes of it.
async fn stage_of(detail: PaymentDetail, draw: impl FnOnce(Wizard) -> AnyView + 'static) -> Stage {
    Intent::forget(&detail.payment.id);
    Stage::of(move || draw(wizard(detail))).await
}

fn wizard(detail: PaymentDetail) -> Wizard {
    let detail = Signal::stored(detail);
    let form = CancelForm::new(detail, false, &Draft::default());
    let intent = Intent::load(&PaymentId::from_bits(PAYMENT));
    let nothing = Callback::new(|()| ());
    let flow = Flow::start(detail, intent, form, nothing);
    let place = RwSignal::new(Place::AtTerminal);
    Wizard { place, ..Wizard::new(detail, form, flow, nothing, nothing) }
}

async fn choice(terminals: Vec<Terminal>) -> (Stage, RwSignal<Option<TerminalId>>) {
    let chosen = RwSignal::new(None);
    let stage = Stage::of(move || {
        view! { <TerminalChoice terminals=Signal::stored(terminals) chosen error=Signal::stored(None::<String>) /> }
            .into_any()
    })
    .await;
    (stage, chosen)
}

#[wasm_bindgen_test]
async fn connected_terminals_come_first_and_the_only_one_is_chosen() {
    let (stage, chosen) =
        choice(vec![terminal(1, "특강실", false), terminal(2, "데스크 2", true)]).await;
    let ids = [2, 1].map(|number| TerminalId::from_bits(number).to_string());
    assert_eq!(stage.attributes("input", "value"), ids);
    assert_eq!(chosen.get_untracked(), Some(TerminalId::from_bits(2)));
    assert!(stage.has("input[disabled]"), "what is not connected cannot be chosen");
}

#[wasm_bindgen_test]
async fn of_two_connected_ones_a_person_chooses() {
    let (stage, chosen) =
        choice(vec![terminal(1, "데스크 1", true), terminal(2, "데스크 2", true)]).await;
    assert_eq!(chosen.get_untracked(), None);
    stage.find::<HtmlElement>("input").click();
    settle().await;
    assert_eq!(chosen.get_untracked(), Some(TerminalId::from_bits(1)));
}

async fn check_summary(method: &str, says: &str, never: &str) {
    let stage = stage_of(payment(method, true), |wizard| {
        let terminals = Signal::stored(vec![terminal(1, "데스크 1", true)]);
        view! { <TerminalFields wizard terminals /> }.into_any()
    })
    .await;
    assert!(stage.says(says), "{method}");
    assert!(!stage.says(never), "{method}");
    assert!(stage.says("350,000원 결제취소"), "{method}");
}

#[wasm_bindgen_test]
async fn the_summary_asks_for_the_card_or_for_the_money_by_hand() {
    let card = "데스크 1에 결제한 카드를 넣으면 승인이 취소돼요.";
    let by_hand = "받은 돈은 직원이 직접 돌려드려요.";
    check_summary("card", card, by_hand).await;
    check_summary("cash_receipt", by_hand, card).await;
    check_summary("bank_transfer_receipt", by_hand, card).await;
}

#[wasm_bindgen_test]
async fn a_terminal_that_went_away_is_said_and_nothing_is_sent() {
    let terminals = RwSignal::new(vec![terminal(1, "데스크 1", true)]);
    let begun = RwSignal::new(None::<Flow>);
    let stage = stage_of(payment("card", true), move |wizard| {
        begun.set(Some(wizard.flow));
        view! { <TerminalFields wizard terminals /> }.into_any()
    })
    .await;
    stage.find::<HtmlElement>("input[value=customer_request]").click();
    terminals.set(vec![terminal(1, "데스크 1", false)]);
    settle().await;
    assert!(stage.says("이 단말기의 연결이 끊겼어요."));
    stage.find::<HtmlElement>("button[type=submit]").click();
    settle().await;
    let flow = begun.get_untracked().unwrap();
    assert_eq!(flow.stage.get_untracked(), FlowStage::Form);
}

/// One cancellation as it stands, and whether it can be stopped there.
async fn check_live(method: &str, known: Cancellation, scene: &str, says: &str, abortable: bool) {
    let stage = stage_of(payment(method, true), move |wizard| {
        wizard.flow.stage.set(FlowStage::Known(Box::new(known)));
        view! { <TerminalLive wizard /> }.into_any()
    })
    .await;
    assert!(stage.has(&format!(".terminal-scene[data-scene={scene}]")), "{scene}");
    assert!(stage.says(says), "{scene}: {says}");
    let live = stage.find::<HtmlElement>("[role=status]").text_content().unwrap();
    assert!(
        live.contains(stage.find::<HtmlElement>("h3").text_content().unwrap().as_str()),
        "{scene} is heard"
    );
    let under_way = ["queued", "dispatched", "awaiting_card", "processing", "waiting"];
    if under_way.contains(&scene) {
        let stop = stage.button("취소 멈추기");
        assert_eq!(stop.get_attribute("aria-disabled").is_none(), abortable, "{scene}");
        assert_eq!(stage.has("[role=tooltip]"), !abortable, "{scene} says why");
    } else {
        assert!(!stage.says("취소 멈추기"), "{scene} has an end");
    }
    assert!(stage.says("닫기"), "{scene} never closes by itself");
}

#[wasm_bindgen_test]
async fn each_stage_is_said_and_can_be_stopped_while_no_money_can_have_moved() {
    let at = |stage| cancellation("sent", Some(stage), None);
    let queued = cancellation("requested", Some("queued"), None);
    check_live("card", queued, "queued", "단말기에 보내고 있어요", true).await;
    check_live("card", at("dispatched"), "dispatched", "결제한 카드를 준비해 주세요.", true).await;
    check_live("card", at("awaiting_card"), "awaiting_card", "카드를 넣어 주세요", true).await;
    check_live("card", at("processing"), "processing", "카드를 빼지 마세요.", false).await;
    let silent = cancellation("sent", None, None);
    check_live("card", silent, "waiting", "단말기의 답을 기다리고 있어요", false).await;
    let receipt = at("processing");
    check_live("cash_receipt", receipt, "processing", "결과가 나올 때까지 기다려 주세요.", false)
        .await;
}

#[wasm_bindgen_test]
async fn each_end_is_said_and_a_doubt_is_no_failure() {
    let end = |state, failure| cancellation(state, None, failure);
    check_live("card", end("succeeded", None), "succeeded", "카드를 빼서 고객에게", false).await;
    let receipt = end("succeeded", None);
    check_live("cash_receipt", receipt, "succeeded", "받은 돈 350,000원을 고객에게", false).await;
    let declined = end("failed", Some("7003"));
    check_live("card", declined, "declined", "단말기의 답 “원거래 없음” (7003)", false).await;
    let pulled = end("failed", Some("CARD_REMOVED"));
    check_live("card", pulled, "aborted", "서버의 문장이에요.", false).await;
    check_live("card", end("withdrawn", None), "aborted", "취소를 멈췄어요", false).await;
    let unknown = end("unknown", None);
    check_live("card", unknown, "unknown", "확인 중이에요. 다시 누르지 마세요.", false).await;
}

#[wasm_bindgen_test]
async fn a_stopped_cancel_shows_no_issuer_that_was_asked() {
    let known = cancellation("withdrawn", None, None);
    let stage = stage_of(payment("card", true), move |wizard| {
        wizard.flow.stage.set(FlowStage::Known(Box::new(known)));
        view! { <TerminalLive wizard /> }.into_any()
    })
    .await;
    let way = stage.find::<HtmlElement>(".terminal-stations").text_content().unwrap();
    assert!(way.contains("결과") && !way.contains("카드사"), "{way}");
}

async fn without_card(detail: PaymentDetail) -> Stage {
    stage_of(detail, |wizard| {
        let connected = Signal::stored(None::<String>);
        view! { <WithoutCard wizard connected failed=false /> }.into_any()
    })
    .await
}

#[wasm_bindgen_test]
async fn without_the_card_the_approvals_program_comes_first_and_our_book_last() {
    let stage = without_card(payment("card", true)).await;
    let ways = stage.attributes("[data-route]", "data-route");
    assert_eq!(ways, ["approvals_program", "keyed_in", "force"]);
    assert!(stage.says("지금 연결된 단말기가 없어요."));
    assert!(stage.says("사업자번호는 사업자등록증이나 결제 영수증에 있어요."));
    for fact in ["350,000원", "2026.11.03", "30012345"] {
        assert!(stage.says(fact), "{fact}");
    }
    let copies = ["승인 금액 복사", "원승인일자 복사", "승인번호 복사"];
    assert_eq!(stage.attributes(".copyable button", "aria-label"), copies);
}

#[wasm_bindgen_test]
async fn what_an_issuer_forbids_is_shown_with_its_reason_and_without_steps() {
    let forbidden = without_card(payment("card", false)).await;
    let way = forbidden.find::<HtmlElement>("[data-route=keyed_in]").text_content().unwrap();
    assert!(way.contains("이 카드는 안 돼요") && way.contains(HYUNDAI), "{way}");
    assert!(!forbidden.has("[data-route=keyed_in] details"));
    let allowed = without_card(payment("card", true)).await;
    assert!(allowed.has("[data-route=keyed_in] details"));
}

#[wasm_bindgen_test]
async fn a_cash_receipt_has_only_our_book_beside_the_terminal() {
    let stage = without_card(payment("cash_receipt", true)).await;
    assert_eq!(stage.attributes("[data-route]", "data-route"), ["force"]);
    assert!(stage.says("단말기 없이 취소하는 방법"));
}

#[wasm_bindgen_test]
async fn nothing_is_ever_typed_but_the_note() {
    let stage = without_card(payment("card", true)).await;
    assert!(!stage.has("input, textarea, select"), "the ways without the card ask for nothing");
    let form = stage_of(payment("card", true), |wizard| {
        let terminals = Signal::stored(vec![terminal(1, "데스크 1", true)]);
        view! { <TerminalFields wizard terminals /> }.into_any()
    })
    .await;
    assert!(!form.has("input:not([type=radio])"), "no field takes digits");
    assert!(form.has("textarea"));
}
