//! Every path of `/api`, once. The server routes by the templates; the browser builds addresses.

pub const API: &str = "/api";
pub const PAYMENTS: &str = "/api/payments";
pub const PAYMENTS_SUMMARY: &str = "/api/payments/summary";
pub const PAYMENT: &str = "/api/payments/{id}";
pub const PAYMENT_REFRESH: &str = "/api/payments/{id}/refresh";
pub const PAYMENT_VOID: &str = "/api/payments/{id}/void";
pub const PAYMENT_VOID_OUTSIDE: &str = "/api/payments/{id}/void-outside";
pub const PAYMENT_CANCELLATIONS: &str = "/api/payments/{id}/cancellations";
pub const CANCELLATIONS: &str = "/api/cancellations";
pub const CANCELLATION: &str = "/api/cancellations/{id}";
pub const CANCELLATION_WITHDRAW: &str = "/api/cancellations/{id}/withdraw";
pub const FOLLOW_UPS: &str = "/api/follow-ups";
pub const FOLLOW_UPS_COUNTS: &str = "/api/follow-ups/counts";
pub const FOLLOW_UP: &str = "/api/follow-ups/{id}";
pub const FOLLOW_UP_ASSIGN: &str = "/api/follow-ups/{id}/assign";
pub const FOLLOW_UP_NOTE: &str = "/api/follow-ups/{id}/note";
pub const FOLLOW_UP_CLOSE: &str = "/api/follow-ups/{id}/close";
pub const DRIFT: &str = "/api/drift";
pub const DRIFT_ADOPT: &str = "/api/drift/{id}/adopt";
pub const AGREEMENT: &str = "/api/agreement";
pub const PAYMENT_REBILL: &str = "/api/payments/{id}/rebill";
pub const BILLS: &str = "/api/bills";
pub const BILL: &str = "/api/bills/{id}";
pub const BILL_SEND: &str = "/api/bills/{id}/send";
pub const BILL_RESEND: &str = "/api/bills/{id}/resend";
pub const BILL_VOID: &str = "/api/bills/{id}/void";
pub const BILL_RECORD: &str = "/api/bills/{id}/record";
pub const CUSTOMER: &str = "/api/customers/{id}";
pub const TERMINALS: &str = "/api/terminals";
pub const TERMINAL_CODE: &str = "/api/terminals/{id}/code";
pub const TERMINAL_REVOKE: &str = "/api/terminals/{id}/revoke";
pub const CANCELLATION_ABORT: &str = "/api/cancellations/{id}/abort";
/// Where agents dial in: a WebSocket, with the agent's own token.
pub const AGENT: &str = "/api/agent";
pub const AGENT_PAIR: &str = "/api/agent/pair";
pub const RULEBOOK: &str = "/api/rulebook";
pub const BANKS: &str = "/api/banks";
pub const STAFF: &str = "/api/staff";
pub const EVENTS: &str = "/api/events";
pub const SESSION: &str = "/api/session";
pub const SESSION_STEP_UP: &str = "/api/session/step-up";
pub const OPENAPI: &str = "/api/openapi.json";

/// Fills the one `{id}` of a template.
#[must_use]
pub fn with_id(template: &str, id: &str) -> String {
    template.replace("{id}", id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_takes_its_place() {
        assert_eq!(with_id(PAYMENT_REFRESH, "pay_1"), "/api/payments/pay_1/refresh");
    }
}
