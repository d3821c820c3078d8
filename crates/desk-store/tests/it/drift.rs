//! How far book and vendors agree, night by night too, and taking what was done outside into the book.

use chrono::NaiveDate;
use desk_domain::Won;
use desk_domain::advice::Proof;
use desk_domain::cancellation::{CancellationKind, CancellationOrigin, ReasonCode};
use desk_domain::payment::{Agreement, Channel};
use desk_store::{
    Adoption, AgreementSums, Booked, ChannelAgreement, FollowUpFilter, FollowUpRow,
    NewCancellation, Night, PageRequest, PaymentSnapshot, Sort,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    NOW, cancelled_outside, cashier, click, later, merchant, other_merchant, paid, waiting,
};

const DAY: i64 = 86_400;

fn by_request() -> Adoption {
    let note = "원장님이 관리자 사이트에서 취소했어요".to_owned();
    Adoption { by: cashier(), reason_code: ReasonCode::CustomerRequest, note }
}

fn forced(payment: u128, number: u128) -> NewCancellation {
    let mut new = click(payment, number, 10_000);
    new.cancellation.kind = CancellationKind::Force;
    new.cancellation.withdraw_until = None;
    new.sealed_refund_account = None;
    new
}

impl Fixture {
    async fn agreement(&self) -> AgreementSums {
        self.store.agreement(&[merchant()]).await.unwrap()
    }

    async fn adopt(&self, snapshot: &PaymentSnapshot) -> Booked {
        let read = self.read_now(snapshot).await;
        self.store.adopt_payment(&read, &by_request(), later(60)).await.unwrap().1
    }

    async fn duties(&self, closed: bool) -> Vec<FollowUpRow> {
        let filter = FollowUpFilter { closed, ..FollowUpFilter::default() };
        let page = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
        self.store.follow_ups(&filter, &page).await.unwrap().items
    }

    async fn write_night(&self, day: NaiveDate) -> Option<Night> {
        self.store.write_night(&merchant(), day, later(DAY)).await.unwrap()
    }
}

#[tokio::test]
async fn what_agrees_is_counted_by_channel_and_the_oldest_difference_is_named() {
    on_each_store(async |desk| {
        for number in 1..=3 {
            desk.book(&paid(number)).await;
        }
        desk.book(&PaymentSnapshot { channel: Channel::Bootpay, ..paid(4) }).await;
        // Nobody has paid, nobody can disagree, somebody else's.
        desk.book(&waiting(5)).await;
        desk.book(&PaymentSnapshot { channel: Channel::Recorded, ..paid(6) }).await;
        desk.book(&PaymentSnapshot { merchant_id: other_merchant(), ..paid(7) }).await;
        desk.notice(&cancelled_outside(2, Won(4_000))).await;
        desk.store.note_gateway_silent(&desk.payment(3).await, later(1)).await.unwrap();

        let [duty] = desk.duties(false).await.try_into().unwrap();
        let portone = ChannelAgreement {
            payments: 3,
            amount: Won(30_000),
            agreeing: 1,
            agreeing_amount: Won(10_000),
            unanswered: 1,
            open: 1,
            at_risk: Won(4_000),
            ..ChannelAgreement::none(Channel::Portone)
        };
        let bootpay = ChannelAgreement {
            payments: 1,
            amount: Won(10_000),
            agreeing: 1,
            agreeing_amount: Won(10_000),
            ..ChannelAgreement::none(Channel::Bootpay)
        };
        let expected = AgreementSums {
            channels: vec![portone, bootpay],
            oldest: Some((duty.follow_up.id, NOW)),
        };
        assert_eq!(desk.agreement().await, expected);
        let everybody = desk.store.agreement(&[]).await.unwrap();
        assert_eq!(everybody.total(|channel| channel.payments), 5);
    })
    .await;
}

