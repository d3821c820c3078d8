//! The wire between the desk and the agents of the card terminals, both ways.

use std::fmt::Debug;

use desk_api::agent::{AgentMessage, DeskMessage};

use super::{Target, Verdict, demand};
use crate::corpus::texts;

const FROM_AGENTS: [&str; 6] = [
    r#"{"type":"hello","protocol":1,"agent_version":"0.1.0","cat_id":"1234567001","driver":"van"}"#,
    r#"{"type":"progress","service_id":"can_00000000000000000000000001","stage":"awaiting_card"}"#,
    r#"{"type":"result","service_id":"can_00000000000000000000000001","outcome":{"outcome":"succeeded","approval_number":"12345678","approved_at":"2026-11-21T12:00:00+09:00"}}"#,
    r#"{"type":"result","service_id":"can_00000000000000000000000001","outcome":{"outcome":"aborted","why":"card_pulled"}}"#,
    r#"{"type":"result","service_id":"can_00000000000000000000000001","outcome":{"outcome":"never_begun"}}"#,
    r#"{"type":"approval","inquiry_id":"i-1","found":{"cancelled":true,"cancel_approval_number":"1","cancelled_at":"2026-11-21T12:00:00+09:00","service_id":null}}"#,
];
const FROM_THE_DESK: [&str; 5] = [
    r#"{"type":"order","service_id":"can_00000000000000000000000001","task":"cancel_card","original":{"approval_number":"12345678","approved_on":"2026-11-20","amount_won":350000},"amount_won":350000,"installment_months":3,"begin_within_seconds":20}"#,
    r#"{"type":"abort","service_id":"can_00000000000000000000000001"}"#,
    r#"{"type":"query","service_id":"can_00000000000000000000000001"}"#,
    r#"{"type":"inquire","inquiry_id":"i-1","approval":{"approval_number":"12345678","approved_on":"2026-11-20","amount_won":350000}}"#,
    r#"{"type":"goodbye","why":"에이전트를 새 버전으로 바꿔 주세요."}"#,
];

/// What an agent says, as the desk reads it.
pub(super) struct ToDesk;

impl Target for ToDesk {
    fn name(&self) -> &'static str {
        "agent-to-desk"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        texts(&FROM_AGENTS)
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        round_trip::<AgentMessage>(input)
    }
}

/// What the desk says, as an agent reads it.
pub(super) struct ToAgent;

impl Target for ToAgent {
    fn name(&self) -> &'static str {
        "desk-to-agent"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        texts(&FROM_THE_DESK)
    }

    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        round_trip::<DeskMessage>(input)
    }
}

/// A message that is understood means the same once it was written down and read again: the journal of
/// an agent lives by that.
fn round_trip<T>(input: &[u8]) -> Result<Verdict, String>
where
    T: Debug + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
{
    let Ok(text) = std::str::from_utf8(input) else { return Ok(Verdict::Refused) };
    let Ok(message) = serde_json::from_str::<T>(text) else { return Ok(Verdict::Refused) };
    let written = serde_json::to_string(&message).map_err(|error| error.to_string())?;
    let again: T = serde_json::from_str(&written)
        .map_err(|error| format!("{written} was written and is not read: {error}"))?;
    demand(again == message, || format!("{message:?} came back as {again:?}"))?;
    Ok(Verdict::Understood)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// A field that the wire no longer has would be skipped in silence, and never be broken.
    #[track_caller]
    fn check<T: serde::Serialize + serde::de::DeserializeOwned>(document: &str) {
        let message: T = serde_json::from_str(document).unwrap();
        let written = serde_json::to_value(message).unwrap();
        let document: Value = serde_json::from_str(document).unwrap();
        for name in document.as_object().unwrap().keys() {
            assert!(written.get(name).is_some(), "{name} of {document}");
        }
    }

    #[test]
    fn the_corpus_speaks_the_wire_of_today() {
        FROM_AGENTS.into_iter().for_each(check::<AgentMessage>);
        FROM_THE_DESK.into_iter().for_each(check::<DeskMessage>);
    }
}
