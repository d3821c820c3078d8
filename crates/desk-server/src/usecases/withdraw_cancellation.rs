//! Taking a cancel back in the seconds before it is sent.

use desk_api::ProblemCode;
use desk_domain::cancellation::Cancellation;
use desk_store::Withdrawn;

use super::payments::cancellation_for;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;

pub(crate) async fn withdraw_cancellation(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<Cancellation, Refusal> {
    let row = cancellation_for(desk, person, id).await?;
    let actor = person.staff.id.as_str();
    match desk.store.withdraw_cancellation(&row.cancellation.id, actor, desk.now()).await? {
        Withdrawn::Done(cancellation) => Ok(cancellation),
        Withdrawn::TooLate(cancellation) => {
            Err(Refusal::new(ProblemCode::TooLateToWithdraw).about(cancellation.id))
        }
    }
}