#[tokio::test]
async fn taking_a_cancel_over_writes_down_who_and_why_in_one_go() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(4_000))).await;
        assert_eq!(desk.adopt(&cancelled_outside(1, Won(4_000))).await, Booked::Changed);

        let payment = desk.payment(1).await;
        assert_eq!((payment.agreement, payment.amounts.cancelled), (Agreement::Agrees, Won(4_000)));
        let [closed] = desk.duties(true).await.try_into().unwrap();
        let closing = closed.follow_up.closing.unwrap();
        assert_eq!((closing.by, closing.proof), (Some(cashier()), Proof::GatewayRead));
        assert_eq!(closing.evidence, "고객 요청 · 원장님이 관리자 사이트에서 취소했어요");

        let story = desk.store.story_of_payment(&payment.id).await.unwrap();
        let adopted = story.iter().find(|line| line.action == "cancellation.adopted").unwrap();
        assert_eq!(adopted.actor, cashier().as_str());
        assert!(adopted.body.contains(r#""reason_code":"customer_request""#), "{}", adopted.body);
        assert!(!adopted.body.contains("원장님"), "words are not kept for ever: {}", adopted.body);
        let taken = desk.cancellation(&adopted.subject.parse().unwrap()).await;
        assert_eq!(taken.origin, CancellationOrigin::Gateway);
        assert_eq!((taken.reason_code, taken.amount), (ReasonCode::CustomerRequest, Won(4_000)));
        assert_eq!(taken.note, "원장님이 관리자 사이트에서 취소했어요 · 관리자 콘솔에서 취소");
        assert_eq!(taken.requested_by, None, "who did it at the vendor, nobody knows");
        // A second click finds nothing left to take.
        assert_eq!(desk.adopt(&cancelled_outside(1, Won(4_000))).await, Booked::Unchanged);
        assert_eq!(desk.agreement().await.oldest, None);
    })
    .await;
}

#[tokio::test]
async fn the_next_cancel_outside_of_the_same_sum_is_a_new_duty() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let first = cancelled_outside(1, Won(4_000));
        desk.notice(&first).await;
        desk.adopt(&first).await;
        let mut both = cancelled_outside(1, Won(8_000));
        let mut second = first.cancellations[0].clone();
        second.gateway_cancellation_id = "outside-again".to_owned();
        both.cancellations = vec![first.cancellations[0].clone(), second];
        desk.notice(&both).await;
        let [open] = desk.duties(false).await.try_into().unwrap();
        assert_eq!(open.follow_up.amount_at_risk, Won(4_000));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_taken_over_beside_a_cancel_of_ours_that_is_not_settled() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let ours = desk.send(&click(1, 7, 3_000)).await;
        desk.adopt(&cancelled_outside(1, Won(3_000))).await;
        let payment = desk.payment(1).await;
        assert_eq!((payment.amounts.cancelled, payment.amounts.reserved), (Won::ZERO, Won(3_000)));
        assert_eq!(desk.actions(&ours).await, ["cancellation.requested", "cancellation.sent"]);
        assert!(desk.store.sending(&ours).await.unwrap().is_some(), "it is still ours to settle");
    })
    .await;
}

#[tokio::test]
async fn an_overtaken_read_takes_nothing_over() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let slow = desk.read_now(&cancelled_outside(1, Won(4_000))).await;
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        let booked = desk.store.adopt_payment(&slow, &by_request(), later(60)).await.unwrap().1;
        assert_eq!(booked, Booked::Overtaken);
        assert_eq!(desk.payment(1).await.amounts.cancelled, Won::ZERO);
    })
    .await;
}

#[tokio::test]
async fn a_day_is_summed_up_once_whatever_replicas_there_are() {
    on_each_store(async |desk| {
        let day = NOW.kst_date();
        for number in 1..=3 {
            desk.book(&paid(number)).await;
        }
        desk.notice(&cancelled_outside(1, Won(4_000))).await;
        desk.adopt(&cancelled_outside(1, Won(4_000))).await;
        desk.click(&forced(2, 7)).await;

        let replica = desk_store::open(&desk.url).await.unwrap();
        let merchant = merchant();
        let (here, there) = tokio::join!(
            desk.store.write_night(&merchant, day, later(DAY)),
            replica.write_night(&merchant, day, later(DAY)),
        );
        let written: Vec<Night> = [here.unwrap(), there.unwrap()].into_iter().flatten().collect();
        let expected = Night {
            merchant_id: merchant.clone(),
            day,
            written_at: later(DAY),
            payments: 3,
            agreeing: 2,
            unanswered: 0,
            open: 1,
            at_risk: Won(10_000),
            opened: 2,
            closed: 1,
            adopted: 1,
        };
        assert_eq!(written, std::slice::from_ref(&expected));
        assert_eq!(desk.write_night(day).await, None);
        let told = "SELECT COUNT(*) FROM audit_events WHERE action = 'night.summed_up'";
        assert_eq!(desk.number(told).await, 1);
        let merchants = [merchant, other_merchant()];
        assert_eq!(desk.store.last_nights(&merchants).await.unwrap(), [expected]);
    })
    .await;
}

#[tokio::test]
async fn the_next_night_counts_its_own_day() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&forced(1, 7)).await;
        let day = NOW.kst_date();
        desk.write_night(day).await.unwrap();
        let next = desk.write_night(desk_domain::kst::add_days(day, 1)).await.unwrap();
        assert_eq!((next.opened, next.closed, next.open), (0, 0, 1));
        let last = desk.store.last_nights(&[merchant()]).await.unwrap();
        assert_eq!(last, [next], "the latest one is shown");
    })
    .await;
}
