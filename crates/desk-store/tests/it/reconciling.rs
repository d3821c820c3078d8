//! Which payment is compared with its vendor next, and by whom.

use desk_domain::id::ChannelId;
use desk_domain::{PaymentId, Won};
use desk_store::{Listing, PaymentSnapshot, Round};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, click, later, paid, waiting};

const DAY: i64 = 86_400;

fn channel() -> ChannelId {
    ChannelId::from_bits(1)
}

fn of_channel(snapshot: PaymentSnapshot) -> PaymentSnapshot {
    PaymentSnapshot { channel_id: Some(channel()), ..snapshot }
}

/// Paid this many days before `NOW`.
fn paid_before(number: u128, days: i64) -> PaymentSnapshot {
    of_channel(PaymentSnapshot { paid_at: Some(later(-days * DAY)), ..paid(number) })
}

async fn next(desk: &Fixture, at: i64) -> Option<String> {
    desk.store.claim_check(&channel(), later(at), later(at + 3_600)).await.unwrap()
}

#[tokio::test]
async fn payments_come_up_when_their_time_has_come_watched_ones_first() {
    on_each_store(async |desk| {
        desk.book(&paid_before(1, 3)).await;
        desk.book(&paid_before(2, 0)).await;
        desk.book(&of_channel(PaymentSnapshot { requested_at: NOW, ..waiting(3) })).await;
        // Another connection's, and one that none can read.
        let other = PaymentSnapshot { channel_id: Some(ChannelId::from_bits(2)), ..paid(4) };
        desk.book(&other).await;
        desk.book(&paid(5)).await;

        assert_eq!(next(desk, 30 * 60 - 1).await, None);
        assert_eq!(next(desk, 30 * 60).await.as_deref(), Some("order-3"));
        assert_eq!(next(desk, 30 * 60).await, None, "it was put off");
        assert_eq!(next(desk, DAY).await.as_deref(), Some("order-2"));
        assert_eq!(next(desk, DAY).await.as_deref(), Some("order-3"));
        assert_eq!(next(desk, DAY).await.as_deref(), Some("order-1"));
        assert_eq!(next(desk, DAY).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_read_brings_the_next_time() {
    on_each_store(async |desk| {
        desk.book(&paid_before(1, 3)).await;
        assert!(next(desk, DAY).await.is_some());
        let again = desk.read_now(&paid_before(1, 3)).await;
        let notice = desk_store::OutsideCancellations::Notice;
        desk.store.book_payment(&again, notice, "system", later(DAY)).await.unwrap();
        assert_eq!(next(desk, DAY + DAY / 2 - 1).await, None);
        assert!(next(desk, DAY + DAY / 2).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_comes_up_no_more() {
    on_each_store(async |desk| {
        desk.book(&paid_before(1, 3)).await;
        let id = desk.send(&click(1, 7, 10_000)).await;
        desk.store
            .settle_cancellation(&id, &crate::samples::succeeded("ours-1"), later(60))
            .await
            .unwrap();
        let payment = desk.payment(1).await;
        assert_eq!((payment.id, payment.amounts.cancelled), (PaymentId::from_bits(1), Won(10_000)));
        assert_eq!(next(desk, 400 * DAY).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_round_is_had_by_one_and_remembers_the_list() {
    on_each_store(async |desk| {
        let store = &desk.store;
        let claim =
            async |at: i64| store.claim_round(&channel(), later(at), later(at + 60)).await.unwrap();
        assert_eq!(claim(0).await, Some(Round { listing: None }));
        assert_eq!(claim(59).await, None);
        let cursor = Some("next".to_owned());
        let listing = Listing { from: later(-DAY), until: NOW, cursor, done: false };
        store.save_listing(&channel(), &listing).await.unwrap();
        assert_eq!(claim(60).await, Some(Round { listing: Some(listing) }));
        let other = ChannelId::from_bits(2);
        assert!(store.claim_round(&other, later(60), later(120)).await.unwrap().is_some());
        // The machine's clock ran nine hours ahead and was put right.
        assert!(claim(9 * 3_600).await.is_some());
        assert!(claim(180).await.is_some(), "nobody waits until it is that late");
        assert!(claim(181).await.is_none());
    })
    .await;
}
