//! What sending a bill ended in.

use super::answer::{INVALID, NOT_FOUND, NOT_LET_IN, word};
use crate::SendOutcome;
use crate::http::{Answer, HttpError};
use crate::payssam::ApiVersion;
use crate::payssam::wire::SentBill;

/// The address of the callback is not taken, the points for a message are used up, the bill is cancelled,
/// paid or otherwise not to be sent.
const NOT_SENT: &[&str] = &["9870", "9970", "9971", "BILL_006", "POINT_001"];
/// 이미 사용된 Bill_ID.
const NUMBER_USED: &[&str] = &["9800", "BILL_001"];

/// What one send or resend ended in.
pub(in crate::payssam) fn send_answer(
    version: ApiVersion,
    bill_id: &str,
    answer: Result<Answer, HttpError>,
) -> SendOutcome {
    let unknown = |why: String| SendOutcome::Unknown { why };
    let word =
        match answer.map_err(|error| error.to_string()).and_then(|answer| word(version, &answer)) {
            Ok(word) => word,
            Err(why) => return unknown(why),
        };
    if word.is_no(&[NUMBER_USED]) {
        return SendOutcome::NumberUsed;
    }
    if word.is_no(&[NOT_SENT, NOT_FOUND, NOT_LET_IN, INVALID]) {
        return SendOutcome::Refused(word.words);
    }
    if !word.is_success() {
        return unknown(word.said());
    }
    match word.document::<SentBill>() {
        Ok(sent) if sent.bill_id == bill_id => SendOutcome::Sent { link: sent.short_url },
        Ok(_) => unknown("the answer speaks of another bill".to_owned()),
        Err(why) => unknown(why),
    }
}

/// The vendor takes a phone number as digits, and hashes it so.
pub(in crate::payssam) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
