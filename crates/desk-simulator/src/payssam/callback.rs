//! 승인동기화: a paid bill is told to its callback address, every hour for a day until the answer
//! is exactly right. Failures, cancels and voids are never told.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::codes::Refusal;
use super::state::State;
use super::versions::Version;
use super::view;
use crate::faults::{Faults, Stage};
use crate::outbox::{Delivery, Reception};

/// At once, then every hour for a day.
pub(super) const WAITS_MINUTES: [i64; 25] = {
    let mut waits = [60; 25];
    waits[0] = 0;
    waits
};

/// The vendor compares the whole answer; one more field or other words, and it comes again.
pub(crate) fn is_exact(reception: &Reception) -> bool {
    let Reception::Answered { status: 200, body } = reception else { return false };
    let wanted = json!({ "code": "0000", "msg": "성공하였습니다." });
    serde_json::from_str::<Value>(body).is_ok_and(|answer| answer == wanted)
}

/// Queues the approval, unless there is no address for it.
pub(crate) fn tell(
    state: &mut State,
    faults: &mut Faults,
    bill_id: &str,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let bill = state.book.get(bill_id)?;
    let target = bill.callback_url.clone().or_else(|| state.outbox.target.clone());
    let Some(url) = target else { return Ok(()) };
    let body = body(state, view::bill(bill)).to_string();
    let delivery = Delivery::waiting(bill_id, format!("{bill_id}/approval"), url, body, now);
    state.outbox.send(delivery, faults.strike_later(Stage::Webhook, bill_id));
    Ok(())
}

/// Unsigned: the key inside is the only proof of who calls.
fn body(state: &State, bill: Map<String, Value>) -> Value {
    let case = match state.settings.quirks.camel_case_callbacks {
        true => Version::V2,
        false => Version::V1,
    };
    let mut fields = Map::new();
    fields.insert(case.spell("api_key"), json!(state.settings.api_key));
    fields.extend(bill.into_iter().map(|(name, value)| (case.spell(&name), value)));
    Value::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, body: &str, expected: bool) {
        let reception = Reception::Answered { status, body: body.to_owned() };
        assert_eq!(is_exact(&reception), expected, "{status} {body}");
    }

    #[test]
    fn only_the_exact_answer_counts() {
        check(200, r#"{"code":"0000","msg":"성공하였습니다."}"#, true);
        check(200, "{ \"msg\": \"성공하였습니다.\",\n \"code\": \"0000\" }", true);
        check(200, r#"{"code":"0000","msg":"성공하였습니다"}"#, false);
        check(200, r#"{"code":"0000","message":"성공하였습니다."}"#, false);
        check(200, r#"{"code":"0000","msg":"성공하였습니다.","ok":true}"#, false);
        check(200, "ok", false);
        check(204, "", false);
        check(500, r#"{"code":"0000","msg":"성공하였습니다."}"#, false);
    }

    #[test]
    fn a_day_of_hourly_attempts() {
        assert_eq!(WAITS_MINUTES.iter().sum::<i64>(), 24 * 60);
    }
}
