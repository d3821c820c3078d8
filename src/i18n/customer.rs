//! Words of a customer's tab.

use super::{Locale, Msg};

pub const TITLE: Msg = Msg::new("고객 결제", "Customer");
pub const WHO: Msg = Msg::new("고객", "Customer");
pub const SEE_ALL: Msg = Msg::new("이 고객의 결제 모두 보기", "All payments of this customer");
pub const VIEW: Msg = Msg::new("보기", "View");
pub const PAYMENTS: Msg = Msg::new("결제 내역", "Payments");
pub const CANCELLATIONS: Msg = Msg::new("취소 이력", "Cancellations");
pub const UNPAID: Msg = Msg::new("미납", "Unpaid");

pub const PAID_WON: Msg = Msg::new("결제한 금액", "Paid");
pub const CANCELLED_WON: Msg = Msg::new("취소한 금액", "Cancelled");
pub const UNPAID_WON: Msg = Msg::new("미납 금액", "Unpaid");

pub const BILLS: Msg = Msg::new("내지 않은 청구서", "Unpaid bills");
pub const NOT_SENT: Msg = Msg::new("아직 보내지 않았어요", "Not sent yet");
pub const EVERY_BILL: Msg =
    Msg::new("이 고객의 청구서 모두 보기", "See all bills of this customer");
pub const NO_BILLS: Msg = Msg::new("내지 않은 청구서가 없어요", "No unpaid bill");
pub const WAITING_HINT: Msg = Msg::new(
    "입금이나 결제를 기다리는 건은 결제 내역에 있어요.",
    "What waits for a deposit is among the payments.",
);
pub const MORE_WAITING: Msg =
    Msg::new("입금을 기다리는 다른 결제도 있어요.", "Other payments wait for a deposit, too.");
pub const SEE_WAITING: Msg = Msg::new("기다리는 결제 보기", "See what is waiting");

/// `결제 12건`.
#[must_use]
pub fn payments(locale: Locale, count: &str) -> String {
    match locale {
        Locale::Ko => format!("결제 {count}건"),
        Locale::En if count == "1" => "1 payment".to_owned(),
        Locale::En => format!("{count} payments"),
    }
}

/// `11월 21일(토)에 보냈어요`.
#[must_use]
pub fn sent_on(locale: Locale, day: &str) -> String {
    match locale {
        Locale::Ko => format!("{day}에 보냈어요"),
        Locale::En => format!("sent on {day}"),
    }
}

/// `11월 30일까지`.
#[must_use]
pub fn until(locale: Locale, day: &str) -> String {
    match locale {
        Locale::Ko => format!("{day}까지"),
        Locale::En => format!("until {day}"),
    }
}
