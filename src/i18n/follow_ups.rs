//! Words of the follow-ups.

use chrono::NaiveDate;
use desk_domain::Won;
use desk_domain::advice::Proof;
use desk_domain::follow_up::FollowUpCause;

use super::{Locale, Msg};
use crate::format::moment::day;
use crate::format::won::won;
use crate::routes::FollowUpsView;

pub const TITLE: Msg = Msg::new("할 일", "Follow-ups");
pub const LIST: Msg = Msg::new("할 일 목록", "Follow-ups");
pub const VIEW: Msg = Msg::new("보기", "View");
pub const DUE: Msg = Msg::new("기한", "Due");
pub const CUSTOMER: Msg = Msg::new("고객", "Customer");
pub const CAUSE: Msg = Msg::new("무엇이 다른가요", "What differs");
pub const AT_RISK: Msg = Msg::new("걸린 금액", "At risk");
pub const OWNER: Msg = Msg::new("담당", "Owner");
pub const EVERYBODY: Msg = Msg::new("담당 없음", "Nobody yet");
pub const OPENED: Msg = Msg::new("생긴 날", "Opened");
pub const CLOSED: Msg = Msg::new("끝남", "Closed");

pub const EMPTY_MINE: Msg = Msg::new("내 할 일이 없어요", "Nothing to do for you");
pub const EMPTY: Msg = Msg::new("할 일이 없어요", "Nothing to do");
pub const EMPTY_OVERDUE: Msg = Msg::new("기한이 지난 할 일이 없어요", "Nothing is overdue");
pub const EMPTY_HINT: Msg =
    Msg::new("장부와 PG가 다르면 여기에 나타나요.", "When book and PG differ, it shows up here.");
pub const EMPTY_OVERDUE_HINT: Msg =
    Msg::new("기한이 지나면 여기에 나타나요.", "Follow-ups past their due date show up here.");
pub const EMPTY_FOUND: Msg = Msg::new("찾는 할 일이 없어요", "No follow-up fits");
pub const EMPTY_FOUND_HINT: Msg = Msg::new(
    "조건을 바꾸거나 다른 보기에서 찾아 주세요.",
    "Change the filters, or look in another view.",
);
pub const SEARCH: Msg = Msg::new("할 일 찾기", "Find a follow-up");
pub const SEE_ALL: Msg = Msg::new("모두 보기", "See all");

pub const STEPS: Msg = Msg::new("이렇게 해 주세요", "What to do");
pub const NOTES: Msg = Msg::new("메모", "Notes");
pub const WRITE_NOTE: Msg = Msg::new("메모 쓰기", "Write a note");
pub const LEAVE_NOTE: Msg = Msg::new("메모 남기기", "Add note");
pub const CLOSE: Msg = Msg::new("증빙으로 끝내기", "Close with proof");
pub const CLOSE_IT: Msg = Msg::new("할 일 끝내기", "Close the follow-up");
pub const PROOF: Msg = Msg::new("증빙", "Proof");
pub const SIGNED_NOTE: Msg = Msg::new("확인한 내용", "What was confirmed");
pub const SIGNED_NOTE_HINT: Msg = Msg::new(
    "누구에게 무엇을 확인했는지 적어 주세요. 이름과 함께 남아요.",
    "Say who confirmed what. It is kept with your name.",
);
pub const FINDING: Msg = Msg::new("PG 관리자 사이트에서 본 것", "What the PG's admin shows");
pub const NOT_CANCELLED: Msg = Msg::new("취소되지 않았어요", "Not cancelled");
pub const ENDS: Msg = Msg::new(
    "이 취소를 안 된 것으로 끝내요. 다시 취소할 수 있어요.",
    "This cancel ends as not done. The payment can be cancelled again.",
);
pub const CANCELLED_ON: Msg = Msg::new("PG의 취소일", "Day of the cancel at the PG");
pub const MANAGER_SIGNS: Msg = Msg::new(
    "메모로 끝내는 건 매니저가 할 수 있어요. 담당을 매니저로 바꿔 주세요.",
    "Only a manager can close it with a note. Assign it to one.",
);
pub const READ_CLOSES: Msg = Msg::new(
    "PG에 다시 물어봐요. 취소됐으면 할 일도 끝나요.",
    "Asks the PG again. If it is cancelled, this closes, too.",
);
pub const CHECK_NOW: Msg = Msg::new("지금 확인", "Check now");
pub const STILL_DIFFERS: Msg = Msg::new(
    "아직 끝나지 않았어요. 할 일을 마친 뒤 다시 확인해 주세요.",
    "Not settled yet. Check again when it is done.",
);
pub const CLOSED_NOW: Msg = Msg::new("할 일이 끝났어요.", "The follow-up is closed.");
pub const NOTE_LEFT: Msg = Msg::new("메모를 남겼어요.", "The note is left.");
pub const ASSIGNED: Msg = Msg::new("담당을 바꿨어요.", "It has a new owner.");
pub const UNVERIFIED: Msg = Msg::new(
    "문서에서 확인되지 않은 방법이에요. 한 번 더 확인해 주세요.",
    "This way is not confirmed by any document. Please check it once more.",
);
pub const PAYMENT: Msg = Msg::new("이 결제 보기", "See the payment");
pub const OPEN_IT: Msg = Msg::new("할 일 보기", "See follow-up");

