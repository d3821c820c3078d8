//! Words of the guide: the rulebook as people read it.

use desk_domain::guide::{CellKind, GuideRowKind};

use super::{Locale, Msg};

pub const SEARCH: Msg = Msg::new("안내에서 찾기", "Search the guide");
pub const SEARCH_HINT: Msg = Msg::new("PG · 수단 · 낱말", "PG, method, word");
pub const PRINT: Msg = Msg::new("인쇄", "Print");
pub const RULE: Msg = Msg::new("결제", "Payment");
pub const FULL: Msg = Msg::new("전액취소", "In full");
pub const PARTIAL: Msg = Msg::new("부분취소", "In part");
pub const DEADLINE: Msg = Msg::new("기한", "Until");
pub const PREPARE: Msg = Msg::new("준비할 것", "To prepare");
pub const MONEY: Msg = Msg::new("수수료 · 환급", "Fee, money back");
pub const CASH_RECEIPT: Msg = Msg::new("현금영수증", "Cash receipt");
pub const MORE: Msg = Msg::new("알아 두기", "Good to know");
pub const SOURCES: Msg = Msg::new("출처", "Sources");
pub const NOT_STATED: Msg = Msg::new("정해진 것 없음", "Not stated");
pub const NOTHING_OF_ITS_OWN: Msg = Msg::new("기본 규칙과 같음", "Same as the general rule");
pub const EVERY_CHANNEL: Msg = Msg::new("모든 채널", "Every channel");
pub const OTHERWISE: Msg = Msg::new("그 밖의 결제", "Everything else");
pub const EMPTY_TITLE: Msg = Msg::new("맞는 안내가 없어요", "Nothing in the guide matches");
pub const EMPTY_HINT: Msg =
    Msg::new("조건을 지우고 다시 찾아보세요.", "Clear the filters and look again.");

/// The title of a part of the rulebook that is not about one channel.
#[must_use]
pub const fn part(kind: GuideRowKind) -> Msg {
    match kind {
        GuideRowKind::Cancel => Msg::new("취소", "Cancelling"),
        GuideRowKind::FollowUp => {
            Msg::new("강제취소 뒤에 할 일 (후처리)", "After a force-cancel (follow-up)")
        }
        GuideRowKind::Undo => Msg::new("취소 원복", "Undoing a cancel"),
    }
}

/// What a cell speaks of, where several share a column.
#[must_use]
pub const fn cell(kind: CellKind) -> Msg {
    match kind {
        CellKind::Full => FULL,
        CellKind::Partial => PARTIAL,
        CellKind::PartialMin => Msg::new("최소 금액", "Smallest part"),
        CellKind::PartialCount => Msg::new("횟수", "How often"),
        CellKind::Deadline => DEADLINE,
        CellKind::Hours => Msg::new("시간", "Hours"),
        CellKind::Inputs => PREPARE,
        CellKind::Fee => Msg::new("수수료", "Fee"),
        CellKind::Arrival => Msg::new("환급", "Money back"),
        CellKind::CashReceipt => CASH_RECEIPT,
        CellKind::Undone => Msg::new("남는 일", "Stays to be done"),
        CellKind::Steps => Msg::new("순서", "Steps"),
        CellKind::Void => Msg::new("결제 전 파기", "Void while unpaid"),
        CellKind::TestMode => Msg::new("테스트 결제", "Test payments"),
        CellKind::Note => Msg::new("참고", "Note"),
        CellKind::FollowUp => Msg::new("후처리", "Follow-up"),
        CellKind::Undo => Msg::new("원복", "Undo"),
    }
}

/// `확인 2026.11.01`.
#[must_use]
pub fn checked(locale: Locale, day: &str) -> String {
    match locale {
        Locale::Ko => format!("{day} 확인"),
        Locale::En => format!("checked {day}"),
    }
}

/// `62개 규칙`.
#[must_use]
pub fn rules(locale: Locale, number: &str) -> String {
    match locale {
        Locale::Ko => format!("규칙 {number}개"),
        Locale::En if number == "1" => "1 rule".to_owned(),
        Locale::En => format!("{number} rules"),
    }
}
