//! The life of a bill: sent, paid, cancelled or voided. The API, the manager site, the vendor's
//! own clean-up and the seed all come through here.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::bill::{Approval, Bill, BillState, Card, Ending, PayType, Refund, Source};
use super::codes::Refusal;
use super::receipts::{CashReceipt, Trader};
use super::state::State;
use super::{callback, cards, numbers};
use crate::faults::Faults;

/// 쌤포인트 that one KakaoTalk message costs.
const POINTS_A_SEND: i64 = 55;

/// How the customer pays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Tender {
    pub pay_type: PayType,
    /// Absent: one of 현대카드, unless the payment is cash.
    pub card: Option<Card>,
    /// 0 is a single payment (일시불).
    pub instalment_months: u32,
    /// Issued along with the payment (`appr_cash_num`).
    pub cash_receipt: Option<Trader>,
}

/// Messages that have gone out, as the points tell.
pub(crate) fn messages_sent(state: &State) -> i64 {
    (state.settings.points - state.points) / POINTS_A_SEND
}

/// Takes the points of one message.
pub(crate) fn spend_points(state: &mut State) -> Result<(), Refusal> {
    if state.points < POINTS_A_SEND {
        return Err(Refusal::Points);
    }
    state.points -= POINTS_A_SEND;
    Ok(())
}

/// The customer pays; the partner is told.
pub(crate) fn pay(
    state: &mut State,
    faults: &mut Faults,
    bill_id: &str,
    tender: &Tender,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    take_payment(state, bill_id, tender, now)?;
    callback::tell(state, faults, bill_id, now)
}

/// The money comes in, and nobody is told.
pub(super) fn take_payment(
    state: &mut State,
    bill_id: &str,
    tender: &Tender,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    refuse_unless_waiting(state.book.get(bill_id)?)?;
    let test_cancel_at = state.settings.test_cancel_after.map(|after| now + after);
    state.book.change(bill_id, |bill| {
        bill.state = BillState::Paid;
        bill.approval = Some(approve(bill_id, tender, now));
        bill.test_cancel_at = bill.test_cancel_at.or(test_cancel_at);
        bill.receipt =
            tender.cash_receipt.map(|trader| CashReceipt::with_payment(bill, trader, now));
    })
}

fn approve(bill_id: &str, tender: &Tender, now: DateTime<Utc>) -> Approval {
    let is_cash = tender.pay_type == PayType::OfflineCash;
    Approval {
        number: numbers::eight_digits(bill_id, "approval"),
        at: now,
        pay_type: tender.pay_type,
        card: tender.card.clone().or_else(|| (!is_cash).then(|| cards::card(0))),
        instalment_months: tender.instalment_months,
    }
}

/// Cancels the whole payment. Nobody is told: callbacks are for approvals only.
pub(crate) fn cancel(
    state: &mut State,
    bill_id: &str,
    source: Source,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    refuse_unless_paid(state.book.get(bill_id)?)?;
    state.book.change(bill_id, |bill| {
        let number = numbers::eight_digits(bill_id, "cancel");
        bill.state = BillState::Cancelled;
        bill.ending = Some(Ending { at: now, number: Some(number.clone()), source });
        let amount_won = bill.charged_won();
        if amount_won > 0 {
            bill.refunds.push(Refund { number, amount_won, at: now, source });
        }
    })
}

/// Withdraws an unpaid bill (파기). Nobody is told either.
pub(crate) fn void(
    state: &mut State,
    bill_id: &str,
    source: Source,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    refuse_unless_waiting(state.book.get(bill_id)?)?;
    state.book.change(bill_id, |bill| {
        bill.state = BillState::Voided;
        bill.ending = Some(Ending { at: now, number: None, source });
    })
}

/// Voids bills at the midnight that ends their last day, and cancels test payments whose time has
/// come. Runs before anybody looks, so that no answer depends on when it ran.
pub(crate) fn run_due(state: &mut State, now: DateTime<Utc>) {
    for (due, bill_id) in state.book.due(now) {
        let is_waiting =
            state.book.find(&bill_id).is_some_and(|bill| bill.state == BillState::Waiting);
        let ended = if is_waiting {
            void(state, &bill_id, Source::Vendor, due)
        } else {
            cancel(state, &bill_id, Source::Vendor, due)
        };
        debug_assert!(ended.is_ok(), "the index of due bills is in step: {ended:?}");
    }
}

/// The vendor cancels every test payment that is still paid, before its time.
pub(crate) fn cancel_test_payments(state: &mut State, now: DateTime<Utc>) -> usize {
    let is_test = |bill: &&Bill| bill.state == BillState::Paid && bill.test_cancel_at.is_some();
    let ids: Vec<String> =
        state.book.in_sent_order().filter(is_test).map(|bill| bill.id.clone()).collect();
    let cancelled = ids.iter().map(|id| cancel(state, id, Source::Vendor, now));
    cancelled.filter(Result::is_ok).count()
}

pub(super) fn refuse_unless_paid(bill: &Bill) -> Result<(), Refusal> {
    match bill.state {
        BillState::Paid => Ok(()),
        BillState::Cancelled => Err(Refusal::AlreadyCancelled),
        BillState::Waiting | BillState::Voided => Err(Refusal::NotPaid),
    }
}

pub(super) fn refuse_unless_waiting(bill: &Bill) -> Result<(), Refusal> {
    match bill.state {
        BillState::Waiting => Ok(()),
        BillState::Paid => Err(Refusal::AlreadyPaid),
        BillState::Cancelled => Err(Refusal::AlreadyCancelled),
        BillState::Voided => Err(Refusal::AlreadyVoided),
    }
}
