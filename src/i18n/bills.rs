//! Words of the bills, of what is done with them, and of re-billing.

use chrono::NaiveDate;
use desk_api::BillItem;
use desk_domain::Won;
use desk_domain::bill::{BillAction, BillStatus};

use super::{Locale, Msg};
use crate::format::moment::day;
use crate::format::won::won;

pub const SEARCH: Msg = Msg::new("청구서 찾기", "Find a bill");
pub const SEARCH_HINT: Msg =
    Msg::new("이름 · ㅎㄱㄷ · 전화 뒤 4자리 · 금액 · 항목", "Name, last 4 digits, amount, item");
pub const LIST: Msg = Msg::new("청구서 목록", "Bills");
pub const BILL: Msg = Msg::new("청구서", "Bill");
pub const LAST_DAY: Msg = Msg::new("납부 기한", "Pay by");
pub const WRITTEN_AT: Msg = Msg::new("작성일시", "Created at");
pub const PAYMENTS: Msg = Msg::new("결제", "Payments");
pub const ORIGIN: Msg = Msg::new("취소한 결제", "Cancelled payment");
pub const ITS_PAYMENT: Msg = Msg::new("이 청구서의 결제", "This bill's payment");
pub const ONE_CUSTOMER: Msg =
    Msg::new("한 고객만 보는 중 · 모두 보기", "One customer only · show all");
pub const EMPTY_TITLE: Msg = Msg::new("이 조건에 맞는 청구서가 없어요", "No bill matches");
pub const EMPTY_HINT: Msg = Msg::new(
    "취소한 결제에서 ‘미납내역 가져오기’로 만들 수 있어요.",
    "Make one from a cancelled payment: Bill again.",
);
pub const SITES: Msg = Msg::new("매니저 사이트", "Manager's site");
pub const CHECK_HINT: Msg = Msg::new(
    "매니저 사이트에서 취소하거나 파기했다면 눌러 주세요.",
    "Press this if it was cancelled or voided on the manager's site.",
);

pub const ITEMS: Msg = Msg::new("수납 항목", "Items");
pub const SUM: Msg = Msg::new("합계", "Sum");
pub const DETAILS: Msg = Msg::new("청구서 정보", "Details");
pub const LINK: Msg = Msg::new("결제 링크", "Payment link");
pub const LINK_HINT: Msg =
    Msg::new("이 링크를 가진 사람은 누구나 낼 수 있어요.", "Whoever has the link can pay.");
pub const MESSAGE: Msg = Msg::new("안내 문구", "Message");
pub const NUMBER: Msg = Msg::new("청구서 번호", "Bill number");
pub const WRITTEN: Msg = Msg::new("작성", "Created");
pub const SENT: Msg = Msg::new("보냄", "Sent");
pub const SENDING_SINCE: Msg = Msg::new("보내기 시작", "Sending since");
pub const BY_VENDOR: Msg = Msg::new("청구 서비스에서 들어옴", "came from the billing service");
pub const STORY: Msg = Msg::new("이어진 결제", "Linked payments");
pub const CHECKED: Msg = Msg::new("청구 서비스에서 다시 읽었어요.", "Read again at the vendor.");
pub const SENDING_NOW: Msg = Msg::new(
    "보내고 있어요. 결과가 나오면 바로 보여 드려요.",
    "It is on its way. The result shows here.",
);

pub const CHAIN: Msg = Msg::new("미납내역과 청구서", "Billed again");
pub const FROM_BILL: Msg =
    Msg::new("이 결제는 청구서로 받은 결제예요.", "This payment came from a bill.");
pub const SEE_BILL: Msg = Msg::new("청구서 보기", "See the bill");
pub const SEE_ORIGIN: Msg = Msg::new("취소한 결제", "The cancelled payment");
pub const SEE_PAYMENT: Msg = Msg::new("이 청구서의 결제", "This bill's payment");
/// Where nobody has paid it.
pub const SEE_AMONG_PAYMENTS: Msg = Msg::new("결제 목록에서 보기", "See it among the payments");
pub const REBILLABLE: Msg = Msg::new("다시 청구 가능", "Can be billed again");
pub const REBILLABLE_LATER: Msg =
    Msg::new("할 일을 마친 뒤 다시 청구", "Billable after the follow-up");
