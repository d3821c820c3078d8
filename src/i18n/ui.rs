//! The few words that the ui kit says by itself.

use super::{Locale, Msg};

pub const CLOSE: Msg = Msg::new("닫기", "Close");
pub const CLEAR: Msg = Msg::new("지우기", "Clear");
pub const WORKING: Msg = Msg::new("처리 중", "Working");
pub const LOADING: Msg = Msg::new("불러오는 중", "Loading");
pub const BACK_TO_LIST: Msg = Msg::new("목록으로", "Back to the list");
pub const MORE: Msg = Msg::new("더 보기", "Show more");
pub const RETRY: Msg = Msg::new("다시 시도", "Try again");
pub const DISMISS: Msg = Msg::new("알림 닫기", "Dismiss");
pub const NOTIFICATIONS: Msg = Msg::new("알림", "Notifications");
pub const REQUEST_ID: Msg = Msg::new("요청 번호", "Request id");
pub const WON: Msg = Msg::new("원", "KRW");
pub const POSITIVE_ONLY: Msg = Msg::new(
    "빼기 부호는 지웠어요. 금액은 양수로 적어요.",
    "The minus was dropped: amounts are positive.",
);
pub const WHOLE_WON_ONLY: Msg = Msg::new(
    "원 단위까지만 적어요. 소수점 뒤는 뺐어요.",
    "Whole won only: what follows the point was left out.",
);
pub const WHOLE_AMOUNT: Msg = Msg::new("전액", "All of it");
pub const FROM: Msg = Msg::new("시작일", "From");
pub const TO: Msg = Msg::new("종료일", "To");
pub const COPY: Msg = Msg::new("복사", "Copy");
pub const COPIED: Msg = Msg::new("복사했어요.", "Copied.");
pub const COPY_BY_HAND: Msg = Msg::new(
    "브라우저가 복사를 막았어요. 골라 둔 글자를 직접 복사해 주세요.",
    "The browser refused. The text is selected: copy it by hand.",
);
pub const SORT_ASCENDING: Msg = Msg::new("오름차순으로 정렬", "Sort ascending");
pub const SORT_DESCENDING: Msg = Msg::new("내림차순으로 정렬", "Sort descending");

pub const SELECTED_INSTEAD: Msg =
    Msg::new("골라 두었어요. Ctrl+C를 눌러 주세요.", "Selected. Press Ctrl+C to copy.");

#[must_use]
pub fn copy(locale: Locale, what: &str) -> String {
    match locale {
        Locale::Ko => format!("{what} 복사"),
        Locale::En => format!("Copy: {what}"),
    }
}

#[must_use]
pub fn copied(locale: Locale, what: &str) -> String {
    match locale {
        Locale::Ko => format!("복사했어요: {what}"),
        Locale::En => format!("Copied: {what}"),
    }
}

/// What a text area says about its length: `12 / 200`, read out in words.
#[must_use]
pub fn characters_left(locale: Locale, left: usize) -> String {
    match locale {
        Locale::Ko => format!("{left}자 더 쓸 수 있어요"),
        Locale::En => format!("{left} characters left"),
    }
}
