//! Words of the hint panel: how this payment can be cancelled.

use desk_domain::decision::{CashReceiptEffect, FeePayer, Input};

use super::{Locale, Msg};

pub const TITLE: Msg = Msg::new("이 결제는 이렇게 취소돼요", "How this payment is cancelled");
/// Where nothing can be cancelled.
pub const TITLE_BLOCKED: Msg = Msg::new("취소 안내", "About cancelling it");
pub const UNTIL: Msg = Msg::new("기한", "Until");
pub const FEE: Msg = Msg::new("수수료", "Fee");
pub const ARRIVAL: Msg = Msg::new("환급", "Money back");
pub const PREPARE: Msg = Msg::new("준비할 것", "To prepare");
pub const CASH_RECEIPT: Msg = Msg::new("현금영수증", "Cash receipt");
pub const STEPS: Msg = Msg::new("순서대로 하기", "Steps, in order");
pub const STAYS_UNDONE: Msg = Msg::new("취소해도 남는 일", "Still to do afterwards");
pub const NOTICES: Msg = Msg::new("알아 두기", "Good to know");
pub const NO_FEE: Msg = Msg::new("안내된 수수료가 없어요", "No fee is stated");
pub const NOT_FIRM: Msg = Msg::new(
    "확실하지 않은 기한이에요. 지나도 PG가 받아 줄 수 있어요.",
    "Not a firm limit: the PG may still accept it later.",
);
pub const RULES: Msg = Msg::new("근거", "Rules");
pub const SOURCES: Msg = Msg::new("출처", "Sources");
pub const UNVERIFIED: Msg = Msg::new("확인 안 된 안내", "Unconfirmed");
pub const CONFLICT: Msg = Msg::new("문서마다 달라요", "Documents differ");

#[must_use]
pub const fn input(input: Input) -> Msg {
    match input {
        Input::Reason => Msg::new("취소 사유", "The reason"),
        Input::RefundAccount => Msg::new("환불받을 계좌", "The account for the refund"),
        Input::HolderPhone => Msg::new("예금주 휴대폰 번호", "The holder's mobile number"),
        Input::CardPresent => Msg::new("결제한 카드", "The card that paid"),
        Input::PosConnected => Msg::new("연결된 단말기", "A connected terminal"),
        Input::CancelPassword => Msg::new("취소 비밀번호", "The cancel password"),
        Input::SellerConsent => Msg::new("판매자 동의", "The seller's consent"),
        Input::PromotionRetainOption => Msg::new("할인 유지 여부", "Whether the discount stays"),
    }
}

#[must_use]
pub const fn fee_payer(payer: FeePayer) -> Option<Msg> {
    match payer {
        FeePayer::Merchant => Some(Msg::new("가맹점 부담", "paid by the merchant")),
        FeePayer::Customer => Some(Msg::new("고객 부담", "paid by the customer")),
        FeePayer::Nobody => None,
    }
}

#[must_use]
pub const fn has_receipt(effect: CashReceiptEffect) -> bool {
    match effect {
        CashReceiptEffect::None => false,
        CashReceiptEffect::CancelledAlong
        | CashReceiptEffect::CancelSeparately
        | CashReceiptEffect::Check => true,
    }
}

/// `2027.11.03 · 347일 남음`.
#[must_use]
pub fn until(locale: Locale, day: &str, days_left: i64) -> String {
    match (locale, days_left) {
        (Locale::Ko, 0) => format!("오늘({day})까지"),
        (Locale::Ko, 1..) => format!("{day}까지 · {days_left}일 남음"),
        (Locale::Ko, _) => format!("{day} · {}일 지남", -days_left),
        (Locale::En, 0) => format!("today ({day})"),
        (Locale::En, 1) => format!("{day} · 1 day left"),
        (Locale::En, 2..) => format!("{day} · {days_left} days left"),
        (Locale::En, _) => format!("{day} · {} days ago", -days_left),
    }
}

/// When the customer has the money, where a part takes longer.
#[must_use]
pub fn of_all(locale: Locale, arrival: &str) -> String {
    match locale {
        Locale::Ko => format!("오늘 전액을 취소하면 {arrival}"),
        Locale::En => format!("In full today: {arrival}"),
    }
}

/// When the customer has the money of a part: of a whole it is said above.
#[must_use]
pub fn of_part(locale: Locale, arrival: &str) -> String {
    match locale {
        Locale::Ko => format!("일부만 취소하면 {arrival}"),
        Locale::En => format!("In part: {arrival}"),
    }
}
