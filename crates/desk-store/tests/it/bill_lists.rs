//! Bills are found by date, customer, phone, item, amount, number and status, page by page.

use desk_domain::bill::BillStatus;
use desk_domain::payment::{Customer, GatewayStatus};
use desk_domain::{BillId, Won};
use desk_store::{BillFilter, BillSummary, PageRequest, PaymentSnapshot, Sort};

use crate::bill_samples::{cancelled, rebill, sent_snapshot};
use crate::fixture::{Fixture, on_each_store};
use crate::samples::{later, merchant, other_merchant};

/// Written on its own day, by its own customer.
fn bill(number: u128, status: GatewayStatus) -> PaymentSnapshot {
    let day = i64::try_from(number).unwrap() * 86_400;
    let name = ["김하나", "박둘", "최서아"][usize::try_from(number).unwrap() % 3];
    PaymentSnapshot {
        requested_at: later(day),
        customer: Customer {
            id: Some(format!("student-{number}")),
            name: Some(name.to_owned()),
            phone: Some(format!("010-0000-{number:04}")),
        },
        order_name: "영어 회화".to_owned(),
        ..sent_snapshot(&format!("bill{number}"), number, status)
    }
}

async fn five(desk: &Fixture) {
    cancelled(desk, 90, 6_000).await;
    desk.rebill(&rebill(90, 1, 4_000)).await;
    desk.book(&bill(2, GatewayStatus::Ready)).await;
    desk.book(&bill(3, GatewayStatus::Paid)).await;
    desk.book(&bill(4, GatewayStatus::Closed)).await;
    let elsewhere =
        PaymentSnapshot { merchant_id: other_merchant(), ..bill(5, GatewayStatus::Paid) };
    desk.book(&elsewhere).await;
}

fn ours() -> BillFilter {
    BillFilter { merchants: vec![merchant()], ..BillFilter::default() }
}

async fn shown(desk: &Fixture, filter: &BillFilter, size: u32) -> Vec<u128> {
    let mut shown = Vec::new();
    let mut cursor = None;
    loop {
        let request = PageRequest { sort: Sort::Newest, cursor, size };
        let page = desk.store.bills(filter, &request).await.unwrap();
        shown.extend(page.items.into_iter().map(|row| row.bill.id));
        let Some(next) = page.next_cursor else { break };
        cursor = Some(next);
    }
    let number = |id: &BillId| (0..99).find(|bits| *id == BillId::from_bits(*bits)).unwrap();
    shown.iter().map(number).collect()
}

