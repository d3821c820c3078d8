//! Words of the history of cancellations.

use desk_domain::Won;
use desk_domain::cancellation::CancellationOrigin;

use super::{Locale, Msg};
use crate::format::won::won;

pub const SEARCH: Msg = Msg::new("취소 찾기", "Find a cancellation");
pub const LIST: Msg = Msg::new("취소 목록", "Cancellations");
pub const WHEN: Msg = Msg::new("요청일시", "Requested at");
pub const STATE: Msg = Msg::new("상태", "State");
pub const CUSTOMER: Msg = Msg::new("고객", "Customer");
pub const METHOD: Msg = Msg::new("수단", "Method");
pub const KIND: Msg = Msg::new("종류", "Kind");
pub const AMOUNT: Msg = Msg::new("취소 금액", "Amount");
pub const REASON: Msg = Msg::new("사유", "Reason");
pub const STAFF: Msg = Msg::new("취소한 사람", "Cancelled by");
pub const AMOUNT_RANGE: Msg = Msg::new("금액", "Amount");
pub const AMOUNT_FROM: Msg = Msg::new("최소 금액", "At least");
pub const AMOUNT_TO: Msg = Msg::new("최대 금액", "At most");
pub const AMOUNTS_REVERSED: Msg = Msg::new(
    "최소 금액이 최대 금액보다 커요. 고치면 바로 찾아요.",
    "The least is more than the most. Correct one to search.",
);

pub const EMPTY_FILTERED: Msg = Msg::new("이 조건에 맞는 취소가 없어요", "No cancellation matches");
pub const EMPTY_TITLE: Msg =
    Msg::new("이 기간에는 취소한 결제가 없어요", "No cancellation in this period");
pub const EMPTY_AT_ALL: Msg = Msg::new("취소한 결제가 없어요", "No cancellation yet");

pub const STORY: Msg = Msg::new("취소 이야기", "The story");
pub const ABOUT: Msg = Msg::new("취소 내용", "The request");
pub const NOTE: Msg = Msg::new("메모", "Note");
pub const ORIGIN: Msg = Msg::new("시작한 곳", "Begun");
pub const REQUESTED_AT: Msg = Msg::new("요청", "Requested");
pub const SENT_AT: Msg = Msg::new("보냄", "Sent");
pub const ACCEPTED_AT: Msg = Msg::new("접수", "Accepted");
pub const SETTLED_AT: Msg = Msg::new("확정", "Settled");
pub const REFUND_ACCOUNT: Msg = Msg::new("환불 계좌", "Refund account");
pub const GATEWAY_ID: Msg = Msg::new("PG 취소 번호", "PG's id");
pub const CANCELLATION_ID: Msg = Msg::new("취소 번호", "Cancellation id");
pub const FAILURE: Msg = Msg::new("PG의 답", "The PG's words");
pub const ADVICE: Msg = Msg::new("이렇게 해 주세요", "What to do");
pub const PAYMENT: Msg = Msg::new("이 결제 보기", "See the payment");
pub const TAX_FREE: Msg = Msg::new("그중 면세", "Tax-free part");
pub const DISCOUNT: Msg = Msg::new("프로모션 할인", "Promotion");
pub const OF: Msg = Msg::new("결제 금액", "Paid");

#[must_use]
pub const fn origin(origin: CancellationOrigin) -> Msg {
    match origin {
        CancellationOrigin::Desk => Msg::new("이 데스크", "At this desk"),
        CancellationOrigin::Gateway => Msg::new("PG에서 발견", "Found at the PG"),
    }
}

#[must_use]
pub fn amount_outside(locale: Locale, most: Won) -> String {
    let most = won(locale, most);
    match locale {
        Locale::Ko => format!("{most}까지 찾을 수 있어요."),
        Locale::En => format!("Search for up to {most}."),
    }
}

/// `88건 · 장부에 취소로 적힌 금액 -12,300,000원`, force-cancels among them.
#[must_use]
pub fn sums(locale: Locale, count: &str, cancelled: Won) -> String {
    let cancelled = won(locale, Won::ZERO.saturating_sub(cancelled));
    match locale {
        Locale::Ko => format!("{count}건 · 장부에 취소로 적힌 금액 {cancelled}"),
        Locale::En => format!("{count} · booked as cancelled {cancelled}"),
    }
}
