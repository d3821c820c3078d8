//! Words of the payments list and of the inspector.

use desk_domain::decision::Action;
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Agreement, Channel, Method};

use super::{Locale, Msg, words};
use crate::format::won::won;
use desk_domain::Won;

pub const SEARCH: Msg = Msg::new("결제 찾기", "Find a payment");
pub const SEARCH_HINT: Msg =
    Msg::new("이름 · ㅎㄱㄷ · 뒤 4자리 · 승인번호", "Name, last 4 digits, approval no.");
pub const KEY_SEARCH: Msg = Msg::new("찾기", "Search");
pub const KEY_NEXT_ROW: Msg = Msg::new("다음 줄", "Next row");
pub const KEY_PREVIOUS_ROW: Msg = Msg::new("이전 줄", "Previous row");
pub const KEY_CANCEL: Msg = Msg::new("열린 결제 취소하기", "Cancel the open payment");

pub const STATUS: Msg = Msg::new("상태", "Status");
pub const ALL: Msg = Msg::new("전체", "All");
pub const IN_PROGRESS: Msg = Msg::new("진행", "Under way");
pub const FOLLOW_UP: Msg = Msg::new("어긋남", "Differences");
pub const FILTERS: Msg = Msg::new("거르기", "Filters");
pub const BASIS: Msg = Msg::new("기준일", "Dates are of");
pub const BASIS_PAID: Msg = Msg::new("결제일", "Payment");
pub const BASIS_CANCELLED: Msg = Msg::new("취소일", "Cancellation");
pub const PERIOD: Msg = Msg::new("기간", "Period");
pub const TODAY: Msg = Msg::new("오늘", "Today");
pub const SEVEN_DAYS: Msg = Msg::new("7일", "7 days");
pub const THIS_MONTH: Msg = Msg::new("이번 달", "This month");
pub const LAST_MONTH: Msg = Msg::new("지난달", "Last month");
pub const THREE_MONTHS: Msg = Msg::new("3개월", "3 months");
pub const ALL_TIME: Msg = Msg::new("전체 기간", "All time");
pub const CUSTOM: Msg = Msg::new("직접", "Custom");
pub const METHOD: Msg = Msg::new("수단", "Method");
pub const CHANNEL: Msg = Msg::new("채널", "Channel");
pub const CUSTOMER: Msg = Msg::new("고객", "Customer");
pub const AMOUNT: Msg = Msg::new("금액", "Amount");
pub const CANCELLABLE: Msg = Msg::new("남은 금액", "Left");
pub const PAID_AT: Msg = Msg::new("결제일시", "Paid at");
pub const APPROVAL: Msg = Msg::new("승인번호", "Approval no.");
pub const LIST: Msg = Msg::new("결제 목록", "Payments");
pub const NO_NAME: Msg = Msg::new("이름 없음", "No name");
pub const NONE: Msg = Msg::new("–", "–");

pub const EMPTY_TITLE: Msg = Msg::new("이 조건에 맞는 결제가 없어요", "No payment matches");
pub const EMPTY_PERIOD_HINT: Msg =
    Msg::new("기간을 넓히면 나올 수 있어요.", "A wider period may show it.");
pub const EMPTY_FILTER_HINT: Msg =
    Msg::new("조건을 지우고 다시 찾아보세요.", "Clear the filters and look again.");
pub const CLEAR_FILTERS: Msg = Msg::new("조건 지우기", "Clear filters");

/// Who is asked what became of a payment.
#[must_use]
pub const fn teller(channel: Channel) -> Msg {
    match channel {
        Channel::Terminal => Msg::new("단말기", "Terminal"),
        Channel::Portone
        | Channel::Bootpay
        | Channel::Payssam
        | Channel::Alltalkpay
        | Channel::Toss
        | Channel::Recorded => Msg::new("PG", "PG"),
    }
}

/// Of a force-cancel whose follow-up somebody has closed on their word.
pub const SIGNED_OFF: Msg = Msg::new(
    "할 일까지 끝낸 취소예요. PG에는 결제로 남아 있어요. 한 번 더 돌려주지 마세요.",
    "The follow-up of this cancel is closed; the PG still shows it as paid. Do not give it back again.",
);
pub const NOBODY_TO_ASK: Msg = Msg::new(
    "올톡페이는 여기서 확인할 수 없어요. 결제됐는지 매니저 사이트에서 먼저 확인해 주세요.",
    "AllTalkPay cannot be read from here. First see on the manager site whether it was paid.",
);
/// Before who said it, and what.
pub const LAST_SEEN: Msg = Msg::new("마지막으로 본", "Last seen:");
pub const NEVER_CHECKED: Msg = Msg::new("아직 확인하지 않았어요", "Not checked yet");
pub const CHECK_NOW: Msg = Msg::new("지금 확인", "Check now");
pub const CHECKED_SAME: Msg = Msg::new("장부와 PG가 같아요.", "Book and PG agree.");
pub const CHECKED_CHANGED: Msg =
    Msg::new("PG에서 달라진 내용을 가져왔어요.", "Took over what had changed at the PG.");
