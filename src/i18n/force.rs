//! Words of the force-cancel dialog.

use desk_domain::Won;

use super::{Locale, Msg};
use crate::format::won::won;

pub const TITLE: Msg = Msg::new("강제취소", "Force-cancel");
pub const NEXT: Msg = Msg::new("그다음에 할 일", "What you do next");
pub const PASSWORD: Msg = Msg::new("내 비밀번호", "Your password");
pub const PASSWORD_HINT: Msg = Msg::new(
    "강제취소는 비밀번호를 한 번 더 확인해요. 5분 동안 다시 묻지 않아요.",
    "A force-cancel asks for your password once more, then not again for five minutes.",
);
pub const PASSWORD_MISSING: Msg = Msg::new("비밀번호를 적어 주세요.", "Enter your password.");
pub const PASSWORD_WRONG: Msg =
    Msg::new("비밀번호가 맞지 않아요. 다시 적어 주세요.", "The password is wrong. Try again.");
pub const LOST: Msg = Msg::new(
    "서버의 답을 받지 못했어요. 다시 눌러도 한 번만 처리돼요.",
    "The server did not answer. Pressing again is safe: it is done once only.",
);
pub const CHANGED: Msg = Msg::new(
    "결제가 방금 바뀌었어요. 남은 금액을 확인하고 다시 눌러 주세요.",
    "The payment has just changed. Check what is left and press again.",
);
pub const SEE_FOLLOW_UP: Msg = Msg::new("할 일 보기", "See the follow-up");

/// The button repeats the deed: `350,000원 장부에서 취소`.
#[must_use]
pub fn confirm(locale: Locale, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("{amount} 장부에서 취소"),
        Locale::En => format!("Cancel {amount} in the book"),
    }
}