pub const REBILLED: Msg = Msg::new("다시 청구한 금액", "Billed again");

pub const REBILL_TITLE: Msg = Msg::new("미납내역 가져오기", "Bill again");
pub const REBILL_WHAT: Msg = Msg::new("무엇을 다시 청구할까요?", "What is billed again?");
pub const ITEM_NAME: Msg = Msg::new("항목", "Item");
pub const ITEM_AMOUNT: Msg = Msg::new("금액", "Amount");
pub const ADD_ITEM: Msg = Msg::new("항목 더하기", "Add an item");
pub const LEFT: Msg = Msg::new("더 청구할 수 있는 금액", "Still to be billed");
pub const WHOM: Msg = Msg::new("누구에게 청구할까요?", "Who is asked to pay?");
pub const NAME: Msg = Msg::new("고객 이름", "Customer's name");
pub const PHONE: Msg = Msg::new("휴대폰 번호", "Mobile number");
pub const AS_PAID: Msg =
    Msg::new("비워 두면 결제한 고객 그대로 청구해요.", "Leave empty to bill the same customer.");
pub const NAME_MISSING: Msg = Msg::new("항목 이름을 적어 주세요.", "Name the item.");
pub const NAME_TOO_LONG: Msg = Msg::new("60자까지 적을 수 있어요.", "At most 60 characters.");
pub const AMOUNT_MISSING: Msg = Msg::new("금액을 적어 주세요.", "Enter an amount.");
pub const AMOUNT_ZERO: Msg = Msg::new("1원 이상 적어 주세요.", "At least ₩1.");
pub const PHONE_WRONG: Msg = Msg::new(
    "휴대폰 번호를 확인해 주세요. 010-1234-5678처럼 적어요.",
    "Check the number. It should look like 010-1234-5678.",
);
pub const PHONE_MISSING: Msg =
    Msg::new("메시지를 받을 휴대폰 번호를 적어 주세요.", "Enter the number to send it to.");
pub const REBILL_DONE: Msg = Msg::new("미납내역을 가져왔어요", "Added as unpaid");
pub const REBILL_NEXT: Msg = Msg::new(
    "아직 고객에게 보내지 않았어요. 이어서 청구서를 보내거나, 이미 받았으면 수납 처리해 주세요.",
    "Nobody was asked to pay yet. Send the bill now, or record it when it is paid already.",
);
pub const LATER: Msg = Msg::new("나중에 하기", "Later");

pub const HOW: Msg = Msg::new("어떻게 보낼까요?", "How is it sent?");
pub const BY_MESSAGE: Msg = Msg::new("메시지", "Message");
pub const BY_LINK: Msg = Msg::new("링크만", "Link only");
pub const LAST_DAY_HINT: Msg =
    Msg::new("이날 밤 12시가 지나면 링크가 닫혀요.", "The link closes at midnight after this day.");
pub const LAST_DAY_WRONG: Msg =
    Msg::new("오늘부터 1년 안의 날을 골라 주세요.", "Choose a day from today within a year.");
pub const MESSAGE_TOO_LONG: Msg = Msg::new("200자까지 적을 수 있어요.", "At most 200 characters.");
/// Points a message: one third-party note says 55; no document of the vendor does.
pub const COST_MESSAGE: Msg = Msg::new(
    "보낼 때마다 쌤포인트가 55P쯤 들어요.",
    "Each message costs about 55 points at the vendor.",
);
pub const COST_LINK: Msg =
    Msg::new("메시지를 보내지 않아 쌤포인트가 들지 않아요.", "No message, so no points.");
pub const HAND_ON: Msg =
    Msg::new("링크를 고객에게 직접 전해 주세요.", "Hand the link to the customer yourself.");
pub const PAID_SHOWS: Msg =
    Msg::new("고객이 내면 결제 목록에 바로 나타나요.", "Once paid, it shows among the payments.");

