//! Words of the login screen.

use super::{Locale, Msg};

pub const TITLE: Msg = Msg::new("로그인", "Log in");
pub const PROMISE: Msg = Msg::new(
    "장부와 실제 돈이 어긋나지 않게 취소해요.",
    "Cancel payments without book and money drifting apart.",
);
pub const LOGIN: Msg = Msg::new("아이디", "ID");
pub const PASSWORD: Msg = Msg::new("비밀번호", "Password");
pub const SUBMIT: Msg = Msg::new("로그인", "Log in");
pub const LOGIN_MISSING: Msg = Msg::new("아이디를 입력해 주세요.", "Enter your ID.");
pub const PASSWORD_MISSING: Msg = Msg::new("비밀번호를 입력해 주세요.", "Enter your password.");
pub const REFUSED: Msg = Msg::new(
    "아이디 또는 비밀번호가 맞지 않아요. 확인하고 다시 입력해 주세요.",
    "The ID or password does not match. Check them and try again.",
);
pub const UNREACHABLE: Msg = Msg::new(
    "서버에 연결하지 못했어요. 인터넷 연결을 확인하고 다시 눌러 주세요.",
    "We could not reach the server. Check your connection and try again.",
);
pub const FAILED: Msg = Msg::new(
    "지금은 로그인할 수 없어요. 잠시 뒤에 다시 눌러 주세요.",
    "Logging in does not work right now. Try again in a moment.",
);
pub const DEMO_TITLE: Msg = Msg::new("데모 아이디로 둘러보기", "Look around as");
pub const DEMO_PASSWORD: Msg = Msg::new("비밀번호", "Password");
pub const STAFF: Msg = Msg::new("직원", "Staff");
pub const MANAGER: Msg = Msg::new("매니저", "Manager");
pub const ADMIN: Msg = Msg::new("관리자", "Admin");
pub const AUDITOR: Msg = Msg::new("감사자", "Auditor");

/// Too many wrong tries. `seconds` until the next one is let in, when the server said so.
#[must_use]
pub fn too_many_tries(locale: Locale, seconds: Option<u32>) -> String {
    match (locale, seconds) {
        (Locale::Ko, Some(seconds)) => {
            format!("여러 번 틀려서 잠시 막았어요. {seconds}초 뒤에 다시 눌러 주세요.")
        }
        (Locale::Ko, None) => {
            "여러 번 틀려서 잠시 막았어요. 조금 뒤에 다시 눌러 주세요.".to_owned()
        }
        (Locale::En, Some(seconds)) => {
            format!("Too many wrong tries. Try again in {seconds} seconds.")
        }
        (Locale::En, None) => "Too many wrong tries. Try again in a while.".to_owned(),
    }
}