pub const DETAILS: Msg = Msg::new("결제 정보", "Details");
pub const CANCELLATIONS: Msg = Msg::new("이 결제의 취소", "Cancellations of this payment");
pub const TIMELINE: Msg = Msg::new("진행 기록", "Timeline");
pub const EVIDENCE: Msg = Msg::new("증빙", "Evidence");
pub const PRINT: Msg = Msg::new("인쇄", "Print");
pub const RECEIPT: Msg = Msg::new("영수증", "Receipt");
pub const PHONE: Msg = Msg::new("연락처", "Phone");
pub const CARD: Msg = Msg::new("카드", "Card");
pub const ACCOUNT: Msg = Msg::new("계좌", "Account");
pub const DEPOSIT_UNTIL: Msg = Msg::new("입금 기한", "Deposit until");
pub const TAX_FREE: Msg = Msg::new("면세 금액", "Tax-free");
pub const CANCELLED: Msg = Msg::new("취소한 금액", "Cancelled");
pub const CHARGED: Msg = Msg::new("고객이 낸 금액", "Charged");
pub const RESERVED: Msg = Msg::new("취소 진행 중", "Being cancelled");
pub const LEFT: Msg = Msg::new("취소할 수 있는 금액", "Can be cancelled");
/// The same where it is not about cancelling it.
pub const LEFT_OVER: Msg = Msg::new("남은 금액", "Left");
pub const LEFT_IN_BOOK: Msg = Msg::new("장부에 남은 금액", "Left in the book");
pub const PAYMENT_ID: Msg = Msg::new("결제 번호", "Payment id");
pub const ESCROW: Msg = Msg::new("에스크로", "Escrow");
pub const LUMP_SUM: Msg = Msg::new("일시불", "single payment");
pub const ACTIONS: Msg = Msg::new("할 수 있는 일", "What can be done");
pub const OPEN: Msg = Msg::new("자세히", "Details");
pub const SEE_IT: Msg = Msg::new("진행 보기", "See progress");

pub const READ_ONLY: Msg = Msg::new("보기만 할 수 있는 계정이에요.", "Your account can only look.");

/// What withdrawing an unpaid payment is called: a bill is withdrawn, an account is closed.
#[derive(Clone, Copy, Debug)]
pub struct VoidWords {
    /// Of the button, and of the one that confirms.
    pub deed: Msg,
    pub title: Msg,
    pub body: Msg,
    /// The answer that changes nothing.
    pub keep: Msg,
    pub done: Msg,
}

#[must_use]
pub const fn void_words(method: Method) -> VoidWords {
    if matches!(method, Method::Message) {
        return VoidWords {
            deed: Msg::new("청구서 파기", "Void bill"),
            title: Msg::new("청구서를 파기할까요?", "Void the bill?"),
            body: Msg::new(
                "고객이 이 청구서를 더 결제할 수 없어요. 되돌릴 수 없어요.",
                "The customer can no longer pay it. This cannot be undone.",
            ),
            keep: Msg::new("파기하지 않기", "Keep the bill"),
            done: Msg::new("청구서를 파기했어요.", "The bill is void."),
        };
    }
    VoidWords {
        deed: words::action(Action::Void),
        title: Msg::new("가상계좌를 닫을까요?", "Close the virtual account?"),
        body: Msg::new(
            "고객이 이 계좌로 더 입금할 수 없어요. 되돌릴 수 없어요.",
            "The customer can no longer pay into it. This cannot be undone.",
        ),
        keep: Msg::new("닫지 않기", "Keep it open"),
        done: Msg::new("가상계좌를 닫았어요.", "The virtual account is closed."),
    }
}

/// Whose bill or account it is that somebody is about to void: `김*연 고객의 45,000원이에요.`
#[must_use]
pub fn void_about(locale: Locale, customer: Option<&str>, amount: Won) -> String {
    let amount = won(locale, amount);
    match (locale, customer) {
        (Locale::Ko, Some(name)) => format!("{name} 고객의 {amount}이에요."),
        (Locale::Ko, None) => format!("{amount}이에요."),
        (Locale::En, Some(name)) => format!("{name}, {amount}."),
        (Locale::En, None) => format!("{amount}."),
    }
}

pub const IN_DOUBT: Msg = Msg::new(
    "취소 하나가 어떻게 끝났는지 몰라요. 매니저가 PG 관리자 사이트에서 확인하고 할 일에 적어 주세요.",
    "We could not confirm one cancel. A manager should check the PG's admin and record the result in the follow-up.",
);

