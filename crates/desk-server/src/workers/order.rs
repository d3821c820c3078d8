//! The order that a vendor is given: made from the rows only, so that a repeat is equal to the first.

use desk_gateway::CancelOrder;
use desk_store::Sending;

use crate::desk::Desk;
use crate::seal::SealError;

/// # Errors
/// When the refund account cannot be opened: without it nothing may be sent.
pub(super) fn order_of(desk: &Desk, sending: &Sending) -> Result<CancelOrder, SealError> {
    let cancellation = &sending.cancellation;
    let account = sending
        .sealed_refund_account
        .as_deref()
        .map(|sealed| desk.vault.open(sealed, &cancellation.id))
        .transpose()?;
    Ok(CancelOrder {
        gateway_payment_id: sending.payment.gateway_payment_id.clone(),
        amount: cancellation.amount,
        tax_free: cancellation.tax_free,
        expected_cancellable: cancellation.expected_cancellable,
        // The person's note stays here: it may name people, and the vendor prints the reason.
        reason: cancellation.reason_code.words().to_owned(),
        reference: cancellation.id.as_str().to_owned(),
        key: cancellation.gateway_key.clone(),
        refund_account: account,
        retain_option: cancellation.retain_option,
    })
}
