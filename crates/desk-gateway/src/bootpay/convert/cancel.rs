//! A cancel order to the vendor's body, and the vendor's answer to an outcome.

use desk_domain::Won;
use desk_domain::cancellation::{RefundArrival, VendorWords};

use super::answer::{TOKEN_REFUSED, our_no, said, says_no, words};
use super::bank;
use crate::bootpay::ApiVersion;
use crate::bootpay::wire::v1::{self, Envelope};
use crate::bootpay::wire::{CancelBodyV1, CancelBodyV2, Instant, RefundV1, RefundV2, v2};
use crate::http::{Answer, HttpError};
use crate::{CancelOrder, CancelOutcome, Found, FoundCancellation, FoundCancellationState, sum_id};

/// Who cancels, on the vendor's screens. The words beside it carry our reference for the people who
/// look there; no read brings either back.
const CANCELLER: &str = "결제취소 데스크";

/// What the vendor's pages call a cancel that was not done. `RC_CANCEL_SERVER_ERROR` is the PG's no or
/// a wrong parameter: settlement short, cancel ceiling, KCP address not registered, no contract for
/// account refunds, a wrong account, no partial cancel, another month. Its counterpart for "nobody
/// knows", `RC_CANCEL_CRITICAL_ERROR`, is not here, and neither is any code that the pages lack.
const REFUSALS: &[&str] = &[
    "RC_CANCEL_SERVER_ERROR",
    "RC_ALREADY_CANCELLED",
    "RC_NOT_FOUND",
    "TOKEN_KEY_INVALID",
    "APP_KEY_NOT_FOUND",
    "APP_KEY_NOT_REST",
    "APP_SK_NOT_MATCHED",
];

/// A PG too busy to say (`나이스페이`, 30 a second): passed on inside a refusal, but nobody's no.
const PG_BUSY: &str = "9003";

/// The one sentence of V1 that its pages quote; the numbers beside it are not published.
const ALREADY_CANCELLED: &str = "기취소";

/// The body of one cancel, or why none may be sent.
///
/// `found` is a read of this very moment. Bootpay compares no balance, so it is done here; and a price
/// is sent for a part only: with a price the vendor cancels in part, which most PGs do not do and no
/// PG up to 1,000 won. Left out, it means what is left, which has just been seen to be the amount.
pub(crate) fn cancel_body(
    api: ApiVersion,
    order: &CancelOrder,
    found: &Found,
) -> Result<Vec<u8>, VendorWords> {
    if found.cancellations.iter().any(FoundCancellation::is_pending) {
        return Err(our_no("pending_outside", "another refund is under way at the vendor"));
    }
    let left = found.amount.saturating_sub(found.cancelled);
    if left != order.expected_cancellable {
        let why = format!("{} won are left, not {}", left.0, order.expected_cancellable.0);
        return Err(our_no("balance_changed", &why));
    }
    let price = (order.amount != left).then_some(order.amount.0);
    let tax_free = order.tax_free.map(|part| part.0);
    let reason = format!("{} ({})", order.reason, order.reference);
    let receipt_id = order.gateway_payment_id.as_str();
    let cancel_id = order.key.as_str();
    let account = order.refund_account.as_ref();
    let bank_code = account
        .map(|account| bank::code_of(&account.bank).ok_or(account))
        .transpose()
        .map_err(|account| {
            our_no("bank_unsupported", &format!("the vendor has no code for {}", account.bank))
        })?;
    let account = account.zip(bank_code);
    let json = match api {
        ApiVersion::V1 => serde_json::to_vec(&CancelBodyV1 {
            receipt_id,
            price,
            tax_free,
            cancel_id,
            name: CANCELLER,
            reason,
            refund: account.map(|(account, bankcode)| RefundV1 {
                account: &account.number,
                accountholder: &account.holder_name,
                bankcode,
            }),
        }),
        ApiVersion::V2 => serde_json::to_vec(&CancelBodyV2 {
            receipt_id,
            cancel_price: price,
            cancel_tax_free: tax_free,
            cancel_id,
            cancel_username: CANCELLER,
            cancel_message: reason,
            refund: account.map(|(account, bank_code)| RefundV2 {
                bank_account: &account.number,
                bank_username: &account.holder_name,
                bank_code,
            }),
        }),
    };
    Ok(json.expect("texts and numbers are always JSON"))
}