pub const METHOD: Msg = Msg::new("받은 방법", "Paid by");
pub const PAID_ON: Msg = Msg::new("받은 날", "Paid on");
pub const PAID_ON_WRONG: Msg =
    Msg::new("오늘이나 지난 날을 골라 주세요.", "Choose today or a day before.");
pub const NOTE: Msg = Msg::new("메모", "Note");
pub const NOTE_TOO_LONG: Msg = Msg::new("500자까지 적을 수 있어요.", "At most 500 characters.");
pub const RECORD_MEANS: Msg = Msg::new(
    "장부에만 적고 돈은 움직이지 않아요. 결제 목록에 나타나고, 취소도 거기서 해요.",
    "Only the book changes; no money moves. It then appears among the payments. If it has to be cancelled, cancel it there.",
);
pub const VOID_UNSENT: Msg = Msg::new(
    "아직 보내지 않아서 고객에게는 아무것도 가지 않아요.",
    "It was never sent, so the customer sees nothing.",
);
pub const VOID_SENT: Msg = Msg::new(
    "고객이 이 링크로 더 낼 수 없어요. 되돌릴 수 없어요.",
    "The customer can no longer pay by its link. This cannot be undone.",
);

pub const WHAT_HAPPENS: Msg = Msg::new("이렇게 돼요", "What will happen");
pub const NOT_NOW: Msg = Msg::new("그만두기", "Never mind");
pub const LOST: Msg = Msg::new(
    "서버의 답을 받지 못했어요. 새로 시작하지 마세요.",
    "The server did not answer. Do not start anew.",
);
pub const LOST_NEXT: Msg = Msg::new(
    "연결되면 같은 요청을 다시 보내 주세요. 이미 도착했어도 한 번만 처리돼요.",
    "Once connected, send the same request again. If it had arrived, it is done once only.",
);
pub const SEND_AGAIN: Msg = Msg::new("같은 요청 다시 보내기", "Send the same request again");

pub const RESENT: Msg = Msg::new("청구서를 다시 보냈어요.", "The bill was sent once more.");
pub const VOIDED: Msg = Msg::new("청구서를 파기했어요.", "The bill is void.");
pub const RECORDED: Msg =
    Msg::new("수납 처리했어요. 결제 목록에 있어요.", "Recorded as paid, among the payments.");
pub const SENT_TITLE: Msg = Msg::new("청구서를 보냈어요", "The bill is sent");
pub const LINK_TITLE: Msg = Msg::new("링크를 만들었어요", "The link is made");
pub const NOT_SENT: Msg = Msg::new("청구서를 보내지 못했어요", "The bill was not sent");

#[must_use]
pub const fn status(status: BillStatus) -> Msg {
    match status {
        BillStatus::Unsent => Msg::new("미납", "Unpaid"),
        BillStatus::Sending => Msg::new("보내는 중", "Being sent"),
        BillStatus::Waiting => Msg::new("결제대기", "Waiting"),
        BillStatus::Paid => Msg::new("결제완료", "Paid"),
        BillStatus::Cancelled => Msg::new("결제취소", "Cancelled"),
        BillStatus::Void => Msg::new("파기", "Void"),
    }
}

#[must_use]
pub const fn action(action: BillAction) -> Msg {
    match action {
        BillAction::Send => Msg::new("청구서 보내기", "Send the bill"),
        BillAction::Record => Msg::new("수납 처리", "Record as paid"),
        BillAction::Resend => Msg::new("다시 보내기", "Send again"),
        BillAction::Void => Msg::new("파기", "Void"),
        BillAction::Cancel => Msg::new("결제취소하러 가기", "Go to cancel"),
        BillAction::BillAgain => Msg::new("다시 청구하러 가기", "Go to bill again"),
    }
}

/// What it is for, in one line: `수학 11월 외 2건`.
#[must_use]
pub fn title(locale: Locale, items: &[BillItem]) -> String {
    let first = items.first().map_or("", |item| item.name.as_str());
    match (items.len().saturating_sub(1), locale) {
        (0, _) => first.to_owned(),
        (others, Locale::Ko) => format!("{first} 외 {others}건"),
        (others, Locale::En) => format!("{first} and {others} more"),
    }
}

