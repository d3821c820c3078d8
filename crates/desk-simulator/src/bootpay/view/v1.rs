//! V1: everything inside `{"status", "code", "message", "data"}`.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::super::Generation;
use super::super::auth::Token;
use super::super::book::Stored;
use super::super::method::{Card, Method, bank_name};
use super::super::pg;
use super::super::state::State;
use super::{plain, receipt_url, status};

pub(crate) fn token(token: &Token, now: DateTime<Utc>) -> Value {
    envelope(json!({
        "token": token.text.reveal(),
        "server_time": now.timestamp(),
        "expired_at": token.expires_at().timestamp(),
    }))
}

/// `POST /cancel`; `won` is what this call took.
pub(crate) fn cancelled(stored: &Stored, won: i64) -> Value {
    envelope(json!({
        "receipt_id": stored.receipt_id,
        "request_cancel_price": won,
        "remain_price": stored.remaining_won(),
        "remain_tax_free": stored.tax_free - stored.cancelled_tax_free,
        "cancelled_price": stored.cancelled_price,
        "cancelled_tax_free": stored.cancelled_tax_free,
        "revoked_at": stored.cancelled_at.map(plain),
        "tid": stored.tid,
    }))
}

/// `GET /receipt/{receipt_id}`.
pub(crate) fn receipt(state: &State, stored: &Stored) -> Value {
    let status = status(state, stored);
    let mut data = common(state, stored);
    for (name, value) in [
        ("tax_free", json!(stored.tax_free)),
        ("remain_price", json!(stored.remaining_won())),
        ("remain_tax_free", json!(stored.tax_free - stored.cancelled_tax_free)),
        ("cancelled_price", json!(stored.cancelled_price)),
        ("cancelled_tax_free", json!(stored.cancelled_tax_free)),
        ("requested_at", json!(plain(stored.requested_at))),
        ("status_en", json!(status.english())),
        ("status_ko", json!(status.korean())),
    ] {
        data[name] = value;
    }
    envelope(data)
}

/// The webhook, without the secret and the count of attempts.
pub(crate) fn webhook(state: &State, stored: &Stored) -> Value {
    let mut payload = common(state, stored);
    payload["application_id"] = json!(state.options.application_id);
    payload
}

fn common(state: &State, stored: &Stored) -> Value {
    let (method_name, method) = stored.method.chosen();
    json!({
        "receipt_id": stored.receipt_id,
        "order_id": stored.order_id,
        "name": stored.order_name,
        "price": stored.price,
        "unit": "krw",
        "pg": stored.pg,
        "pg_name": pg::of(&stored.pg).map(|pg| pg.name),
        "method": method,
        "method_name": method_name,
        "receipt_url": receipt_url(&stored.receipt_id),
        "purchased_at": stored.purchased_at.map(plain),
        "status": status(state, stored).code(Generation::V1),
        "payment_data": payment_data(state, stored),
    })
}

/// What the PG sent, under the vendor's short names. `g` is printed and not explained.
fn payment_data(state: &State, stored: &Stored) -> Value {
    let (method_name, method) = stored.method.chosen();
    let mut data = json!({
        "receipt_id": stored.receipt_id,
        "n": stored.order_name,
        "p": stored.price,
        "tid": stored.tid,
        "pg": pg::of(&stored.pg).map(|pg| pg.name),
        "pm": method_name,
        "pg_a": stored.pg,
        "pm_a": method,
        "o_id": stored.order_id,
        "p_at": stored.purchased_at.map(plain),
        "s": status(state, stored).code(Generation::V1),
        "g": 2,
    });
    let issued = stored.cash_receipt.as_ref().filter(|receipt| receipt.is_issued());
    let cash_result = json!(issued.map(|receipt| &receipt.number));
    match &stored.method {
        Method::Card(card) | Method::Wallet { card: Some(card), .. } => add_card(&mut data, card),
        Method::Bank(account) => {
            data["bankname"] = json!(bank_name(&account.bank_code));
            data["cash_result"] = cash_result;
        }
        Method::VirtualAccount(account) => {
            data["bankname"] = json!(bank_name(&account.bank_code));
            data["accountholder"] = json!(account.holder);
            data["account"] = json!(account.number);
            data["expiredate"] = json!(account.expired_at.map(plain));
            data["username"] = json!(account.sender);
            data["cash_result"] = cash_result;
        }
        Method::Phone { .. } | Method::Wallet { card: None, .. } => {}
    }
    data
}

fn add_card(data: &mut Value, card: &Card) {
    data["card_name"] = json!(card.company);
    // V1 hides the middle of the number with zeros, V2 with stars.
    data["card_no"] = json!(card.number.reveal().replace('*', "0"));
    data["card_quota"] = json!(format!("{:02}", card.months));
    data["card_code"] = json!(card.code);
    data["card_auth_no"] = json!(card.approval_number);
}

fn envelope(data: Value) -> Value {
    json!({ "status": 200, "code": 0, "message": "", "data": data })
}
