//! Words of the cancel dialog.

use desk_domain::Won;
use desk_domain::amounts::AmountProblem;
use desk_domain::cancellation::{CancellationKind, RetainOption};
use desk_domain::decision::Action;
use desk_domain::refund_account::AccountProblem;

use super::{Locale, Msg, words};
use crate::format::won::won;

pub const TITLE: Msg = Msg::new("결제취소", "Cancel payment");
pub const HOW_MUCH: Msg = Msg::new("얼마를 취소할까요?", "How much?");
pub const IN_FULL: Msg = Msg::new("전액", "All that is left");
pub const IN_PART: Msg = Msg::new("일부", "A part");
pub const AMOUNT: Msg = Msg::new("취소할 금액", "Amount to cancel");
pub const TAX_FREE: Msg = Msg::new("그중 면세 금액", "Tax-free part of it");
pub const TAX_FREE_HINT: Msg = Msg::new(
    "금액을 적으면 결제한 비율대로 나눠요. 다르면 고쳐 주세요.",
    "Split as the payment was. Change it where it differs.",
);
pub const LEFT: Msg = Msg::new("취소 뒤 남는 금액", "Left afterwards");
pub const PAID: Msg = Msg::new("결제 금액", "Paid");
pub const CANCELLABLE: Msg = Msg::new("취소할 수 있는 금액", "Can be cancelled");
pub const WHY: Msg = Msg::new("왜 취소하나요?", "Why?");
pub const NOTE: Msg = Msg::new("메모", "Note");
pub const NOTE_HINT: Msg = Msg::new("고객에게는 보이지 않아요.", "Customers do not see it.");
pub const ACCOUNT: Msg = Msg::new("어디로 환불할까요?", "Where should the refund go?");
pub const BANK: Msg = Msg::new("은행", "Bank");
pub const CHOOSE_BANK: Msg = Msg::new("은행 고르기", "Choose a bank");
pub const BANKS_FAILED: Msg = Msg::new(
    "은행 목록을 불러오지 못했어요. 다시 시도해 주세요.",
    "The banks could not be loaded. Try again.",
);
pub const ACCOUNT_NUMBER: Msg = Msg::new("계좌번호", "Account number");
pub const HOLDER: Msg = Msg::new("예금주", "Account holder");
pub const HOLDER_PHONE: Msg = Msg::new("예금주 휴대폰 번호", "Holder's mobile number");
pub const HOLDER_CONFIRMED: Msg = Msg::new(
    "고객과 확인했어요. 이 계좌로 보내도 돼요.",
    "Confirmed with the customer: the money may go to this account.",
);
pub const HOLDER_UNCONFIRMED: Msg =
    Msg::new("계좌를 확인하고 표시해 주세요.", "Check the account, then tick this.");
pub const WHAT_HAPPENS: Msg = Msg::new("이렇게 돼요", "What will happen");
pub const BLOCKED: Msg = Msg::new("지금은 취소할 수 없어요", "It cannot be cancelled now");

pub const REASON_MISSING: Msg = Msg::new("사유를 골라 주세요.", "Choose a reason.");
pub const NOTE_MISSING: Msg =
    Msg::new("기타를 골랐으면 메모를 적어 주세요.", "Write a note for Other.");
pub const AMOUNT_MISSING: Msg = Msg::new("금액을 적어 주세요.", "Enter an amount.");

pub const NOT_NOW: Msg = Msg::new("그만두기", "Never mind");
pub const DONE: Msg = Msg::new("닫기", "Close");
pub const WITHDRAW: Msg = Msg::new("되돌리기", "Take it back");
pub const SENDS_SOON: Msg = Msg::new("곧 보내요", "About to be sent");
pub const SEND_AGAIN: Msg = Msg::new("같은 요청 다시 보내기", "Send the same request again");
pub const START_AGAIN: Msg = Msg::new("다시 취소하기", "Try to cancel again");
pub const SEE_STORY: Msg = Msg::new("취소 이력에서 보기", "See it in the history");
pub const SENDING: Msg = Msg::new("요청을 적고 있어요.", "Writing the request down.");
pub const PROGRESS: Msg = Msg::new("취소 진행", "Progress");
pub const STEP_WRITTEN: Msg = Msg::new("요청", "Request");
pub const STEP_SENT: Msg = Msg::new("PG 전송", "Sent");
pub const STEP_SETTLED: Msg = Msg::new("PG 응답", "Answer");
pub const STEP_TAKEN_BACK: Msg = Msg::new("되돌림", "Taken back");
pub const VENDOR_SAYS: Msg = Msg::new("PG의 답", "The PG says");
pub const HOLDER_DIFFERS: Msg = Msg::new(
    "예금주 이름이 결제한 사람과 같지 않아요. 고객에게 계좌를 확인해 주세요.",
    "The account holder's name is not the payer's. Confirm the account with the customer.",
);
pub const MAY_CLOSE: Msg = Msg::new(
    "창을 닫아도 취소는 계속돼요. 끝나면 목록에 보여요.",
    "You may close this; the cancel goes on. The list shows when it is done.",
);

