//! Carries out one authorised call on the state. No network, no waiting.

mod send;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::bill::Source;
use super::call::Call;
use super::codes::{Refusal, is_code_of};
use super::lifecycle::{self, Tender};
use super::operation::Operation;
use super::receipts;
use super::state::State;
use super::versions::Version;
use super::view::{self, text_time};
use crate::faults::{FaultKind, Faults};

type Fields = Map<String, Value>;

/// The fields of a success under our names, or the refusal.
pub(super) fn perform(
    state: &mut State,
    faults: &mut Faults,
    call: &Call,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Fields, Refusal> {
    if let Some(code) = take_forced(state, call) {
        return Err(Refusal::Forced(code));
    }
    if call.operation.names_a_bill() {
        happen_first(state, faults, call.bill_id()?, verdict, now);
    }
    match call.operation {
        Operation::Send => send::send(state, call, verdict, now),
        Operation::Resend => send::resend(state, call),
        Operation::Cancel => cancel(state, call, verdict, now),
        Operation::Void => void(state, call, verdict, now),
        Operation::Read => Ok(view::bill(state.book.get(call.bill_id()?)?)),
        Operation::IssueReceipt => receipts::issue(state, call, now),
        Operation::CancelReceipt => receipts::cancel(state, call),
        Operation::ReadReceipt => receipts::read(state, call),
        Operation::PartnerPoints | Operation::MerchantPoints => Ok(points(state, call.version)),
        Operation::OpenState => Ok(Fields::new()),
    }
}

/// Parameters, hash, bill, state, price: in this order.
fn cancel(
    state: &mut State,
    call: &Call,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Fields, Refusal> {
    let bill_id = call.bill_id()?;
    let price_won = call.won("price")?;
    call.optional("cancel_reason")?;
    call.check_hash()?;
    let bill = state.book.get(bill_id)?;
    lifecycle::refuse_unless_paid(bill)?;
    if bill.price_won != price_won {
        return Err(Refusal::PriceDiffers);
    }
    refuse_by(verdict)?;
    let origin_number = bill.approval.as_ref().map(|paid| paid.number.clone());
    lifecycle::cancel(state, bill_id, Source::Api, now)?;
    let ending = state.book.get(bill_id)?.ending.as_ref();
    Ok(view::map(json!({
        "bill_id": bill_id,
        "hash": call.text("hash")?,
        "appr_num": ending.and_then(|end| end.number.as_ref()),
        "appr_origin_num": origin_number,
        "appr_cancel_dt": text_time(now),
    })))
}

fn void(
    state: &mut State,
    call: &Call,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Fields, Refusal> {
    let bill_id = call.bill_id()?;
    let price_won = call.won("price")?;
    call.check_hash()?;
    let bill = state.book.get(bill_id)?;
    lifecycle::refuse_unless_waiting(bill)?;
    if bill.price_won != price_won {
        return Err(Refusal::PriceDiffers);
    }
    refuse_by(verdict)?;
    lifecycle::void(state, bill_id, Source::Api, now)?;
    Ok(match call.version {
        Version::V1 => view::map(json!({ "bill_id": bill_id, "hash": call.text("hash")? })),
        Version::V2 => view::map(json!({ "bill_id": bill_id })),
    })
}

fn points(state: &State, version: Version) -> Fields {
    view::map(match version {
        Version::V1 => json!({ "info": { "remain_count": state.points.to_string() } }),
        Version::V2 => json!({
            "balance": state.points.to_string(),
            "charge_url": "https://payssam.invalid/charge",
        }),
    })
}

/// What somebody else does to the bill a moment before. A bill that is past it stays as it is.
fn happen_first(
    state: &mut State,
    faults: &mut Faults,
    bill_id: &str,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) {
    let happened = match verdict {
        Some(FaultKind::PaidFirst) => {
            lifecycle::pay(state, faults, bill_id, &Tender::default(), now)
        }
        Some(FaultKind::CancelledFirst) => {
            lifecycle::cancel(state, bill_id, Source::ManagerSite, now)
        }
        Some(FaultKind::VoidedFirst) => lifecycle::void(state, bill_id, Source::ManagerSite, now),
        _ => Ok(()),
    };
    if let Err(refusal) = happened {
        tracing::debug!(bill_id, %refusal, "the fault found nothing to do");
    }
}

fn refuse_by(verdict: Option<FaultKind>) -> Result<(), Refusal> {
    match verdict {
        Some(FaultKind::PgRefused) => Err(Refusal::Bank),
        Some(FaultKind::Failed200) => Err(Refusal::System),
        _ => Ok(()),
    }
}

/// The oldest code asked for that fits this call; it is used up by one.
fn take_forced(state: &mut State, call: &Call) -> Option<String> {
    let at = state.forced.iter().position(|forced| {
        let named = forced.bill_id.as_deref();
        is_code_of(call.version, &forced.code)
            && named.is_none_or(|id| call.bill_id().is_ok_and(|given| given == id))
    })?;
    let code = state.forced[at].code.clone();
    state.forced[at].calls = state.forced[at].calls.saturating_sub(1);
    if state.forced[at].calls == 0 {
        state.forced.remove(at);
    }
    Some(code)
}
