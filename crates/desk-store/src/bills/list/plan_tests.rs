//! Whatever the filter, SQLite walks an index of bills in the order of the list.

use desk_domain::Timestamp;
use tempfile::TempDir;

use super::*;
use crate::engine::Engine as _;
use crate::sqlite::Sqlite;
use crate::store::Store as _;

async fn plan(engine: &Sqlite, filter: &BillFilter, sort: Sort, goes_on: bool) -> Vec<String> {
    let narrowing = Narrowing::new(filter);
    let order = narrowing.order(sort);
    let after = goes_on.then(|| Position { key: 5, id: "bil_x".to_owned() });
    let mut lines = Vec::new();
    for lane in narrowing.lanes(&filter.merchants) {
        let page = narrowing.statement(lane, order, after.as_ref(), 51);
        let rows = engine.reader().await.unwrap().rows(page.explained()).await.unwrap();
        lines.extend(rows.iter().map(|row| row.text("detail").unwrap()));
    }
    lines
}

#[track_caller]
fn check(lines: &[String], index: &str) {
    assert!(lines.iter().any(|line| line.contains(index)), "{index} is not in {lines:#?}");
    for line in lines {
        assert!(!line.starts_with("SCAN"), "{lines:#?}");
        assert!(!line.contains("TEMP B-TREE"), "{lines:#?}");
    }
}

#[tokio::test]
async fn each_filter_walks_its_index_in_order() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    let all = BillFilter {
        merchants: vec![MerchantId::from_bits(1), MerchantId::from_bits(2)],
        ..BillFilter::default()
    };
    let statuses = vec![BillStatus::Waiting, BillStatus::Unsent];
    let customer = Some("student-1".to_owned());
    let cases = [
        (all.clone(), "bills_by_time"),
        (BillFilter { statuses: statuses.clone(), ..all.clone() }, "bills_by_status"),
        (BillFilter { customer: customer.clone(), ..all.clone() }, "bills_by_customer"),
        (BillFilter { customer, statuses: statuses.clone(), ..all.clone() }, "bills_by_customer"),
        (
            BillFilter { search: Some("김 수학".to_owned()), statuses, ..all },
            "SEARCH t USING PRIMARY KEY",
        ),
    ];
    for (filter, index) in cases {
        let period =
            BillFilter { from: Some(Timestamp(1)), until: Some(Timestamp(9)), ..filter.clone() };
        for filter in [filter, period] {
            for (sort, goes_on) in [
                (Sort::Newest, false),
                (Sort::Newest, true),
                (Sort::Oldest, false),
                (Sort::Oldest, true),
            ] {
                check(&plan(desk.engine(), &filter, sort, goes_on).await, index);
            }
        }
    }
}
