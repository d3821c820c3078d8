//! What Bootpay and the PG behind it refuse, as the vendor's pages list it. Pure.

use chrono::{DateTime, Datelike, Utc};

use super::book::Stored;
use super::cancel::CancelOrder;
use super::errors::{ApiError, ErrorKind};
use super::method::{CardSort, Method, bank_name};
use super::pg;
use crate::clock::kst;

const ACCOUNT_DIGITS: std::ops::RangeInclusive<usize> = 7..=16;

/// One cancel as the PG sees it. Won.
#[derive(Debug)]
pub(crate) struct PgRequest<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) order: &'a CancelOrder,
    pub(crate) won: i64,
    pub(crate) partial_above_won: i64,
    pub(crate) now: DateTime<Utc>,
}

/// Whether the cancel is taken. The first rule that objects answers.
pub(crate) fn check(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if request.won < request.stored.price {
        partial(request)?;
    }
    match &request.stored.method {
        Method::VirtualAccount(_) => virtual_account(request)?,
        Method::Phone { .. } => phone_month(request)?,
        Method::Card(_) | Method::Bank(_) | Method::Wallet { .. } => {}
    }
    kcp_address(request)?;
    gone_at_pg(request)?;
    limits(request)
}

/// Money stays behind, or has gone before. What is left at the end may be small, as long as no
/// amount is given.
fn partial(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let stored = request.stored;
    if !pg::of(&stored.pg).is_some_and(|pg| pg.cancels_in_parts) {
        return Err(ApiError::refused("부분취소를 지원하지 않는 PG사입니다."));
    }
    if request.order.amount.is_some_and(|won| won <= request.partial_above_won) {
        let least = request.partial_above_won;
        return Err(ApiError::refused(format!("부분취소 금액은 {least}원보다 커야 합니다.")));
    }
    if !stored.contract.partial_cancel {
        return Err(ApiError::pg("PARTIAL_NOT_CONTRACTED", "부분취소 계약이 없는 가맹점입니다."));
    }
    if stored.method.card().is_some_and(|card| card.sort == CardSort::Gift) {
        return Err(ApiError::pg(
            "PARTIAL_OF_GIFT_CARD",
            "기프트·선불카드는 부분취소할 수 없습니다.",
        ));
    }
    if matches!(stored.method, Method::Phone { .. }) {
        return Err(ApiError::pg("PARTIAL_OF_PHONE", "휴대폰 결제는 부분취소할 수 없습니다."));
    }
    Ok(())
}

fn virtual_account(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if request.stored.sandbox {
        return Err(ApiError::refused("가상계좌는 테스트 모드에서 취소할 수 없습니다."));
    }
    if !request.stored.contract.virtual_account_refund {
        return Err(ApiError::pg("REFUND_NOT_CONTRACTED", "CMS 특약이 없는 가맹점입니다."));
    }
    let Some(account) = &request.order.account else {
        return Err(ApiError::refused("가상계좌 환불에는 refund 정보가 필요합니다."));
    };
    let number = account.number.reveal().replace('-', "");
    let is_number =
        ACCOUNT_DIGITS.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    if bank_name(&account.bank_code).is_none()
        || !is_number
        || account.holder.reveal().trim().is_empty()
    {
        return Err(ApiError::pg("REFUND_ACCOUNT_WRONG", "환불계좌 정보가 올바르지 않습니다."));
    }
    Ok(())
}

fn phone_month(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let paid = request.stored.purchased_at.unwrap_or(request.stored.requested_at);
    let (paid, now) = (kst(paid), kst(request.now));
    if (paid.year(), paid.month()) == (now.year(), now.month()) {
        return Ok(());
    }
    Err(ApiError::pg("PHONE_OTHER_MONTH", "휴대폰 결제는 결제한 달에만 취소할 수 있습니다."))
}

fn kcp_address(request: &PgRequest<'_>) -> Result<(), ApiError> {
    if request.stored.pg != "kcp" || request.stored.contract.kcp_address {
        return Ok(());
    }
    Err(ApiError::pg(
        "KCP_ADDRESS_UNKNOWN",
        "등록되지 않은 IP입니다. KCP 상점관리자에서 223.130.82.4를 등록해 주세요.",
    ))
}

/// The PG knows what was cancelled on its own site or by its own schedule; Bootpay does not.
fn gone_at_pg(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let held = request.stored.held_won();
    if held == 0 {
        let error = ApiError::new(ErrorKind::AlreadyCancelled, "기취소된 건입니다.");
        return Err(ApiError { pg_code: Some("ALREADY_CANCELLED_AT_PG"), ..error });
    }
    if request.won > held {
        return Err(ApiError::pg("OVER_HELD", "PG사에 남은 금액보다 취소 금액이 큽니다."));
    }
    Ok(())
}

fn limits(request: &PgRequest<'_>) -> Result<(), ApiError> {
    let contract = &request.stored.contract;
    if contract.cancel_limit_won.is_some_and(|limit| request.won > limit) {
        return Err(ApiError::pg("CANCEL_LIMIT", "가맹점 취소한도를 초과했습니다."));
    }
    if contract.settlement_due_won.is_some_and(|due| request.won > due) {
        return Err(settlement_shortage());
    }
    Ok(())
}

pub(crate) fn settlement_shortage() -> ApiError {
    ApiError::pg("SETTLEMENT_SHORTAGE", "취소 금액이 정산예정 금액보다 커서 취소할 수 없습니다.")
}

#[cfg(test)]
mod tests;
