//! One person's payments over all channels: found together, in pages, and added up.

use desk_domain::payment::{BookStatus, Channel, Customer, Payment};
use desk_domain::{CustomerId, PaymentId, Won};
use desk_store::{
    CancellationFilter, CustomerAccount, Page, PageRequest, PaymentFilter, PaymentRow,
    PaymentSnapshot, Sort,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    NOW, cancelled_outside, click, later, merchant, other_merchant, paid, waiting,
};

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::AmountHigh, Sort::AmountLow];

fn told(id: Option<&str>, name: &str, phone: &str) -> Customer {
    Customer {
        id: id.map(ToOwned::to_owned),
        name: Some(name.to_owned()),
        phone: Some(phone.to_owned()),
    }
}

/// The same person, as a vendor without ids spells the phone.
fn by_message(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        channel: Channel::Payssam,
        customer: told(None, "홍길동", "+82 10-1234-5678"),
        paid_at: Some(later(-3_600)),
        amount: Won(30_000),
        ..paid(number)
    }
}

fn sibling(number: u128) -> PaymentSnapshot {
    PaymentSnapshot { customer: told(None, "홍길순", "010-1234-5678"), ..paid(number) }
}

async fn key_of(desk: &Fixture, number: u128) -> CustomerId {
    let payment = desk.payment(number).await;
    payment.customer.id.expect("it has a key").parse().expect("it is a key of ours")
}

/// Paid, cancelled in part and unpaid, over two channels; beside a sibling and a namesake elsewhere.
async fn book_family(desk: &Fixture) -> CustomerId {
    desk.book(&PaymentSnapshot {
        customer: told(Some("student-1"), "홍길동", "010-1234-5678"),
        ..paid(1)
    })
    .await;
    desk.book(&by_message(2)).await;
    desk.book(&cancelled_outside(3, Won(4_000))).await;
    desk.book(&waiting(4)).await;
    desk.book(&sibling(5)).await;
    desk.book(&PaymentSnapshot { merchant_id: other_merchant(), ..paid(6) }).await;
    key_of(desk, 1).await
}

fn of(customer: &CustomerId) -> PaymentFilter {
    PaymentFilter { customer: Some(customer.clone()), ..PaymentFilter::default() }
}

async fn page(
    desk: &Fixture,
    filter: &PaymentFilter,
    sort: Sort,
    cursor: Option<String>,
) -> Page<PaymentRow> {
    desk.store.payments(filter, &PageRequest { sort, cursor, size: 2 }).await.unwrap()
}

async fn found(desk: &Fixture, filter: &PaymentFilter, sort: Sort) -> Vec<Payment> {
    let (mut payments, mut cursor) = (Vec::new(), None);
    loop {
        let page = page(desk, filter, sort, cursor).await;
        payments.extend(page.items.into_iter().map(|row| row.payment));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return payments;
        }
    }
}

async fn ids(desk: &Fixture, filter: &PaymentFilter) -> Vec<PaymentId> {
    found(desk, filter, Sort::Newest).await.into_iter().map(|payment| payment.id).collect()
}

fn numbers(of: &[u128]) -> Vec<PaymentId> {
    of.iter().map(|&number| PaymentId::from_bits(number)).collect()
}

#[tokio::test]
async fn the_payments_of_one_person_are_one_list_over_all_channels() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        assert_eq!(ids(desk, &of(&customer)).await, numbers(&[2, 3, 1, 4]));
        let brother = key_of(desk, 5).await;
        assert_eq!(ids(desk, &of(&brother)).await, numbers(&[5]));
        let elsewhere = key_of(desk, 6).await;
        assert_eq!(ids(desk, &of(&elsewhere)).await, numbers(&[6]));
        assert_eq!(ids(desk, &of(&CustomerId::from_bits(9))).await, []);
        let foreign = PaymentFilter { merchants: vec![other_merchant()], ..of(&customer) };
        assert_eq!(ids(desk, &foreign).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_customer_joins_with_every_other_filter_and_its_sums() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        let status = |statuses: &[BookStatus]| PaymentFilter {
            statuses: statuses.to_vec(),
            ..of(&customer)
        };
        let cases: [(PaymentFilter, &[u128], i64, i64); 6] = [
            (of(&customer), &[2, 3, 1, 4], 60_000, 4_000),
            (status(&[BookStatus::Unpaid]), &[4], 10_000, 0),
            (status(&[BookStatus::Paid, BookStatus::Unpaid]), &[2, 1, 4], 50_000, 0),
            (PaymentFilter { from: Some(later(-7_200)), ..of(&customer) }, &[2], 30_000, 0),
            (PaymentFilter { channels: vec![Channel::Payssam], ..of(&customer) }, &[2], 30_000, 0),
            (
                PaymentFilter { search: Some("order-3".to_owned()), ..of(&customer) },
                &[3],
                10_000,
                4_000,
            ),
        ];
        for (filter, expected, amount, cancelled) in cases {
            assert_eq!(ids(desk, &filter).await, numbers(expected), "{filter:?}");
            let shown = desk.store.summarise(&filter).await.unwrap().shown;
            assert_eq!(shown.count, expected.len() as i64, "{filter:?}");
            assert_eq!(
                (shown.amount, shown.cancelled),
                (Won(amount), Won(cancelled)),
                "{filter:?}"
            );
        }
        let nobody = PaymentFilter { search: Some("order-5".to_owned()), ..of(&customer) };
        assert_eq!(ids(desk, &nobody).await, [], "a sibling's payment");
    })
    .await;
}

