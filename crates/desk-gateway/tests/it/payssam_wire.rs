//! What PaySsam is asked, byte for byte, in both versions.

use std::sync::Arc;

use chrono::NaiveDate;
use desk_domain::Won;
use desk_domain::bill::BillState;
use desk_gateway::payssam::{ApiVersion, CALLBACK_ANSWER, PaySsam};
use desk_gateway::{
    Bills, CancelOrder, CancelOutcome, Delivery, Gateway, NewBill, Now, ReadError, Reading,
    SendOutcome, VoidOutcome,
};

use crate::payssam::{BOTH, Index, KEY, NOW, config, document, payssam, whole};
use crate::stub::{Reply, Stub};

const HASH: &str = "c33145c60c4dff199c5320f45db1fee5af0eb245d2645b70334ead1549ea90d0";
const HASH_WITH_PHONE: &str = "c381cdd2f56bc990da035d998b0bee8df1f12f9d59966483db8306cead9d96e9";

/// The two shapes of a call: where it goes, and its whole body.
#[track_caller]
fn check(request: &str, path: &str, body: &str) {
    let (head, sent) = request.split_once("\r\n\r\n").expect("a head ends with an empty line");
    assert!(head.starts_with(&format!("POST {path} HTTP/1.1\r\n")), "{head}");
    assert!(head.to_lowercase().contains("\r\ncontent-type: application/json\r\n"), "{head}");
    assert!(!head.contains(KEY), "the key is in the head: {head}");
    assert_eq!(sent, body);
}

