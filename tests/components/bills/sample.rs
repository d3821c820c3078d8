//! Payments and bills as the server tells them.

use desk_api::{Bill, PaymentDetail};
use desk_domain::{BillId, PaymentId};
use serde_json::{Value, json};

fn text(ko: &str) -> Value {
    json!({ "ko": ko, "en": ko })
}

/// 120,000 won by card, cancelled in full, of which nothing was billed again.
pub(crate) fn cancelled_payment(number: u128) -> PaymentDetail {
    let payment = json!({
        "id": PaymentId::from_bits(number), "merchant_id": "mer_00000000000000000000000001",
        "channel": "portone", "gateway_payment_id": "order-1",
        "customer": { "id": null, "name": "김*연", "phone": "010-****-5678" },
        "order_name": "수학 11월", "method": "card",
        "method_detail": {
            "label": text("현대카드"), "pg": null, "mode": null, "provider": null, "funding": null,
            "card": null, "bank": null, "bank_name": null, "account_number": null,
            "deposit_until": null, "escrow": false, "promotion_id": null
        },
        "amount_won": 120_000, "cancelled_won": 120_000, "reserved_won": 0, "cancellable_won": 0,
        "tax_free_won": 0, "book_status": "cancelled", "gateway_status": "cancelled",
        "gateway_cancelled_won": 120_000, "gateway_checked_at": null, "agreement": "agrees",
        "cash_receipt": "none", "requested_at": "2026-11-20T10:00:00+09:00",
        "paid_at": "2026-11-20T10:01:00+09:00", "cancelled_at": "2026-11-21T10:01:00+09:00",
        "approval_number": null, "receipt_url": null, "in_flight": null, "version": 3
    });
    let decision = json!({
        "rules": ["P-1"], "headline": text("이미 취소된 결제예요."), "verdict": "blocked",
        "actions": [{ "action": "rebill", "verdict": "allowed", "reasons": [] }],
        "deadline": null,
        "amount": {
            "cancellable": 0, "partial_min": 1_000, "partial_allowed": true, "tax_free_left": 0
        },
        "fee": null, "arrival": null, "inputs": [],
        "cash_receipt": { "effect": "none", "text": text("") },
        "stays_undone": [], "steps": [], "notices": []
    });
    let rebill = json!({
        "rebillable_won": 120_000, "rebilled_won": 0, "bills": [], "origin": null,
        "items": [
            { "name": "수학 11월", "amount_won": 100_000 }, { "name": "교재", "amount_won": 20_000 }
        ]
    });
    let detail = json!({
        "payment": payment, "decision": decision, "cancellations": [], "timeline": [],
        "evidence": [], "rebill": rebill
    });
    serde_json::from_value(detail).unwrap()
}

/// 90,000 won of a cancelled payment, as it stands in `status`.
pub(crate) fn bill(number: u128, status: &str, actions: &[&str]) -> Bill {
    let payment =
        matches!(status, "waiting" | "paid" | "cancelled").then(|| PaymentId::from_bits(9));
    let bill = json!({
        "id": BillId::from_bits(number), "merchant_id": "mer_00000000000000000000000001",
        "customer": { "id": null, "name": "김*연", "phone": "010-****-5678" },
        "items": [{ "name": "수학 11월", "amount_won": 90_000 }], "amount_won": 90_000,
        "status": status, "actions": actions, "bill_number": null, "message": null,
        "last_day": null, "link": null, "rebill_of": PaymentId::from_bits(8), "payment_id": payment,
        "created_at": "2026-11-21T10:00:00+09:00", "created_by": null, "sent_at": null,
        "trouble": null, "version": 1
    });
    serde_json::from_value(bill).unwrap()
}