/// What a disagreement means for the money, and what to do.
#[must_use]
pub const fn disagreement(agreement: Agreement) -> Option<Msg> {
    match agreement {
        Agreement::Agrees => None,
        Agreement::BookAhead => Some(Msg::new(
            "장부에서만 취소됐어요. 고객의 돈은 아직 돌아가지 않았을 수 있어요. PG에서 취소한 뒤 확인해 주세요.",
            "Cancelled in the book only. The customer may still be charged. Cancel at the PG, then check.",
        )),
        Agreement::GatewayAhead => Some(Msg::new(
            "PG에서 이미 취소됐는데 장부에는 남아 있어요. ‘지금 확인’을 누르면 장부를 맞춰요.",
            "Cancelled at the PG, but not in the book. Check now to bring the book in line.",
        )),
        Agreement::AmountsDiffer => Some(Msg::new(
            "결제 금액이 서로 달라요. 장부, PG, 파일의 금액을 이력에서 비교해 주세요.",
            "What was paid differs between the book, the PG and a file. Compare the sums in the story.",
        )),
        Agreement::Unknown => Some(Msg::new(
            "PG의 답을 받지 못했어요. 돈이 움직였는지 확인하기 전에는 취소하지 마세요.",
            "The PG has not answered. Do not cancel before it is known whether money moved.",
        )),
    }
}

/// The same beside an open duty. About a bill that was paid after all, and that nobody can be asked about, no answer is
/// awaited: its duty says what to do.
#[must_use]
pub fn disagreement_beside(agreement: Agreement, duty: Option<FollowUpCause>) -> Option<Msg> {
    let is_told = agreement == Agreement::Unknown && duty == Some(FollowUpCause::PaidAfterAll);
    disagreement(agreement).filter(|_| !is_told)
}

/// What may be wrong with the money although book and gateway agree.
#[must_use]
pub const fn trouble(cause: FollowUpCause) -> Option<Msg> {
    match cause {
        FollowUpCause::RefundBounced => Some(Msg::new(
            "환불금이 계좌에 들어가지 못했어요. 고객은 아직 돈을 받지 못했어요.",
            "The refund came back. The customer does not have the money yet.",
        )),
        FollowUpCause::PaidBackTwice => Some(Msg::new(
            "메모로 끝낸 취소가 PG에서도 됐어요. 두 번 돌려줬는지 확인해 주세요.",
            "Closed by a note, then cancelled at the PG as well. See whether it went back twice.",
        )),
        FollowUpCause::PendingLong => Some(Msg::new(
            "PG가 취소를 오래 끝내지 못하고 있어요. PG에 물어봐 주세요.",
            "The PG has not ended the cancel for long. Ask the PG.",
        )),
        FollowUpCause::PaidAfterAll => Some(Msg::new(
            "데스크에서 끝낸 청구서를 고객이 결제했어요. 두 번 받았는지 확인해 주세요.",
            "The customer paid a bill that was given up here. See whether it came in twice.",
        )),
        FollowUpCause::BookAhead
        | FollowUpCause::GatewayAhead
        | FollowUpCause::AmountsDiffer
        | FollowUpCause::Unproven => None,
    }
}

/// When the gateway was last asked: `12분 전 확인`.
#[must_use]
pub fn checked(locale: Locale, ago: &str) -> String {
    match locale {
        Locale::Ko => format!("{ago} 확인"),
        Locale::En => format!("checked {ago}"),
    }
}

/// `214건 · 61,240,000원`.
#[must_use]
pub fn sums(locale: Locale, count: &str, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("{count}건 · {amount}"),
        Locale::En => format!("{count} · {amount}"),
    }
}

/// The chip over the list: `새 결제 3건`.
#[must_use]
pub fn arrived(locale: Locale, number: usize) -> String {
    match (locale, number) {
        (Locale::Ko, _) => format!("새 결제 {number}건 보기"),
        (Locale::En, 1) => "Show 1 new payment".to_owned(),
        (Locale::En, _) => format!("Show {number} new payments"),
    }
}

/// `취소 -3,000원`.
#[must_use]
pub fn sum_cancelled(locale: Locale, amount: Won) -> String {
    let amount = won(locale, Won::ZERO.saturating_sub(amount));
    match locale {
        Locale::Ko => format!("취소 {amount}"),
        Locale::En => format!("cancelled {amount}"),
    }
}

/// `그중 못 받은 금액 1,200,000원`: waiting bills, and those that are void.
#[must_use]
pub fn sum_not_received(locale: Locale, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("그중 못 받은 금액 {amount}"),
        Locale::En => format!("not yet received {amount}"),
    }
}

/// `50건`, where nobody says of how many.
#[must_use]
pub fn shown(locale: Locale, shown: &str) -> String {
    match locale {
        Locale::Ko => format!("{shown}건"),
        Locale::En => format!("{shown} shown"),
    }
}

/// `214건 중 50건`.
#[must_use]
pub fn shown_of(locale: Locale, shown: &str, total: &str) -> String {
    match locale {
        Locale::Ko => format!("{total}건 중 {shown}건"),
        Locale::En => format!("{shown} of {total}"),
    }
}

/// The button of an empty list.
#[must_use]
pub fn widen_to(locale: Locale, period: &str) -> String {
    match locale {
        Locale::Ko => format!("{period}로 넓히기"),
        Locale::En => format!("Widen to {}", period.to_ascii_lowercase()),
    }
}

/// `6개월 할부`.
#[must_use]
pub fn installments(locale: Locale, months: u32) -> String {
    match locale {
        Locale::Ko => format!("{months}개월 할부"),
        Locale::En => format!("{months} instalments"),
    }
}
