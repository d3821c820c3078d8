//! Pages: complete, in order, without doubles, whatever the filter and however many equal keys.

use std::collections::HashSet;

use desk_domain::cancellation::CancellationState;
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method, Payment};
use desk_domain::{PaymentId, Won};
use desk_store::{
    Basis, CancellationFilter, OutsideCancellations, PageRequest, PaymentFilter, PaymentSnapshot,
    Sort, StatusSum, StoreError,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    NOW, cancelled_outside, click, later, merchant, other_merchant, outside_cancellation, paid,
    running, succeeded,
};

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::AmountHigh, Sort::AmountLow];
const SEED: u64 = 20_261_103;
const PAYMENTS: u128 = 240;

/// Few instants and few amounts, so that most keys are shared.
async fn book_many(desk: &Fixture) -> Vec<Payment> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let list: Vec<PaymentSnapshot> = (1..=PAYMENTS)
        .map(|number| {
            let amount = Won(random.random_range(1..=4) * 1_000);
            let mut snapshot = paid(number);
            snapshot.amount = amount;
            snapshot.paid_at = Some(later(-random.random_range(0..12) * 60));
            snapshot.method = [Method::Card, Method::Mobile, Method::Transfer][number as usize % 3];
            if random.random_bool(0.3) {
                snapshot.merchant_id = other_merchant();
            }
            match random.random_range(0..6) {
                0 => cancel_outside(&mut snapshot, number, amount),
                1 => cancel_outside(&mut snapshot, number, Won(500)),
                2 => {
                    snapshot.gateway_status = GatewayStatus::WaitingForDeposit;
                    snapshot.paid_at = None;
                    snapshot.requested_at = later(-random.random_range(0..12) * 60);
                }
                // More gone at the vendor than it lists.
                3 => snapshot.cancelled = Won(700),
                _ => {}
            }
            snapshot
        })
        .collect();
    let adopt = OutsideCancellations::Adopt;
    desk.store.book_payments(&list, adopt, "system", NOW).await.unwrap();
    let mut payments = Vec::new();
    for number in 1..=PAYMENTS {
        payments.push(desk.payment(number).await);
    }
    payments
}

fn cancel_outside(snapshot: &mut PaymentSnapshot, number: u128, amount: Won) {
    let state = desk_store::SnapshotCancellationState::Succeeded;
    snapshot.gateway_status = GatewayStatus::PartiallyCancelled;
    snapshot.cancelled = amount;
    snapshot.cancellations = vec![outside_cancellation(number, state, amount)];
}

async fn all_pages(desk: &Fixture, filter: &PaymentFilter, sort: Sort, size: u32) -> Vec<Payment> {
    let mut payments = Vec::new();
    let mut cursor = None;
    loop {
        let request = PageRequest { sort, cursor, size };
        let page = desk.store.payments(filter, &request).await.unwrap();
        assert!(page.items.len() <= size as usize);
        payments.extend(page.items.into_iter().map(|row| row.payment));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return payments;
        }
    }
}

fn fits(filter: &PaymentFilter, payment: &Payment) -> bool {
    let at = match filter.basis {
        Basis::PaidAt => Some(payment.paid_at.unwrap_or(payment.requested_at)),
        Basis::CancelledAt => payment.cancelled_at,
    };
    at.is_some_and(|at| {
        filter.from.is_none_or(|from| at >= from) && filter.until.is_none_or(|until| at < until)
    }) && (filter.merchants.is_empty() || filter.merchants.contains(&payment.merchant_id))
        && (filter.statuses.is_empty() || filter.statuses.contains(&payment.book_status))
        && (filter.methods.is_empty() || filter.methods.contains(&payment.method))
        && (filter.channels.is_empty() || filter.channels.contains(&payment.channel))
        && (filter.agreements.is_empty() || filter.agreements.contains(&payment.agreement))
}

