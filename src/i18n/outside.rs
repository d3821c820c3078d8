//! Words of a cancel that was made outside.

use desk_api::OutsideCancel;

use super::{Locale, Msg};
use crate::format::moment::full;

pub const DONE: Msg = Msg::new("이미 밖에서 취소했어요", "It was cancelled outside already");
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
    "취소 전표의 승인번호와 시각을 적으면 할 일이 바로 끝나요.",
    "With the number and the time on the slip the follow-up closes at once.",
);
pub const IS_ASKED: Msg = Msg::new(
    "적어 두고 PG에 바로 확인해요. PG에 취소가 보이면 할 일도 함께 끝나요.",
    "It is kept, and the gateway is asked at once. When it shows the cancel, the follow-up closes, too.",
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
