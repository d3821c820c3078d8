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
/// A part of the app that comes in a file of its own.
pub const PART_NOT_LOADED: Msg =
    Msg::new("이 화면을 불러오지 못했어요.", "This screen could not be loaded.");
pub const PART_NOT_LOADED_HINT: Msg = Msg::new(
    "인터넷 연결을 확인하고 다시 시도해 주세요. 그래도 안 되면 페이지를 새로고침해 주세요.",
    "Check your connection and try again. If that does not help, reload the page.",
);
pub const UNREADABLE: Msg = Msg::new(
    "서버의 답을 읽지 못했어요. 잠시 뒤에 다시 시도해 주세요.",
    "The server's answer could not be read. Try again in a moment.",
);