pub const LOST: Msg = Msg::new(
    "서버의 답을 받지 못해 취소됐는지 아직 몰라요. 결제취소를 새로 누르지 마세요.",
    "The server did not answer, so it may or may not be cancelled. Do not start another cancel.",
);
pub const LOST_NEXT: Msg = Msg::new(
    "연결되면 같은 요청을 다시 보내 주세요. 이미 도착했어도 두 번 취소되지 않아요.",
    "Once connected, send the same request again. If it had arrived, nothing is cancelled twice.",
);
pub const RESTORED: Msg = Msg::new(
    "보내던 취소가 있어요. 같은 요청으로 이어서 해 주세요. 두 번 취소되지 않아요.",
    "A cancel was being sent. Go on with the same request; nothing is cancelled twice.",
);
pub const ALREADY_RUNNING: Msg = Msg::new(
    "이 결제는 지금 취소하고 있어요. 다시 누르지 마세요.",
    "A cancellation of this payment is under way. Do not send another.",
);

pub const ELSEWHERE: Msg = Msg::new(
    "다른 곳에서 이 결제를 취소하고 있어요. 적던 내용은 그대로 두었어요.",
    "This payment is being cancelled elsewhere. What you entered is kept.",
);
pub const ELSEWHERE_ENDED: Msg = Msg::new(
    "그 취소는 이뤄지지 않았어요. 적던 내용으로 이어서 할 수 있어요.",
    "That cancel did not happen. You can go on with what you entered.",
);

pub const UNDO: Msg = Msg::new("취소 원복", "Undoing the cancel");

pub const DISCOUNT: Msg = Msg::new("할인은 어떻게 할까요?", "What about the discount?");
pub const DISCOUNT_MISSING: Msg =
    Msg::new("할인을 유지할지 골라 주세요.", "Choose whether the discount is kept.");
pub const DISCOUNT_FIXED: Msg = Msg::new(
    "처음 부분취소 때 고른 방식이라 바꿀 수 없어요.",
    "Chosen with the first partial cancel; it cannot be changed.",
);
pub const ORDER_MONEY: Msg =
    Msg::new("할인 전 주문 금액으로 적어 주세요.", "Enter the order amount, before the discount.");

pub const LEAVE_TITLE: Msg = Msg::new("적던 내용을 버릴까요?", "Discard what you entered?");
pub const LEAVE_BODY: Msg = Msg::new(
    "아직 취소하지 않았어요. 돈은 그대로예요.",
    "Nothing is cancelled yet. No money moved.",
);
pub const LEAVE: Msg = Msg::new("버리기", "Discard");
pub const STAY: Msg = Msg::new("계속 적기", "Keep writing");

/// What the dialog and its button are called before there is a sum.
#[must_use]
pub const fn title(kind: CancellationKind) -> Msg {
    match kind {
        CancellationKind::Full => TITLE,
        CancellationKind::Partial => words::action(Action::CancelPartial),
        CancellationKind::Force => words::action(Action::ForceCancel),
    }
}

/// The confirm button: the deed and the sum.
#[must_use]
pub fn confirm(locale: Locale, amount: Won, partial: bool) -> String {
    let amount = won(locale, amount);
    match (locale, partial) {
        (Locale::Ko, false) => format!("{amount} 결제취소"),
        (Locale::Ko, true) => format!("{amount} 부분취소"),
        (Locale::En, _) => format!("Cancel {amount}"),
    }
}

