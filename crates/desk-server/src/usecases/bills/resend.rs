//! Reminding: the same message once more, for one more fee.

use desk_api::ProblemCode;
use desk_gateway::SendOutcome;
use desk_store::{BillRow, BillStep};

use super::{answered, click, connection_for, taken};
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::payments::bill_for;

/// No money moves, so the vendor is called at once. The click is kept before: whoever repeats it learns
/// how the bill stands and sends nothing.
pub(crate) async fn resend_bill(
    desk: &Desk,
    person: &Person,
    id: &str,
    key: &IntentKey,
) -> Result<BillRow, Refusal> {
    let row = bill_for(desk, person, id).await?;
    let staff = &person.staff.id;
    let intent = key.intent(staff, &format!("resend {}", row.bill.id), &());
    if let Some(known) = answered(desk, staff, key, &intent).await? {
        return Ok(known);
    }
    let connection = connection_for(desk, &row.bill)?;
    let (Some(bills), Some(number)) = (connection.bills(), number_of(&row)) else {
        return Err(ProblemCode::BillChanged.into());
    };
    let click = click(desk, staff, &row.bill, intent);
    let step = desk.store.begin_resending_bill(&click).await?;
    let BillStep::Done(row) = step else { return taken(step) };
    match bills.resend_bill(&number).await {
        SendOutcome::Sent { .. } => {
            desk.store.note_bill_resent(&row.bill.id, desk.now()).await?;
            bill_for(desk, person, id).await
        }
        SendOutcome::Refused(words) => {
            let advice = desk.rulebook.explain_bill_failure(connection.channel, &words).in_full();
            Err(Refusal::new(ProblemCode::BillBlocked).because(advice.ko, advice.en))
        }
        outcome @ (SendOutcome::NumberUsed | SendOutcome::Unknown { .. }) => {
            tracing::warn!(?outcome, bill = %row.bill.id, "nobody knows whether a message went out");
            Err(Refusal::new(ProblemCode::GatewayUnreachable).because(
                "메시지가 나갔는지 알 수 없어요. 고객에게 확인한 뒤 다시 보내 주세요.",
                "Nobody knows whether the message went out. Ask the customer before you send it again.",
            ))
        }
    }
}

/// The number at the vendor, also of a bill of which the vendor told first.
fn number_of(row: &BillRow) -> Option<desk_domain::bill::BillNumber> {
    let at_vendor = || row.payment.as_ref()?.gateway_payment_id.parse().ok();
    row.bill.number.clone().or_else(at_vendor)
}
