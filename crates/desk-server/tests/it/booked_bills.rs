//! The book as the index of bills.

use std::sync::Arc;

use desk_domain::id::ChannelId;
use desk_domain::payment::Customer;
use desk_domain::{CustomerId, Timestamp, Won};
use desk_gateway::payssam::{BillIndex, KnownBill};
use desk_server::booked_bills::BookedBills;
use desk_server::config::merchant_id;
use desk_server::import::csv::import_csv;

use crate::support::Stage;

#[tokio::test]
async fn a_booked_bill_is_known_to_its_own_merchant_only() {
    let stage = Stage::new().await;
    let rows = "payment_id,order_name,amount_won,tax_free_won,method,requested_at,customer_name,customer_phone,channel\n\
                1024,고2 수학 11월,45000,45000,message,2026-11-01 09:00,김서연,010-2345-6789,payssam\n";
    let path = stage.folder().join("bills.csv");
    std::fs::write(&path, rows).unwrap();
    import_csv(&stage.desk, &path, &merchant_id("hanbit")).await.unwrap();

    let index = |merchant| {
        let store = Arc::clone(&stage.desk.store);
        BookedBills::new(store, merchant_id(merchant), ChannelId::from_bits(3))
    };
    let known = index("hanbit").known("1024").await.unwrap().unwrap();
    let key: CustomerId = known.customer.id.as_deref().unwrap().parse().unwrap();
    let expected = KnownBill {
        customer: Customer {
            id: Some(key.to_string()),
            name: Some("김서연".into()),
            phone: Some("010-2345-6789".into()),
        },
        product_name: "고2 수학 11월".into(),
        price: Won(45_000),
        tax_free: Won(45_000),
        sent_at: Timestamp::parse_rfc3339("2026-11-01T09:00:00+09:00").unwrap(),
    };
    assert_eq!(known, expected);
    assert_eq!(index("other").known("1024").await, Ok(None));
    assert_eq!(index("hanbit").known("1025").await, Ok(None));
}
