//! 재청구: what was cancelled becomes unpaid again.

use desk_api::{CreateRebill, ProblemCode};
use desk_domain::bill::{Bill, BillStatus};
use desk_domain::decision::{Action, Severity};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Customer, Method, Payment};
use desk_domain::rulebook::evaluate_with_duty;
use desk_domain::{BillId, PaymentId, StaffId, Timestamp};
use desk_store::{FollowUpFilter, NewRebill, PageRequest, Rebilled, Sort, StoreError};

use super::checks::Checks;
use super::{Written, answered, key_reused};
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;
use crate::usecases::IntentKey;
use crate::usecases::payments::payment_for;

/// Makes a bill over cancelled money. Nobody is asked to pay yet.
pub(crate) async fn rebill_payment(
    desk: &Desk,
    person: &Person,
    payment_id: &str,
    key: &IntentKey,
    wire: CreateRebill,
) -> Result<Written, Refusal> {
    let payment = payment_for(desk, person, payment_id).await?.payment;
    let staff = &person.staff.id;
    let intent = key.intent(staff, &format!("rebill {}", payment.id), &wire);
    if let Some(known) = answered(desk, staff, key, &intent).await? {
        return Ok(Written::Repeated(known));
    }
    let duty = open_duty(desk, &payment).await?;
    refuse_blocked(desk, &payment, duty)?;
    let id = BillId::from_bits(key.bits("bill", staff, payment.id.as_str()));
    let bill = draft(id, &payment, staff, wire, desk.now())?;
    match desk.store.create_rebill(&NewRebill { bill, intent }).await? {
        Rebilled::Created(row) => Ok(Written::Created(row)),
        Rebilled::Repeated(row) => Ok(Written::Repeated(row)),
        Rebilled::KeyReused => Err(key_reused()),
        Rebilled::DutyOpen => Err(owed(desk, &payment, duty)),
        Rebilled::Exceeds { rebillable } => {
            Err(Refusal::new(ProblemCode::PaymentChanged).with_cancellable(rebillable))
        }
    }
}

/// Why the payment has an open follow-up, if it has one.
async fn open_duty(desk: &Desk, payment: &Payment) -> Result<Option<FollowUpCause>, StoreError> {
    let open = FollowUpFilter {
        merchants: vec![payment.merchant_id.clone()],
        payment_id: Some(payment.id.clone()),
        ..FollowUpFilter::default()
    };
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: 1 };
    let open = desk.store.follow_ups(&open, &page).await?.items.pop();
    Ok(open.map(|row| row.follow_up.cause))
}

/// The no while a customer may be without money that the book counts as given back: `duty` is what is open, which may
/// be another one, in front of it.
fn owed(desk: &Desk, payment: &Payment, duty: Option<FollowUpCause>) -> Refusal {
    let behind = match payment.method {
        Method::VirtualAccount => FollowUpCause::RefundBounced,
        _ => FollowUpCause::BookAhead,
    };
    let duty = duty.filter(|cause| cause.is_owed()).unwrap_or(behind);
    let said = refuse_blocked(desk, payment, Some(duty)).err();
    said.unwrap_or_else(|| ProblemCode::BillBlocked.into())
}

/// The same for a bill that was made before the duty: whose cancelled sum it is.
pub(super) async fn still_owed(desk: &Desk, person: &Person, origin: &PaymentId) -> Refusal {
    let told = async {
        let payment = payment_for(desk, person, origin.as_str()).await?.payment;
        let duty = open_duty(desk, &payment).await?;
        Ok(owed(desk, &payment, duty))
    };
    told.await.unwrap_or_else(|refusal: Refusal| refusal)
}

/// Says no with the rulebook's own reason.
fn refuse_blocked(
    desk: &Desk,
    payment: &Payment,
    duty: Option<FollowUpCause>,
) -> Result<(), Refusal> {
    let decision = evaluate_with_duty(&desk.rulebook, payment, duty, desk.now());
    let Some(why) = decision
        .of(Action::Rebill)
        .and_then(|one| one.reasons.iter().find(|reason| reason.severity == Severity::Block))
    else {
        return Ok(());
    };
    let error = field_error("items", &why.code, &why.text.ko, &why.text.en);
    Err(Refusal::new(ProblemCode::BillBlocked)
        .because(&why.text.ko, &why.text.en)
        .with_errors(vec![error]))
}

/// The bill with what was carried over, where nothing else was given.
fn draft(
    id: BillId,
    payment: &Payment,
    staff: &StaffId,
    wire: CreateRebill,
    now: Timestamp,
) -> Result<Bill, Refusal> {
    let mut checks = Checks::default();
    let known = &payment.customer;
    let (items, amount) = checks.items(wire.items, payment.rebillable());
    let name = checks.customer_name(wire.customer_name.or_else(|| known.name.clone()));
    let phone = checks.phone("customer_phone", wire.customer_phone.as_deref());
    checks.done()?;
    Ok(Bill {
        id,
        merchant_id: payment.merchant_id.clone(),
        status: BillStatus::Unsent,
        customer: Customer {
            id: known.id.clone(),
            name,
            phone: phone.or_else(|| known.phone.clone()),
        },
        items,
        amount,
        held: amount,
        rebill_of: Some(payment.id.clone()),
        payment_id: None,
        channel_id: None,
        number: None,
        delivery: None,
        message: None,
        last_day: None,
        link: None,
        note: String::new(),
        trouble: None,
        created_at: now,
        created_by: Some(staff.clone()),
        sent_at: None,
        version: 1,
    })
}