#[must_use]
pub const fn view(view: FollowUpsView) -> Msg {
    match view {
        FollowUpsView::Mine => Msg::new("내 할 일", "Mine"),
        FollowUpsView::All => Msg::new("전체", "All"),
        FollowUpsView::Overdue => Msg::new("기한 지남", "Overdue"),
        FollowUpsView::Closed => Msg::new("끝난 일", "Closed"),
    }
}

#[must_use]
pub const fn cause(cause: FollowUpCause) -> Msg {
    match cause {
        FollowUpCause::BookAhead => Msg::new("장부에서만 취소됨", "Book only"),
        FollowUpCause::GatewayAhead => Msg::new("밖에서 취소됨", "PG only"),
        FollowUpCause::AmountsDiffer => Msg::new("금액이 다름", "Sums differ"),
        FollowUpCause::Unproven => Msg::new("결과를 모름", "Outcome unknown"),
        FollowUpCause::PaidAfterAll => Msg::new("끝낸 청구서가 결제됨", "Given-up bill paid"),
        FollowUpCause::RefundBounced => Msg::new("환불 입금 실패", "Refund came back"),
        FollowUpCause::PaidBackTwice => Msg::new("두 번 환불 의심", "Maybe refunded twice"),
        FollowUpCause::PendingLong => Msg::new("취소 지연", "Cancel not ended"),
    }
}

#[must_use]
pub const fn proof(proof: Proof) -> Msg {
    match proof {
        Proof::GatewayRead => Msg::new("PG에서 확인", "Seen at the PG"),
        Proof::ApprovalNumber => Msg::new("승인번호", "Approval number"),
        Proof::SignedNote => Msg::new("매니저 메모", "Manager's note"),
    }
}

/// `11월 22일(일)까지`, in English `by Sun 22 Nov`.
#[must_use]
pub fn due(locale: Locale, due_on: NaiveDate) -> String {
    let day = day(locale, due_on);
    match locale {
        Locale::Ko => format!("{day}까지"),
        Locale::En => format!("by {day}"),
    }
}

/// `30,000원이 취소됐어요`: the amount is part of what is signed.
#[must_use]
pub fn cancelled(locale: Locale, amount: Won) -> String {
    match locale {
        Locale::Ko => format!("{}이 취소됐어요", won(locale, amount)),
        Locale::En => format!("{} cancelled", won(locale, amount)),
    }
}

/// What the signature does: in words, because the browser's date field speaks the browser's language.
#[must_use]
pub fn books(locale: Locale, amount: Won, on: NaiveDate) -> String {
    let (amount, day) = (won(locale, amount), day(locale, on));
    match locale {
        Locale::Ko => format!("{day}에 {amount}이 취소된 것으로 장부에 올려요."),
        Locale::En => format!("Goes into the book: {amount} cancelled on {day}."),
    }
}
