//! What the PG behind a channel refuses, as the vendor's PG guides and policy pages say. Pure.
//! A refusal of the PG is 502 `PG_PROVIDER`; missing input is 400 `INVALID_REQUEST` (which of the
//! two a missing account gives is UNVERIFIED).

use chrono::{DateTime, Datelike, Months, TimeDelta, Timelike, Utc};

use super::book::{Contract, Stored};
use super::cancel::CancelBody;
use super::errors::{ApiError, ErrorKind};
use super::wire::{
    CancellationStatus, CardBrand, CardType, ChannelType, EasyPayFunding, Escrow, Method,
};
use crate::clock::kst;

const KSNET_MAX_CANCELS: usize = 9;
/// KSNET pays virtual-account refunds from 06:00 to 23:00 KST.
const KSNET_REFUND_HOURS: std::ops::Range<u32> = 6..23;

/// After so many months KPN sends a transfer's refund to an account that it has to be told.
const TRANSFER_MONTHS: u32 = 3;

/// One cancel as the PG sees it.
#[derive(Debug)]
pub(crate) struct PgRequest<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) body: &'a CancelBody,
    /// Money stays behind, or has gone before.
    pub(crate) is_partial: bool,
    /// Nothing stays behind.
    pub(crate) takes_the_rest: bool,
    pub(crate) now: DateTime<Utc>,
}

/// Whether the PG takes the request. The first rule that objects answers.
pub(crate) fn check(request: &PgRequest<'_>) -> Result<(), ApiError> {
    cancel_count(request)?;
    match &request.stored.payment.method {
        Some(Method::VirtualAccount(_)) => virtual_account(request)?,
        Some(Method::Mobile(_)) => phone(request)?,
        Some(Method::GiftCertificate(_)) => gift_certificate(request)?,
        Some(Method::Crypto) => crypto(request)?,
        Some(Method::Card(_) | Method::EasyPay(_)) => card(request)?,
        Some(Method::ConvenienceStore(_)) => convenience_store(request)?,
        Some(Method::Transfer(_)) => transfer(request)?,
        None => {}
    }
    escrow(request)?;
    deadline(request)
}

/// Whether the PG settles this payment's cancels later and answers `REQUESTED` now.
pub(crate) fn is_asynchronous(stored: &Stored) -> bool {
    let provider = stored.payment.channel.pg_provider.as_str();
    match &stored.payment.method {
        Some(Method::VirtualAccount(_) | Method::Crypto) => true,
        Some(Method::EasyPay(easy)) => {
            provider == "PAYPAL_V2"
                || provider == "KICC_V2" && easy.provider.as_deref() == Some("WECHAT")
        }
        _ => provider == "PAYPAL_V2",
    }
}

fn cancel_count(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let made = request
        .stored
        .payment
        .cancellations
        .iter()
        .filter(|cancellation| cancellation.status != CancellationStatus::Failed)
        .count();
    let is_counted = provider(request) == "KSNET" && !request.takes_the_rest;
    if is_counted && made >= KSNET_MAX_CANCELS {
        return Err(ApiError::new(
            ErrorKind::MaxCancelCountReached,
            "KSNET은 부분 취소를 9회까지만 할 수 있습니다.",
        ));
    }
    Ok(())
}

fn virtual_account(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let account = request
        .body
        .refund_account
        .as_ref()
        .ok_or_else(|| ApiError::invalid("가상계좌 환불에는 refundAccount가 필요합니다."))?;
    let phone = account.holder_phone_number.as_ref().map(|phone| phone.reveal());
    if provider(request) == "SMARTRO_V2" && phone.is_none_or(str::is_empty) {
        return Err(ApiError::invalid(
            "스마트로 가상계좌 환불에는 refundAccount.holderPhoneNumber가 필요합니다.",
        ));
    }
    if !contract(request).virtual_account_refund && provider(request) != "TOSSPAYMENTS" {
        return Err(ApiError::pg(
            "VA_REFUND_NOT_CONTRACTED",
            "가상계좌 환불 특약이 없는 가맹점입니다.",
        ));
    }
    if provider(request) == "KSNET" && !KSNET_REFUND_HOURS.contains(&kst(request.now).hour()) {
        return Err(ApiError::pg(
            "VA_REFUND_CLOSED_HOURS",
            "가상계좌 환불은 06:00부터 23:00까지 가능합니다.",
        ));
    }
    Ok(())
}

fn phone(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if request.is_partial {
        return Err(no_partial("휴대폰 결제는 부분 취소할 수 없습니다."));
    }
    let (paid, now) = (kst(paid_at(request)), kst(request.now));
    if (paid.year(), paid.month()) == (now.year(), now.month()) {
        return Ok(());
    }
    if !contract(request).next_month_phone_refund {
        return Err(ApiError::pg(
            "PHONE_OTHER_MONTH",
            "휴대폰 결제는 결제한 달에만 취소할 수 있습니다.",
        ));
    }
    if request.body.refund_account.is_none() {
        return Err(ApiError::invalid("휴대폰 익월 환불에는 refundAccount가 필요합니다."));
    }
    Ok(())
}

