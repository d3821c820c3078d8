//! What somebody sees of the demo before anything is touched.

use crate::support::Stage;

#[tokio::test]
async fn one_payment_waits_for_the_vendors_word_until_it_is_read() {
    let stage = Stage::demo().await;
    let browser = stage.signed_in("staff").await;
    let disagreeing = async || {
        browser.get("/api/payments/summary").await.expect(200)["disagreeing"].as_i64().unwrap()
    };
    assert_eq!(disagreeing().await, 1);
    let page = browser.get("/api/payments?agreement=unknown").await.expect(200);
    let id = page["items"][0]["id"].as_str().unwrap().to_owned();

    let refreshed = browser.post(&format!("/api/payments/{id}/refresh"), None).await.expect(200);
    assert_eq!(refreshed["detail"]["payment"]["agreement"], "agrees");
    let told = refreshed["detail"]["timeline"].as_array().unwrap();
    assert!(told.iter().any(|entry| entry["kind"] == "payment.gateway_silent"), "{told:?}");
    assert_eq!(disagreeing().await, 0);
}
