//! A bill that somebody says was voided where nobody can be asked, and money that comes in for it all the same.

use desk_domain::follow_up::FollowUpCause;
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method, MethodDetail};
use desk_domain::{PaymentId, StaffId, Won};
use desk_store::{
    Booked, FollowUpChanged, NewClosing, NewOutsideVoid, OutsideCancellations, OutsideVoided,
    PaymentSnapshot, Source,
};

use crate::fixture::{Fixture, on_each_store};
use crate::follow_ups::{by_note, force};
use crate::samples::{NOW, cashier, later, paid};

/// AllTalkPay's, as the merchant's own list tells it: sent, and not paid yet.
fn sent(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        source: Source::File,
        channel: Channel::Alltalkpay,
        method: Method::Message,
        method_detail: MethodDetail::default(),
        gateway_status: GatewayStatus::Unknown,
        paid_at: None,
        approval_number: None,
        ..paid(number)
    }
}

fn paid_through_it(number: u128) -> PaymentSnapshot {
    let paid = paid(number);
    PaymentSnapshot { paid_at: paid.paid_at, approval_number: paid.approval_number, ..sent(number) }
}

async fn import(desk: &Fixture, row: &PaymentSnapshot) -> Booked {
    desk.book_read(row, OutsideCancellations::Notice).await
}

fn words(note: &str) -> OutsideVoid {
    OutsideVoid { voided_at: later(-60), note: note.to_owned() }
}

fn said(number: u128, by: StaffId, note: &str) -> NewOutsideVoid {
    NewOutsideVoid { payment: PaymentId::from_bits(number), by, outside: words(note), at: NOW }
}

async fn void(desk: &Fixture, number: u128) {
    let new = said(number, cashier(), "청구서관리에서 취소했어요");
    assert_eq!(desk.store.void_outside(&new).await.unwrap(), OutsideVoided::Done);
}

async fn money_in(desk: &Fixture) -> i64 {
    desk.number("SELECT COUNT(*) FROM ledger_entries WHERE kind = 'pay'").await
}

#[tokio::test]
async fn it_is_void_once_by_whoever_was_first() {
    on_each_store(async |desk| {
        import(desk, &sent(1)).await;
        void(desk, 1).await;
        let payment = desk.payment(1).await;
        assert_eq!((payment.book_status, payment.version), (BookStatus::Void, 2));
        let again = said(1, StaffId::from_bits(2), "다른 말");
        assert_eq!(desk.store.void_outside(&again).await.unwrap(), OutsideVoided::Already);
        assert_eq!(desk.payment(1).await, payment);
        let kept = desk.store.outside_void_of(&payment.id).await.unwrap();
        assert_eq!(kept, Some(words("청구서관리에서 취소했어요")));

        let story = desk.store.story_of_payment(&payment.id).await.unwrap();
        let last = story.last().unwrap();
        assert_eq!(
            (last.action.as_str(), last.actor.as_str()),
            ("payment.voided_outside", cashier().as_str())
        );
        assert!(!last.body.contains("청구서관리"), "the chain is kept for ever: {}", last.body);
        assert_eq!(money_in(desk).await, 0);
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn what_was_paid_meanwhile_is_not_voided() {
    on_each_store(async |desk| {
        import(desk, &paid_through_it(1)).await;
        let before = desk.payment(1).await;
        let outcome = desk.store.void_outside(&said(1, cashier(), "취소")).await.unwrap();
        assert_eq!(outcome, OutsideVoided::WasPaid);
        assert_eq!(desk.payment(1).await, before);
        assert_eq!(desk.store.outside_void_of(&before.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_list_that_still_has_it_unpaid_changes_nothing() {
    on_each_store(async |desk| {
        import(desk, &sent(1)).await;
        void(desk, 1).await;
        import(desk, &sent(1)).await;
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Void);
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn money_that_comes_in_all_the_same_is_in_the_book_and_somebodys_duty() {
    on_each_store(async |desk| {
        import(desk, &sent(1)).await;
        void(desk, 1).await;
        import(desk, &paid_through_it(1)).await;
        let payment = desk.payment(1).await;
        assert_eq!(
            (payment.book_status, payment.agreement),
            (BookStatus::Paid, Agreement::Unknown)
        );
        assert_eq!(payment.cancellable(), Won(10_000));
        assert_eq!(money_in(desk).await, 1);
        let duty = desk.only_open().await;
        assert_eq!((duty.cause, duty.amount_at_risk), (FollowUpCause::PaidAfterAll, Won(10_000)));

        import(desk, &paid_through_it(1)).await;
        assert_eq!(desk.only_open().await, duty, "told once");
        assert_eq!(money_in(desk).await, 1);

        let closing = NewClosing { for_gateway: false, ..by_note(&duty.id) };
        let closed = desk.store.close_follow_up(&closing).await.unwrap();
        assert!(matches!(closed, FollowUpChanged::Done(_)), "{closed:?}");
        import(desk, &paid_through_it(1)).await;
        assert!(desk.none_open().await, "a manager has signed that the money is owed");
    })
    .await;
}

#[tokio::test]
async fn giving_it_back_is_the_duty_from_then_on() {
    on_each_store(async |desk| {
        import(desk, &sent(1)).await;
        void(desk, 1).await;
        import(desk, &paid_through_it(1)).await;
        desk.click_again(force(1, 7, 4_000)).await;
        let owed = desk.only_open().await;
        assert_eq!((owed.cause, owed.amount_at_risk), (FollowUpCause::BookAhead, Won(4_000)));
        // The list says again that it was paid, of which nobody knows more by that.
        import(desk, &paid_through_it(1)).await;
        assert_eq!(desk.only_open().await, owed);
    })
    .await;
}

#[tokio::test]
async fn a_bill_that_was_paid_without_such_words_is_nobodys_duty() {
    on_each_store(async |desk| {
        import(desk, &sent(1)).await;
        import(desk, &paid_through_it(1)).await;
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Paid);
        assert!(desk.none_open().await);
    })
    .await;
}
