//! Words of a cancel at a card terminal: which one, what happens there, and the ways without it.

use desk_domain::Won;
use desk_domain::decision::SideRoute;

use super::{Locale, Msg};
use crate::format::won::won;

pub const WHICH: Msg = Msg::new("어느 단말기에서 할까요?", "At which terminal?");
pub const LOADING: Msg = Msg::new("연결된 단말기를 찾고 있어요.", "Looking for terminals.");
pub const CONNECTED: Msg = Msg::new("연결됨", "Connected");
pub const NEVER_SEEN: Msg = Msg::new("연결 전", "Not paired yet");
pub const MISSING: Msg = Msg::new("단말기를 골라 주세요.", "Choose a terminal.");
pub const LOST: Msg = Msg::new(
    "이 단말기의 연결이 끊겼어요. POS PC를 확인하거나 다른 단말기를 골라 주세요.",
    "This terminal is not connected any more. Check the POS PC, or choose another one.",
);
pub const NO_CARD: Msg = Msg::new("카드가 없어요", "No card at hand");
pub const NO_TERMINAL: Msg = Msg::new("단말기 없이 하기", "Without a terminal");

pub const NONE_CONNECTED: Msg = Msg::new(
    "지금 연결된 단말기가 없어요. POS PC에서 데스크 에이전트를 켜면 여기서 바로 취소할 수 있어요.",
    "No terminal is connected. Start the desk agent on the POS PC to cancel from here.",
);
pub const NONE_KNOWN: Msg = Msg::new(
    "단말기를 확인하지 못했어요. 잠시 뒤에 다시 확인해요.",
    "The terminals could not be looked up. We try again in a moment.",
);
pub const USE_TERMINAL: Msg = Msg::new("단말기로 돌아가기", "Back to the terminal");

pub const WITHOUT_CARD: Msg = Msg::new("카드 없이 취소하는 방법", "Cancelling without the card");
pub const WITHOUT_TERMINAL: Msg =
    Msg::new("단말기 없이 취소하는 방법", "Cancelling without a terminal");
pub const IN_ORDER: Msg = Msg::new("위에 있는 방법부터 해 보세요.", "Try them from the top.");
pub const STEPS: Msg = Msg::new("순서대로 하기", "Steps, in order");
pub const TRY_FIRST: Msg = Msg::new("먼저 해 보세요", "Try this first");
pub const NOT_ADVISED: Msg = Msg::new("권하지 않아요", "Not advised");
pub const IMPOSSIBLE: Msg = Msg::new("이 카드는 안 돼요", "Not with this card");
pub const LAST: Msg = Msg::new("마지막에", "At the end");
pub const PASSWORD_WHERE: Msg = Msg::new(
    "사업자번호는 사업자등록증이나 결제 영수증에 있어요. 이 화면에는 적지 않아요.",
    "The business number is on the registration certificate and on receipts. It is never entered here.",
);
pub const FORCE: Msg = Msg::new("강제취소하고 할 일로 남기기", "Force-cancel, with a follow-up");
pub const FORCE_TEXT: Msg = Msg::new(
    "취소를 확인했거나 지금은 할 수 없을 때, 장부에서만 취소해요. 확인할 때까지 할 일로 남아요.",
    "Once it is cancelled, or when that has to wait: cancels in the book only, and stays a follow-up until it is proved.",
);
pub const TO_FORCE: Msg = Msg::new("강제취소로 가기", "Go to force-cancel");

pub const FACTS: Msg = Msg::new("승인 정보", "The approval");
pub const AMOUNT: Msg = Msg::new("승인 금액", "Amount");
pub const APPROVED_ON: Msg = Msg::new("원승인일자", "Approved on");
pub const APPROVAL_NUMBER: Msg = Msg::new("승인번호", "Approval number");
pub const NOT_RECORDED: Msg = Msg::new("기록에 없어요", "Not on record");

pub const PROGRESS: Msg = Msg::new("단말기에서 취소", "Cancelling at the terminal");
pub const STATION_WRITTEN: Msg = Msg::new("요청", "Request");
pub const STATION_TERMINAL: Msg = Msg::new("단말기", "Terminal");
pub const STATION_CARD: Msg = Msg::new("카드", "Card");
pub const STATION_ISSUER: Msg = Msg::new("카드사", "Issuer");
pub const STATION_END: Msg = Msg::new("결과", "Result");
pub const TERMINAL_SAYS: Msg = Msg::new("단말기의 답", "The terminal says");
pub const ABORT: Msg = Msg::new("취소 멈추기", "Stop the cancel");
pub const ABORT_TOO_LATE: Msg = Msg::new(
    "카드를 읽은 뒤에는 멈출 수 없어요. 결과를 기다려 주세요.",
    "It cannot be stopped once the card was read. Wait for the result.",
);
pub const ABORTING: Msg = Msg::new(
    "단말기에 멈추라고 했어요. 결과를 기다려 주세요.",
    "The terminal was told to stop. Wait for the result.",
);
pub const MAY_CLOSE: Msg = Msg::new(
    "창을 닫아도 단말기에서는 계속돼요. 결제 화면에서 다시 볼 수 있어요.",
    "You may close this; the terminal goes on. The payment's screen shows it again.",
);
pub const TAKE_CARD: Msg =
    Msg::new("카드를 빼서 고객에게 돌려드려 주세요.", "Hand the card back to the customer.");