/// `못 받은 금액 700,000원`, of the sum before it.
#[must_use]
pub fn sum_unpaid(locale: Locale, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("못 받은 금액 {amount}"),
        Locale::En => format!("unpaid {amount}"),
    }
}

/// The field of one item among several: `항목 2`.
#[must_use]
pub fn numbered(locale: Locale, label: Msg, number: usize) -> String {
    format!("{} {number}", label.in_locale(locale))
}

#[must_use]
pub fn remove_item(locale: Locale, number: usize) -> String {
    match locale {
        Locale::Ko => format!("항목 {number} 빼기"),
        Locale::En => format!("Remove item {number}"),
    }
}

#[must_use]
pub fn over_limit(locale: Locale, limit: Won) -> String {
    let limit = won(locale, limit);
    match locale {
        Locale::Ko => format!("다시 청구할 수 있는 금액은 {limit}까지예요."),
        Locale::En => format!("At most {limit} can be billed again."),
    }
}

/// One sentence of what a re-bill does.
#[must_use]
pub fn rebill_deed(locale: Locale, amount: Won, left: Won) -> String {
    let (sum, rest) = (won(locale, amount), won(locale, left));
    match (locale, left.is_positive()) {
        (Locale::Ko, false) => {
            format!("취소한 금액 {sum}을 미납으로 되돌려 다시 받을 수 있게 해요.")
        }
        (Locale::Ko, true) => {
            format!(
                "취소한 금액 중 {sum}을 미납으로 되돌려요. {rest}은 나중에 또 청구할 수 있어요."
            )
        }
        (Locale::En, false) => format!("{sum} that was cancelled becomes unpaid again."),
        (Locale::En, true) => {
            format!("{sum} becomes unpaid again; {rest} can still be billed later.")
        }
    }
}

/// The button repeats the deed: `350,000원 미납으로 가져오기`.
#[must_use]
pub fn confirm_rebill(locale: Locale, amount: Won) -> String {
    let amount = won(locale, amount);
    match locale {
        Locale::Ko => format!("{amount} 미납으로 가져오기"),
        Locale::En => format!("Bill {amount} again"),
    }
}

/// Whether somebody's money came in by it.
#[must_use]
pub const fn has_been_paid(status: BillStatus) -> bool {
    matches!(status, BillStatus::Paid | BillStatus::Cancelled)
}

/// The link to the payment that a bill is in the book.
#[must_use]
pub const fn see_payment(status: BillStatus) -> Msg {
    if has_been_paid(status) { SEE_PAYMENT } else { SEE_AMONG_PAYMENTS }
}

/// The button of each dialog repeats deed and sum.
#[must_use]
pub fn confirm(locale: Locale, action: BillAction, by_link: bool, amount: Won) -> String {
    let sum = won(locale, amount);
    match (locale, action) {
        (Locale::Ko, BillAction::Send) if by_link => format!("{sum} 링크 만들기"),
        (Locale::Ko, BillAction::Send) => format!("{sum} 청구서 보내기"),
        (Locale::Ko, BillAction::Resend) => format!("{sum} 청구서 다시 보내기"),
        (Locale::Ko, BillAction::Void) => format!("{sum} 청구서 파기"),
        (Locale::Ko, BillAction::Record) => format!("{sum} 수납 처리"),
        (Locale::En, BillAction::Send) if by_link => format!("Make a link for {sum}"),
        (Locale::En, BillAction::Send) => format!("Send the bill of {sum}"),
        (Locale::En, BillAction::Resend) => format!("Send the bill of {sum} again"),
        (Locale::En, BillAction::Void) => format!("Void the bill of {sum}"),
        (Locale::En, BillAction::Record) => format!("Record {sum} as paid"),
        (_, BillAction::Cancel | BillAction::BillAgain) => sum,
    }
}

/// A number that stays on one line.
fn unbroken(phone: &str) -> String {
    phone.replace('-', "-\u{2060}")
}

