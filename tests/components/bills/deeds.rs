//! What can be done with a bill, in a real browser: the buttons that the server allows, and what each
//! dialog says and asks for.

use cancel_desk_web::components::bill_dialog::{BillDeeds, BillDialog, name};
use cancel_desk_web::components::errand::Errand;
use cancel_desk_web::pages::bills::actions::Actions;
use desk_api::Bill;
use desk_domain::BillId;
use desk_domain::bill::BillAction;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlAnchorElement;

use super::sample::bill;
use crate::stage::Stage;

/// The foot of the drawer, with the dialogs that its buttons open.
async fn foot(bill: Bill) -> Stage {
    Stage::of(move || {
        let deeds = BillDeeds::new();
        let shown = Signal::stored(bill.clone());
        view! {
            <Actions bill=shown deeds />
            <BillDialog deeds on_changed=|_| () />
        }
        .into_any()
    })
    .await
}

async fn check(status: &str, actions: &[&str], buttons: &[&str]) {
    let stage = foot(bill(1, status, actions)).await;
    assert_eq!(stage.buttons(), buttons, "{status}");
}

#[wasm_bindgen_test]
async fn only_what_the_server_allows_is_offered() {
    let unsent = ["청구서 보내기", "수납 처리", "파기"];
    check("unsent", &["send", "record", "void"], &unsent).await;
    check("sending", &[], &[]).await;
    check("waiting", &["resend", "void"], &["다시 보내기", "파기"]).await;
    check("paid", &["cancel"], &["결제취소하러 가기"]).await;
    check("void", &["bill_again"], &["다시 청구하러 가기"]).await;
}

#[wasm_bindgen_test]
async fn a_bill_on_its_way_says_so() {
    let stage = foot(bill(2, "sending", &[])).await;
    assert!(stage.says("보내고 있어요. 결과가 나오면 바로 보여 드려요."));
}

async fn check_link(status: &str, action: &str, payment: u128) {
    let stage = foot(bill(3, status, &[action])).await;
    let href = stage.find::<HtmlAnchorElement>("a.button").pathname();
    assert_eq!(href, format!("/payments/{}", desk_domain::PaymentId::from_bits(payment)));
}

#[wasm_bindgen_test]
async fn a_bill_is_cancelled_and_billed_again_at_its_payment() {
    check_link("paid", "cancel", 9).await;
    check_link("cancelled", "bill_again", 9).await;
    // It never became a payment: what it asked for is free again at the one it was made of.
    check_link("void", "bill_again", 8).await;
}

#[wasm_bindgen_test]
async fn sending_says_where_it_goes_and_what_it_costs() {
    let stage = foot(bill(4, "unsent", &["send"])).await;
    stage.press("청구서 보내기").await;
    assert!(stage.says("010-\u{2060}****-\u{2060}5678 번호로 90,000원 청구서를 보내요."));
    assert!(stage.says("보낼 때마다 쌤포인트가 55P쯤 들어요"));
    stage.click("input[value=link]").await;
    assert!(stage.says("90,000원 결제 링크를 만들어요."));
    assert!(stage.says("쌤포인트가 들지 않아요."));
    assert!(stage.says("90,000원 링크 만들기"));
    stage.click("input[value=message]").await;
    stage.type_into_nth("input[name=phone]", 0, "02-123-4567").await;
    stage.submit().await;
    assert!(stage.says("휴대폰 번호를 확인해 주세요."));
    assert_eq!(Errand::unanswered(&name(BillAction::Send, &BillId::from_bits(4))), None);
}

#[wasm_bindgen_test]
async fn a_bill_without_a_number_asks_for_one() {
    let mut nameless = bill(5, "unsent", &["send"]);
    nameless.customer.phone = None;
    let stage = foot(nameless).await;
    stage.press("청구서 보내기").await;
    stage.submit().await;
    assert!(stage.says("메시지를 받을 휴대폰 번호를 적어 주세요."));
}

#[wasm_bindgen_test]
async fn recording_takes_no_day_to_come() {
    let stage = foot(bill(6, "unsent", &["record"])).await;
    stage.press("수납 처리").await;
    assert!(stage.says("90,000원을 받았다고 적어요. 받은 방법: 현금."));
    stage.type_into_nth("input[name=paid_on]", 0, "2999-01-01").await;
    assert!(stage.says("오늘이나 지난 날을 골라 주세요."));
    stage.submit().await;
    assert_eq!(Errand::unanswered(&name(BillAction::Record, &BillId::from_bits(6))), None);
}

#[wasm_bindgen_test]
async fn voiding_names_the_sum_and_what_becomes_of_it() {
    let stage = foot(bill(7, "unsent", &["void"])).await;
    stage.press("파기").await;
    assert!(stage.says("90,000원 청구서를 파기해요."));
    assert!(stage.says("고객에게는 아무것도 가지 않아요."));
    assert!(stage.says("90,000원은 취소한 결제에서 다시 청구할 수 있어요."));
    let sent = foot(bill(7, "waiting", &["void"])).await;
    sent.press("파기").await;
    assert!(sent.says("고객이 이 링크로 더 낼 수 없어요. 되돌릴 수 없어요."));
}

/// The server of these tests knows no `/api`: its answer is none of ours.
#[wasm_bindgen_test]
async fn a_reminder_without_an_answer_is_the_same_one_again() {
    let errand = name(BillAction::Resend, &BillId::from_bits(10));
    Errand::forget(&errand);
    let stage = foot(bill(10, "waiting", &["resend"])).await;
    stage.press("다시 보내기").await;
    stage.submit().await;
    stage.until("같은 요청 다시 보내기").await;
    let sent = Errand::unanswered(&errand).unwrap();
    assert_eq!(sent.body, None);
    stage.submit().await;
    stage.until("같은 요청 다시 보내기").await;
    assert_eq!(Errand::unanswered(&errand), Some(sent));
    Errand::forget(&errand);
}
