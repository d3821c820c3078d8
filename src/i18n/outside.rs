//! Words of a cancel or a void that was made outside.

use desk_api::OutsideCancel;
use desk_domain::Won;

use super::{Locale, Msg};
use crate::format::moment::full;
use crate::format::won::won;

pub const DONE: Msg = Msg::new("이미 밖에서 취소했어요", "It was cancelled outside already");
pub const FORCED: Msg = Msg::new(
    "밖에서 취소한 것을 장부에 적어요. 확인되면 할 일도 끝나요.",
    "The book takes in what was cancelled outside. Once it is confirmed, the follow-up closes, too.",
);
pub const NUMBER: Msg = Msg::new("취소 승인번호", "Approval number of the cancel");
pub const DAY: Msg = Msg::new("취소한 날", "Day of the cancel");
pub const TIME: Msg = Msg::new("취소한 시각", "Time of the cancel");
pub const AT: Msg = Msg::new("외부 취소 시각", "Cancelled outside at");
pub const OUTSIDE_NUMBER: Msg = Msg::new("외부 취소 승인번호", "Approval number outside");
pub const NUMBER_MISSING: Msg =
    Msg::new("취소 전표의 승인번호를 적어 주세요.", "Enter the approval number of the cancel.");
pub const MOMENT_MISSING: Msg = Msg::new(
    "취소 전표에 적힌 날짜와 시각을 적어 주세요.",
    "Enter the day and the time on the slip of the cancel.",
);
pub const ENDS: Msg = Msg::new(
    "취소 전표의 승인번호와 시각을 적어 주세요. 확인할 수 있는 곳은 확인하고 할 일을 끝내요.",
    "Enter the number and the time on the slip. We check it where we can, then the follow-up closes.",
);
pub const IS_ASKED: Msg = Msg::new(
    "적어 두고 PG에 바로 확인해요. PG에 취소가 보이면 할 일도 함께 끝나요.",
    "It is kept, and the PG is asked at once. When it shows the cancel, the follow-up closes, too.",
);

/// `외부 취소 승인번호 30098765 · 2026.11.21(토) 14:05`.
#[must_use]
pub fn told(locale: Locale, outside: &OutsideCancel) -> String {
    let OutsideCancel { approval_number, cancelled_at } = outside;
    let at = full(locale, *cancelled_at);
    match locale {
        Locale::Ko => format!("외부 취소 승인번호 {approval_number} · {at}"),
        Locale::En => format!("Cancelled outside under {approval_number}, {at}"),
    }
}

pub const VOID_DAY: Msg = Msg::new("파기한 날", "Day of the void");
pub const VOID_TIME: Msg = Msg::new("파기한 시각", "Time of the void");
pub const VOID_MOMENT_MISSING: Msg =
    Msg::new("파기한 날짜와 시각을 적어 주세요.", "Enter the day and the time of the void.");
pub const VOID_NOTE: Msg = Msg::new("어디에서 확인했나요?", "Where was it seen?");
pub const VOID_NOTE_HINT: Msg = Msg::new(
    "예: 매니저 사이트 청구서관리에서 취소로 바뀐 것을 봤어요.",
    "E.g. it shows as cancelled under bill management in the manager site.",
);
pub const VOID_NOTE_MISSING: Msg =
    Msg::new("어디에서 확인했는지 적어 주세요.", "Say where it was seen.");
pub const VOID_BELIEVED: Msg = Msg::new(
    "여기서는 확인할 수 없어서 적은 대로 파기로 남겨요. 되돌릴 수 없어요.",
    "The desk cannot look there, so the book takes your word for it. This cannot be undone.",
);
pub const VOID_PAID_LATER: Msg = Msg::new(
    "그래도 결제됐다면 목록을 가져올 때 장부에 올리고 할 일로 알려 드려요.",
    "If it is paid after all, the next imported list books it and opens a follow-up.",
);
pub const VOIDED: Msg = Msg::new("파기한 것으로 적었어요.", "Written down as void.");

/// `180,000원 파기로 적기`.
#[must_use]
pub fn void_confirm(locale: Locale, amount: Won) -> String {
    let sum = won(locale, amount);
    match locale {
        Locale::Ko => format!("{sum} 파기로 적기"),
        Locale::En => format!("Record {sum} as void"),
    }
}