#[tokio::test]
async fn each_filter_shows_what_it_says_page_by_page() {
    on_each_store(async |desk| {
        five(desk).await;
        let third = desk.store.bill(&BillId::from_bits(3)).await.unwrap().unwrap();
        let customer = third.bill.customer.id.map(|key| key.parse().unwrap());
        let searched = |text: &str| BillFilter { search: Some(text.to_owned()), ..ours() };
        let standing = |statuses: &[BillStatus]| BillFilter { statuses: statuses.into(), ..ours() };
        let cases: Vec<(BillFilter, Vec<u128>)> = vec![
            (ours(), vec![4, 3, 2, 1]),
            (BillFilter::default(), vec![5, 4, 3, 2, 1]),
            (standing(&[BillStatus::Waiting]), vec![2]),
            (standing(&[BillStatus::Unsent, BillStatus::Paid]), vec![3, 1]),
            (standing(&[BillStatus::Void]), vec![4]),
            (BillFilter { from: Some(later(3 * 86_400)), ..ours() }, vec![4, 3]),
            (BillFilter { until: Some(later(3 * 86_400)), ..ours() }, vec![2, 1]),
            (BillFilter { customer, ..ours() }, vec![3]),
            (searched("홍길"), vec![1]),
            (searched("ㅊㅅㅇ"), vec![2]),
            (searched("0003"), vec![3]),
            (searched("010-1234-5678"), vec![1]),
            (searched("회화"), vec![4, 3, 2]),
            (searched("교재비"), vec![1]),
            (searched("4,000원"), vec![1]),
            (searched("bill4"), vec![4]),
            (searched("회화 김하나"), vec![3]),
            (BillFilter { statuses: vec![BillStatus::Paid], ..searched("회화") }, vec![3]),
        ];
        for (filter, expected) in cases {
            for size in [1, 50] {
                assert_eq!(shown(desk, &filter, size).await, expected, "{filter:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn sums_are_of_exactly_what_is_shown() {
    on_each_store(async |desk| {
        five(desk).await;
        let shown = async |filter: &BillFilter| {
            let sums = desk.store.summarise_bills(filter).await.unwrap();
            (sums.count, sums.amount, sums.unpaid)
        };
        assert_eq!(shown(&ours()).await, (4, Won(34_000), Won(14_000)));
        let paid = BillFilter { statuses: vec![BillStatus::Paid], ..ours() };
        assert_eq!(shown(&paid).await, (1, Won(10_000), Won::ZERO));
        let searched = BillFilter { search: Some("회화".to_owned()), ..ours() };
        assert_eq!(shown(&searched).await, (3, Won(30_000), Won(10_000)));
        let none = BillFilter { search: Some("없는이름".to_owned()), ..ours() };
        assert_eq!(desk.store.summarise_bills(&none).await.unwrap(), BillSummary::default());
    })
    .await;
}

#[tokio::test]
async fn each_status_is_counted_whichever_is_shown() {
    on_each_store(async |desk| {
        five(desk).await;
        let counted = async |filter: &BillFilter| {
            let sums = desk.store.summarise_bills(filter).await.unwrap();
            BillStatus::ALL
                .iter()
                .map(move |status| {
                    sums.by_status
                        .iter()
                        .filter(|(of, _)| of == status)
                        .map(|(_, count)| count)
                        .sum()
                })
                .collect::<Vec<i64>>()
        };
        // Unsent, sending, waiting, paid, cancelled, void.
        assert_eq!(counted(&ours()).await, [1, 0, 1, 1, 0, 1]);
        let paid = BillFilter { statuses: vec![BillStatus::Paid], ..ours() };
        assert_eq!(counted(&paid).await, [1, 0, 1, 1, 0, 1]);
        let all = BillFilter::default();
        assert_eq!(counted(&all).await, [1, 0, 1, 2, 0, 1]);
        let late = BillFilter { from: Some(later(3 * 86_400)), ..paid };
        assert_eq!(counted(&late).await, [0, 0, 0, 1, 0, 1]);
        let searched = BillFilter { search: Some("회화".to_owned()), ..ours() };
        assert_eq!(counted(&searched).await, [0, 0, 1, 1, 0, 1]);
    })
    .await;
}

/// The bills of payments that were there before bills were a table of their own.
#[tokio::test]
async fn the_step_of_the_schema_makes_the_bills_that_booking_makes() {
    on_each_store(async |desk| {
        for (number, status) in
            [(2, GatewayStatus::Ready), (3, GatewayStatus::Paid), (4, GatewayStatus::Closed)]
        {
            desk.book(&bill(number, status)).await;
        }
        let request = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
        let mut booked = desk.store.bills(&ours(), &request).await.unwrap().items;
        booked.iter_mut().for_each(|row| row.bill.version = 1);
        desk.run("DELETE FROM bill_terms; DELETE FROM bills;").await.unwrap();
        desk.run(backfill(&desk.url)).await.unwrap();
        assert_eq!(desk.store.bills(&ours(), &request).await.unwrap().items, booked);
        let searched = BillFilter { search: Some("최서아".to_owned()), ..ours() };
        assert_eq!(shown(desk, &searched, 50).await, [2]);
    })
    .await;
}

/// The end of the step: what it does with the rows that are there.
fn backfill(url: &str) -> &'static str {
    let step = if url.starts_with("postgres") {
        include_str!("../../migrations/postgres/0010_bills.sql")
    } else {
        include_str!("../../migrations/sqlite/0010_bills.sql")
    };
    &step[step.find("INSERT INTO bills").expect("it fills the table")..]
}
