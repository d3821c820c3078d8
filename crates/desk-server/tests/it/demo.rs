//! What somebody sees of the demo before anything is touched.

use crate::support::Stage;

#[tokio::test]
async fn one_payment_is_cancelled_in_the_book_only_until_the_vendor_shows_it() {
    let stage = Stage::demo().await;
    let browser = stage.signed_in("staff").await;
    let disagreeing = async || {
        browser.get("/api/payments/summary").await.expect(200)["disagreeing"].as_i64().unwrap()
    };
    assert_eq!(disagreeing().await, 1);
    let follow_ups = browser.get("/api/follow-ups?mine=true").await.expect(200);
    let [open] = follow_ups["items"].as_array().unwrap().as_slice() else {
        panic!("one follow-up is open: {follow_ups}");
    };
    assert_eq!(open["payment"]["agreement"], "book_ahead");

    // Filling again, as a second start does, forces nothing again.
    desk_server::demo::fill(&stage.desk, stage.simulator.control.port(), |_| {}).await.unwrap();
    assert_eq!(browser.get("/api/follow-ups/counts").await.expect(200)["open"], 1);

    let order = open["payment"]["gateway_payment_id"].as_str().unwrap();
    stage.control(&format!("payments/{order}/cancel"), "{}").await;
    let id = open["payment"]["id"].as_str().unwrap();
    browser.post(&format!("/api/payments/{id}/refresh"), None).await.expect(200);
    assert_eq!(disagreeing().await, 0);
    assert_eq!(browser.get("/api/follow-ups/counts").await.expect(200)["open"], 0);
}
