//! What PortOne has signed and its body then says.

use desk_domain::Timestamp;
use desk_gateway::portone::{HookError, verify_hook};

use super::signature::{NOW, headers, secret, sign};
use super::{Target, Verdict, demand, demand_reference};
use crate::corpus::{documents, texts};

/// Signed anew after each mutation: whatever happens is the body's doing.
pub(super) struct Webhook;

pub(super) const BODIES: [&str; 3] = [
    r#"{"type":"Transaction.Cancelled","timestamp":"2026-11-21T03:00:00Z","data":{"paymentId":"pay-1","storeId":"s","transactionId":"t","cancellationId":"c"}}"#,
    r#"{"type":"Transaction.VirtualAccountIssued","timestamp":"2026-11-21T12:00:00.123456+09:00","data":{"paymentId":"2026-11-21-0001","storeId":"s","transactionId":"t"}}"#,
    r#"{"type":"BillingKey.Issued","timestamp":"2026-11-21T03:00:00Z","data":{"billingKey":"k","storeId":"s"}}"#,
];

impl Target for Webhook {
    fn name(&self) -> &'static str {
        "portone-webhook"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        [texts(&BODIES), documents("payments"), documents("cancellations")].concat()
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let signed_at = NOW.to_string();
        let signature = sign("hook-1", &signed_at, input);
        let headers = headers("hook-1", &signed_at, &signature).ok_or("our own headers")?;
        let now = Timestamp(0).plus_seconds(NOW);
        match verify_hook(&[secret()], &headers, input, now) {
            Ok(hook) => {
                demand(hook.id == "hook-1", || format!("another id: {}", hook.id))?;
                demand_reference("the kind", &hook.kind)?;
                if let Some(id) = &hook.gateway_payment_id {
                    demand_reference("the payment's id", id)?;
                }
                Ok(Verdict::Understood)
            }
            Err(HookError::Unreadable) => Ok(Verdict::Refused),
            Err(other) => Err(format!("what we signed was refused: {other}")),
        }
    }
}
