//! Words of the frame around every screen: navigation, user menu, help.

use super::{Locale, Msg};

pub const PAYMENTS: Msg = Msg::new("결제", "Payments");
pub const CANCELLATIONS: Msg = Msg::new("취소 이력", "Cancellations");
pub const FOLLOW_UPS: Msg = Msg::new("할 일", "Follow-ups");
pub const BILLS: Msg = Msg::new("청구서", "Bills");
pub const GUIDE: Msg = Msg::new("취소 안내", "Guide");
pub const TERMINALS: Msg = Msg::new("단말기", "Terminals");
/// The screens that a phone has no room for.
pub const MORE: Msg = Msg::new("더 보기", "More");
pub const KIT: Msg = Msg::new("부품", "Kit");

pub const MAIN_NAVIGATION: Msg = Msg::new("주 메뉴", "Main");
pub const SKIP_TO_CONTENT: Msg = Msg::new("본문으로 건너뛰기", "Skip to content");
pub const USER_MENU: Msg = Msg::new("내 메뉴", "My menu");
pub const LOG_OUT: Msg = Msg::new("로그아웃", "Log out");
pub const OTHER_LANGUAGE: Msg = Msg::new("English", "한국어");

pub const THEME_LIGHT: Msg = Msg::new("밝은 화면", "Light");
pub const THEME_DARK: Msg = Msg::new("어두운 화면", "Dark");
pub const THEME_SYSTEM: Msg = Msg::new("기기 설정 따르기", "Same as device");
pub const DENSITY_COMPACT: Msg = Msg::new("줄 간격 좁게", "Compact rows");
pub const DENSITY_STANDARD: Msg = Msg::new("줄 간격 보통", "Standard rows");
pub const DENSITY_COMFORTABLE: Msg = Msg::new("줄 간격 넓게", "Comfortable rows");
pub const SHORTCUTS_OFF: Msg = Msg::new("한 글자 단축키 끄기", "Turn single-key shortcuts off");
pub const SHORTCUTS_ON: Msg = Msg::new("한 글자 단축키 켜기", "Turn single-key shortcuts on");

pub const HELP: Msg = Msg::new("단축키 보기", "Keyboard shortcuts");
pub const HELP_TITLE: Msg = Msg::new("단축키", "Keyboard shortcuts");
pub const SHORTCUTS_ARE_OFF: Msg = Msg::new(
    "한 글자 단축키가 꺼져 있어요. 내 메뉴에서 켤 수 있어요.",
    "Single-key shortcuts are off. Turn them on in your menu.",
);
pub const KEY_ROWS: Msg = Msg::new("목록에서 위아래로 옮기기", "Move up and down a list");
pub const KEY_OPEN: Msg = Msg::new("고른 줄 열기", "Open the chosen row");
pub const KEY_BACK: Msg = Msg::new("닫거나 돌아가기", "Close or go back");

pub const DEMO: Msg =
    Msg::new("데모예요. 진짜 돈은 움직이지 않아요.", "This is a demo. No real money moves.");

pub const NOT_FOUND_TITLE: Msg = Msg::new("이 주소에는 화면이 없어요", "There is no screen here");
pub const NOT_FOUND_HINT: Msg = Msg::new(
    "주소가 바뀌었거나 잘못 입력됐어요. 결제 목록에서 다시 찾아보세요.",
    "The address has changed or was mistyped. Look for it in the payments list.",
);
pub const TO_PAYMENTS: Msg = Msg::new("결제 목록으로", "Go to payments");

/// What the announcer says when another screen is shown.
#[must_use]
pub fn arrived_at(locale: Locale, screen: &str) -> String {
    match locale {
        Locale::Ko => format!("{screen} 화면"),
        Locale::En => format!("{screen} screen"),
    }
}

/// For screen readers, beside the navigation: how many are open, and how many past their day.
#[must_use]
pub fn open_follow_ups(locale: Locale, open: i64, overdue: i64) -> String {
    match locale {
        Locale::Ko => format!("{open}건 남음, {overdue}건 기한 지남"),
        Locale::En => format!("{open} open, {overdue} overdue"),
    }
}
