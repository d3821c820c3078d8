//! Words that several screens share.

use super::Msg;

pub const PRODUCT: Msg = Msg::new("결제취소 데스크", "Cancel Desk");
pub const RETRY: Msg = Msg::new("다시 시도", "Try again");
pub const OFFLINE: Msg = Msg::new(
    "서버에 연결하지 못했어요. 마지막으로 본 내용을 보여 드려요.",
    "We could not reach the server. This is what you last saw.",
);
/// Before anything was seen.
pub const UNREACHABLE: Msg = Msg::new(
    "서버에 연결하지 못했어요. 인터넷 연결을 확인하고 다시 시도해 주세요.",
    "We could not reach the server. Check your connection and try again.",
);
pub const UNREADABLE: Msg = Msg::new(
    "서버의 답을 읽지 못했어요. 잠시 뒤에 다시 시도해 주세요.",
    "The server's answer could not be read. Try again in a moment.",
);
