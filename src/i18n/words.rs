//! The product's nouns: one word for each status, method and channel, the same on every screen.

use desk_domain::cancellation::{CancellationKind, CancellationState, ReasonCode, RetainOption};
use desk_domain::decision::Action;
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method};

use super::Msg;

pub const AGREEMENT_UNKNOWN: Msg = Msg::new("PG 확인 안 됨", "Not confirmed");

#[must_use]
pub const fn book_status(status: BookStatus) -> Msg {
    match status {
        BookStatus::Unpaid => Msg::new("미납", "Unpaid"),
        BookStatus::Paid => Msg::new("결제완료", "Paid"),
        BookStatus::PartiallyCancelled => Msg::new("부분취소", "Partly cancelled"),
        BookStatus::Cancelled => Msg::new("결제취소", "Cancelled"),
        BookStatus::Void => Msg::new("파기", "Void"),
    }
}

#[must_use]
pub const fn gateway_status(status: GatewayStatus) -> Msg {
    match status {
        GatewayStatus::None => Msg::new("PG 없음", "No PG"),
        GatewayStatus::Ready => Msg::new("결제 전", "Not paid yet"),
        GatewayStatus::Pending => Msg::new("결제 처리 중", "Payment under way"),
        GatewayStatus::WaitingForDeposit => Msg::new("입금 대기", "Waiting for the deposit"),
        GatewayStatus::Paid => Msg::new("결제완료", "Paid"),
        GatewayStatus::PartiallyCancelled => Msg::new("부분취소", "Partly cancelled"),
        GatewayStatus::Cancelled => Msg::new("결제취소", "Cancelled"),
        GatewayStatus::Failed => Msg::new("결제 실패", "Failed"),
        GatewayStatus::Closed => Msg::new("결제 전에 닫힘", "Closed before payment"),
        GatewayStatus::Unknown => Msg::new("답이 없음", "No answer"),
    }
}

/// A word for the mark beside a status; `agrees` has none.
#[must_use]
pub const fn agreement(agreement: Agreement) -> Option<Msg> {
    match agreement {
        Agreement::Agrees => None,
        Agreement::BookAhead => Some(Msg::new("장부에서만 취소됨", "Book only")),
        Agreement::GatewayAhead => Some(Msg::new("밖에서 취소됨", "Cancelled outside")),
        Agreement::AmountsDiffer => Some(Msg::new("금액이 다름", "Sums differ")),
        Agreement::Unknown => Some(AGREEMENT_UNKNOWN),
    }
}

#[must_use]
pub const fn channel(channel: Channel) -> Msg {
    match channel {
        Channel::Portone => Msg::new("포트원", "PortOne"),
        Channel::Bootpay => Msg::new("부트페이", "Bootpay"),
        Channel::Payssam => Msg::new("결제선생", "PaySsam"),
        Channel::Alltalkpay => Msg::new("올톡페이", "AllTalkPay"),
        Channel::Toss => Msg::new("토스페이먼츠", "Toss Payments"),
        Channel::Terminal => Msg::new("단말기", "Terminal"),
        Channel::Recorded => Msg::new("학원수납저장", "Recorded by hand"),
    }
}

#[must_use]
pub const fn method(method: Method) -> Msg {
    match method {
        Method::Card => Msg::new("카드", "Card"),
        Method::VirtualAccount => Msg::new("가상계좌", "Virtual account"),
        Method::Transfer => Msg::new("계좌이체", "Bank transfer"),
        Method::Mobile => Msg::new("휴대폰", "Phone bill"),
        Method::GiftCertificate => Msg::new("상품권", "Gift certificate"),
        Method::EasyPay => Msg::new("간편결제", "Easy pay"),
        Method::Paypal => Msg::new("페이팔", "PayPal"),
        Method::ConvenienceStore => Msg::new("편의점", "Convenience store"),
        Method::Crypto => Msg::new("가상자산", "Crypto"),
        Method::Message => Msg::new("문자결제", "Bill by message"),
        Method::Cash => Msg::new("현금", "Cash"),
        Method::CashReceipt => Msg::new("현금영수증", "Cash receipt"),
        Method::BankTransfer => Msg::new("무통장입금", "Bank deposit"),
        Method::BankTransferReceipt => Msg::new("무통장영수증", "Deposit receipt"),
        Method::Other => Msg::new("기타", "Other"),
    }
}

#[must_use]
pub const fn action(action: Action) -> Msg {
    match action {
        Action::CancelFull => Msg::new("결제취소", "Cancel payment"),
        Action::CancelPartial => Msg::new("부분취소", "Cancel part"),
        Action::ForceCancel => Msg::new("강제취소", "Force-cancel"),
        Action::Rebill => Msg::new("미납내역 가져오기", "Bill again"),
        Action::Void => Msg::new("가상계좌 닫기", "Close virtual account"),
        Action::VoidOutside => Msg::new("이미 밖에서 파기했어요", "It was voided outside already"),
    }
}

#[must_use]
pub const fn kind(kind: CancellationKind) -> Msg {
    match kind {
        CancellationKind::Full => Msg::new("전액취소", "In full"),
        CancellationKind::Partial => Msg::new("부분취소", "In part"),
        CancellationKind::Force => Msg::new("강제취소", "Forced"),
    }
}

#[must_use]
pub const fn retain_option(option: RetainOption) -> Msg {
    match option {
        RetainOption::Retain => Msg::new("할인 유지", "Keep the discount"),
        RetainOption::Release => Msg::new("할인 다시 계산", "Recalculate the discount"),
    }
}

/// Of a cancel that nothing proves: a person has to look.
pub const END_UNKNOWN: Msg = Msg::new("결과 모름", "Outcome unknown");

#[must_use]
pub const fn cancellation_state(state: CancellationState) -> Msg {
    match state {
        CancellationState::AwaitingApproval => Msg::new("승인 대기", "Awaiting approval"),
        CancellationState::Requested => Msg::new("곧 보냄", "Sending soon"),
        CancellationState::Sent => Msg::new("취소 진행 중", "Under way"),
        CancellationState::Unknown => Msg::new("확인 중", "Being checked"),
        CancellationState::Succeeded => Msg::new("취소됨", "Cancelled"),
        CancellationState::Failed => Msg::new("취소 안 됨", "Not cancelled"),
        CancellationState::Rejected => Msg::new("승인 거절", "Rejected"),
        CancellationState::Withdrawn => Msg::new("되돌림", "Taken back"),
    }
}

#[must_use]
pub const fn reason(reason: ReasonCode) -> Msg {
    match reason {
        ReasonCode::CustomerRequest => Msg::new("고객 요청", "Customer asked"),
        ReasonCode::DuplicatePayment => Msg::new("중복 결제", "Paid twice"),
        ReasonCode::WrongAmount => Msg::new("금액 오류", "Wrong amount"),
        ReasonCode::WrongCustomer => Msg::new("다른 고객 결제", "Another customer's"),
        ReasonCode::CourseWithdrawal => Msg::new("수강 취소", "Course dropped"),
        ReasonCode::CourseChange => Msg::new("수강 변경", "Course changed"),
        ReasonCode::ServiceFailure => Msg::new("서비스 문제", "Service failed"),
        ReasonCode::Other => Msg::new("기타", "Other"),
    }
}