fn transfer(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let paid = kst(paid_at(request)).date_naive();
    let last_day = paid.checked_add_months(Months::new(TRANSFER_MONTHS));
    let is_late = last_day.is_some_and(|last| kst(request.now).date_naive() > last);
    if provider(request) == "KPN" && is_late && request.body.refund_account.is_none() {
        return Err(ApiError::invalid(
            "KPN 계좌이체의 기한 후 환불에는 refundAccount가 필요합니다.",
        ));
    }
    Ok(())
}

fn gift_certificate(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if request.is_partial && provider(request) == "TOSSPAYMENTS" {
        return Err(no_partial("상품권은 부분 취소할 수 없습니다."));
    }
    Ok(())
}

fn convenience_store(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if provider(request) == "INICIS_JP" {
        return Err(ApiError::pg(
            "STORE_ALREADY_DEPOSITED",
            "편의점 결제는 입금 전에만 취소할 수 있습니다.",
        ));
    }
    Ok(())
}

fn crypto(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if provider(request) == "TRIPLE_A" && request.body.refund_email.is_none() {
        return Err(ApiError::invalid("Triple-A 환불에는 refundEmail이 필요합니다."));
    }
    Ok(())
}

fn card(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let card = request
        .stored
        .payment
        .method
        .as_ref()
        .and_then(Method::card_method)
        .and_then(|method| method.card.as_ref());
    let (Some(card), true) = (card, request.is_partial) else { return Ok(()) };
    let is_test = request.stored.payment.channel.kind == ChannelType::Test;
    if card.kind == Some(CardType::Gift) {
        return Err(no_partial("기프트·선불카드는 부분 취소할 수 없습니다."));
    }
    if matches!(card.brand, Some(CardBrand::Visa | CardBrand::Master | CardBrand::Jcb)) {
        return Err(no_partial("해외 카드는 부분 취소할 수 없습니다."));
    }
    if is_test && provider(request) == "SMARTRO_V2" && card.kind == Some(CardType::Debit) {
        return Err(no_partial("테스트 채널의 체크카드는 전액 취소만 가능합니다."));
    }
    if provider(request) == "NICE_V2" && !contract(request).partial_cancel {
        return Err(no_partial("부분 취소 계약이 없는 가맹점입니다."));
    }
    Ok(())
}

fn escrow(request: &PgRequest<'_>) -> Result<(), ApiError> {
    match &request.stored.payment.escrow {
        None => Ok(()),
        Some(Escrow::Confirmed { .. }) => {
            Err(ApiError::pg("ESCROW_CONFIRMED", "구매 확정된 에스크로 결제는 취소할 수 없습니다."))
        }
        Some(_) if request.is_partial => {
            Err(no_partial("에스크로 결제는 부분 취소할 수 없습니다."))
        }
        Some(_) => Ok(()),
    }
}

/// Deadlines the policy pages state. Dates are Korean calendar dates, the last day included.
fn deadline(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let paid = kst(paid_at(request)).date_naive();
    let after = |months: u32| paid.checked_add_months(Months::new(months));
    let days = |days: i64| paid.checked_add_signed(TimeDelta::days(days));
    let last_day = match (provider(request), &request.stored.payment.method) {
        ("KSNET", _) => after(6),
        ("NAVERPAY", _) => days(1_095),
        ("PAYPAL_V2", _) => days(180),
        ("KAKAOPAY", Some(Method::EasyPay(easy))) => match easy.easy_pay_method {
            Some(EasyPayFunding::Charge { .. }) => after(60),
            _ => after(12),
        },
        (_, Some(Method::Card(_))) => after(12),
        _ => None,
    };
    if last_day.is_some_and(|last| kst(request.now).date_naive() > last) {
        return Err(ApiError::pg("CANCEL_DEADLINE_PASSED", "취소 가능 기간이 지났습니다."));
    }
    Ok(())
}

fn provider<'a>(request: &PgRequest<'a>) -> &'a str {
    &request.stored.payment.channel.pg_provider
}

fn contract<'a>(request: &PgRequest<'a>) -> &'a Contract {
    &request.stored.vendor.contract
}

/// A paid payment always has `paid_at`; a book made by hand falls back to its request.
fn paid_at(request: &PgRequest<'_>) -> DateTime<Utc> {
    let payment = &request.stored.payment;
    payment.paid_at.unwrap_or(payment.requested_at)
}

fn no_partial(message: &str) -> ApiError {
    ApiError::pg("PARTIAL_CANCEL_NOT_ALLOWED", message)
}

#[cfg(test)]
mod tests;
