//! The re-bill dialog in a real browser: what it carries over, what it will not send, and what it keeps
//! when no answer comes.

use cancel_desk_web::components::bill_dialog::BillDeeds;
use cancel_desk_web::components::errand::Errand;
use cancel_desk_web::components::rebill_dialog::{RebillDialog, name};
use desk_domain::PaymentId;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use super::sample::cancelled_payment;
use crate::stage::{Stage, settle};

/// Each test has a payment of its own, since what was sent is kept per payment.
async fn dialog(number: u128) -> Stage {
    Errand::forget(&name(&PaymentId::from_bits(number)));
    open(number).await
}

async fn open(number: u128) -> Stage {
    let detail = Signal::stored(cancelled_payment(number));
    Stage::of(move || {
        let open = RwSignal::new(true);
        let deeds = BillDeeds::new();
        view! { <RebillDialog open detail deeds on_changed=|()| () /> }.into_any()
    })
    .await
}

fn left(stage: &Stage) -> String {
    let sums = stage.all::<HtmlElement>(".cancel-dialog__left output");
    sums.last().expect("the sum and what is left").text_content().unwrap()
}

fn values(stage: &Stage, input: &str) -> Vec<String> {
    stage.all::<HtmlInputElement>(input).iter().map(HtmlInputElement::value).collect()
}

const NAMES: &str = "input[name=item_name]";
const AMOUNTS: &str = "input[name=item_amount]";

#[wasm_bindgen_test]
async fn the_items_are_carried_over_and_what_is_left_follows_them() {
    let stage = dialog(1).await;
    assert_eq!(values(&stage, NAMES), ["수학 11월", "교재"]);
    assert_eq!(values(&stage, AMOUNTS), ["100,000", "20,000"]);
    assert_eq!(left(&stage), "0원");
    assert!(stage.says("120,000원 미납으로 가져오기"));
    stage.type_into_nth(AMOUNTS, 0, "70000").await;
    assert_eq!(left(&stage), "30,000원");
    assert!(stage.says("취소한 금액 중 90,000원을 미납으로 되돌려요. 30,000원은 나중에"));
    assert!(stage.says("90,000원 미납으로 가져오기"));
}

#[wasm_bindgen_test]
async fn items_come_and_go_and_the_last_one_stays() {
    let stage = dialog(2).await;
    stage.press("항목 더하기").await;
    assert_eq!(values(&stage, NAMES), ["수학 11월", "교재", ""]);
    stage.click("[aria-label='항목 2 빼기']").await;
    assert_eq!(values(&stage, NAMES), ["수학 11월", ""]);
    assert_eq!(left(&stage), "20,000원");
    stage.click("[aria-label='항목 2 빼기']").await;
    assert_eq!(values(&stage, NAMES), ["수학 11월"]);
    assert!(stage.all::<HtmlElement>("[aria-label^='항목 1 빼기']").is_empty());
}

async fn check_refused(number: u128, input: &str, typed: &str, words: &str) {
    let stage = dialog(number).await;
    stage.type_into_nth(input, 0, typed).await;
    stage.submit().await;
    assert!(stage.says(words), "{input} {typed:?}: {words}");
    assert!(!stage.says("서버의 답을 받지 못했어요"), "{input} {typed:?} was sent");
    assert_eq!(Errand::unanswered(&name(&PaymentId::from_bits(number))), None);
}

#[wasm_bindgen_test]
async fn what_does_not_fit_says_why_and_is_not_sent() {
    check_refused(3, AMOUNTS, "100001", "다시 청구할 수 있는 금액은 120,000원까지예요.").await;
    check_refused(4, AMOUNTS, "0", "1원 이상 적어 주세요.").await;
    check_refused(5, AMOUNTS, "", "금액을 적어 주세요.").await;
    check_refused(6, NAMES, " ", "항목 이름을 적어 주세요.").await;
    check_refused(7, "input[name=customer_phone]", "02-123-4567", "휴대폰 번호를 확인해").await;
}

/// The server of these tests knows no `/api`: its answer is none of ours.
#[wasm_bindgen_test]
async fn without_a_clear_answer_the_same_request_waits_under_the_same_key() {
    let errand = name(&PaymentId::from_bits(8));
    let stage = dialog(8).await;
    stage.type_into_nth(AMOUNTS, 0, "50000").await;
    stage.submit().await;
    stage.until("같은 요청 다시 보내기").await;
    let sent = Errand::unanswered(&errand).unwrap();
    assert_eq!(sent.path, format!("/api/payments/{}/rebill", PaymentId::from_bits(8)));
    assert!(sent.body.as_deref().unwrap().contains(r#""amount_won":50000"#), "{sent:?}");

    stage.submit().await;
    stage.until("같은 요청 다시 보내기").await;
    assert_eq!(Errand::unanswered(&errand).as_ref(), Some(&sent), "a retry is the same request");
    drop(stage);
    let again = open(8).await;
    assert!(again.says("새로 시작하지 마세요."), "another opening goes on with it");
    settle().await;
    assert_eq!(Errand::unanswered(&errand), Some(sent));
    Errand::forget(&errand);
}
