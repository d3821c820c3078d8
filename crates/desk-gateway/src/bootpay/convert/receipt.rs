//! The vendor's receipt to our payment.

use desk_domain::cancellation::RefundArrival;
use desk_domain::payment::{CashReceiptState, Customer, GatewayStatus, Mode};
use desk_domain::{Timestamp, Won};

use super::answer::{read_error, unreadable};
use super::{method, pg};
use crate::bootpay::ApiVersion;
use crate::bootpay::wire::v1::{self, Envelope};
use crate::bootpay::wire::v2;
use crate::http::Answer;
use crate::{Found, FoundCancellation, FoundCancellationState, ReadError, Secret};

/// `결제 취소 진행중`: the PG has been asked and has not answered Bootpay.
const CANCEL_UNDER_WAY: i64 = -30;

/// Turns the answer of a read into our payment.
///
/// # Errors
/// [`ReadError::Unsupported`] for another currency than won and for what is no payment (billing keys,
/// identity checks), [`ReadError::Malformed`] for sums that contradict each other.
pub(crate) fn found(api: ApiVersion, answer: &Answer) -> Result<Found, ReadError> {
    if answer.status != 200 {
        return Err(read_error(api, answer));
    }
    match api {
        ApiVersion::V1 => {
            let envelope: Envelope<v1::Receipt> =
                serde_json::from_slice(&answer.body).map_err(|error| unreadable(&error))?;
            of_v1(envelope.data.ok_or_else(|| read_error(api, answer))?)
        }
        ApiVersion::V2 => {
            of_v2(serde_json::from_slice(&answer.body).map_err(|error| unreadable(&error))?)
        }
    }
}

fn of_v2(receipt: v2::Receipt) -> Result<Found, ReadError> {
    let (price, cancelled) = (receipt.price.0, receipt.cancelled_price.0);
    check(receipt.currency.as_deref(), receipt.status, price, cancelled)?;
    let (method, mut detail) = method::of_v2(&receipt);
    detail.pg = receipt.pg.as_deref().map(pg::alias);
    detail.mode = receipt.sandbox.map(|sandbox| if sandbox { Mode::Test } else { Mode::Live });
    detail.partial_cancels = partial_cancels(price, cancelled);
    let depositor = receipt.vbank_data.as_ref().and_then(|account| account.sender_name.as_ref());
    let text = |secret: Option<&Secret>| secret.map(|secret| secret.expose().to_owned());
    let customer = Customer {
        id: text(receipt.user.id.as_ref()),
        name: text(receipt.user.username.as_ref().or(depositor)),
        phone: text(receipt.user.phone.as_ref()),
    };
    Ok(Found {
        status: status(receipt.status, price, cancelled),
        customer,
        order_name: receipt.order_name.clone(),
        method,
        method_detail: detail,
        amount: price,
        cancelled,
        tax_free: receipt.tax_free.0,
        cancelled_tax_free: receipt.cancelled_tax_free.0,
        cash_receipt: cash_receipt(has_cash_receipt(&receipt), cancelled),
        requested_at: receipt.requested_at.0,
        paid_at: receipt.purchased_at.map(|at| at.0),
        cancelled_at: receipt.cancelled_at.map(|at| at.0),
        approval_number: receipt.card_data.and_then(|card| card.card_approve_no),
        receipt_url: receipt.receipt_url,
        cancellations: under_way(receipt.status, receipt.requested_at.0).into_iter().collect(),
        gateway_payment_id: receipt.receipt_id,
    })
}