/// What one cancel call ended in. `before` is the read that let it go out.
pub(crate) fn cancel_outcome(
    api: ApiVersion,
    answer: Result<Answer, HttpError>,
    order: &CancelOrder,
    before: &Found,
) -> CancelOutcome {
    let unknown = |why: String| CancelOutcome::Unknown { why, words: None };
    let answer = match answer {
        Ok(answer) => answer,
        Err(error @ (HttpError::NoConnection(_) | HttpError::Unsendable(_))) => {
            return CancelOutcome::Refused(our_no("gateway_unreachable", &error.to_string()));
        }
        Err(error) => return unknown(error.to_string()),
    };
    if answer.status != 200 || (api == ApiVersion::V1 && says_no(&answer)) {
        return refused(api, &answer);
    }
    let Some(done) = done(api, &answer.body) else {
        return unknown("the answer is not as the vendor describes it".to_owned());
    };
    if done.receipt_id != order.gateway_payment_id {
        return unknown("the answer is about another payment".to_owned());
    }
    let at_least = before.cancelled.0.saturating_add(order.amount.0);
    if done.cancelled.0 < at_least {
        let (told, due) = (done.cancelled.0, at_least);
        return unknown(format!("done, it says, but {told} of {due} won are cancelled"));
    }
    CancelOutcome::Succeeded(FoundCancellation {
        gateway_cancellation_id: sum_id(done.cancelled),
        state: FoundCancellationState::Succeeded,
        amount: order.amount,
        tax_free: order.tax_free.unwrap_or(Won::ZERO),
        reason: format!("{} ({})", order.reason, order.reference),
        requested_at: done.at.map_or(before.requested_at, |at| at.0),
        cancelled_at: done.at.map(|at| at.0),
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    })
}

/// What an answer of success tells, in either generation.
struct Done {
    receipt_id: String,
    /// Of all cancels together.
    cancelled: Won,
    at: Option<Instant>,
}

fn done(api: ApiVersion, body: &[u8]) -> Option<Done> {
    match api {
        ApiVersion::V1 => {
            let envelope: Envelope<v1::Cancelled> = serde_json::from_slice(body).ok()?;
            let done = envelope.data.filter(|_| envelope.status == 200 && envelope.code == 0)?;
            let cancelled = done.cancelled_price.0;
            Some(Done { receipt_id: done.receipt_id, cancelled, at: done.revoked_at })
        }
        ApiVersion::V2 => {
            let done: v2::Cancelled = serde_json::from_slice(body).ok()?;
            let cancelled = done.cancelled_price.0;
            Some(Done { receipt_id: done.receipt_id, cancelled, at: done.cancelled_at })
        }
    }
}

fn refused(api: ApiVersion, answer: &Answer) -> CancelOutcome {
    let Some(words) = words(api, answer) else {
        let why = format!("HTTP {} without the vendor's words", answer.status);
        return CancelOutcome::Unknown { why, words: None };
    };
    if is_no(api, &words) {
        return CancelOutcome::Refused(words);
    }
    let why = said(answer.status, &words);
    // V1 has numbers that no page explains, so hardly any of its answers is a no by itself. Its words are kept:
    // reads have to bear out the no that they are.
    let words = (api == ApiVersion::V1).then_some(words);
    CancelOutcome::Unknown { why, words }
}

fn is_no(api: ApiVersion, words: &VendorWords) -> bool {
    match api {
        ApiVersion::V1 => words.code == TOKEN_REFUSED || words.message.contains(ALREADY_CANCELLED),
        ApiVersion::V2 => {
            let is_busy =
                words.pg_code.as_deref() == Some(PG_BUSY) || words.message.contains(PG_BUSY);
            REFUSALS.contains(&words.code.as_str()) && !is_busy
        }
    }
}
