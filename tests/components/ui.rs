//! The kit in a real browser: what a dialog does with the focus, what an amount does with a keystroke.

use cancel_desk_web::i18n::Msg;
use cancel_desk_web::ui::dialog::{Dialog, DialogBody};
use cancel_desk_web::ui::menu::{Menu, MenuEntry, MenuItem};
use cancel_desk_web::ui::money_input::MoneyInput;
use cancel_desk_web::ui::table::{Align, Column, DataTable, Row};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    CompositionEvent, HtmlElement, HtmlInputElement, InputEvent, InputEventInit, KeyboardEvent,
    KeyboardEventInit,
};

use crate::stage::{Stage, settle};

fn press(key: &str, composing: bool) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_is_composing(composing);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    document().active_element().unwrap().dispatch_event(&event).unwrap();
}

fn focused_text() -> String {
    document().active_element().unwrap().text_content().unwrap_or_default()
}

fn dialog_with(may_close: bool) -> impl FnOnce() -> AnyView {
    move || {
        let open = RwSignal::new(false);
        view! {
            <button class="opener" on:click=move |_| open.set(true)>
                "열기"
            </button>
            <Dialog open title="부분취소" may_close=move |()| may_close>
                <DialogBody>
                    <button>"첫 칸"</button>
                </DialogBody>
            </Dialog>
        }
        .into_any()
    }
}

async fn open_dialog(may_close: bool) -> Stage {
    let stage = Stage::of(dialog_with(may_close)).await;
    let opener: HtmlElement = stage.find(".opener");
    opener.focus().unwrap();
    opener.click();
    settle().await;
    assert_eq!(stage.count("dialog:modal"), 1);
    stage
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_to_its_first_field_and_gives_it_back() {
    let stage = open_dialog(true).await;
    assert_eq!(focused_text(), "첫 칸");
    press("Escape", false);
    settle().await;
    assert_eq!(stage.count("dialog"), 0);
    assert_eq!(focused_text(), "열기");
}

#[wasm_bindgen_test]
async fn an_escape_that_ends_a_composition_does_not_close_a_dialog() {
    let stage = open_dialog(true).await;
    press("Escape", true);
    settle().await;
    assert_eq!(stage.count("dialog:modal"), 1);
}

#[wasm_bindgen_test]
async fn a_dialog_that_may_not_close_stays() {
    let stage = open_dialog(false).await;
    press("Escape", false);
    stage.find::<HtmlElement>(".dialog__close").click();
    settle().await;
    assert_eq!(stage.count("dialog:modal"), 1);
}

/// Puts text into the box as the browser does, with the caret at its end, and says what became of it.
fn type_into(input: &HtmlInputElement, text: &str, kind: &str, composing: bool) {
    input.set_value(text);
    let options = InputEventInit::new();
    options.set_input_type(kind);
    options.set_is_composing(composing);
    options.set_bubbles(true);
    let event = InputEvent::new_with_event_init_dict("input", &options).unwrap();
    input.dispatch_event(&event).unwrap();
}

async fn amount() -> (Stage, HtmlInputElement, RwSignal<Option<i64>>) {
    let value = RwSignal::new(None);
    let stage =
        Stage::of(move || view! { <MoneyInput value whole=Some(350_000) /> }.into_any()).await;
    let input = stage.find("input");
    (stage, input, value)
}

#[wasm_bindgen_test]
async fn an_amount_is_grouped_while_typing() {
    let (_stage, input, value) = amount().await;
    type_into(&input, "1234567", "insertText", false);
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("1,234,567", Some(1_234_567)));
    assert_eq!(input.selection_start().unwrap(), Some(9));
}

#[wasm_bindgen_test]
async fn a_pasted_amount_loses_all_but_its_digits() {
    let (_stage, input, value) = amount().await;
    type_into(&input, " ₩350,000원 ", "insertFromPaste", false);
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("350,000", Some(350_000)));
}

/// Puts one more key behind what is in the box.
fn type_on(input: &HtmlInputElement, key: char) {
    type_into(input, &format!("{}{key}", input.value()), "insertText", false);
}

