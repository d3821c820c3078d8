//! What a cancel and a void ended in.
//!
//! # Why nothing is ever sent twice
//! The vendor promises no idempotency. A bill is cancelled whole or not at all, and one that is
//! cancelled (`C`) or void (`D`) refuses a second cancel, so a repeat could move no money twice. It
//! would still win nothing: its refusal (`9970`) could not say whether our first order or somebody at
//! the manager site cancelled the bill. So the adapter declares no idempotency window, the desk waits
//! for reads to prove an end, and only a person may then ask anew.

use desk_domain::cancellation::{RefundArrival, VendorWords};
use desk_domain::{Timestamp, Won};

use super::answer::{INVALID, NOT_FOUND, NOT_LET_IN, word};
use super::time::instant;
use crate::http::{Answer, HttpError};
use crate::payssam::ApiVersion;
use crate::payssam::wire::{Bill, BillState, Cancelled, SentBill};
use crate::{
    CancelOrder, CancelOutcome, FoundCancellation, FoundCancellationState, ReadError, VoidOutcome,
};

/// 기 취소된 청구서. V2's code for it is in no document that can be read; there it stays unclear, and a
/// read finds out.
const ALREADY_CANCELLED: &[&str] = &["9970"];
/// 기 결제된 청구서: a bill that was paid in the meantime is not voided.
const ALREADY_PAID: &[&str] = &["9971"];

/// The answer to a cancel, before what must be proven is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::payssam) enum CancelAnswer {
    Ended(CancelOutcome),
    /// The vendor says that the bill was cancelled before. A read has to show it.
    AlreadyCancelled(VendorWords),
}

/// What one cancel call ended in. `now` stands in for a time the vendor leaves out.
///
/// Refused only by a code that the documents give for a request that was not let in, not understood or
/// about no bill. Everything else is unclear: `9999`, `5000` and `ERROR` by their own words, `PAYMENT_*`
/// because the card network behind the vendor may have cancelled all the same, and every code that no
/// document tells of, as much of V2's list is not public.
pub(in crate::payssam) fn cancel_answer(
    version: ApiVersion,
    order: &CancelOrder,
    answer: Result<Answer, HttpError>,
    now: Timestamp,
) -> CancelAnswer {
    let unknown = |why: String| CancelAnswer::Ended(CancelOutcome::Unknown { why, words: None });
    let word =
        match answer.map_err(|error| error.to_string()).and_then(|answer| word(version, &answer)) {
            Ok(word) => word,
            Err(why) => return unknown(why),
        };
    if word.is_no(&[ALREADY_CANCELLED]) {
        return CancelAnswer::AlreadyCancelled(word.words);
    }
    if word.is_no(&[NOT_FOUND, NOT_LET_IN, INVALID]) {
        return CancelAnswer::Ended(CancelOutcome::Refused(word.words));
    }
    if !word.is_success() {
        return unknown(word.said());
    }
    match word.document::<Cancelled>() {
        Ok(done) if done.bill_id == order.gateway_payment_id => {
            CancelAnswer::Ended(CancelOutcome::Succeeded(succeeded(&done, order, now)))
        }
        Ok(_) => unknown("the answer speaks of another bill".to_owned()),
        Err(why) => unknown(why),
    }
}

fn succeeded(done: &Cancelled, order: &CancelOrder, now: Timestamp) -> FoundCancellation {
    let cancelled_at = done.appr_cancel_dt.as_deref().and_then(instant);
    FoundCancellation {
        gateway_cancellation_id: cancellation_id(
            &order.gateway_payment_id,
            done.appr_num.as_deref(),
        ),
        state: FoundCancellationState::Succeeded,
        amount: order.amount,
        tax_free: order.tax_free.unwrap_or(Won::ZERO),
        reason: order.reason.clone(),
        requested_at: cancelled_at.unwrap_or(now),
        cancelled_at,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    }
}

/// The cancel's own approval number (취소 거래번호) or, where it is not told, the bill itself: a bill is
/// cancelled once.
pub(super) fn cancellation_id(bill_id: &str, number: Option<&str>) -> String {
    number.map_or_else(|| format!("cancel-of-{bill_id}"), str::to_owned)
}

/// Our own no, before anything is sent: the vendor has no call for it.
pub(in crate::payssam) fn refused_here(message: &str) -> VendorWords {
    our_no("not_sent", message)
}

/// Our own no where the bill had to be read first and could not be.
pub(in crate::payssam) fn unread_here(error: &ReadError) -> VendorWords {
    let code = match error {
        ReadError::NotFound => "payment_not_found",
        ReadError::Unsupported(_) => "unsupported_payment",
        ReadError::Unauthorized(_) | ReadError::Unavailable(_) | ReadError::Malformed(_) => {
            "gateway_unreachable"
        }
    };
    our_no(code, &error.to_string())
}

fn our_no(code: &str, why: &str) -> VendorWords {
    let (code, message) = (code.to_owned(), format!("not sent: {why}"));
    VendorWords { code, message, ..VendorWords::default() }
}

/// Why a bill need not or must not be voided; `None` for one that waits.
pub(in crate::payssam) fn void_hindrance(bill: &Bill, now: Timestamp) -> Option<VoidOutcome> {
    let refused = |code, why| Some(VoidOutcome::Refused(our_no(code, why)));
    match &bill.appr_state {
        BillState::W => None,
        BillState::D => Some(VoidOutcome::Voided { at: now }),
        BillState::F => refused("bill_paid", "the bill is paid; cancel the payment instead"),
        BillState::C => {
            refused("already_cancelled", "the payment of this bill is cancelled already")
        }
        BillState::Unknown(word) => {
            let why = format!("the bill is {word:?}, a state we do not know");
            Some(VoidOutcome::Unknown { why, words: None })
        }
    }
}

/// What one void call ended in. The vendor does not say when; `now` does.
pub(in crate::payssam) fn void_answer(
    version: ApiVersion,
    bill_id: &str,
    answer: Result<Answer, HttpError>,
    now: Timestamp,
) -> VoidOutcome {
    let unknown = |why: String| VoidOutcome::Unknown { why, words: None };
    let word =
        match answer.map_err(|error| error.to_string()).and_then(|answer| word(version, &answer)) {
            Ok(word) => word,
            Err(why) => return unknown(why),
        };
    if word.is_no(&[ALREADY_CANCELLED, ALREADY_PAID, NOT_FOUND, NOT_LET_IN, INVALID]) {
        return VoidOutcome::Refused(word.words);
    }
    if !word.is_success() {
        return unknown(word.said());
    }
    match word.document::<SentBill>() {
        Ok(voided) if voided.bill_id == bill_id => VoidOutcome::Voided { at: now },
        Ok(_) => unknown("the answer speaks of another bill".to_owned()),
        Err(why) => unknown(why),
    }
}
