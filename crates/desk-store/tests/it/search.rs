//! Finding a payment by whatever a person has of it.

use desk_domain::payment::{CardDetail, Customer, GatewayStatus, MethodDetail};
use desk_domain::{PaymentId, Won};
use desk_store::{Basis, PageRequest, PaymentFilter, PaymentSnapshot, Sort};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, later, paid, waiting};

async fn found(desk: &Fixture, search: &str, sort: Sort) -> Vec<u128> {
    let filter = PaymentFilter { search: Some(search.to_owned()), ..PaymentFilter::default() };
    let request = PageRequest { sort, cursor: None, size: 50 };
    let page = desk.store.payments(&filter, &request).await.unwrap();
    let number = |id: &PaymentId| (1..9).find(|number| PaymentId::from_bits(*number) == *id);
    let found: Vec<u128> = page.items.iter().map(|row| number(&row.payment.id).unwrap()).collect();
    let summary = desk.store.summarise(&filter).await.unwrap();
    assert_eq!(summary.shown.count, i64::try_from(found.len()).unwrap(), "{search:?}");
    found
}

fn seoyeon() -> PaymentSnapshot {
    PaymentSnapshot {
        customer: Customer {
            id: None,
            name: Some("김서연".to_owned()),
            phone: Some("+82 10-9999-0042".to_owned()),
        },
        order_name: "초5 영어 Phonics 11월".to_owned(),
        amount: Won(350_000),
        approval_number: Some("77770000".to_owned()),
        paid_at: Some(NOW),
        method_detail: MethodDetail {
            card: Some(CardDetail {
                number_masked: Some("9410-03**-****-8888".to_owned()),
                ..CardDetail::default()
            }),
            ..MethodDetail::default()
        },
        ..paid(2)
    }
}

#[tokio::test]
async fn each_thing_a_person_may_have_finds_its_payment() {
    const CASES: &[(&str, &[u128])] = &[
        ("홍", &[1]),
        ("홍길동", &[1]),
        ("홍길동이", &[]),
        ("길동", &[]),
        ("ㅎㄱㄷ", &[1]),
        ("ㄱㅅ", &[2]),
        ("5678", &[1]),
        ("010-9999-0042", &[2]),
        ("01099990042", &[2]),
        ("9999", &[]),
        ("30012345", &[1]),
        ("941003", &[2]),
        ("8888", &[2]),
        ("350,000원", &[2]),
        ("10000", &[1]),
        ("수학", &[1]),
        ("phon", &[2]),
        ("PHONICS", &[2]),
        ("김 영어", &[2]),
        ("김 수학", &[]),
        ("order-2", &[2]),
        ("%", &[]),
        ("'; DROP TABLE payments", &[]),
        ("   ", &[2, 1]),
    ];
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.book(&seoyeon()).await;
        for (search, expected) in CASES {
            assert_eq!(found(desk, search, Sort::Newest).await, *expected, "{search:?}");
        }
        let id = PaymentId::from_bits(1).to_string();
        assert_eq!(found(desk, &id, Sort::Newest).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn what_is_found_is_in_the_order_of_the_list() {
    on_each_store(async |desk| {
        for (number, amount, age) in [(1, 3_000, 50), (2, 9_000, 10), (3, 6_000, 90)] {
            let amount = Won(amount);
            desk.book(&PaymentSnapshot { amount, paid_at: Some(later(-age)), ..paid(number) })
                .await;
        }
        assert_eq!(found(desk, "홍", Sort::Newest).await, [2, 1, 3]);
        assert_eq!(found(desk, "홍", Sort::Oldest).await, [3, 1, 2]);
        assert_eq!(found(desk, "홍", Sort::AmountHigh).await, [2, 3, 1]);
        let by_cancel = PaymentFilter {
            search: Some("홍".to_owned()),
            basis: Basis::CancelledAt,
            ..PaymentFilter::default()
        };
        let request = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
        assert!(desk.store.payments(&by_cancel, &request).await.unwrap().items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_search_is_paged_like_any_list() {
    on_each_store(async |desk| {
        for number in 1..=7 {
            desk.book(&paid(number)).await;
        }
        let filter = PaymentFilter { search: Some("ㅎ".to_owned()), ..PaymentFilter::default() };
        let (mut cursor, mut count) = (None, 0);
        loop {
            let request = PageRequest { sort: Sort::Newest, cursor, size: 3 };
            let page = desk.store.payments(&filter, &request).await.unwrap();
            count += page.items.len();
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(count, 7);
    })
    .await;
}

#[tokio::test]
async fn terms_move_with_the_payment() {
    on_each_store(async |desk| {
        desk.book(&waiting(1)).await;
        desk.book(&PaymentSnapshot { paid_at: Some(later(-10)), ..paid(2) }).await;
        assert_eq!(found(desk, "홍", Sort::Newest).await, [2, 1]);
        let deposited = PaymentSnapshot {
            gateway_status: GatewayStatus::Paid,
            paid_at: Some(NOW),
            customer: Customer { name: Some("홍두깨".to_owned()), ..waiting(1).customer },
            ..waiting(1)
        };
        desk.notice(&deposited).await;
        assert_eq!(found(desk, "홍", Sort::Newest).await, [1, 2]);
        assert_eq!(found(desk, "홍길동", Sort::Newest).await, [2]);
        assert_eq!(found(desk, "ㅎㄷㄲ", Sort::Newest).await, [1]);
    })
    .await;
}
