//! From what a vendor says to what the book takes.

use desk_domain::cancellation::{ReasonCode, RefundArrival};
use desk_domain::payment::Payment;
use desk_domain::{CancellationId, PaymentId, Won};
use desk_gateway::{Found, FoundCancellation, FoundCancellationState, Reading, sum_id};
use desk_store::{PaymentSnapshot, SnapshotCancellation, SnapshotCancellationState, Source};

use crate::desk::Connection;
use crate::entropy;

/// Who the audit names when a vendor's word is booked.
pub(crate) const GATEWAY: &str = "gateway";

/// `over` is the payment's version before the read began; `None` when it was not in the book then, or
/// when nobody had looked, as for a page of a list.
pub(crate) fn snapshot(
    connection: &Connection,
    found: Found,
    over: Option<i64>,
) -> PaymentSnapshot {
    PaymentSnapshot {
        source: Source::Vendor { over },
        new_id: PaymentId::from_bits(entropy::bits()),
        merchant_id: connection.merchant_id.clone(),
        channel: connection.channel,
        channel_id: Some(connection.id.clone()),
        gateway_payment_id: found.gateway_payment_id,
        customer: found.customer,
        order_name: found.order_name,
        method: found.method,
        method_detail: found.method_detail,
        amount: found.amount,
        tax_free: found.tax_free,
        cancelled: found.cancelled,
        cancelled_tax_free: found.cancelled_tax_free,
        cash_receipt: found.cash_receipt,
        gateway_status: found.status,
        requested_at: found.requested_at,
        paid_at: found.paid_at,
        cancelled_at: found.cancelled_at,
        approval_number: found.approval_number,
        receipt_url: found.receipt_url,
        cancellations: found.cancellations.into_iter().map(cancellation).collect(),
    }
}

fn cancellation(found: FoundCancellation) -> SnapshotCancellation {
    SnapshotCancellation {
        new_id: CancellationId::from_bits(entropy::bits()),
        gateway_cancellation_id: found.gateway_cancellation_id,
        state: match found.state {
            FoundCancellationState::Succeeded => SnapshotCancellationState::Succeeded,
            FoundCancellationState::Failed => SnapshotCancellationState::Failed,
            FoundCancellationState::Pending => SnapshotCancellationState::Pending,
        },
        amount: found.amount,
        tax_free: found.tax_free,
        reason_code: reason_code(&found.reason),
        reference: reference_in(&found.reason),
        note: found.reason,
        requested_at: found.requested_at,
        cancelled_at: found.cancelled_at,
        receipt_url: found.receipt_url,
        arrival: found.arrival,
        requested_by: None,
    }
}

/// Where a vendor tells only a sum: what it has beyond the book, as one cancellation made outside. How
/// many there were, nobody can tell.
pub(crate) fn beyond_the_book(
    reading: Reading,
    found: &Found,
    known: Option<&Payment>,
) -> Option<FoundCancellation> {
    match reading {
        Reading::Named | Reading::WholeState | Reading::Journal | Reading::BookOnly => return None,
        Reading::SumOnly => {}
    }
    let (cancelled, tax_free) = known.map_or((Won::ZERO, Won::ZERO), |payment| {
        (payment.amounts.cancelled, payment.cancelled_tax_free)
    });
    let amount = found.cancelled.saturating_sub(cancelled);
    amount.is_positive().then(|| FoundCancellation {
        gateway_cancellation_id: sum_id(found.cancelled),
        state: FoundCancellationState::Succeeded,
        amount,
        tax_free: found.cancelled_tax_free.saturating_sub(tax_free).clamp(Won::ZERO, amount),
        reason: String::new(),
        requested_at: found.cancelled_at.unwrap_or(found.requested_at),
        cancelled_at: found.cancelled_at,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    })
}

/// The reason whose words somebody gave the vendor, ours or another program's.
fn reason_code(words: &str) -> ReasonCode {
    ReasonCode::ALL
        .iter()
        .copied()
        .find(|code| words.starts_with(code.words()))
        .unwrap_or(ReasonCode::Other)
}

/// Our own cancellation id, where the vendor's words carry one.
pub(crate) fn reference_in(words: &str) -> Option<CancellationId> {
    words
        .split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_'))
        .find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_id_is_found_among_words() {
        let id = CancellationId::from_bits(7);
        assert_eq!(reference_in(&format!("고객 요청 ({id})")), Some(id.clone()));
        assert_eq!(reference_in(&format!("고객 요청 [{id}] 메모")), Some(id.clone()));
        assert_eq!(reference_in(&format!("x{id}")), None);
        assert_eq!(reference_in("고객 요청 can_1"), None);
    }

    #[test]
    fn the_reason_is_read_back_from_its_words() {
        assert_eq!(reason_code("중복 결제 (can_1)"), ReasonCode::DuplicatePayment);
        assert_eq!(reason_code("관리자 취소"), ReasonCode::Other);
    }
}