fn filters() -> Vec<PaymentFilter> {
    let everything = PaymentFilter::default;
    let narrow = |change: &dyn Fn(&mut PaymentFilter)| {
        let mut filter = everything();
        change(&mut filter);
        filter
    };
    vec![
        everything(),
        narrow(&|filter| filter.merchants = vec![other_merchant()]),
        narrow(&|filter| filter.statuses = vec![BookStatus::Paid]),
        narrow(&|filter| filter.statuses = vec![BookStatus::Cancelled, BookStatus::Unpaid]),
        narrow(&|filter| filter.methods = vec![Method::Mobile, Method::Transfer]),
        narrow(&|filter| filter.channels = vec![Channel::Portone]),
        narrow(&|filter| filter.agreements = vec![Agreement::GatewayAhead]),
        narrow(&|filter| filter.agreements = vec![Agreement::Agrees, Agreement::GatewayAhead]),
        narrow(&|filter| {
            filter.from = Some(later(-480));
            filter.until = Some(later(-120));
        }),
        narrow(&|filter| {
            filter.merchants = vec![merchant()];
            filter.statuses = vec![BookStatus::Paid, BookStatus::PartiallyCancelled];
            filter.methods = vec![Method::Card];
            filter.from = Some(later(-480));
        }),
        narrow(&|filter| filter.basis = Basis::CancelledAt),
        narrow(&|filter| {
            filter.basis = Basis::CancelledAt;
            filter.statuses = vec![BookStatus::PartiallyCancelled];
            filter.until = Some(NOW);
        }),
        narrow(&|filter| filter.channels = vec![Channel::Toss]),
    ]
}

#[tokio::test]
async fn the_pages_of_every_list_are_complete_and_in_order() {
    println!("seed {SEED}");
    on_each_store(async |desk| {
        let payments = book_many(desk).await;
        for filter in filters() {
            for sort in SORTS {
                let mut expected: Vec<&Payment> =
                    payments.iter().filter(|payment| fits(&filter, payment)).collect();
                expected
                    .sort_by_key(|payment| (key(payment, filter.basis, sort), payment.id.clone()));
                if matches!(sort, Sort::Newest | Sort::AmountHigh) {
                    expected.reverse();
                }
                let listed = all_pages(desk, &filter, sort, 17).await;
                let ids = |list: Vec<&Payment>| -> Vec<PaymentId> {
                    list.into_iter().map(|payment| payment.id.clone()).collect()
                };
                assert_eq!(ids(listed.iter().collect()), ids(expected), "{sort:?} {filter:?}");
            }
        }
    })
    .await;
}

fn not_received(payment: &Payment) -> i64 {
    match payment.book_status {
        BookStatus::Unpaid | BookStatus::Void => payment.amounts.paid.0,
        BookStatus::Paid | BookStatus::PartiallyCancelled | BookStatus::Cancelled => 0,
    }
}

fn key(payment: &Payment, basis: Basis, sort: Sort) -> i64 {
    match (sort, basis) {
        (Sort::AmountHigh | Sort::AmountLow, _) => payment.amounts.paid.0,
        (_, Basis::PaidAt) => payment.paid_at.unwrap_or(payment.requested_at).0,
        (_, Basis::CancelledAt) => payment.cancelled_at.unwrap().0,
    }
}

#[tokio::test]
async fn sums_are_those_of_the_list() {
    on_each_store(async |desk| {
        let payments = book_many(desk).await;
        for filter in filters() {
            let summary = desk.store.summarise(&filter).await.unwrap();
            let total = |statuses: &[BookStatus], agreements: &[Agreement]| {
                let (statuses, agreements) = (statuses.to_vec(), agreements.to_vec());
                let narrowed = PaymentFilter { statuses, agreements, ..filter.clone() };
                let fitting = payments.iter().filter(|payment| fits(&narrowed, payment));
                fitting.fold(StatusSum::default(), |sum, payment| StatusSum {
                    count: sum.count + 1,
                    amount: Won(sum.amount.0 + payment.amounts.paid.0),
                    cancelled: Won(sum.cancelled.0 + payment.amounts.cancelled.0),
                    not_received: Won(sum.not_received.0 + not_received(payment)),
                })
            };
            assert_eq!(summary.shown, total(&filter.statuses, &filter.agreements), "{filter:?}");
            for (status, sum) in summary.by_status {
                assert_eq!(sum, total(&[status], &[]), "{status} of {filter:?}");
            }
        }
        let everything = desk.store.summarise(&PaymentFilter::default()).await.unwrap();
        let apart = payments.iter().filter(|one| one.agreement != Agreement::Agrees).count();
        assert_eq!(everything.disagreeing, apart as i64);
    })
    .await;
}

