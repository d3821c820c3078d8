//! Sending a bill, and its message once more.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use super::Fields;
use crate::clock::{kst, kst_midnight_after};
use crate::faults::FaultKind;
use crate::payssam::bill::{Bill, BillState, SendType};
use crate::payssam::call::Call;
use crate::payssam::codes::Refusal;
use crate::payssam::lifecycle::spend_points;
use crate::payssam::state::State;
use crate::payssam::versions::Version;
use crate::payssam::{numbers, view};

/// Until when a bill without `expire_dt` can be paid. The vendor does not say.
const DAYS_WITHOUT_DATE: i64 = 30;

pub(super) fn send(
    state: &mut State,
    call: &Call,
    verdict: Option<FaultKind>,
    now: DateTime<Utc>,
) -> Result<Fields, Refusal> {
    let bill = draft(call, now)?;
    call.check_hash()?;
    if state.book.find(&bill.id).is_some() {
        return Err(Refusal::DuplicateBill);
    }
    if verdict == Some(FaultKind::NotSent) {
        return Err(Refusal::CallbackAddress);
    }
    if bill.send_type == SendType::Talk {
        spend_points(state)?;
    }
    let mut fields = view::map(json!({
        "bill_id": bill.id,
        "hash": call.text("hash")?,
        "short_url": bill.short_url,
    }));
    if let (Version::V1, Some(issuer)) = (call.version, &bill.issuer) {
        fields.insert("bill_issuer".into(), json!(issuer));
    }
    state.book.insert(bill);
    Ok(fields)
}

/// The same message again; a bill that is past waiting is not sent.
pub(super) fn resend(state: &mut State, call: &Call) -> Result<Fields, Refusal> {
    let bill = state.book.get(call.bill_id()?)?;
    if bill.state != BillState::Waiting {
        return Err(Refusal::NotSendable);
    }
    let fields = view::map(json!({ "bill_id": bill.id }));
    spend_points(state)?;
    Ok(fields)
}

fn draft(call: &Call, now: DateTime<Utc>) -> Result<Bill, Refusal> {
    let id = call.bill_id()?;
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(call.bad("bill_id"));
    }
    let price_won = call.won("price")?;
    if price_won == 0 {
        return Err(call.bad("price"));
    }
    let send_type = send_type(call)?;
    let owned = |name| call.optional(name).map(|text| text.map(str::to_owned));
    Ok(Bill {
        id: id.to_owned(),
        issuer: owned("bill_issuer")?,
        product_name: call.text("product_name")?.to_owned(),
        message: owned("message")?,
        member_name: call.text("member_name")?.into(),
        phone: phone(call, send_type)?.map(Into::into),
        price_won,
        send_type,
        callback_url: Some(callback_url(call)?.to_owned()),
        short_url: numbers::short_url(id),
        sent_at: now,
        expires_at: expires_at(call, now)?,
        state: BillState::Waiting,
        approval: None,
        test_cancel_at: None,
        ending: None,
        refunds: Vec::new(),
        receipt: None,
    })
}

/// Version 1 has no such field; its bills go out by KakaoTalk.
fn send_type(call: &Call) -> Result<SendType, Refusal> {
    match call.version {
        Version::V1 => Ok(SendType::Talk),
        Version::V2 => match call.text("send_type")? {
            "TALK" => Ok(SendType::Talk),
            "URL" => Ok(SendType::Url),
            _ => Err(call.bad("send_type")),
        },
    }
}

/// Digits only. A message needs a phone, a link of version 2 does not.
fn phone(call: &Call, send_type: SendType) -> Result<Option<&str>, Refusal> {
    let phone = call.optional("phone")?;
    let is_good = match phone {
        Some(phone) => phone.bytes().all(|byte| byte.is_ascii_digit()),
        None => send_type == SendType::Url,
    };
    if is_good { Ok(phone) } else { Err(call.bad("phone")) }
}

fn callback_url(call: &Call) -> Result<&str, Refusal> {
    let url = call.optional("callback_url")?.ok_or(Refusal::CallbackAddress)?;
    let is_web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    if is_web { Ok(url) } else { Err(Refusal::CallbackAddress) }
}

/// The last day counts in full, by the Korean calendar.
fn expires_at(call: &Call, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let today = kst(now).date_naive();
    let last_day = match call.optional("expire_dt")? {
        None => today + TimeDelta::days(DAYS_WITHOUT_DATE),
        Some(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|day| *day >= today)
            .ok_or_else(|| call.bad("expire_dt"))?,
    };
    Ok(kst_midnight_after(last_day))
}
