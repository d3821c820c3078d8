//! What really happened to an approval, whatever the device told.

use serde::Serialize;

use super::approval::Cancel;
use super::attempt::Attempt;
use super::state::State;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Truth {
    pub approval_number: String,
    pub amount_won: i64,
    pub refunded_won: i64,
    pub refund_count: usize,
    pub refunds: Vec<Cancel>,
    /// Every start for this approval, oldest first.
    pub attempts: Vec<Attempt>,
}

pub(crate) fn truth(state: &State, approval_number: &str) -> Option<Truth> {
    let approval = state.approvals.get(approval_number)?;
    let attempts = state.attempts().filter(|attempt| attempt.approval_number == approval.number);
    Some(Truth {
        approval_number: approval.number.clone(),
        amount_won: approval.amount_won,
        refunded_won: approval.cancels.iter().map(|cancel| cancel.amount_won).sum(),
        refund_count: approval.cancels.len(),
        refunds: approval.cancels.clone(),
        attempts: attempts.cloned().collect(),
    })
}
