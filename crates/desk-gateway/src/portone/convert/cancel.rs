//! A cancel order to the vendor's body, and the vendor's answer to an outcome.

use desk_domain::cancellation::{RefundArrival, RetainOption, VendorWords};
use desk_domain::{CancellationId, Won};

use super::answer::{refused, unreadable};
use crate::http::{Answer, HttpError};
use crate::portone::wire::{
    CancelPaymentBody, CancelPaymentResponse, CancellationStatus, CloseVirtualAccountResponse,
    PaymentCancellation, RefundAccountBody,
};
use crate::{CancelOrder, CancelOutcome, FoundCancellation, FoundCancellationState, VoidOutcome};

/// Every desk acts for the merchant, never in the buyer's name.
const REQUESTER: &str = "ADMIN";

/// The vendor's explicit no to a cancel, by HTTP status and `type`.
const CANCEL_REFUSALS: &[(u16, &str)] = &[
    (400, "INVALID_REQUEST"),
    (400, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT"),
    (400, "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED"),
    (401, "UNAUTHORIZED"),
    (403, "FORBIDDEN"),
    (404, "PAYMENT_NOT_FOUND"),
    (409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN"),
    (409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT"),
    (409, "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT"),
    (409, "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT"),
    (409, "MAX_CANCEL_COUNT_REACHED"),
    (409, "PAYMENT_ALREADY_CANCELLED"),
    (409, "PAYMENT_NOT_PAID"),
    (409, "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT"),
];

/// The vendor's explicit no to closing a virtual account.
const CLOSE_REFUSALS: &[(u16, &str)] = &[
    (400, "INVALID_REQUEST"),
    (401, "UNAUTHORIZED"),
    (403, "FORBIDDEN"),
    (404, "PAYMENT_NOT_FOUND"),
    (409, "PAYMENT_NOT_WAITING_FOR_DEPOSIT"),
];

/// The same order makes the same body, byte for byte: the idempotency key is bound to it.
pub(crate) fn cancel_body<'a>(
    order: &'a CancelOrder,
    store_id: Option<&'a str>,
) -> CancelPaymentBody<'a> {
    CancelPaymentBody {
        store_id,
        amount: order.amount.0,
        tax_free_amount: order.tax_free.map(|part| part.0),
        reason: format!("{} ({})", order.reason, order.reference),
        requester: REQUESTER,
        current_cancellable_amount: order.expected_cancellable.0,
        promotion_discount_retain_option: order.retain_option.map(retain_word),
        refund_account: order.refund_account.as_ref().map(|account| RefundAccountBody {
            bank: &account.bank,
            number: &account.number,
            holder_name: &account.holder_name,
            holder_phone_number: account.holder_phone.as_deref(),
        }),
    }
}

const fn retain_word(option: RetainOption) -> &'static str {
    match option {
        RetainOption::Retain => "RETAIN",
        RetainOption::Release => "RELEASE",
    }
}

/// Our cancellation id at the end of a reason, put there by [`CancelOrder::reference`]. `None` when
/// somebody else cancelled.
#[must_use]
pub fn reference_in(reason: &str) -> Option<&str> {
    let (_, reference) = reason.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    reference.parse::<CancellationId>().is_ok().then_some(reference)
}

/// What one cancel call ended in.
pub(crate) fn cancel_outcome(answer: Result<Answer, HttpError>) -> CancelOutcome {
    let unknown = |why: String, words| CancelOutcome::Unknown { why, words };
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return unknown(error.to_string(), None),
    };
    if answer.status != 200 {
        return match refused(&answer, CANCEL_REFUSALS) {
            Ok(words) => CancelOutcome::Refused(words),
            Err((why, words)) => unknown(why, words),
        };
    }
    match serde_json::from_slice::<CancelPaymentResponse>(&answer.body) {
        Ok(response) => settled(response.cancellation),
        Err(error) => unknown(format!("the answer {}", unreadable(&error)), None),
    }
}

fn settled(cancellation: PaymentCancellation) -> CancelOutcome {
    match &cancellation.status {
        CancellationStatus::Succeeded => CancelOutcome::Succeeded(cancellation.into()),
        CancellationStatus::Requested => CancelOutcome::Pending(cancellation.into()),
        CancellationStatus::Failed => CancelOutcome::Refused(VendorWords {
            code: "FAILED".to_owned(),
            ..VendorWords::default()
        }),
        CancellationStatus::Unknown(word) => CancelOutcome::Unknown {
            why: format!("the cancellation is {word:?}, a status we do not know"),
            words: None,
        },
    }
}

/// What one call to close a virtual account ended in.
pub(crate) fn void_outcome(answer: Result<Answer, HttpError>) -> VoidOutcome {
    let unknown = |why: String, words| VoidOutcome::Unknown { why, words };
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return unknown(error.to_string(), None),
    };
    if answer.status != 200 {
        return match refused(&answer, CLOSE_REFUSALS) {
            Ok(words) => VoidOutcome::Refused(words),
            Err((why, words)) => unknown(why, words),
        };
    }
    match serde_json::from_slice::<CloseVirtualAccountResponse>(&answer.body) {
        Ok(response) => VoidOutcome::Voided { at: response.closed_at },
        Err(error) => unknown(format!("the answer {}", unreadable(&error)), None),
    }
}

impl From<PaymentCancellation> for FoundCancellation {
    fn from(cancellation: PaymentCancellation) -> Self {
        Self {
            gateway_cancellation_id: cancellation.id,
            state: match cancellation.status {
                CancellationStatus::Succeeded => FoundCancellationState::Succeeded,
                CancellationStatus::Failed => FoundCancellationState::Failed,
                // A word we do not know settles nothing.
                CancellationStatus::Requested | CancellationStatus::Unknown(_) => {
                    FoundCancellationState::Pending
                }
            },
            amount: Won(cancellation.total_amount),
            tax_free: Won(cancellation.tax_free_amount),
            reason: cancellation.reason,
            requested_at: cancellation.requested_at,
            cancelled_at: cancellation.cancelled_at,
            receipt_url: cancellation.receipt_url,
            // Told of the payment, not here.
            arrival: RefundArrival::Unsaid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reason: &str, expected: Option<&str>) {
        assert_eq!(reference_in(reason), expected, "{reason}");
    }

    #[test]
    fn our_reference_is_read_back_from_the_reason() {
        let id = CancellationId::from_bits(7);
        let id = id.as_str();
        check(&format!("고객 요청 ({id})"), Some(id));
        check(&format!("기타 (형제 할인) ({id}) "), Some(id));
        check(&format!("고객 요청 {id}"), None);
        check(&format!("({id}) 고객 요청"), None);
        check("고객 요청 (pay_0123456789abcdef)", None);
        check("고객 요청 (전화)", None);
        check("고객 요청", None);
        check("", None);
    }
}
