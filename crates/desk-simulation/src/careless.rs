//! A program that writes without looking: the database itself has to refuse it.

use sqlx::Connection as _;

use crate::plan::Payment;
use crate::violation::Violation;
use crate::world::World;

/// Another cancellation beside the one in flight. Copied whole, so that it fits whatever columns there
/// are.
const SECOND_IN_FLIGHT: [&str; 4] = [
    "CREATE TEMP TABLE copied AS SELECT * FROM cancellations WHERE payment_id = $1 \
     AND state IN ('awaiting_approval', 'requested', 'sent', 'unknown')",
    "UPDATE copied SET id = substr(id, 1, length(id) - 4) || 'zzzz', gateway_cancellation_id = NULL, \
     gateway_key = gateway_key || 'zzzz' WHERE payment_id = $1",
    "UPDATE payments SET reserved_won = reserved_won + \
     (SELECT amount_won FROM copied) WHERE id = $1 AND EXISTS (SELECT 1 FROM copied)",
    "INSERT INTO cancellations SELECT * FROM copied WHERE payment_id = $1",
];
/// More set aside than was paid.
const TOO_MUCH_RESERVED: [&str; 1] =
    ["UPDATE payments SET reserved_won = reserved_won + amount_won + 1 WHERE id = $1"];
/// More asked for again than was cancelled.
const TOO_MUCH_REBILLED: [&str; 1] =
    ["UPDATE payments SET rebilled_won = cancelled_won + 1 WHERE id = $1"];

impl World {
    /// A refusal is what is wanted; what is accepted, the laws find in the book.
    pub(crate) async fn careless(&mut self, payment: Payment) -> Result<(), Violation> {
        let id = self.payment(payment).id.to_string();
        for deed in [&SECOND_IN_FLIGHT[..], &TOO_MUCH_RESERVED, &TOO_MUCH_REBILLED] {
            let mut tx = self.book.begin().await?;
            let mut refused = false;
            for statement in deed {
                refused |= sqlx::query(*statement).bind(&id).execute(&mut *tx).await.is_err();
            }
            if refused {
                tx.rollback().await?;
            } else {
                sqlx::query("DROP TABLE IF EXISTS temp.copied").execute(&mut *tx).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }
}
