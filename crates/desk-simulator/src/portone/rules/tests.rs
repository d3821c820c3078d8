//! Each rule on both sides of its border. Instants are written in Korean time.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{PgRequest, check, is_asynchronous};
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::book::Stored;
use crate::portone::cancel::CancelBody;
use crate::portone::errors::ErrorKind;
use crate::portone::state::State;

const NOV_15: &str = "2026-11-15T14:00:00+09:00";

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn stored(provider: &str, method: Value, paid_at: &str, more: Value) -> Stored {
    let mut plan = json!({
        "id": "p", "amountWon": 10_000, "provider": provider, "method": method, "paidAt": at(paid_at),
    });
    plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let plan: Blueprint = serde_json::from_value(plan).unwrap();
    let mut state = State::new("store".into(), "secret".into(), None);
    blueprint::create(&mut state, &plan, at(paid_at)).unwrap();
    state.book.find("p").unwrap().clone()
}

fn body(json_body: Value) -> CancelBody {
    let mut whole = json!({ "reason": "test" });
    whole.as_object_mut().unwrap().extend(json_body.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn account() -> Value {
    json!({ "bank": "KOOKMIN", "number": "1234", "holderName": "김서연" })
}

/// `"full"` or `"partial"`, then when, then the expected refusal.
#[track_caller]
fn verdict(
    stored: &Stored,
    part: &str,
    body: &CancelBody,
    now: &str,
    expected: Option<(ErrorKind, &str)>,
) {
    let is_partial = part == "partial";
    let request = PgRequest { stored, body, is_partial, takes_the_rest: !is_partial, now: at(now) };
    let refused = check(&request).err();
    let refused = refused.as_ref().map(|e| (e.kind, e.pg_code.as_deref().unwrap_or("")));
    assert_eq!(refused, expected, "{part} at {now}");
}

fn pg(code: &str) -> Option<(ErrorKind, &str)> {
    Some((ErrorKind::PgProvider, code))
}

const INVALID: Option<(ErrorKind, &str)> = Some((ErrorKind::InvalidRequest, ""));

#[test]
fn phone_bills_are_cancelled_in_full_and_in_their_month() {
    let phone = json!({ "type": "PaymentMethodMobile" });
    let paid = "2026-11-01T00:00:00+09:00";
    let plain = stored("TOSSPAYMENTS", phone.clone(), paid, json!({}));
    let none = body(json!({}));
    verdict(&plain, "full", &none, "2026-11-30T23:59:59+09:00", None);
    verdict(&plain, "full", &none, "2026-12-01T00:00:00+09:00", pg("PHONE_OTHER_MONTH"));
    verdict(&plain, "full", &none, "2027-11-02T00:00:00+09:00", pg("PHONE_OTHER_MONTH"));
    verdict(&plain, "partial", &none, NOV_15, pg("PARTIAL_CANCEL_NOT_ALLOWED"));

    // 23:30 UTC on 31 October is November in Korea.
    let by_utc = stored("KSNET", phone.clone(), "2026-10-31T23:30:00Z", json!({}));
    verdict(&by_utc, "full", &none, NOV_15, None);

    let contract = json!({ "contract": { "nextMonthPhoneRefund": true } });
    let later = stored("KCP_V2", phone, paid, contract);
    verdict(&later, "full", &none, "2026-12-01T00:00:00+09:00", INVALID);
    let with_account = body(json!({ "refundAccount": account() }));
    verdict(&later, "full", &with_account, "2026-12-01T00:00:00+09:00", None);
}

#[test]
fn virtual_accounts_need_an_account_a_contract_and_sometimes_the_hour() {
    let method = json!({ "type": "PaymentMethodVirtualAccount", "accountNumber": "1" });
    let none = body(json!({}));
    let with_account = body(json!({ "refundAccount": account() }));
    let no_contract = json!({ "contract": { "virtualAccountRefund": false } });

    let toss = stored("TOSSPAYMENTS", method.clone(), NOV_15, no_contract.clone());
    verdict(&toss, "full", &none, NOV_15, INVALID);
    verdict(&toss, "full", &with_account, NOV_15, None);

    let nice = stored("NICE_V2", method.clone(), NOV_15, no_contract);
    verdict(&nice, "full", &with_account, NOV_15, pg("VA_REFUND_NOT_CONTRACTED"));

    let smartro = stored("SMARTRO_V2", method.clone(), NOV_15, json!({}));
    verdict(&smartro, "full", &with_account, NOV_15, INVALID);
    let mut phone = account();
    phone["holderPhoneNumber"] = json!("01012345678");
    verdict(&smartro, "full", &body(json!({ "refundAccount": phone })), NOV_15, None);

    let ksnet = stored("KSNET", method, NOV_15, json!({}));
    for (now, open) in [
        ("2026-11-16T05:59:59+09:00", false),
        ("2026-11-16T06:00:00+09:00", true),
        ("2026-11-16T22:59:59+09:00", true),
        ("2026-11-16T23:00:00+09:00", false),
    ] {
        let expected = if open { None } else { pg("VA_REFUND_CLOSED_HOURS") };
        verdict(&ksnet, "full", &with_account, now, expected);
    }
    assert!(is_asynchronous(&ksnet));
}

#[test]
fn some_cards_and_gifts_are_cancelled_in_full_only() {
    let none = body(json!({}));
    let card = |more: Value| json!({ "type": "PaymentMethodCard", "card": more });
    let refused = pg("PARTIAL_CANCEL_NOT_ALLOWED");
    for (provider, method, more) in [
        ("INICIS_V2", card(json!({ "type": "GIFT" })), json!({})),
        ("INICIS_V2", card(json!({ "brand": "VISA" })), json!({})),
        ("NICE_V2", card(json!({})), json!({ "contract": { "partialCancel": false } })),
        ("SMARTRO_V2", card(json!({ "type": "DEBIT" })), json!({ "channelType": "TEST" })),
        ("NICE_V2", card(json!({})), json!({ "escrow": { "status": "BEFORE_REGISTERED" } })),
        (
            "TOSSPAYMENTS",
            json!({ "type": "PaymentMethodGiftCertificate", "approvalNumber": "1" }),
            json!({}),
        ),
    ] {
        let stored = stored(provider, method, NOV_15, more);
        verdict(&stored, "partial", &none, NOV_15, refused);
        verdict(&stored, "full", &none, NOV_15, None);
    }
    let live_debit = stored("SMARTRO_V2", card(json!({ "type": "DEBIT" })), NOV_15, json!({}));
    verdict(&live_debit, "partial", &none, NOV_15, None);
}

#[test]
fn deadlines_include_their_last_day() {
    let none = body(json!({}));
    let card = || json!({ "type": "PaymentMethodCard" });
    let easy = |funding: &str| {
        json!({
            "type": "PaymentMethodEasyPay",
            "easyPayMethod": { "type": funding },
        })
    };
    let money = "PaymentMethodEasyPayMethodCharge";
    for (provider, method, paid, last) in [
        ("INICIS_V2", card(), "2025-11-15", "2026-11-15"),
        ("INICIS_V2", card(), "2024-02-29", "2025-02-28"),
        ("KSNET", card(), "2026-08-31", "2027-02-28"),
        ("KAKAOPAY", easy("PaymentMethodCard"), "2025-11-15", "2026-11-15"),
        ("KAKAOPAY", easy(money), "2021-11-15", "2026-11-15"),
        ("NAVERPAY", easy(money), "2023-11-16", "2026-11-15"),
        ("PAYPAL_V2", easy(money), "2026-05-19", "2026-11-15"),
    ] {
        let stored = stored(provider, method, &format!("{paid}T10:00:00+09:00"), json!({}));
        let last_second = format!("{last}T23:59:59+09:00");
        verdict(&stored, "full", &none, &last_second, None);
        let next_day = (at(&last_second) + chrono::TimeDelta::seconds(1)).to_rfc3339();
        verdict(&stored, "full", &none, &next_day, pg("CANCEL_DEADLINE_PASSED"));
    }
}

#[test]
fn other_refusals() {
    let none = body(json!({}));
    let confirmed = json!({ "escrow": {
        "status": "CONFIRMED", "company": "CJ", "invoiceNumber": "1",
        "isAutomaticallyConfirmed": true,
    }});
    let card = json!({ "type": "PaymentMethodCard" });
    let escrow = stored("NICE_V2", card, NOV_15, confirmed);
    verdict(&escrow, "full", &none, NOV_15, pg("ESCROW_CONFIRMED"));

    let crypto = stored("TRIPLE_A", json!({ "type": "PaymentMethodCrypto" }), NOV_15, json!({}));
    verdict(&crypto, "full", &none, NOV_15, INVALID);
    verdict(&crypto, "full", &body(json!({ "refundEmail": "a@b.kr" })), NOV_15, None);

    let store = json!({ "type": "PaymentMethodConvenienceStore" });
    let store = stored("INICIS_JP", store, NOV_15, json!({}));
    verdict(&store, "full", &none, NOV_15, pg("STORE_ALREADY_DEPOSITED"));
}

#[test]
fn kpn_wants_an_account_for_an_old_transfer() {
    let method = json!({ "type": "PaymentMethodTransfer", "bank": "SHINHAN" });
    let paid = |provider| stored(provider, method.clone(), "2026-08-15T14:00:00+09:00", json!({}));
    let (bare, told) = (body(json!({})), body(json!({ "refundAccount": account() })));
    let next_day = "2026-11-16T00:00:00+09:00";
    verdict(&paid("KPN"), "full", &bare, NOV_15, None);
    verdict(&paid("KPN"), "full", &bare, next_day, INVALID);
    verdict(&paid("KPN"), "full", &told, next_day, None);
    verdict(&paid("INICIS_V2"), "full", &bare, next_day, None);
}