#[tokio::test]
async fn every_order_of_a_customers_payments_is_complete() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        for sort in SORTS {
            let mut listed = found(desk, &of(&customer), sort).await;
            let keys: Vec<i64> = listed
                .iter()
                .map(|payment| match sort {
                    Sort::AmountHigh | Sort::AmountLow => payment.amounts.paid.0,
                    _ => payment.paid_at.unwrap_or(payment.requested_at).0,
                })
                .collect();
            let is_falling = matches!(sort, Sort::Newest | Sort::AmountHigh);
            let in_order =
                |pair: &[i64]| if is_falling { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
            assert!(keys.windows(2).all(in_order), "{sort:?} {keys:?}");
            listed.sort_by(|one, other| one.id.cmp(&other.id));
            let ids: Vec<_> = listed.into_iter().map(|payment| payment.id).collect();
            assert_eq!(ids, numbers(&[1, 2, 3, 4]), "{sort:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_account_adds_up_what_the_list_shows() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        let account = desk.store.customer(&[merchant()], &customer).await.unwrap();
        let expected = CustomerAccount {
            // As the latest of them spells it.
            customer: told(Some(customer.as_str()), "홍길동", "+82 10-1234-5678"),
            payments: 4,
            paid: Won(50_000),
            cancelled: Won(4_000),
            unpaid: Won(10_000),
        };
        assert_eq!(account, Some(expected));
        assert_eq!(desk.store.customer(&[other_merchant()], &customer).await.unwrap(), None);
        let nobody = CustomerId::from_bits(9);
        assert_eq!(desk.store.customer(&[merchant()], &nobody).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_customers_cancellations_are_theirs_alone() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        desk.click(&click(1, 7, 2_000)).await;
        desk.click(&click(5, 8, 2_000)).await;
        let whose = |customer: &CustomerId| CancellationFilter {
            customer: Some(customer.clone()),
            ..CancellationFilter::default()
        };
        let cases = [
            (whose(&customer), 2, 4_000),
            (whose(&key_of(desk, 5).await), 1, 0),
            (CancellationFilter { until: Some(NOW), ..whose(&customer) }, 1, 4_000),
            (CancellationFilter { search: Some("order-1".to_owned()), ..whose(&customer) }, 1, 0),
            (CancellationFilter { merchants: vec![other_merchant()], ..whose(&customer) }, 0, 0),
            (whose(&CustomerId::from_bits(9)), 0, 0),
        ];
        for (filter, count, amount) in cases {
            let sums = desk.store.summarise_cancellations(&filter).await.unwrap();
            assert_eq!((sums.count, sums.amount), (count, Won(amount)), "{filter:?}");
            let (mut seen, mut cursor) = (0, None);
            loop {
                let request = PageRequest { sort: Sort::Newest, cursor, size: 1 };
                let page = desk.store.cancellations(&filter, &request).await.unwrap();
                seen += page.items.len() as i64;
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, count, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_learnt_later_brings_the_payment_to_its_customer() {
    on_each_store(async |desk| {
        let first = PaymentSnapshot {
            customer: Customer { id: Some("student-1".to_owned()), ..Customer::default() },
            ..paid(1)
        };
        desk.book(&first).await;
        let by_id = key_of(desk, 1).await;
        desk.notice(&first).await;
        assert_eq!(key_of(desk, 1).await, by_id, "the same word, the same customer");
        desk.book(&paid(2)).await;
        assert_ne!(key_of(desk, 2).await, by_id);
        desk.notice(&paid(1)).await;
        assert_eq!(key_of(desk, 1).await, key_of(desk, 2).await, "name and phone are known now");
        desk.notice(&first).await;
        assert_eq!(key_of(desk, 1).await, key_of(desk, 2).await, "and are not forgotten");
    })
    .await;
}

#[tokio::test]
async fn payments_from_before_get_their_customers_once() {
    on_each_store(async |desk| {
        let customer = book_family(desk).await;
        let as_before = "UPDATE payments SET customer_id = 'student-1'; \
             UPDATE customer_keys SET filled_until = ''";
        desk.run(as_before).await.unwrap();
        assert_eq!(ids(desk, &of(&customer)).await, []);
        desk.store.migrate().await.unwrap();
        assert_eq!(ids(desk, &of(&customer)).await, numbers(&[2, 3, 1, 4]));
        let open = "SELECT COUNT(*) FROM customer_keys WHERE filled_until IS NOT NULL";
        assert_eq!(desk.number(open).await, 0);
        assert_eq!(desk.payment(1).await.version, 1, "no decision depends on it");
    })
    .await;
}
