//! An amount of whole won: digits only, grouped while typing, the caret where the person left it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::InputEvent;

use super::field::FieldContext;
use crate::i18n::{t, ui};

/// 999,999,999,999 won: more than any payment, and far from any overflow.
const MOST_DIGITS: usize = 12;

/// The grouped text for what is in the box, and where the caret belongs. `caret` counts characters.
///
/// Full-width digits of an input method count as digits. A fraction is cut off, not glued on:
/// `350,000.00` pasted from a sheet means 350,000. `None` when no digit is left. What is typed behind a point
/// comes key by key, without the point: see [`Edit`].
#[must_use]
pub fn regroup(text: &str, caret: usize) -> (Option<i64>, String, usize) {
    let mut digits = String::new();
    let mut digits_before_caret = 0;
    for (index, character) in text.chars().enumerate() {
        if is_point(character) {
            break;
        }
        let Some(digit) = digit_of(character) else { continue };
        let is_leading_zero = digits == "0";
        if is_leading_zero {
            digits.clear();
            digits_before_caret = 0;
        }
        if digits.len() < MOST_DIGITS {
            digits.push(digit);
            if index < caret {
                digits_before_caret += 1;
            }
        }
    }
    let grouped = group(&digits);
    let caret = caret_after(&grouped, digits_before_caret);
    (digits.parse().ok(), grouped, caret)
}

/// Like [`regroup`], for a deletion that took only a separator away: the person meant the digit.
#[must_use]
pub fn delete_through_separator(
    text: &str,
    caret: usize,
    forward: bool,
) -> (Option<i64>, String, usize) {
    let gone = if forward { Some(caret) } else { caret.checked_sub(1) };
    let rest = text
        .chars()
        .enumerate()
        .filter(|(index, _)| Some(*index) != gone)
        .map(|(_, character)| character)
        .collect::<String>();
    regroup(&rest, if forward { caret } else { caret.saturating_sub(1) })
}

/// A sign is dropped like all that is no digit, but a person who typed one meant something by it.
fn has_minus(text: &str) -> bool {
    text.trim_start().starts_with(['-', '−', '－'])
}

fn is_point(character: char) -> bool {
    matches!(character, '.' | '．')
}

/// What a person did to the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    Typed,
    /// One character; `forward` is the Delete key.
    Deleted {
        forward: bool,
    },
    /// Pasted, dropped, cut, filled in by the browser.
    Other,
}

impl Edit {
    fn of(input_type: &str) -> Self {
        match input_type {
            "insertText" | "insertCompositionText" => Self::Typed,
            "deleteContentBackward" => Self::Deleted { forward: false },
            "deleteContentForward" => Self::Deleted { forward: true },
            _ => Self::Other,
        }
    }

    /// Whether this goes on behind a point that was typed before it and is no longer in the box: `3000.99` key by
    /// key is 3,000, and the first deletion takes the point back. `shown` is what stood there before.
    fn is_behind_point(self, text: &str, caret: usize, shown: &str) -> bool {
        let length = text.chars().count();
        match self {
            Self::Typed => caret == length && length == shown.len() + 1,
            Self::Deleted { .. } => length + 1 == shown.len(),
            Self::Other => false,
        }
    }
}

fn digit_of(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        _ => None,
    }
}

fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn grouped_won(won: i64) -> String {
    group(&won.to_string())
}

/// The position behind the `wanted`th digit.
fn caret_after(grouped: &str, wanted: usize) -> usize {
    let mut seen = 0;
    for (index, character) in grouped.chars().enumerate() {
        if seen == wanted {
            return index;
        }
        seen += usize::from(character.is_ascii_digit());
    }
    grouped.len()
}

