//! Giving up a cancel at a terminal, while no money can have moved.

use desk_api::ProblemCode;
use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::Cancellation;
use desk_store::Withdrawn;

use super::payments::cancellation_for;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::terminals::Abort;

/// One that no worker has begun is taken back. Afterwards its agent is asked to stop, and the answer is
/// the agent's to give: the card may have been quicker.
pub(crate) async fn abort_cancellation(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<Cancellation, Refusal> {
    let row = cancellation_for(desk, person, id).await?;
    let too_late =
        || Refusal::new(ProblemCode::TooLateToWithdraw).about(row.cancellation.id.clone());
    if row.cancellation.terminal_id.is_none() {
        return Err(too_late());
    }
    let (id, actor) = (&row.cancellation.id, person.staff.id.as_str());
    let sent = match desk.store.withdraw_cancellation(id, actor, desk.now()).await? {
        Withdrawn::Done(cancellation) => return Ok(cancellation),
        Withdrawn::TooLate(sent) => sent,
    };
    match desk.terminals.abort(id) {
        Abort::TooLate => Err(too_late()),
        Abort::Asked => {
            let entry = AuditEntry {
                at: desk.now().0,
                actor: actor.to_owned(),
                action: "cancellation.abort_asked".to_owned(),
                subject: id.to_string(),
                body: "{}".to_owned(),
            };
            desk.store.audit(&entry, Some(&sent.merchant_id)).await?;
            Ok(sent)
        }
    }
}
