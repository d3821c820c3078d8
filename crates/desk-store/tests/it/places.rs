//! The vendor's id is unique within one connection of one merchant, and nowhere else.

use desk_domain::id::ChannelId;
use desk_domain::{PaymentId, Won};
use desk_store::{Booked, GatewayPlace, PaymentSnapshot, StoreError};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{other_merchant, paid};

/// `order-1` of one connection; its bits are the connection's and the payment's.
fn of_store(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        new_id: PaymentId::from_bits(number),
        channel_id: Some(ChannelId::from_bits(number)),
        ..paid(1)
    }
}

fn of_nobody(number: u128) -> PaymentSnapshot {
    PaymentSnapshot { new_id: PaymentId::from_bits(number), ..paid(1) }
}

async fn at(desk: &Fixture, place: &GatewayPlace) -> Option<PaymentId> {
    desk.store.payment_at_gateway(place).await.unwrap().map(|row| row.payment.id)
}

#[tokio::test]
async fn the_same_id_in_two_stores_is_two_payments() {
    on_each_store(async |desk| {
        assert_eq!(desk.book(&of_store(1)).await, Booked::Inserted);
        let theirs = PaymentSnapshot { amount: Won(70_000), ..of_store(2) };
        assert_eq!(desk.book(&theirs).await, Booked::Inserted);
        assert_eq!(desk.payment(1).await.amounts.paid, Won(10_000));
        for number in [1, 2] {
            let id = PaymentId::from_bits(number);
            assert_eq!(at(desk, &of_store(number).place()).await, Some(id));
        }
        assert_eq!(at(desk, &of_store(3).place()).await, None);
        let foreign = PaymentSnapshot { merchant_id: other_merchant(), ..of_store(1) };
        assert_eq!(at(desk, &foreign.place()).await, None);
    })
    .await;
}

#[tokio::test]
async fn the_first_connection_that_reads_an_unclaimed_payment_has_it() {
    on_each_store(async |desk| {
        desk.book(&of_nobody(1)).await;
        assert_eq!(desk.notice(&of_store(2)).await, Booked::Changed);
        assert_eq!(desk.payment(1).await.channel_id, Some(ChannelId::from_bits(2)));
        assert_eq!(desk.book(&of_store(3)).await, Booked::Inserted);
    })
    .await;
}

#[tokio::test]
async fn without_a_connection_only_one_candidate_is_taken() {
    on_each_store(async |desk| {
        desk.book(&of_store(1)).await;
        let nobodys = of_nobody(9).place();
        assert_eq!(at(desk, &nobodys).await, Some(PaymentId::from_bits(1)));
        desk.book(&of_store(2)).await;
        let outcome = desk.store.payment_at_gateway(&nobodys).await;
        assert!(matches!(outcome, Err(StoreError::Ambiguous("payment"))), "{outcome:?}");
    })
    .await;
}
