//! V2: bare objects. A cancel and the cash-receipt calls answer the receipt as a lookup does;
//! that a cancel answers every field of it is UNVERIFIED.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::super::Generation;
use super::super::auth::Token;
use super::super::book::Stored;
use super::super::cash_receipt::{CashReceipt, Standalone};
use super::super::method::{BankAccount, Card, Method, VirtualAccount, Wallet, bank_name};
use super::super::pg;
use super::super::state::State;
use super::super::status::Status;
use super::{iso, receipt_url, status};

const COMPANY: &str = "데스크학원";
const GATEWAY_URL: &str = "https://gw.bootpay.co.kr";

/// `expire_in` in seconds (UNVERIFIED).
pub(crate) fn token(token: &Token, now: DateTime<Utc>) -> Value {
    json!({
        "access_token": token.text.reveal(),
        "expire_in": (token.expires_at() - now).num_seconds(),
    })
}

/// `GET /v2/receipt/{receipt_id}`.
pub(crate) fn receipt(state: &State, stored: &Stored) -> Value {
    let status = status(state, stored);
    let (method, method_symbol) = stored.method.family();
    let (method_origin, method_origin_symbol) = stored.method.chosen();
    let mut receipt = json!({
        "receipt_id": stored.receipt_id,
        "order_id": stored.order_id,
        "price": stored.price,
        "tax_free": stored.tax_free,
        "cancelled_price": stored.cancelled_price,
        "cancelled_tax_free": stored.cancelled_tax_free,
        "order_name": stored.order_name,
        "company_name": COMPANY,
        "gateway_url": GATEWAY_URL,
        "metadata": {},
        "sandbox": stored.sandbox,
        "pg": pg::of(&stored.pg).map(|pg| pg.name),
        "method": method,
        "method_symbol": method_symbol,
        "method_origin": method_origin,
        "method_origin_symbol": method_origin_symbol,
        "requested_at": iso(stored.requested_at),
        "status": status.code(Generation::V2),
        "status_locale": status.korean(),
        "currency": "KRW",
    });
    if let Some(at) = stored.purchased_at {
        receipt["purchased_at"] = json!(iso(at));
        receipt["receipt_url"] = json!(receipt_url(&stored.receipt_id));
    }
    if let Some(at) = stored.cancelled_at {
        receipt["cancelled_at"] = json!(iso(at));
    }
    let (name, data) = method_data(stored);
    receipt[name] = data;
    if let Some(issued) = stored.cash_receipt.as_ref().filter(|receipt| receipt.is_issued()) {
        receipt["cash_receipt_data"] = cash_receipt(issued);
    }
    receipt
}

/// Added for `lookup_user_data=true`; the vendor's types do not describe it (UNVERIFIED).
pub(crate) fn user(stored: &Stored) -> Value {
    let customer = &stored.customer;
    json!({
        "id": customer.id,
        "username": customer.name,
        "phone": customer.phone,
        "email": customer.email,
    })
}

/// A cash receipt for money taken elsewhere; its shape is UNVERIFIED.
pub(crate) fn standalone(standalone: &Standalone) -> Value {
    let issued = &standalone.cash_receipt;
    let status = if issued.is_issued() { Status::Paid } else { Status::Cancelled };
    let cancelled = |won: i64| if issued.is_issued() { 0 } else { won };
    let mut receipt = json!({
        "receipt_id": standalone.receipt_id,
        "order_id": standalone.order_id,
        "price": standalone.price,
        "tax_free": standalone.tax_free,
        "cancelled_price": cancelled(standalone.price),
        "cancelled_tax_free": cancelled(standalone.tax_free),
        "order_name": standalone.order_name,
        "company_name": COMPANY,
        "gateway_url": GATEWAY_URL,
        "metadata": {},
        "method": "현금영수증",
        "method_symbol": "cash_receipt_rest",
        "requested_at": iso(issued.issued_at),
        "purchased_at": iso(issued.issued_at),
        "status": status.code(Generation::V2),
        "status_locale": status.korean(),
        "currency": "KRW",
        "cash_receipt_data": cash_receipt(issued),
    });
    if let Some(at) = issued.cancelled_at {
        receipt["cancelled_at"] = json!(iso(at));
    }
    receipt
}

fn cash_receipt(issued: &CashReceipt) -> Value {
    json!({
        "tid": issued.tid,
        "cash_receipt_type": issued.kind.code(),
        "cash_receipt_no": issued.number,
        "receipt_url": receipt_url(&issued.tid),
    })
}

fn method_data(stored: &Stored) -> (&'static str, Value) {
    match &stored.method {
        Method::Card(card) | Method::Wallet { card: Some(card), .. } => {
            ("card_data", card_data(stored, card))
        }
        Method::Bank(account) => ("bank_data", bank_data(stored, account)),
        Method::VirtualAccount(account) => ("vbank_data", vbank_data(stored, account)),
        Method::Phone { number } => (
            "phone_data",
            json!({
                "tid": stored.tid,
                "auth_no": stored.tid,
                "phone": number,
                "receipt_url": receipt_url(&stored.receipt_id),
            }),
        ),
        // The vendor's own types misspell this name.
        Method::Wallet { wallet: Wallet::Kakao, .. } => {
            ("kakao_moneny_data", json!({ "tid": stored.tid }))
        }
        Method::Wallet { wallet: Wallet::Naver, .. } => {
            ("naver_point_data", json!({ "tid": stored.tid }))
        }
        Method::Wallet { wallet: Wallet::Payco, .. } => {
            ("payco_point_data", json!({ "tid": stored.tid }))
        }
        Method::Wallet { wallet: Wallet::Toss, .. } => {
            ("toss_point_data", json!({ "tid": stored.tid }))
        }
    }
}

fn card_data(stored: &Stored, card: &Card) -> Value {
    json!({
        "tid": stored.tid,
        "card_approve_no": card.approval_number,
        "card_no": card.number,
        "card_interest": "0",
        "card_quota": format!("{:02}", card.months),
        "card_company_code": card.code,
        "card_company": card.company,
        "card_type": card.sort.korean(),
        "card_owner_type": card.owner.korean(),
        "receipt_url": receipt_url(&stored.receipt_id),
        "point": 0,
    })
}

fn bank_data(stored: &Stored, account: &BankAccount) -> Value {
    with_cash_receipt(
        stored,
        json!({
            "tid": stored.tid,
            "bank_code": account.bank_code,
            "bank_name": bank_name(&account.bank_code),
            "bank_username": account.sender,
        }),
    )
}

fn vbank_data(stored: &Stored, account: &VirtualAccount) -> Value {
    with_cash_receipt(
        stored,
        json!({
            "tid": stored.tid,
            "bank_code": account.bank_code,
            "bank_name": bank_name(&account.bank_code),
            "bank_username": account.holder,
            "bank_account": account.number,
            "sender_name": account.sender,
            "expired_at": account.expired_at.map(iso),
        }),
    )
}

fn with_cash_receipt(stored: &Stored, mut data: Value) -> Value {
    if let Some(issued) = stored.cash_receipt.as_ref().filter(|receipt| receipt.is_issued()) {
        data["cash_receipt_tid"] = json!(issued.tid);
        data["cash_receipt_type"] = json!(issued.kind.code().to_string());
        data["cash_receipt_no"] = json!(issued.number);
    }
    data
}
