use super::*;

const RECEIPT: &str = "61284ee90199430036b4ef1a";

fn keys(api_version: ApiVersion) -> HookKeys {
    let (application_id, private_key) = ("app-1".to_owned(), Secret::new("xd/tw+5="));
    HookKeys { api_version, application_id, private_key }
}

fn read(api: ApiVersion, body: &str) -> Result<ReceivedHook, HookError> {
    read_hook(&keys(api), body.as_bytes())
}

#[track_caller]
fn check(api: ApiVersion, body: &str, expected: Result<&str, HookError>) {
    let kind = read(api, body).map(|hook| {
        assert_eq!(hook.gateway_payment_id, RECEIPT);
        hook.kind
    });
    assert_eq!(kind, expected.map(str::to_owned), "{body}");
}

#[test]
fn a_second_generation_hook_is_a_reason_to_read_and_nothing_more() {
    let body = r#"{"receipt_id":"61284ee90199430036b4ef1a","price":1,"cancelled_price":1,
        "status":20,"webhook_type":"PAYMENT_PARTIAL_CANCELLED"}"#;
    let hook = read(ApiVersion::V2, body).unwrap();
    assert_eq!(hook.kind, "PAYMENT_PARTIAL_CANCELLED");
    assert_eq!(hook.gateway_payment_id, RECEIPT);
    let older = r#"{"receipt_id":"61284ee90199430036b4ef1a","status":20}"#;
    check(ApiVersion::V2, older, Ok("20"));
}

#[test]
fn a_first_generation_hook_proves_itself_by_the_private_key() {
    let form = "receipt_id=61284ee90199430036b4ef1a&status=1&application_id=app-1\
        &private_key=xd%2Ftw%2B5%3D&name=%EC%83%81%ED%92%88";
    check(ApiVersion::V1, form, Ok("1"));
    let json = r#"{"receipt_id":"61284ee90199430036b4ef1a","status":1,"private_key":"xd/tw+5="}"#;
    check(ApiVersion::V1, json, Ok("1"));
    let wrong = Err(HookError::WrongKeys);
    check(ApiVersion::V1, &form.replace("tw", "wt"), wrong);
    check(ApiVersion::V1, &form.replace("app-1", "app-2"), wrong);
    check(ApiVersion::V1, "receipt_id=61284ee90199430036b4ef1a&status=1", wrong);
}

#[test]
fn a_key_that_is_given_must_be_ours_in_either_generation() {
    let json = r#"{"receipt_id":"61284ee90199430036b4ef1a","private_key":"another"}"#;
    check(ApiVersion::V2, json, Err(HookError::WrongKeys));
    let json = r#"{"receipt_id":"61284ee90199430036b4ef1a","application_id":"app-2"}"#;
    check(ApiVersion::V2, json, Err(HookError::WrongKeys));
}

#[track_caller]
fn same(api: ApiVersion, one: &str, other: &str, expected: bool) {
    let [one, other] = [one, other].map(|body| read(api, body).unwrap().id);
    assert!(one.starts_with(RECEIPT) && one.len() <= 200, "{one}");
    assert_eq!(one == other, expected, "{one} {other}");
}

#[test]
fn a_repeat_is_the_same_body_but_for_its_count_of_attempts() {
    let first = format!("receipt_id={RECEIPT}&status=20&price=9&private_key=xd%2Ftw%2B5%3D");
    let again = format!("private_key=xd%2Ftw%2B5%3D&receipt_id={RECEIPT}&status=20&price=9");
    same(ApiVersion::V1, &first, &format!("{again}&retry_count=3"), true);
    same(ApiVersion::V1, &first, &first.replace("status=20", "status=1"), false);
    let body = |sum: i64| format!(r#"{{"receipt_id":"{RECEIPT}","cancelled_price":{sum}}}"#);
    same(ApiVersion::V2, &body(3_000), &body(3_000), true);
    same(ApiVersion::V2, &body(3_000), &body(6_000), false);
}

#[test]
fn what_names_no_receipt_is_not_read() {
    let unreadable = Err(HookError::Unreadable);
    check(ApiVersion::V2, "", unreadable);
    check(ApiVersion::V2, "[]", unreadable);
    check(ApiVersion::V2, r#"{"status":1}"#, unreadable);
    check(ApiVersion::V2, r#"{"receipt_id":"../../etc"}"#, unreadable);
    check(ApiVersion::V2, r#"{"receipt_id":"61284ee90199430036b4ef1a0"}"#, unreadable);
    check(ApiVersion::V2, "receipt_id=61284ee90199430036b4ef1", unreadable);
}

#[test]
fn the_key_is_never_printed() {
    let keys = keys(ApiVersion::V1);
    assert!(!format!("{keys:?}").contains("xd/tw+5="));
}
