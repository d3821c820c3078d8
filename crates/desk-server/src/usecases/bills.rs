//! 청구서: cancelled money is asked for again, sent, recorded or withdrawn.

mod checks;
mod rebill;
mod record;
mod resend;
mod send;
mod void;

pub(crate) use rebill::rebill_payment;
pub(crate) use record::record_bill;
pub(crate) use resend::resend_bill;
pub(crate) use send::send_bill;
pub(crate) use void::void_bill;

use desk_api::ProblemCode;
use desk_domain::StaffId;
use desk_domain::bill::Bill;
use desk_store::{BillClick, BillRow, BillStep, Intent};

use super::IntentKey;
use crate::desk::{Connection, Desk};
use crate::problem::Refusal;

/// What became of the click.
#[derive(Debug)]
pub(crate) enum Written {
    Created(BillRow),
    /// The same click again: the bill as it stands now.
    Repeated(BillRow),
}

/// The bill that a key has brought already; a refusal when it was used for something else.
async fn answered(
    desk: &Desk,
    staff: &StaffId,
    key: &IntentKey,
    intent: &Intent,
) -> Result<Option<BillRow>, Refusal> {
    match desk.store.bill_of_key(staff, key.as_str()).await? {
        None => Ok(None),
        Some((fingerprint, row)) if fingerprint == intent.fingerprint => Ok(Some(row)),
        Some(_) => Err(key_reused()),
    }
}

fn key_reused() -> Refusal {
    Refusal::new(ProblemCode::IdempotencyKeyReused)
}

fn click(desk: &Desk, staff: &StaffId, bill: &Bill, intent: Intent) -> BillClick {
    BillClick { bill: bill.id.clone(), staff: staff.clone(), intent, at: desk.now() }
}

/// The bill after a step that was taken, now or before.
fn taken(step: BillStep) -> Result<BillRow, Refusal> {
    match step {
        BillStep::Done(row) | BillStep::Repeated(row) => Ok(row),
        BillStep::KeyReused => Err(key_reused()),
        BillStep::NotNow(_) => Err(ProblemCode::BillChanged.into()),
        BillStep::DutyOpen => Err(ProblemCode::BillBlocked.into()),
    }
}

/// The connection that sends a bill.
fn connection_for<'a>(desk: &'a Desk, bill: &Bill) -> Result<&'a Connection, Refusal> {
    desk.connection_of_bill(bill).ok_or_else(|| {
        Refusal::new(ProblemCode::BillBlocked).because(
            "청구서를 보낼 결제사와 연결되어 있지 않아요. 받은 돈이 있으면 학원수납저장으로 적어 주세요.",
            "The desk has no connection that sends bills. Record the payment if it came in otherwise.",
        )
    })
}
