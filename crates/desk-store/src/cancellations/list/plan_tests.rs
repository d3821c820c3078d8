//! One customer's cancellations are looked up by their payments, never sought in everybody's history.

use desk_domain::Timestamp;
use tempfile::TempDir;

use super::*;
use crate::engine::Engine as _;
use crate::store::Store as _;

#[tokio::test]
async fn a_customers_history_is_looked_up_by_the_payments() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    let filter = CancellationFilter {
        merchants: vec![MerchantId::from_bits(1)],
        customer: Some(CustomerId::from_bits(1)),
        from: Some(Timestamp(1)),
        until: Some(Timestamp(9)),
        ..CancellationFilter::default()
    };
    for sort in [Sort::Newest, Sort::Oldest, Sort::AmountHigh, Sort::AmountLow] {
        let after = Position { key: 5, id: "can_x".to_owned() };
        for lane in lanes(&filter, sort, &filter.merchants) {
            let page = statement(&filter, lane, order(sort), Some(&after), 51);
            let mut reader = desk.engine().reader().await.unwrap();
            let rows = reader.rows(page.explained()).await.unwrap();
            let lines: Vec<_> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
            let walks = |start: &str, condition: &str| {
                lines.iter().any(|line| line.starts_with(start) && line.contains(condition))
            };
            assert!(walks("SEARCH c", "(payment_id=?"), "{sort:?}: {lines:#?}");
            let by_customer = "payments_by_customer (merchant_id=? AND customer_id=?";
            assert!(walks("SEARCH payments", by_customer), "{sort:?}: {lines:#?}");
        }
    }
}
