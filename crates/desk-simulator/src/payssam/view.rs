//! A bill as the vendor shows it: the `appr_*` fields of a read and of an approval callback.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::bill::{Approval, Bill, Ending};
use crate::clock::kst;

/// snake_case, as version 1 spells it. What has not happened is null.
pub(super) fn bill(bill: &Bill) -> Map<String, Value> {
    let approval = bill.approval.as_ref();
    let card = approval.and_then(|paid| paid.card.as_ref());
    let receipt = bill.receipt.as_ref();
    let numbers = Numbers::of(approval, bill.ending.as_ref());
    map(json!({
        "bill_id": bill.id,
        "appr_cat_id": approval.map(|_| "SIM0000001"),
        "appr_pay_type": approval.map(|paid| paid.pay_type),
        "appr_card_type": card.map(|card| &card.kind),
        "appr_dt": numbers.at.map(text_time),
        "appr_origin_dt": numbers.origin_at.map(text_time),
        "appr_price": approval.map(|_| bill.price_won.to_string()),
        "appr_issuer": card.map(|card| &card.issuer),
        "appr_issuer_cd": card.map(|card| &card.issuer_code),
        "appr_issuer_num": card.map(|card| &card.number),
        "appr_acquirer_cd": card.map(|card| &card.acquirer_code),
        "appr_acquirer_nm": card.map(|card| &card.acquirer_name),
        "appr_num": numbers.number,
        "appr_origin_num": numbers.origin_number,
        "appr_res_cd": null,
        "appr_monthly": approval.map(|paid| paid.instalment_months.to_string()),
        "appr_state": bill.state,
        "appr_cash_num": receipt.map(|receipt| &receipt.number),
        "appr_cash_trader": receipt.map(|receipt| receipt.trader),
        "appr_cash_issuance_number": receipt.map(|receipt| &receipt.issuance_number),
    }))
}

/// For the control page.
pub(crate) fn shown(of: &Bill) -> Value {
    Value::Object(bill(of))
}

/// After a cancel `appr_num` is the cancel's number, and the payment's moves to `appr_origin_num`.
struct Numbers<'a> {
    number: Option<&'a str>,
    at: Option<DateTime<Utc>>,
    origin_number: Option<&'a str>,
    origin_at: Option<DateTime<Utc>>,
}

impl<'a> Numbers<'a> {
    fn of(approval: Option<&'a Approval>, ending: Option<&'a Ending>) -> Self {
        let paid = approval.map(|paid| (paid.number.as_str(), paid.at));
        let cancelled = ending.and_then(|end| Some((end.number.as_deref()?, end.at)));
        let (present, origin) = match cancelled {
            Some(cancelled) => (Some(cancelled), paid),
            None => (paid, None),
        };
        Self {
            number: present.map(|(number, _)| number),
            at: present.map(|(_, at)| at),
            origin_number: origin.map(|(number, _)| number),
            origin_at: origin.map(|(_, at)| at),
        }
    }
}

/// YYYYMMDDHHMMSS in Korean time, without a zone.
pub(super) fn text_time(at: DateTime<Utc>) -> String {
    kst(at).format("%Y%m%d%H%M%S").to_string()
}

pub(super) fn map(object: Value) -> Map<String, Value> {
    match object {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