/// How it stands at the terminal.
pub const WRITING: Msg = Msg::new("요청을 적고 있어요", "Writing the request down");
pub const QUEUED: Msg = Msg::new("단말기에 보내고 있어요", "Sending it to the terminal");
pub const DISPATCHED: Msg = Msg::new("단말기가 받았어요", "The terminal has it");
pub const DISPATCHED_CARD: Msg =
    Msg::new("결제한 카드를 준비해 주세요.", "Have the card that paid ready.");
pub const DISPATCHED_RECEIPT: Msg = Msg::new("잠시만 기다려 주세요.", "Just a moment.");
pub const INSERT_CARD: Msg = Msg::new("카드를 넣어 주세요", "Insert the card");
pub const LOOK_AT_TERMINAL: Msg = Msg::new("단말기를 확인해 주세요", "Please look at the terminal");
pub const PROCESSING: Msg =
    Msg::new("카드사에 취소를 요청하고 있어요", "Asking the issuer to cancel");
pub const WAITING: Msg =
    Msg::new("단말기의 답을 기다리고 있어요", "Waiting for the terminal's answer");
pub const KEEP_CARD_IN: Msg =
    Msg::new("끝날 때까지 카드를 빼지 마세요.", "Leave the card in until it is done.");
pub const WAIT_FOR_RESULT: Msg =
    Msg::new("결과가 나올 때까지 기다려 주세요.", "Wait for the result.");
pub const UNKNOWN: Msg =
    Msg::new("확인 중이에요. 다시 누르지 마세요.", "Being checked. Do not press again.");
pub const UNKNOWN_NEXT: Msg = Msg::new(
    "돈이 움직였는지 단말기와 카드사에 확인하고 있어요. 창을 닫아도 계속 확인하고, 알게 되면 목록에 보여요.",
    "We are asking the terminal and the issuer whether money moved. That goes on when you close this; the list shows it once known.",
);
pub const SUCCEEDED: Msg = Msg::new("취소했어요", "Cancelled");
pub const DECLINED: Msg = Msg::new("취소되지 않았어요", "Not cancelled");
pub const ABORTED: Msg = Msg::new("취소를 멈췄어요", "The cancel was stopped");

/// `3시간 전까지 연결됨`.
#[must_use]
pub fn last_seen(locale: Locale, ago: &str) -> String {
    match locale {
        Locale::Ko => format!("연결 안 됨 · 마지막 연결 {ago}"),
        Locale::En => format!("Not connected · last seen {ago}"),
    }
}

/// One of them has come, while somebody reads about the other ways.
#[must_use]
pub fn has_connected(locale: Locale, terminal: &str) -> String {
    match locale {
        Locale::Ko => format!("{terminal}: 연결됐어요. 단말기로 취소할 수 있어요."),
        Locale::En => format!("{terminal} is connected. You can cancel there."),
    }
}

/// What will happen at the terminal, before the click.
#[must_use]
pub fn with_card(locale: Locale, terminal: &str) -> String {
    match locale {
        Locale::Ko => format!("{terminal}에 결제한 카드를 넣으면 승인이 취소돼요."),
        Locale::En => format!("The card that paid goes into {terminal}."),
    }
}

/// The same without a card: the money is not in any card.
#[must_use]
pub fn with_receipt(locale: Locale, terminal: &str) -> String {
    match locale {
        Locale::Ko => format!(
            "{terminal}에서 현금영수증까지 취소돼요. 카드는 필요 없고, 받은 돈은 직원이 직접 돌려드려요."
        ),
        Locale::En => format!(
            "{terminal} cancels the cash receipt as well. No card is needed; staff hands the money back."
        ),
    }
}

#[must_use]
pub fn queued_at(locale: Locale, terminal: &str) -> String {
    match locale {
        Locale::Ko => format!("{terminal}의 답을 기다려요."),
        Locale::En => format!("Waiting for {terminal}."),
    }
}

#[must_use]
pub fn insert_at(locale: Locale, terminal: &str) -> String {
    match locale {
        Locale::Ko => format!("결제할 때 쓴 카드를 {terminal}에 넣어 주세요."),
        Locale::En => format!("Insert the card that paid into {terminal}."),
    }
}

/// Before `1:07` runs out, the wait ends by itself.
#[must_use]
pub fn time_left(locale: Locale, minutes: &str) -> String {
    match locale {
        Locale::Ko => format!("{minutes} 남음"),
        Locale::En => format!("{minutes} left"),
    }
}

/// What staff still has to do once a cash receipt is cancelled.
#[must_use]
pub fn hand_back(locale: Locale, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("받은 돈 {amount}을 고객에게 직접 돌려드리고 확인을 받아 주세요."),
        Locale::En => format!("Hand the {amount} back to the customer and have it confirmed."),
    }
}

#[must_use]
pub const fn route(route: SideRoute) -> Msg {
    match route {
        SideRoute::ApprovalsProgram => {
            Msg::new("통합 승인 내역에서 취소", "In the approvals program")
        }
        SideRoute::KeyedIn => Msg::new("단말기에서 키인 취소", "Keyed in at the terminal"),
    }
}
