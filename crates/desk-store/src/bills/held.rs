//! What bills take up of a payment's cancelled sum. The database refuses more than was cancelled,
//! whatever the code above it does: `payments_rebilled_within_cancelled`.

use desk_domain::{PaymentId, Won};

use crate::error::{Broken, Result};
use crate::payments;
use crate::sql::sql;
use crate::transaction::Transaction;

/// Takes `amount` of the cancelled sum; false when that is more than is left. The transaction is to be
/// given up then.
pub(super) async fn hold(tx: &mut Transaction, origin: &PaymentId, amount: Won) -> Result<bool> {
    let statement = sql("UPDATE payments SET rebilled_won = rebilled_won + $1 WHERE id = $2");
    match tx.run(statement.bind(amount).bind(origin)).await {
        Ok(rows) => Ok(rows == 1),
        Err(error) if error.broken() == Some(Broken::Check) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Gives back what a bill held that nobody can pay any more.
pub(super) async fn release(tx: &mut Transaction, origin: &PaymentId, held: Won) -> Result<()> {
    let statement = sql("UPDATE payments SET rebilled_won = rebilled_won - $1 WHERE id = $2");
    tx.run(statement.bind(held).bind(origin)).await.map(drop)
}

/// Holds for a bill that came to life again, as far as others have left something: its payment stands
/// whatever we hold, so this never fails.
pub(super) async fn hold_again(
    tx: &mut Transaction,
    origin: &PaymentId,
    wanted: Won,
) -> Result<Won> {
    let fitting = wanted.min(payments::lock(tx, origin).await?.rebillable());
    if fitting.is_positive() {
        hold(tx, origin, fitting).await?;
    }
    Ok(fitting.max(Won::ZERO))
}