fn v1(call: &str) -> String {
    format!(r#"{{"apikey":"{KEY}","member":"hanbit","merchant":"hanbit01",{call}}}"#)
}

fn v2(bill: &str) -> String {
    format!(r#"{{"apiKey":"{KEY}","member":"hanbit","merchant":"hanbit01","bill":{{{bill}}}}}"#)
}

fn ok(version: ApiVersion, path: &str) -> Reply {
    Reply::Json(200, document(version, path))
}

#[tokio::test]
async fn a_cancel_as_it_is_sent() {
    for version in BOTH {
        let mut stub = Stub::answering([ok(version, "cancelled")]).await;
        let outcome = payssam(&stub.address, version).cancel(&whole()).await;
        assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
        let request = stub.request().await;
        match version {
            ApiVersion::V1 => check(
                &request,
                "/if/bill/cancel",
                &v1(&format!(r#""bill_id":"1024","price":"45000","hash":"{HASH}""#)),
            ),
            ApiVersion::V2 => check(
                &request,
                "/bill/cancel",
                &v2(&format!(
                    r#""billId":"1024","price":"45000","cancelReason":"고객 요청","hash":"{HASH}""#
                )),
            ),
        }
    }
}

#[tokio::test]
async fn a_read_names_the_bill_and_nothing_else() {
    for version in BOTH {
        let replies = [ok(version, "bills/paid"), ok(version, "bills/cancelled")];
        let mut stub = Stub::answering(replies).await;
        let payssam = payssam(&stub.address, version);
        assert_eq!(payssam.find("1024").await.unwrap().amount, Won(45_000));
        assert_eq!(payssam.read_bill("1024").await.unwrap().state, Some(BillState::Cancelled));
        for _ in 0..2 {
            let request = stub.request().await;
            match version {
                ApiVersion::V1 => check(&request, "/if/bill/read", &v1(r#""bill_id":"1024""#)),
                ApiVersion::V2 => check(&request, "/bill/read", &v2(r#""billId":"1024""#)),
            }
        }
    }
}

#[tokio::test]
async fn a_void_reads_first_and_takes_the_price_from_our_index() {
    for version in BOTH {
        let replies = [ok(version, "bills/waiting"), ok(version, "destroyed")];
        let mut stub = Stub::answering(replies).await;
        let outcome = payssam(&stub.address, version).void("1024", "unused").await;
        assert_eq!(outcome, VoidOutcome::Voided { at: NOW });
        stub.request().await;
        let request = stub.request().await;
        match version {
            ApiVersion::V1 => check(
                &request,
                "/if/bill/destroy",
                &v1(&format!(r#""bill_id":"1024","price":"45000","hash":"{HASH}""#)),
            ),
            ApiVersion::V2 => check(
                &request,
                "/bill/destroy",
                &v2(&format!(r#""billId":"1024","price":"45000","hash":"{HASH}""#)),
            ),
        }
    }
}

#[tokio::test]
async fn what_is_not_waiting_is_never_voided() {
    for version in BOTH {
        for (name, done) in [
            ("paid", false),
            ("cancelled", false),
            ("state_of_tomorrow", false),
            ("destroyed", true),
        ] {
            let mut stub = Stub::answering([ok(version, &format!("bills/{name}"))]).await;
            let outcome = payssam(&stub.address, version).void("1024", "unused").await;
            assert_eq!(matches!(outcome, VoidOutcome::Voided { .. }), done, "{name}: {outcome:?}");
            stub.request().await;
            assert_eq!(stub.unread_requests(), 0, "{name}");
        }
    }
}

#[tokio::test]
async fn without_our_index_nothing_is_voided() {
    let stub = Stub::answering([]).await;
    let outcome = payssam(&stub.address, ApiVersion::V1).void("1025", "unused").await;
    assert!(matches!(outcome, VoidOutcome::Refused(_)), "{outcome:?}");
    let config = config(&stub.address, ApiVersion::V1);
    let blind = PaySsam::new(config, Arc::new(Index::Unreadable), Now::new(|| NOW)).unwrap();
    let outcome = blind.void("1024", "unused").await;
    assert!(matches!(outcome, VoidOutcome::Refused(_)), "{outcome:?}");
    assert_eq!(stub.unread_requests(), 0);
}

fn new_bill() -> NewBill {
    NewBill {
        number: "1024".parse().unwrap(),
        delivery: Delivery::Message,
        issuer: None,
        product_name: "고2 수학 11월".into(),
        message: Some("11월 수강료예요.".into()),
        customer_name: "김서연".into(),
        phone: Some("010-1234-5678".into()),
        price: Won(45_000),
        last_day: NaiveDate::from_ymd_opt(2026, 11, 30),
        callback_url: "https://desk.example.com/hooks/payssam/chn_1".into(),
        return_url: None,
    }
}

#[tokio::test]
async fn a_bill_as_it_is_sent() {
    for version in BOTH {
        let mut stub = Stub::answering([ok(version, "sent")]).await;
        let outcome = payssam(&stub.address, version).send_bill(&new_bill()).await;
        let link = Some("https://bill.example/1024".to_owned());
        assert_eq!(outcome, SendOutcome::Sent { link });
        let request = stub.request().await;
        match version {
            ApiVersion::V1 => check(
                &request,
                "/if/bill/send",
                &v1(&format!(
                    r#""bill":{{"bill_id":"1024","product_nm":"고2 수학 11월","message":"11월 수강료예요.","member_nm":"김서연","phone":"01012345678","price":"45000","hash":"{HASH_WITH_PHONE}","expire_dt":"2026-11-30","callbackURL":"https://desk.example.com/hooks/payssam/chn_1"}}"#
                )),
            ),
            ApiVersion::V2 => check(
                &request,
                "/bill",
                &v2(&format!(
                    r#""billId":"1024","sendType":"TALK","productName":"고2 수학 11월","price":"45000","memberName":"김서연","phone":"01012345678","message":"11월 수강료예요.","expireDt":"2026-11-30","hash":"{HASH_WITH_PHONE}","callbackUrl":"https://desk.example.com/hooks/payssam/chn_1""#
                )),
            ),
        }
    }
}

#[tokio::test]
async fn a_link_needs_no_phone_and_then_hashes_without_one() {
    let mut stub = Stub::answering([ok(ApiVersion::V2, "sent")]).await;
    let link = NewBill {
        delivery: Delivery::Link,
        issuer: Some("한빛학원".into()),
        message: None,
        phone: None,
        last_day: None,
        return_url: Some("https://hanbit.example/paid".into()),
        ..new_bill()
    };
    payssam(&stub.address, ApiVersion::V2).send_bill(&link).await;
    check(
        &stub.request().await,
        "/bill",
        &v2(&format!(
            r#""billId":"1024","sendType":"URL","billIssuer":"한빛학원","productName":"고2 수학 11월","price":"45000","memberName":"김서연","hash":"{HASH}","callbackUrl":"https://desk.example.com/hooks/payssam/chn_1","pageRedirectUrl":"https://hanbit.example/paid""#
        )),
    );
    let stub = Stub::answering([]).await;
    for (version, bill) in [
        (ApiVersion::V1, link),
        (ApiVersion::V2, NewBill { phone: Some("-".into()), ..new_bill() }),
        (ApiVersion::V2, NewBill { price: Won(10_000_000_000), ..new_bill() }),
    ] {
        let outcome = payssam(&stub.address, version).send_bill(&bill).await;
        assert!(matches!(outcome, SendOutcome::Refused(_)), "{outcome:?}");
    }
    assert_eq!(stub.unread_requests(), 0);
}

#[tokio::test]
async fn a_bill_is_sent_once_more() {
    for version in BOTH {
        let mut stub = Stub::answering([ok(version, "destroyed")]).await;
        let outcome = payssam(&stub.address, version).resend_bill(&"1024".parse().unwrap()).await;
        assert_eq!(outcome, SendOutcome::Sent { link: None });
        let request = stub.request().await;
        match version {
            ApiVersion::V1 => check(&request, "/if/bill/resend", &v1(r#""bill_id":"1024""#)),
            ApiVersion::V2 => check(&request, "/bill/resend", &v2(r#""billId":"1024""#)),
        }
    }
}

#[tokio::test]
async fn what_no_call_can_carry_is_never_sent() {
    let stub = Stub::answering([]).await;
    let payssam = payssam(&stub.address, ApiVersion::V2);
    let named = |id: &str| CancelOrder { gateway_payment_id: id.into(), ..whole() };
    for order in [
        named(""),
        named("1,024"),
        named("123456789012345678901"),
        CancelOrder { amount: Won(44_999), ..whole() },
        CancelOrder {
            amount: Won(10_000_000_000),
            expected_cancellable: Won(10_000_000_000),
            ..whole()
        },
    ] {
        let outcome = payssam.cancel(&order).await;
        assert!(matches!(&outcome, CancelOutcome::Refused(words) if words.code == "not_sent"));
    }
    assert_eq!(payssam.find("1,024").await, Err(ReadError::NotFound));
    assert!(matches!(payssam.list(NOW, NOW, None).await, Err(ReadError::Unsupported(_))));
    assert_eq!(stub.unread_requests(), 0);
}

#[tokio::test]
async fn what_the_vendor_cannot_do_is_declared() {
    let able = payssam("http://127.0.0.1:9", ApiVersion::V1).capabilities();
    assert!(able.cancel && able.void && able.withdrawable, "{able:?}");
    assert!(!able.partial_cancel && !able.list, "{able:?}");
    assert_eq!((able.idempotency_seconds, able.reading), (None, Reading::WholeState));
}

#[tokio::test]
async fn the_key_is_in_no_print() {
    let config = config("https://erp.example.com", ApiVersion::V1);
    let payssam = payssam("https://erp.example.com", ApiVersion::V1);
    let printed = format!("{config:?} {payssam:?}");
    assert!(!printed.contains(KEY), "{printed}");
    assert_eq!(payssam.notice_answer(), CALLBACK_ANSWER);
    assert_eq!(CALLBACK_ANSWER, r#"{"code":"0000","msg":"성공하였습니다."}"#);
}
