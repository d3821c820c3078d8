//! 승인동기화: the vendor calls when a bill was paid, and only then.
//!
//! It signs nothing; the key in the body is all that proves it. So the body is a reason to read the
//! bill and nothing more. An answer that differs by a byte is repeated every hour for a day.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::wire::text;
use crate::reference::is_reference;
use crate::{ApprovalSync, NoticeError, Secret};

/// What the vendor wants to hear. Its inspection fails an integration that answers otherwise.
pub const CALLBACK_ANSWER: &str = r#"{"code":"0000","msg":"성공하였습니다."}"#;

/// V1's names also for a bill of V2, say integrations; V2's own are taken as well.
#[derive(Deserialize)]
struct CallbackBody {
    #[serde(alias = "apiKey")]
    apikey: Secret,
    #[serde(alias = "billId")]
    bill_id: String,
    #[serde(alias = "apprState")]
    appr_state: String,
    #[serde(default, alias = "apprNum", deserialize_with = "text")]
    appr_num: Option<String>,
}

/// Reads a callback and checks whose key it carries.
///
/// # Errors
/// [`NoticeError`].
pub(super) fn read(api_key: &Secret, body: &[u8]) -> Result<ApprovalSync, NoticeError> {
    let body: CallbackBody = serde_json::from_slice(body).map_err(|_| NoticeError::Unreadable)?;
    if !is_same(api_key, &body.apikey) {
        return Err(NoticeError::WrongKey);
    }
    let number = body.appr_num.unwrap_or_default();
    // The vendor numbers no callbacks: one approval of one bill is one notice, however often it comes.
    let id = format!("{} {} {number}", body.bill_id, body.appr_state);
    if ![&id, &body.appr_state, &body.bill_id].into_iter().all(|text| is_reference(text)) {
        return Err(NoticeError::Unreadable);
    }
    Ok(ApprovalSync { id, kind: body.appr_state, bill_number: body.bill_id })
}

/// Compares digests, so that the time it takes tells nothing about the key.
fn is_same(known: &Secret, given: &Secret) -> bool {
    let digest = |secret: &Secret| Sha256::digest(secret.expose().as_bytes());
    let pairs = digest(known).into_iter().zip(digest(given));
    pairs.fold(0, |differing, (known, given)| differing | (known ^ given)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    fn knock(body: &str) -> Result<ApprovalSync, NoticeError> {
        read(&Secret::new(KEY), body.as_bytes())
    }

    fn expected() -> ApprovalSync {
        let (id, kind) = ("1024 F 12345678".into(), "F".into());
        ApprovalSync { id, kind, bill_number: "1024".into() }
    }

    #[test]
    fn the_names_of_both_versions_are_read() {
        let v1 = format!(
            r#"{{"apikey":"{KEY}","bill_id":"1024","appr_state":"F","appr_num":"12345678","appr_price":"1"}}"#
        );
        let v2 =
            format!(r#"{{"apiKey":"{KEY}","billId":"1024","apprState":"F","apprNum":12345678}}"#);
        assert_eq!(knock(&v1), Ok(expected()));
        assert_eq!(knock(&v2), Ok(expected()));
    }

    #[test]
    fn another_key_is_not_believed() {
        for key in ["", "0123456789abcdef0123456789abcdeg", &KEY[1..], &format!("{KEY} ")] {
            let body = format!(r#"{{"apikey":"{key}","bill_id":"1024","appr_state":"F"}}"#);
            assert_eq!(knock(&body), Err(NoticeError::WrongKey), "{key:?}");
        }
        let keyless = r#"{"bill_id":"1024","appr_state":"F"}"#;
        assert_eq!(knock(keyless), Err(NoticeError::Unreadable));
        assert_eq!(knock("<xml>"), Err(NoticeError::Unreadable));
        for number in [r"1\u0000", &"1".repeat(300), ""] {
            let body = format!(r#"{{"apikey":"{KEY}","bill_id":"{number}","appr_state":"F"}}"#);
            assert_eq!(knock(&body), Err(NoticeError::Unreadable), "{number}");
        }
    }
}
