//! Words of the screen of card terminals.

use super::{Locale, Msg};

pub const TITLE: Msg = Msg::new("단말기", "Terminals");
pub const ADD: Msg = Msg::new("단말기 추가", "Add a terminal");
pub const READ_ONLY: Msg = Msg::new(
    "단말기를 추가하고 해지하는 건 매니저가 할 수 있어요.",
    "Managers add and revoke terminals.",
);
pub const EMPTY: Msg = Msg::new("연결한 단말기가 없어요", "No terminal yet");
pub const EMPTY_HINT: Msg = Msg::new(
    "데스크 에이전트는 카드 단말기 옆 POS PC에서 도는 작은 프로그램이에요. 에이전트를 연결하면 카드 결제를 이 화면에서 취소할 수 있어요. POS PC 쪽에 열어 둘 포트는 없어요.",
    "The desk agent is a small program on the POS PC beside the card terminal. Once it is paired, card payments are cancelled from here. The POS PC opens no port for it.",
);

pub const CONNECTED: Msg = Msg::new("연결됨", "Connected");
pub const NOT_CONNECTED: Msg = Msg::new("연결 안 됨", "Not connected");
pub const NOT_PAIRED: Msg = Msg::new("연결 전", "Not paired yet");
pub const REVOKED: Msg = Msg::new("해지됨", "Revoked");
pub const LAST_SEEN: Msg = Msg::new("마지막 연결", "Last seen");
pub const NOW: Msg = Msg::new("지금", "Now");
pub const CAT_ID: Msg = Msg::new("CAT-ID", "CAT-ID");
pub const DRIVER: Msg = Msg::new("드라이버", "Driver");
pub const AGENT: Msg = Msg::new("에이전트", "Agent");
pub const MERCHANT: Msg = Msg::new("가맹점", "Merchant");

pub const NEW_CODE: Msg = Msg::new("새 연결 코드", "New code");
pub const REVOKE: Msg = Msg::new("단말기 해지", "Revoke");
pub const REVOKE_TITLE: Msg = Msg::new("이 단말기를 해지할까요?", "Revoke this terminal?");
pub const REVOKED_NOW: Msg = Msg::new("단말기를 해지했어요.", "The terminal is revoked.");

pub const NAME: Msg = Msg::new("부를 이름", "Its name");
pub const NAME_HINT: Msg =
    Msg::new("직원이 부르는 대로 적어 주세요. 예: 데스크 1", "What staff calls it: Desk 1.");
pub const NAME_MISSING: Msg = Msg::new("이름을 적어 주세요.", "Enter a name.");
pub const MAKE_CODE: Msg = Msg::new("연결 코드 만들기", "Make the code");
pub const KEEP: Msg = Msg::new("그대로 두기", "Leave it");
pub const NOT_NOW: Msg = Msg::new("그만두기", "Never mind");

pub const CODE_ONCE: Msg = Msg::new(
    "지금만 보이는 코드예요. 창을 닫으면 새로 만들어야 해요.",
    "Shown only now. Once this is closed, a new one has to be made.",
);
pub const CODE_OVER: Msg = Msg::new(
    "시간이 지나 쓸 수 없는 코드예요. 새로 만들어 주세요.",
    "The code has run out. Make a new one.",
);
pub const COMMAND: Msg = Msg::new("POS PC에서 이 명령을 실행해 주세요.", "Run this on the POS PC.");
pub const COMMAND_NAME: Msg = Msg::new("명령", "Command");
pub const CAT_ID_ASKED: Msg = Msg::new(
    "단말기 번호(CAT-ID)를 물으면 전표에 찍힌 번호를 적어요.",
    "It asks for the device's number (CAT-ID), which is printed on slips.",
);
pub const RUN_NEXT: Msg = Msg::new(
    "코드를 썼어요. 이제 POS PC에서 에이전트를 켜 주세요.",
    "The code is used. Now start the agent on the POS PC.",
);
pub const AWAITING: Msg =
    Msg::new("POS PC의 연결을 기다리고 있어요.", "Waiting for the POS PC to connect.");
pub const PAIRED: Msg = Msg::new(
    "연결됐어요. 이제 이 단말기로 취소할 수 있어요.",
    "Paired. Payments can be cancelled at this terminal now.",
);

#[must_use]
pub fn revoke_body(locale: Locale, name: &str) -> String {
    match locale {
        Locale::Ko => {
            format!(
                "{name}: 이 단말기로는 더 취소할 수 없어요. 다시 쓰려면 새 코드로 연결해야 해요."
            )
        }
        Locale::En => {
            format!(
                "{name}: nothing can be cancelled there any more. To use it again, pair it with a new code."
            )
        }
    }
}

/// Names the dialog after the terminal that the code is for.
#[must_use]
pub fn code_for(locale: Locale, name: &str) -> String {
    match locale {
        Locale::Ko => format!("{name} 연결하기"),
        Locale::En => format!("Pair {name}"),
    }
}

#[must_use]
pub fn code_left(locale: Locale, minutes: &str) -> String {
    match locale {
        Locale::Ko => format!("{minutes} 남았어요."),
        Locale::En => format!("{minutes} left."),
    }
}

/// `단말기 데스크 1`: what its card is called.
#[must_use]
pub fn of(locale: Locale, name: &str) -> String {
    match locale {
        Locale::Ko => format!("단말기 {name}"),
        Locale::En => format!("Terminal {name}"),
    }
}