/// What sending does, before what it costs. A word of its own follows the day: a particle behind its
/// bracket could start a line. `phone` is where it goes, when that is known.
#[must_use]
pub fn send_deed(
    locale: Locale,
    amount: Won,
    phone: Option<&str>,
    by_link: bool,
    last_day: NaiveDate,
) -> String {
    let (sum, last) = (won(locale, amount), day(locale, last_day));
    let to = phone.filter(|_| !by_link).map(unbroken);
    match (locale, by_link, to) {
        (Locale::Ko, true, _) => format!("{last} 밤까지 낼 수 있는 {sum} 결제 링크를 만들어요."),
        (Locale::Ko, false, Some(to)) => {
            format!("{to} 번호로 {sum} 청구서를 보내요. {last} 밤까지 낼 수 있어요.")
        }
        (Locale::Ko, false, None) => format!("{sum} 청구서를 보내요. {last} 밤까지 낼 수 있어요."),
        (Locale::En, true, _) => format!("Makes a link for {sum} that can be paid until {last}."),
        (Locale::En, false, Some(to)) => {
            format!("Sends a bill of {sum} to {to}; it can be paid until {last}.")
        }
        (Locale::En, false, None) => {
            format!("Sends a bill of {sum}; it can be paid until {last}.")
        }
    }
}

/// That it has happened, and whereto.
#[must_use]
pub fn it_is_sent(locale: Locale, by_link: bool, phone: Option<&str>) -> String {
    let phone = phone.map(unbroken);
    match (locale, by_link, phone) {
        (Locale::Ko, true, _) => "링크를 만들었어요.".to_owned(),
        (Locale::Ko, false, Some(phone)) => format!("{phone} 번호로 청구서를 보냈어요."),
        (Locale::Ko, false, None) => "청구서를 보냈어요.".to_owned(),
        (Locale::En, true, _) => "The link is made.".to_owned(),
        (Locale::En, false, Some(phone)) => format!("The bill was sent to {phone}."),
        (Locale::En, false, None) => "The bill was sent.".to_owned(),
    }
}

/// Where a message goes when no other number is entered.
#[must_use]
pub fn phone_kept(locale: Locale, phone: &str) -> String {
    let phone = unbroken(phone);
    match locale {
        Locale::Ko => format!("비워 두면 {phone} 번호로 보내요."),
        Locale::En => format!("If left empty, it goes to {phone}."),
    }
}

#[must_use]
pub fn resend_deed(locale: Locale, amount: Won, phone: Option<&str>) -> String {
    let (sum, phone) = (won(locale, amount), phone.map(unbroken));
    match (locale, phone) {
        (Locale::Ko, Some(phone)) => format!("{phone} 번호로 {sum} 청구서를 한 번 더 보내요."),
        (Locale::Ko, None) => format!("{sum} 청구서를 한 번 더 보내요."),
        (Locale::En, Some(phone)) => format!("Sends the bill of {sum} to {phone} once more."),
        (Locale::En, None) => format!("Sends the bill of {sum} once more."),
    }
}

#[must_use]
pub fn record_deed(locale: Locale, amount: Won, method: &str, paid_on: NaiveDate) -> String {
    let (sum, on) = (won(locale, amount), day(locale, paid_on));
    match locale {
        Locale::Ko => format!("{on}에 {sum}을 받았다고 적어요. 받은 방법: {method}."),
        Locale::En => format!("Records {sum} as paid on {on} (method: {method})."),
    }
}

#[must_use]
pub fn void_deed(locale: Locale, amount: Won) -> String {
    let sum = won(locale, amount);
    match locale {
        Locale::Ko => format!("{sum} 청구서를 파기해요."),
        Locale::En => format!("Voids the bill of {sum}."),
    }
}

/// Of a re-bill: the sum is free for another one.
#[must_use]
pub fn void_frees(locale: Locale, amount: Won) -> String {
    let sum = won(locale, amount);
    match locale {
        Locale::Ko => format!("{sum}은 취소한 결제에서 다시 청구할 수 있어요."),
        Locale::En => format!("{sum} can then be billed again from the cancelled payment."),
    }
}
