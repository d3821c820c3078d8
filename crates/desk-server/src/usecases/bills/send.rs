//! Asking for the money: written down here, sent by a worker.

use desk_api::SendBill;
use desk_domain::bill::{BillDelivery, BillNumber};
use desk_store::{BillOrder, BillRow, BillStep};

use super::checks::Checks;
use super::rebill::still_owed;
use super::{answered, click, connection_for, taken};
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::payments::bill_for;

pub(crate) async fn send_bill(
    desk: &Desk,
    person: &Person,
    id: &str,
    key: &IntentKey,
    wire: SendBill,
) -> Result<BillRow, Refusal> {
    let row = bill_for(desk, person, id).await?;
    let staff = &person.staff.id;
    let intent = key.intent(staff, &format!("send {}", row.bill.id), &wire);
    if let Some(known) = answered(desk, staff, key, &intent).await? {
        return Ok(known);
    }
    let connection = connection_for(desk, &row.bill)?;
    let mut checks = Checks::default();
    let phone = checks.phone("phone", wire.phone.as_deref());
    if wire.delivery == BillDelivery::Message
        && phone.is_none()
        && row.bill.customer.phone.is_none()
    {
        checks.no_phone();
    }
    let message = checks.message(wire.message);
    checks.last_day(wire.last_day, desk.now().kst_date());
    checks.done()?;
    let order = BillOrder {
        channel_id: connection.id.clone(),
        number: BillNumber::of(&row.bill.id),
        delivery: wire.delivery,
        phone,
        message,
        last_day: wire.last_day,
    };
    let click = click(desk, staff, &row.bill, intent);
    let step = desk.store.begin_sending_bill(&click, &order).await?;
    if let (BillStep::DutyOpen, Some(origin)) = (&step, &row.bill.rebill_of) {
        return Err(still_owed(desk, person, origin).await);
    }
    let sending = taken(step)?;
    desk.work.notify_one();
    Ok(sending)
}