/// An amount in won. Empty is `None`, which is not zero. Bounds are the page's to judge and to explain
/// in the field's error; with `whole` a button fills in all there is.
#[component]
pub fn MoneyInput(
    value: RwSignal<Option<i64>>,
    /// All there is, in won.
    #[prop(optional, into)]
    whole: Signal<Option<i64>>,
    #[prop(optional, into)] name: Option<String>,
) -> AnyView {
    let field = FieldContext::current();
    let input = NodeRef::<leptos::html::Input>::new();
    let minus = RwSignal::new(false);
    let point = RwSignal::new(false);
    let settle = move |edit: Edit| {
        let Some(input) = input.get_untracked() else { return };
        let text = input.value();
        let caret = input.selection_start().ok().flatten().unwrap_or_default() as usize;
        let shown = value.get_untracked().map(grouped_won).unwrap_or_default();
        if point.get_untracked() && edit.is_behind_point(&text, caret, &shown) {
            input.set_value(&shown);
            point.set(edit == Edit::Typed);
            return;
        }
        point.set(text.contains(is_point));
        minus.update(|minus| *minus = has_minus(&text) || *minus && !text.is_empty());
        let (mut won, mut grouped, mut caret_now) = regroup(&text, caret);
        if let Edit::Deleted { forward } = edit
            && won == value.get_untracked()
            && text != grouped
        {
            (won, grouped, caret_now) = delete_through_separator(&text, caret, forward);
        }
        input.set_value(&grouped);
        let position = u32::try_from(caret_now).unwrap_or(u32::MAX);
        let _ = input.set_selection_range(position, position);
        value.set(won);
    };
    let on_input = move |event: ev::Event| {
        let event = event.unchecked_into::<InputEvent>();
        if event.is_composing() {
            return;
        }
        settle(Edit::of(&event.input_type()));
    };
    let shown = move || value.get().map(grouped_won).unwrap_or_default();
    view! {
        <div class="money-input">
            <input
                node_ref=input
                id=field.id()
                type="text"
                inputmode="numeric"
                autocomplete="off"
                name=name
                required=field.required()
                aria-invalid=field.invalid()
                aria-describedby=field.described_by()
                prop:value=shown
                on:input=on_input
                on:compositionend=move |_| settle(Edit::Typed)
            />
            <span class="money-input__unit" aria-hidden="true">
                {t(ui::WON)}
            </span>
            {move || {
                whole
                    .get()
                    .map(|whole| {
                        view! {
                            <button
                                class="money-input__whole"
                                type="button"
                                on:click=move |_| {
                                    point.set(false);
                                    value.set(Some(whole));
                                }
                            >
                                {t(ui::WHOLE_AMOUNT)}
                            </button>
                        }
                    })
            }}
        </div>
        <p class="money-input__note" role="status">
            {move || match (minus.get(), point.get()) {
                (true, _) => Some(t(ui::POSITIVE_ONLY)),
                (false, true) => Some(t(ui::WHOLE_WON_ONLY)),
                (false, false) => None,
            }}
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks the caret.
    fn split(marked: &str) -> (String, usize) {
        let caret = marked.chars().position(|character| character == '|').unwrap();
        (marked.replace('|', ""), caret)
    }

    #[track_caller]
    fn check(typed: &str, won: Option<i64>, shown: &str) {
        let (text, caret) = split(typed);
        let (expected, expected_caret) = split(shown);
        assert_eq!(regroup(&text, caret), (won, expected, expected_caret), "{typed}");
    }

    #[test]
    fn the_caret_stays_behind_the_digit_just_typed() {
        check("|", None, "|");
        check("1|", Some(1), "1|");
        check("1234|", Some(1_234), "1,234|");
        check("12,3456|", Some(123_456), "123,456|");
        check("19|,234", Some(19_234), "19|,234");
        check("1,9|234", Some(19_234), "19|,234");
        check("|1,234", Some(1_234), "|1,234");
        check("|234", Some(234), "|234");
    }

    #[test]
    fn what_is_not_a_digit_is_dropped() {
        check("₩350,000원|", Some(350_000), "350,000|");
        check("350,000.00|", Some(350_000), "350,000|");
        check("12ㅁ|34", Some(1_234), "1,2|34");
        check("１２３４|", Some(1_234), "1,234|");
        check("-3000|", Some(3_000), "3,000|");
        check("abc|", None, "|");
    }

    #[test]
    fn zeros_do_not_pile_up_in_front() {
        check("0|", Some(0), "0|");
        check("00|", Some(0), "0|");
        check("05|", Some(5), "5|");
        check("0|350", Some(350), "|350");
    }

    #[test]
    fn no_amount_is_longer_than_twelve_digits() {
        check("9999999999999|", Some(999_999_999_999), "999,999,999,999|");
    }

    #[test]
    fn a_minus_in_front_is_noticed() {
        for text in ["-3000", " -", "−1", "－1"] {
            assert!(has_minus(text), "{text}");
        }
        for text in ["", "3000", "010-1234"] {
            assert!(!has_minus(text), "{text}");
        }
    }

    #[test]
    fn behind_a_point_only_what_goes_on_at_the_end_is_left_out() {
        let is_behind = |edit: Edit, text: &str, caret| edit.is_behind_point(text, caret, "3,000");
        assert!(is_behind(Edit::Typed, "3,0009", 6));
        assert!(!is_behind(Edit::Typed, "93,000", 1), "somebody went back to the front");
        assert!(!is_behind(Edit::Typed, "5", 1), "typed over all that was marked");
        let back = Edit::Deleted { forward: false };
        assert!(is_behind(back, "3,00", 4));
        assert!(!is_behind(back, "", 0), "all of it is deleted");
        assert!(!is_behind(Edit::Other, "5,000", 5), "pasted over");
    }

    #[track_caller]
    fn check_deletion(left: &str, forward: bool, shown: &str) {
        let (text, caret) = split(left);
        let (expected, expected_caret) = split(shown);
        let (_, grouped, caret) = delete_through_separator(&text, caret, forward);
        assert_eq!((grouped, caret), (expected, expected_caret), "{left}");
    }

    #[test]
    fn deleting_a_separator_deletes_the_digit_behind_it() {
        // "1,|234" with Backspace leaves "1|234": the 1 was meant.
        check_deletion("1|234", false, "|234");
        // "1|,234" with Delete leaves "1|234": the 2 was meant.
        check_deletion("1|234", true, "1|34");
        check_deletion("12|345", false, "1|,345");
    }
}
