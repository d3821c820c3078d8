use reqwest::header::{HeaderName, HeaderValue};

use super::*;

const KEY: &str = "whsec_b3VyLW93bi10ZXN0LWtleS0wMDAx";
const OLD_KEY: &str = "b3VyLW93bi10ZXN0LWtleS0wMDAw";
const BODY: &str = r#"{"type":"Transaction.PartialCancelled","timestamp":"2026-11-03T05:05:00Z",
    "data":{"storeId":"store-1","paymentId":"order-1","transactionId":"tx-1",
    "cancellationId":"cancel-1","totalAmount":1}}"#;
/// 2026-11-03T05:05:10Z.
const SIGNED_AT: i64 = 1_793_682_310;

fn secret(text: &str) -> WebhookSecret {
    text.parse().unwrap()
}

fn signature(key: &str, signed_at: &str, body: &str) -> String {
    secret(key).sign(format!("hook-1.{signed_at}.{body}").as_bytes())
}

fn headers(fields: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn signed(signatures: &str, signed_at: &str) -> HeaderMap {
    headers(&[
        ("webhook-id", "hook-1"),
        ("webhook-timestamp", signed_at),
        ("webhook-signature", signatures),
    ])
}

fn verify(headers: &HeaderMap, body: &str, seconds_later: i64) -> Result<VerifiedHook, HookError> {
    let now = Timestamp(0).plus_seconds(SIGNED_AT + seconds_later);
    verify_hook(&[secret(KEY), secret(OLD_KEY)], headers, body.as_bytes(), now)
}

#[test]
fn a_signed_hook_names_the_payment_and_nothing_of_money() {
    let at = SIGNED_AT.to_string();
    let hook = verify(&signed(&signature(KEY, &at, BODY), &at), BODY, 0).unwrap();
    let expected = VerifiedHook {
        id: "hook-1".into(),
        kind: "Transaction.PartialCancelled".into(),
        gateway_payment_id: Some("order-1".into()),
        timestamp: Timestamp::parse_rfc3339("2026-11-03T05:05:00Z").unwrap(),
    };
    assert_eq!(hook, expected);
}

#[track_caller]
fn check_signatures(signatures: &str, expected: Result<(), HookError>) {
    let outcome = verify(&signed(signatures, &SIGNED_AT.to_string()), BODY, 0);
    assert_eq!(outcome.map(|_| ()), expected, "{signatures}");
}

#[test]
fn one_fitting_signature_of_several_is_enough() {
    let at = SIGNED_AT.to_string();
    let ours = signature(KEY, &at, BODY);
    let old = signature(OLD_KEY, &at, BODY);
    let foreign = signature("Zm9yZWlnbg==", &at, BODY);
    let refused = Err(HookError::NoMatchingSignature);
    check_signatures(&ours, Ok(()));
    check_signatures(&old, Ok(()));
    check_signatures(ours.trim_end_matches('='), Ok(()));
    check_signatures(&format!("{foreign} {ours}"), Ok(()));
    check_signatures(&format!("v2,abc v1,!!! v1 {ours}"), Ok(()));
    check_signatures(&foreign, refused);
    check_signatures(&ours.replace("v1,", "v2,"), refused);
    check_signatures(&ours[..ours.len() - 8], refused);
    check_signatures("v1,", refused);
    check_signatures(&signature(KEY, &at, &BODY.replace("order-1", "order-2")), refused);
    check_signatures(&signature(KEY, "1", BODY), refused);
    check_signatures("", Err(HookError::MissingHeader));
}

#[track_caller]
fn check_age(seconds_later: i64, expected: Result<(), HookError>) {
    let at = SIGNED_AT.to_string();
    let outcome = verify(&signed(&signature(KEY, &at, BODY), &at), BODY, seconds_later);
    assert_eq!(outcome.map(|_| ()), expected, "{seconds_later} s later");
}

#[test]
fn five_minutes_either_way() {
    check_age(300, Ok(()));
    check_age(301, Err(HookError::TooOld));
    check_age(-300, Ok(()));
    check_age(-301, Err(HookError::TooNew));
}

#[test]
fn a_timestamp_is_a_whole_number() {
    for odd in ["soon", "1793682310.5", "1793682310abc", "2026-11-03T05:05:10Z"] {
        let headers = signed(&signature(KEY, odd, BODY), odd);
        assert_eq!(verify(&headers, BODY, 0), Err(HookError::BadTimestamp), "{odd}");
    }
    let headers = signed(&signature(KEY, &i64::MIN.to_string(), BODY), &i64::MIN.to_string());
    assert_eq!(verify(&headers, BODY, 0), Err(HookError::TooOld));
}

#[test]
fn a_header_that_is_missing_or_doubled_is_missing() {
    let at = SIGNED_AT.to_string();
    let signature = signature(KEY, &at, BODY);
    let whole =
        [("webhook-id", "hook-1"), ("webhook-timestamp", &*at), ("webhook-signature", &*signature)];
    for (place, field) in whole.iter().enumerate() {
        let mut without = whole.to_vec();
        without.remove(place);
        assert_eq!(verify(&headers(&without), BODY, 0), Err(HookError::MissingHeader));
        let mut doubled = whole.to_vec();
        doubled.push(*field);
        assert_eq!(verify(&headers(&doubled), BODY, 0), Err(HookError::MissingHeader));
    }
}

#[test]
fn events_without_a_payment_are_verified_too() {
    let at = SIGNED_AT.to_string();
    let body = r#"{"type":"BillingKey.Issued","timestamp":"2026-11-03T05:05:00Z","data":{"billingKey":"k"}}"#;
    let hook = verify(&signed(&signature(KEY, &at, body), &at), body, 0).unwrap();
    assert_eq!((hook.kind.as_str(), hook.gateway_payment_id), ("BillingKey.Issued", None));
    let odd = r#"{"payment_id":"order-1","status":"Paid"}"#;
    let outcome = verify(&signed(&signature(KEY, &at, odd), &at), odd, 0);
    assert_eq!(outcome, Err(HookError::Unreadable));
}

#[test]
fn without_a_secret_nothing_is_believed() {
    let at = SIGNED_AT.to_string();
    let headers = signed(&signature(KEY, &at, BODY), &at);
    let now = Timestamp(0).plus_seconds(SIGNED_AT);
    let outcome = verify_hook(&[], &headers, BODY.as_bytes(), now);
    assert_eq!(outcome, Err(HookError::NoMatchingSignature));
}

#[test]
fn a_secret_is_checked_when_it_is_configured_and_never_printed() {
    assert_eq!("whsec_".parse::<WebhookSecret>(), Err(WebhookSecretProblem::Empty));
    assert_eq!("whsec_열쇠".parse::<WebhookSecret>(), Err(WebhookSecretProblem::NotBase64));
    assert_eq!(format!("{:?}", secret(KEY)), "WebhookSecret(hidden)");
}