fn of_v1(receipt: v1::Receipt) -> Result<Found, ReadError> {
    let (price, cancelled) = (receipt.price.0, receipt.cancelled_price.0);
    check(receipt.unit.as_deref(), receipt.status, price, cancelled)?;
    let data = receipt.payment_data.unwrap_or_default();
    let (method, mut detail) = method::of_v1(receipt.method.as_deref(), &data);
    detail.pg = receipt.pg.as_deref().map(pg::alias);
    detail.partial_cancels = partial_cancels(price, cancelled);
    let name = data.username.as_ref().map(|name| name.expose().to_owned());
    Ok(Found {
        status: status(receipt.status, price, cancelled),
        customer: Customer { name, ..Customer::default() },
        order_name: receipt.name,
        method,
        method_detail: detail,
        amount: price,
        cancelled,
        tax_free: receipt.tax_free.0,
        cancelled_tax_free: receipt.cancelled_tax_free.0,
        // What `cash_result` may say is not published.
        cash_receipt: if data.cash_result.is_some() {
            CashReceiptState::Unknown
        } else {
            CashReceiptState::None
        },
        requested_at: receipt.requested_at.0,
        paid_at: receipt.purchased_at.map(|at| at.0),
        cancelled_at: receipt.revoked_at.map(|at| at.0),
        approval_number: data.card_auth_no,
        receipt_url: receipt.receipt_url,
        cancellations: under_way(receipt.status, receipt.requested_at.0).into_iter().collect(),
        gateway_payment_id: receipt.receipt_id,
    })
}

/// Refuses what the book cannot hold.
fn check(currency: Option<&str>, status: i64, price: Won, cancelled: Won) -> Result<(), ReadError> {
    if let Some(currency) = currency.filter(|one| !one.eq_ignore_ascii_case("KRW")) {
        return Err(ReadError::Unsupported(format!("its currency is {currency}")));
    }
    if matches!(status, 11 | 12 | -11) {
        return Err(ReadError::Unsupported("it is no payment".to_owned()));
    }
    if cancelled < Won::ZERO || cancelled > price {
        let (cancelled, price) = (cancelled.0, price.0);
        return Err(ReadError::Malformed(format!("{cancelled} of {price} won are cancelled")));
    }
    Ok(())
}

/// Numbers of both generations. Once money came in only the sums speak: 20 is full and partial alike,
/// and whether a partly cancelled receipt says 20 or 1 no document settles.
fn status(number: i64, price: Won, cancelled: Won) -> GatewayStatus {
    match number {
        0 => GatewayStatus::Ready,
        2 | 3 => GatewayStatus::Pending,
        5 => GatewayStatus::WaitingForDeposit,
        -1 | -2 => GatewayStatus::Failed,
        -3 => GatewayStatus::Closed,
        // Cancelled, and yet nothing of it is: one of the two is wrong.
        20 if cancelled.is_zero() => GatewayStatus::Unknown,
        1 | 20 | -20 | CANCEL_UNDER_WAY if cancelled.is_zero() => GatewayStatus::Paid,
        1 | 20 | -20 | CANCEL_UNDER_WAY if cancelled < price => GatewayStatus::PartiallyCancelled,
        1 | 20 | -20 | CANCEL_UNDER_WAY => GatewayStatus::Cancelled,
        _ => GatewayStatus::Unknown,
    }
}

/// At least so many: the receipt does not count them.
fn partial_cancels(price: Won, cancelled: Won) -> u32 {
    u32::from(cancelled.is_positive() && cancelled < price)
}

/// A cancel that the PG has been asked for. The receipt does not say how much it is.
fn under_way(status: i64, requested_at: Timestamp) -> Option<FoundCancellation> {
    (status == CANCEL_UNDER_WAY).then(|| FoundCancellation {
        gateway_cancellation_id: "under-way".to_owned(),
        state: FoundCancellationState::Pending,
        amount: Won::ZERO,
        tax_free: Won::ZERO,
        reason: String::new(),
        requested_at,
        cancelled_at: None,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    })
}

fn has_cash_receipt(receipt: &v2::Receipt) -> bool {
    let own = receipt
        .cash_receipt_data
        .as_ref()
        .is_some_and(|data| data.tid.is_some() || data.cash_receipt_no.is_some());
    let of_account = [&receipt.bank_data, &receipt.vbank_data]
        .into_iter()
        .flatten()
        .any(|data| data.cash_receipt_tid.is_some() || data.cash_receipt_no.is_some());
    own || of_account
}

/// Whether cancelling a payment cancels its cash receipt depends on the PG, and nobody says how.
fn cash_receipt(is_issued: bool, cancelled: Won) -> CashReceiptState {
    match (is_issued, cancelled.is_zero()) {
        (false, _) => CashReceiptState::None,
        (true, true) => CashReceiptState::Issued,
        (true, false) => CashReceiptState::Unknown,
    }
}