/// What exactly will be cancelled, before the click.
#[must_use]
pub fn deed(locale: Locale, method: &str, paid: Won, amount: Won) -> String {
    let whole = paid == amount;
    let (paid, amount) = (won(locale, paid), won(locale, amount));
    match (locale, whole) {
        (Locale::Ko, true) => format!("{method} 결제 {paid}을 모두 취소해요."),
        (Locale::Ko, false) => format!("{method} 결제 {paid} 중 {amount}을 취소해요."),
        (Locale::En, true) => format!("Cancels all of the {paid} paid by {method}."),
        (Locale::En, false) => format!("Cancels {amount} of the {paid} paid by {method}."),
    }
}

/// The same of a discounted order: its sums are not what the customer was charged.
#[must_use]
pub fn deed_of_order(locale: Locale, method: &str, order: Won, amount: Won) -> String {
    let whole = order == amount;
    let (order, amount) = (won(locale, order), won(locale, amount));
    match (locale, whole) {
        (Locale::Ko, true) => format!("{method} 주문 금액 {order}을 모두 취소해요."),
        (Locale::Ko, false) => format!("{method} 주문 금액 {order} 중 {amount}을 취소해요."),
        (Locale::En, true) => format!("Cancels the whole order of {order} ({method})."),
        (Locale::En, false) => format!("Cancels {amount} of the order of {order} ({method})."),
    }
}

/// What a customer gets back of a discounted order. Only of the whole order at once is it known here;
/// of a part, the vendor works it out.
#[must_use]
pub fn money_back(locale: Locale, charged: Option<Won>) -> String {
    match (locale, charged.map(|charged| won(locale, charged))) {
        (Locale::Ko, Some(charged)) => format!("고객에게는 실제로 낸 {charged}이 돌아가요."),
        (Locale::En, Some(charged)) => {
            format!("The customer gets back the {charged} that were charged.")
        }
        (Locale::Ko, None) => {
            "고객에게 돌아가는 돈은 할인만큼 이보다 적고, 금액은 PG가 계산해요.".to_owned()
        }
        (Locale::En, None) => {
            "The customer gets back less, because of the discount. The PG works out the sum."
                .to_owned()
        }
    }
}

#[must_use]
pub fn left_afterwards(locale: Locale, left: Won) -> String {
    let left = left.is_positive().then(|| won(locale, left));
    match (locale, left) {
        (Locale::Ko, Some(left)) => format!("취소 뒤 {left}이 남아요."),
        (Locale::Ko, None) => "남는 금액은 없어요.".to_owned(),
        (Locale::En, Some(left)) => format!("{left} will be left."),
        (Locale::En, None) => "Nothing will be left.".to_owned(),
    }
}

/// What each choice means for the customer's money.
#[must_use]
pub const fn discount_means(option: RetainOption) -> Msg {
    match option {
        RetainOption::Retain => Msg::new(
            "남은 주문에 할인을 그대로 두고, 취소한 만큼의 할인을 빼고 돌려드려요.",
            "What is left keeps the discount; the part goes back less its share of it.",
        ),
        RetainOption::Release => Msg::new(
            "남은 주문에 할인 조건을 다시 적용해요. 조건이 안 되면 덜 돌려드리거나 거절돼요.",
            "The promotion is applied again to what is left. If that fails, less goes back, or the PG refuses.",
        ),
    }
}

/// `11월 21일(토) 밤 12시까지`.
#[must_use]
pub fn undo_until(locale: Locale, day: &str) -> String {
    match locale {
        Locale::Ko => format!("{day} 밤 12시까지"),
        Locale::En => format!("until midnight, {day}"),
    }
}

/// `2026.11.20(금) 15:00까지`.
#[must_use]
pub fn undo_until_hour(locale: Locale, at: &str) -> String {
    match locale {
        Locale::Ko => format!("{at}까지"),
        Locale::En => format!("until {at}"),
    }
}

/// Somebody else was faster.
#[must_use]
pub fn changed(locale: Locale, left: Won) -> String {
    let left = won(locale, left);
    match locale {
        Locale::Ko => format!("방금 다른 사람이 이 결제를 바꿨어요. 남은 금액은 {left}이에요."),
        Locale::En => format!("Somebody has just changed this payment. {left} is left."),
    }
}

/// The seconds in which it can still be taken back.
#[must_use]
pub fn sends_in(locale: Locale, seconds: i64) -> String {
    match locale {
        Locale::Ko => format!("{seconds}초 뒤에 보내요"),
        Locale::En => format!("Sends in {seconds} s"),
    }
}