#[tokio::test]
async fn what_is_in_flight_is_a_list_of_its_own() {
    on_each_store(async |desk| {
        for number in 1..=3 {
            desk.book(&paid(number)).await;
        }
        let id = desk.send(&click(2, 7, 4_000)).await;
        let filter = PaymentFilter { in_flight: true, ..PaymentFilter::default() };
        let request = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
        let page = desk.store.payments(&filter, &request).await.unwrap();
        assert_eq!(page.items.len(), 1);
        assert_eq!(page.items[0].in_flight, Some(running(&id, CancellationState::Sent)));
        let summary = desk.store.summarise(&filter).await.unwrap();
        assert_eq!((summary.shown.count, summary.in_flight), (1, 1));
        assert_eq!(desk.store.summarise(&PaymentFilter::default()).await.unwrap().in_flight, 1);

        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(7)).await.unwrap();
        assert!(desk.store.payments(&filter, &request).await.unwrap().items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list() {
    on_each_store(async |desk| {
        for number in 1..=3 {
            desk.book(&paid(number)).await;
        }
        let filter = PaymentFilter::default();
        let request = PageRequest { sort: Sort::Newest, cursor: None, size: 2 };
        let cursor = desk.store.payments(&filter, &request).await.unwrap().next_cursor;
        assert!(cursor.is_some());
        let by_cancel = PaymentFilter { basis: Basis::CancelledAt, ..PaymentFilter::default() };
        let foreign = [
            (&filter, Sort::Oldest, cursor.clone()),
            (&by_cancel, Sort::Newest, cursor.clone()),
            (&filter, Sort::Newest, Some("b2Zmc2V0PTUw".to_owned())),
            (&filter, Sort::Newest, Some("%%".to_owned())),
        ];
        for (filter, sort, cursor) in foreign {
            let request = PageRequest { sort, cursor, size: 2 };
            let outcome = desk.store.payments(filter, &request).await;
            assert!(matches!(outcome, Err(StoreError::BadCursor)), "{request:?}");
        }
        let request = PageRequest { sort: Sort::Newest, cursor, size: 2 };
        let history = desk.store.cancellations(&CancellationFilter::default(), &request).await;
        assert!(matches!(history, Err(StoreError::BadCursor)));
    })
    .await;
}

#[tokio::test]
async fn the_history_narrows_pages_and_adds_up() {
    on_each_store(async |desk| {
        for number in 1..=9 {
            desk.book(&cancelled_outside(number, Won(1_000))).await;
        }
        desk.book(&paid(10)).await;
        let ours = desk.click(&click(10, 7, 3_000)).await;
        let mut seen = HashSet::new();
        for sort in SORTS {
            let mut cursor = None;
            seen.clear();
            loop {
                let request = PageRequest { sort, cursor, size: 4 };
                let filter = CancellationFilter::default();
                let page = desk.store.cancellations(&filter, &request).await.unwrap();
                seen.extend(page.items.into_iter().map(|row| row.cancellation.id));
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), 10, "{sort:?}");
        }
        let all = CancellationFilter::default();
        let search = |text: &str| CancellationFilter {
            search: Some(text.to_owned()),
            ..CancellationFilter::default()
        };
        let narrowed: [(CancellationFilter, i64, i64); 11] = [
            (search("홍길동"), 10, 9_000),
            (search("홍 order-10"), 1, 0),
            (search("김서연"), 0, 0),
            (all.clone(), 10, 9_000),
            (
                CancellationFilter { states: vec![CancellationState::Succeeded], ..all.clone() },
                9,
                9_000,
            ),
            (
                CancellationFilter { requested_by: vec![crate::samples::cashier()], ..all.clone() },
                1,
                0,
            ),
            (CancellationFilter { amount_min: Some(Won(1_001)), ..all.clone() }, 1, 0),
            (CancellationFilter { until: Some(NOW), ..all.clone() }, 9, 9_000),
            (CancellationFilter { from: Some(NOW), ..all.clone() }, 1, 0),
            (
                CancellationFilter { payment_id: Some(PaymentId::from_bits(10)), ..all.clone() },
                1,
                0,
            ),
            (CancellationFilter { channels: vec![Channel::Toss], ..all }, 0, 0),
        ];
        for (filter, count, amount) in narrowed {
            let summary = desk.store.summarise_cancellations(&filter).await.unwrap();
            assert_eq!((summary.count, summary.amount), (count, Won(amount)), "{filter:?}");
            let request = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
            let page = desk.store.cancellations(&filter, &request).await.unwrap();
            assert_eq!(page.items.len() as i64, count, "{filter:?}");
        }
        let row = desk.store.cancellation(&ours).await.unwrap().unwrap();
        assert_eq!(row.payment, desk.payment(10).await);
    })
    .await;
}