#[wasm_bindgen_test]
async fn what_is_typed_behind_a_point_is_left_out_and_said() {
    let (stage, input, value) = amount().await;
    for key in "3000.99".chars() {
        type_on(&input, key);
        settle().await;
    }
    assert_eq!((input.value().as_str(), value.get()), ("3,000", Some(3_000)));
    let note = || stage.find::<HtmlElement>("[role=status]").inner_text();
    assert_eq!(note(), "원 단위까지만 적어요. 소수점 뒤는 뺐어요.");

    type_into(&input, "3,00", "deleteContentBackward", false);
    settle().await;
    assert_eq!((input.value().as_str(), note().as_str()), ("3,000", ""), "the point is taken back");
    type_on(&input, '5');
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("30,005", Some(30_005)));
}

#[wasm_bindgen_test]
async fn an_amount_waits_for_the_composition_to_end() {
    let (_stage, input, value) = amount().await;
    type_into(&input, "12ㅎ", "insertCompositionText", true);
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("12ㅎ", None));
    input.dispatch_event(&CompositionEvent::new("compositionend").unwrap()).unwrap();
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("12", Some(12)));
}

#[wasm_bindgen_test]
async fn deleting_a_separator_takes_the_digit_before_it() {
    let (_stage, input, value) = amount().await;
    type_into(&input, "1234", "insertText", false);
    settle().await;
    input.set_value("1234");
    input.set_selection_range(1, 1).unwrap();
    let options = InputEventInit::new();
    options.set_input_type("deleteContentBackward");
    options.set_bubbles(true);
    let event = InputEvent::new_with_event_init_dict("input", &options).unwrap();
    input.dispatch_event(&event).unwrap();
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("234", Some(234)));
}

#[wasm_bindgen_test]
async fn all_of_it_fills_the_amount_in() {
    let (stage, input, value) = amount().await;
    stage.find::<HtmlElement>("button").click();
    settle().await;
    assert_eq!((input.value().as_str(), value.get()), ("350,000", Some(350_000)));
}

#[wasm_bindgen_test]
async fn a_menu_is_walked_with_the_arrows_and_gives_the_focus_back() {
    let chosen = RwSignal::new("");
    let entries = move |()| {
        ["하나", "둘"]
            .map(|name| MenuEntry::Item(MenuItem::new(name, move || chosen.set(name))))
            .to_vec()
    };
    let stage =
        Stage::of(move || view! { <Menu label="메뉴" labelled=true entries /> }.into_any()).await;
    let trigger: HtmlElement = stage.find(".menu-button");
    trigger.click();
    settle().await;
    assert_eq!(focused_text(), "하나");
    press("ArrowDown", false);
    assert_eq!(focused_text(), "둘");
    document().active_element().unwrap().unchecked_into::<HtmlElement>().click();
    settle().await;
    assert_eq!((chosen.get(), focused_text().as_str()), ("둘", "메뉴"));
}

const COLUMNS: &[Column<i64>] = &[Column {
    key: "amount",
    title: Msg::new("금액", "Amount"),
    align: Align::End,
    sortable: false,
    names_row: true,
    cell: |won| won.to_string().into_any(),
}];

#[wasm_bindgen_test]
async fn a_row_is_redrawn_in_its_place_and_keeps_the_focus() {
    let rows = [("a", 1_000), ("b", 2_000)]
        .map(|(id, won)| Row { id: id.to_owned(), value: ArcRwSignal::new(won) });
    let second = rows[1].value.clone();
    let rows = RwSignal::new(rows.to_vec());
    let table = move || {
        view! { <DataTable caption="금액" columns=COLUMNS rows href=|id| format!("#{id}") /> }
            .into_any()
    };
    let stage = Stage::of(table).await;
    stage.find::<HtmlElement>(".data-table__link").focus().unwrap();
    press("ArrowDown", false);
    assert_eq!(focused_text(), "2000");
    let row: HtmlElement = stage.find("tr[data-row=b]");
    second.set(1_500);
    settle().await;
    assert_eq!(row.text_content().as_deref(), Some("1500"));
    assert_eq!(focused_text(), "1500");
    assert_eq!(stage.count("tr[data-fresh]"), 1);
}