#[must_use]
pub fn amount_problem(locale: Locale, problem: AmountProblem) -> String {
    let won = |amount| won(locale, amount);
    match (locale, problem) {
        (Locale::Ko, AmountProblem::NotPositive) => "1원 이상 적어 주세요.".to_owned(),
        (Locale::En, AmountProblem::NotPositive) => "Enter at least ₩1.".to_owned(),
        (Locale::Ko, AmountProblem::OverCancellable { cancellable }) => {
            format!("취소할 수 있는 금액은 {}까지예요.", won(cancellable))
        }
        (Locale::En, AmountProblem::OverCancellable { cancellable }) => {
            format!("At most {} can be cancelled.", won(cancellable))
        }
        (Locale::Ko, AmountProblem::PartialNotAllowed) => {
            "이 결제는 전액만 취소할 수 있어요.".to_owned()
        }
        (Locale::En, AmountProblem::PartialNotAllowed) => {
            "This payment can only be cancelled in full.".to_owned()
        }
        (Locale::Ko, AmountProblem::BelowPartialMinimum { minimum }) => {
            format!("부분취소는 {}부터 할 수 있어요.", won(minimum))
        }
        (Locale::En, AmountProblem::BelowPartialMinimum { minimum }) => {
            format!("A partial cancel starts at {}.", won(minimum))
        }
        (Locale::Ko, AmountProblem::TaxFreeOverAmount) => {
            "면세 금액이 취소할 금액보다 커요.".to_owned()
        }
        (Locale::En, AmountProblem::TaxFreeOverAmount) => {
            "The tax-free part is larger than the amount.".to_owned()
        }
        (Locale::Ko, AmountProblem::TaxFreeOverLeft { left }) => {
            format!("남은 면세 금액은 {}이에요.", won(left))
        }
        (Locale::En, AmountProblem::TaxFreeOverLeft { left }) => {
            format!("Only {} of tax-free money is left.", won(left))
        }
        (Locale::Ko, AmountProblem::TaxableOverLeft { left }) => {
            format!("남은 과세 금액은 {}이에요. 면세 금액을 늘려 주세요.", won(left))
        }
        (Locale::En, AmountProblem::TaxableOverLeft { left }) => {
            format!("Only {} of taxable money is left. Raise the tax-free part.", won(left))
        }
        (Locale::Ko, AmountProblem::TaxFreeNegative) => "0원 이상 적어 주세요.".to_owned(),
        (Locale::En, AmountProblem::TaxFreeNegative) => "Enter ₩0 or more.".to_owned(),
    }
}

#[must_use]
pub const fn account_problem(problem: AccountProblem) -> Msg {
    match problem {
        AccountProblem::BankMissing => Msg::new("은행을 골라 주세요.", "Choose the bank."),
        AccountProblem::NumberInvalid => {
            Msg::new("계좌번호는 숫자 6~20자리예요.", "An account number has 6 to 20 digits.")
        }
        AccountProblem::HolderInvalid => {
            Msg::new("예금주 이름을 적어 주세요.", "Enter the holder's name.")
        }
        AccountProblem::PhoneInvalid => {
            Msg::new("010으로 시작하는 번호를 적어 주세요.", "Enter a mobile number (010…).")
        }
    }
}

#[must_use]
pub fn note_too_long(locale: Locale, most: usize) -> String {
    match locale {
        Locale::Ko => format!("메모는 {most}자까지 쓸 수 있어요."),
        Locale::En => format!("A note takes at most {most} characters."),
    }
}

/// Says with whom the holder will be compared, before anything is sent.
#[must_use]
pub fn compared_with(locale: Locale, payer: &str) -> String {
    match locale {
        Locale::Ko => format!(
            "결제한 사람은 {payer} 고객이에요. 예금주가 맞는지는 은행만 알아요. 고객과 확인해 주세요."
        ),
        Locale::En => format!(
            "The payer is {payer}. Only the bank knows the account holder; confirm it with the customer."
        ),
    }
}

#[must_use]
pub fn holder_looks_different(locale: Locale, payer: &str) -> String {
    match locale {
        Locale::Ko => format!(
            "결제한 사람({payer})과 다른 이름이에요. 예금주는 은행만 확인해요. 보낸 돈은 되찾기 어려우니 계좌를 고객과 다시 확인해 주세요."
        ),
        Locale::En => format!(
            "This is not the payer's name ({payer}). Only the bank checks the holder, and money sent is hard to get back: check the account with the customer."
        ),
    }
}
