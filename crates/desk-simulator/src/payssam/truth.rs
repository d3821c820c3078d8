//! What really happened to a bill's money, whatever the desk believes.

use serde::Serialize;

use super::bill::{BillState, Ending, Refund};
use super::state::State;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Truth {
    pub id: String,
    pub state: BillState,
    pub price_won: i64,
    /// What came in through the vendor: 0 for a note of an offline payment.
    pub charged_won: i64,
    pub refunded_won: i64,
    /// Charged, less refunded.
    pub held_won: i64,
    pub refund_count: usize,
    pub refunds: Vec<Refund>,
    /// How the bill ended, if it was cancelled or voided.
    pub ending: Option<Ending>,
}

pub(crate) fn truth(state: &State, bill_id: &str) -> Option<Truth> {
    let bill = state.book.find(bill_id)?;
    Some(Truth {
        id: bill.id.clone(),
        state: bill.state,
        price_won: bill.price_won,
        charged_won: bill.charged_won(),
        refunded_won: bill.refunded_won(),
        held_won: bill.charged_won() - bill.refunded_won(),
        refund_count: bill.refunds.len(),
        refunds: bill.refunds.clone(),
        ending: bill.ending.clone(),
    })
}
