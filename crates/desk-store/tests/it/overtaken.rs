//! Reads that end in another order than they began.

use desk_domain::Won;
use desk_domain::payment::Agreement;
use desk_store::{Booked, OutsideCancellations};

use crate::fixture::on_each_store;
use crate::samples::{NOW, cancelled_outside, click, later, paid, succeeded, waiting};

#[tokio::test]
async fn a_read_that_began_earlier_does_not_undo_a_newer_one() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let slow = desk.read_now(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        let newer = desk.payment(1).await;
        for outside in [OutsideCancellations::Adopt, OutsideCancellations::Notice] {
            assert_eq!(desk.book_read(&slow, outside).await, Booked::Overtaken);
            assert_eq!(desk.payment(1).await, newer);
        }
    })
    .await;
}

#[tokio::test]
async fn a_read_from_before_a_settlement_does_not_undo_it() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 3_000)).await;
        let slow = desk.read_now(&paid(1)).await;
        desk.store.settle_cancellation(&id, &succeeded("ours-1"), NOW).await.unwrap();
        let notice = OutsideCancellations::Notice;
        assert_eq!(desk.book_read(&slow, notice).await, Booked::Overtaken);
        let payment = desk.payment(1).await;
        assert_eq!(payment.gateway_cancelled, Won(3_000));
        assert_eq!(payment.agreement, Agreement::Agrees);
    })
    .await;
}

#[tokio::test]
async fn an_older_read_that_says_the_same_is_no_conflict() {
    on_each_store(async |desk| {
        desk.book(&waiting(1)).await;
        let slow = desk.read_now(&paid(1)).await;
        desk.notice(&paid(1)).await;
        let notice = OutsideCancellations::Notice;
        assert_eq!(desk.book_read(&slow, notice).await, Booked::Unchanged);
    })
    .await;
}

#[tokio::test]
async fn a_list_that_did_not_know_the_payment_changes_nothing_in_it() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let before = desk.payment(1).await;
        let list = [cancelled_outside(1, Won(3_000)), paid(2)];
        let adopt = OutsideCancellations::Adopt;
        let booked = desk.store.book_payments(&list, adopt, "system", NOW).await.unwrap();
        assert_eq!(booked, [Booked::Overtaken, Booked::Inserted]);
        assert_eq!(desk.payment(1).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_has_spoken_since_is_not_silent() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let asked = desk.payment(1).await;
        // Another read came back in the meantime, and found nothing new.
        let again = desk.read_now(&paid(1)).await;
        let notice = OutsideCancellations::Notice;
        desk.store.book_payment(&again, notice, "system", later(60)).await.unwrap();
        desk.store.note_gateway_silent(&asked, later(75)).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);

        // Or found something.
        let asked = desk.payment(1).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        desk.store.note_gateway_silent(&asked, later(150)).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::GatewayAhead);
    })
    .await;
}
