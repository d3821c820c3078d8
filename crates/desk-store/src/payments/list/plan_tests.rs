//! Whatever the filter, SQLite walks an index in the order of the list: it never reads the whole
//! table, and never sorts.

use desk_domain::payment::{Agreement, BookStatus, Channel, Method};
use desk_domain::{CustomerId, Timestamp};
use tempfile::TempDir;

use super::*;
use crate::engine::Engine as _;
use crate::sqlite::Sqlite;
use crate::store::Store as _;

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::AmountHigh, Sort::AmountLow];

async fn plan(engine: &Sqlite, filter: &PaymentFilter, sort: Sort, goes_on: bool) -> Vec<String> {
    let narrowing = Narrowing::new(filter);
    let order = order(&narrowing, sort);
    let after = goes_on.then(|| Position { key: 5, id: "pay_x".to_owned() });
    let mut lines = Vec::new();
    for lane in lanes(&narrowing, sort, &filter.merchants) {
        let page = statement(&narrowing, &lane, order, after.as_ref(), 51);
        let rows = engine.reader().await.unwrap().rows(page.explained()).await.unwrap();
        lines.extend(rows.iter().map(|row| row.text("detail").unwrap()));
    }
    lines
}

fn filters() -> Vec<PaymentFilter> {
    let merchants = vec![MerchantId::from_bits(1), MerchantId::from_bits(2)];
    let period = (Some(Timestamp(1)), Some(Timestamp(9)));
    let mut filters = Vec::new();
    for basis in [Basis::PaidAt, Basis::CancelledAt] {
        for (from, until) in [(None, None), period] {
            let all = PaymentFilter {
                merchants: merchants.clone(),
                basis,
                from,
                until,
                ..PaymentFilter::default()
            };
            let statuses = vec![BookStatus::Paid, BookStatus::Cancelled];
            let methods = vec![Method::Card, Method::Mobile];
            filters.extend([
                PaymentFilter { statuses: statuses.clone(), ..all.clone() },
                PaymentFilter { methods: methods.clone(), ..all.clone() },
                PaymentFilter { statuses, methods, ..all.clone() },
                PaymentFilter { channels: vec![Channel::Portone], ..all.clone() },
                PaymentFilter { agreements: vec![Agreement::BookAhead], ..all.clone() },
                PaymentFilter { agreements: vec![Agreement::Agrees], ..all.clone() },
                PaymentFilter { in_flight: true, ..all.clone() },
                all,
            ]);
        }
    }
    filters
}

#[tokio::test]
async fn every_list_walks_an_index_in_order() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    for filter in filters() {
        for (sort, goes_on) in SORTS.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
            let lines = plan(desk.engine(), &filter, sort, goes_on).await;
            assert!(!lines.is_empty());
            for line in &lines {
                assert!(!line.starts_with("SCAN"), "{sort:?} {filter:?}: {lines:#?}");
                assert!(!line.contains("TEMP B-TREE"), "{sort:?} {filter:?}: {lines:#?}");
            }
        }
    }
}

#[track_caller]
fn walks(lines: &[String], index: &str) {
    let is_walked = lines.iter().any(|line| line.starts_with("SEARCH p") && line.contains(index));
    assert!(is_walked, "{index} is not in {lines:#?}");
}

#[tokio::test]
async fn each_condition_has_its_index() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    let all = PaymentFilter { merchants: vec![MerchantId::from_bits(1)], ..Default::default() };
    let cases = [
        (all.clone(), Sort::Newest, "payments_by_time"),
        (all.clone(), Sort::AmountHigh, "payments_by_amount"),
        (PaymentFilter { in_flight: true, ..all.clone() }, Sort::Newest, "payments_in_flight"),
        (
            PaymentFilter { basis: Basis::CancelledAt, ..all.clone() },
            Sort::Oldest,
            "payments_by_cancelled_at",
        ),
        (
            PaymentFilter { statuses: vec![BookStatus::Unpaid], ..all.clone() },
            Sort::Newest,
            "payments_by_status",
        ),
        (
            PaymentFilter { methods: vec![Method::Paypal], ..all.clone() },
            Sort::Oldest,
            "payments_by_method",
        ),
        (
            PaymentFilter { agreements: vec![Agreement::GatewayAhead], ..all },
            Sort::Newest,
            "payments_disagreeing",
        ),
    ];
    for (filter, sort, index) in cases {
        walks(&plan(desk.engine(), &filter, sort, true).await, index);
    }
}

#[tokio::test]
async fn a_customer_is_looked_up_whatever_else_is_asked() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    for filter in filters() {
        let filter = PaymentFilter { customer: Some(CustomerId::from_bits(1)), ..filter };
        for (sort, goes_on) in SORTS.into_iter().flat_map(|sort| [(sort, false), (sort, true)]) {
            let lines = plan(desk.engine(), &filter, sort, goes_on).await;
            walks(&lines, "payments_by_customer (merchant_id=? AND customer_id=?");
            let is_by_time = matches!(sort, Sort::Newest | Sort::Oldest);
            if is_by_time && filter.basis == Basis::PaidAt {
                assert!(!lines.iter().any(|line| line.contains("TEMP B-TREE")), "{lines:#?}");
            }
        }
    }
}

#[tokio::test]
async fn a_search_walks_its_terms_in_order() {
    let folder = TempDir::new().unwrap();
    let desk = crate::SqliteStore::open(folder.path().join("desk.db")).await.unwrap();
    desk.migrate().await.unwrap();
    let filter = PaymentFilter {
        merchants: vec![MerchantId::from_bits(1)],
        search: Some("김 수학".to_owned()),
        statuses: vec![BookStatus::Paid],
        from: Some(Timestamp(1)),
        ..PaymentFilter::default()
    };
    let lines = plan(desk.engine(), &filter, Sort::Newest, true).await;
    assert!(lines[0].starts_with("SEARCH t USING PRIMARY KEY"), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("TEMP B-TREE")), "{lines:#?}");
}
