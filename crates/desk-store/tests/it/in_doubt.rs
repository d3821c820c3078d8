//! A cancel whose end nothing proves: nothing else of the payment is cancelled until a read proves it, or a
//! named person does.

use desk_domain::advice::Proof;
use desk_domain::cancellation::{Attention, CancellationKind, CancellationState};
use desk_domain::follow_up::{FollowUp, FollowUpCause};
use desk_domain::payment::{Agreement, BookStatus, Channel};
use desk_domain::{CancellationId, StaffId, Timestamp, Won};
use desk_store::{
    Finding, FollowUpChanged, FollowUpFilter, JobKind, NewCancellation, NewClosing,
    OutsideCancellations, PaymentSnapshot, Requested, Settled,
};
use tokio::task::JoinSet;

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{
    NOW, cancelled_outside, cashier, click, later, paid, succeeded, unanswered, unproven,
};

const LEDGER: &str = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";
const REFUND_ACCOUNTS: &str = "SELECT COUNT(*) FROM refund_accounts";
const IN_FLIGHT: &str = "SELECT COUNT(*) FROM cancellations \
     WHERE state IN ('awaiting_approval', 'requested', 'sent', 'unknown')";

fn manager() -> StaffId {
    StaffId::from_bits(2)
}

fn seen(cancelled_at: Option<Timestamp>) -> Finding {
    Finding { cancelled_at, note: "관리자 화면에서 확인했어요".to_owned() }
}

fn by_note(open: &FollowUp) -> NewClosing {
    NewClosing {
        id: open.id.clone(),
        by: manager(),
        proof: Proof::SignedNote,
        evidence: "확인하지 않고 끝내 보려고 해요".to_owned(),
        for_gateway: false,
        seen: None,
        at: later(60),
    }
}

/// Clicks of every kind on what is left of payment 1 as it stands.
async fn clicks(desk: &Fixture, first: u128) -> Vec<NewCancellation> {
    let payment = desk.payment(1).await;
    let left = payment.cancellable();
    let kinds = [CancellationKind::Full, CancellationKind::Partial, CancellationKind::Force];
    let on_it = |(number, kind): (u128, CancellationKind)| {
        let amount = if kind == CancellationKind::Partial { Won(1_000) } else { left };
        let mut new = click(1, number, amount.0);
        new.cancellation.kind = kind;
        new.payment_version = payment.version;
        new.cancellation.expected_cancellable = left;
        new
    };
    (first..).zip(kinds).map(on_it).collect()
}

impl Fixture {
    /// A cancel of `amount` of payment 1 that was sent and is in doubt.
    async fn doubt(&self, number: u128, amount: i64) -> CancellationId {
        let id = self.click_again(click(1, number, amount)).await;
        self.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        self.store.settle_cancellation(&id, &unproven(), later(700)).await.unwrap();
        id
    }

    async fn only_closed(&self) -> FollowUp {
        let closed = FollowUpFilter { closed: true, ..FollowUpFilter::default() };
        let [closed] = self.follow_ups(closed).await.try_into().unwrap();
        closed
    }

    async fn sign(&self, id: &CancellationId, cancelled_at: Option<Timestamp>) -> Settled {
        let (by, at) = (manager(), later(900));
        self.store.settle_by_hand(id, &seen(cancelled_at), &by, at).await.unwrap()
    }
}

#[tokio::test]
async fn a_doubt_is_a_duty_and_holds_up_every_other_cancel() {
    for channel in [Channel::Portone, Channel::Bootpay, Channel::Terminal] {
        on_each_store(async |desk| {
            desk.book(&PaymentSnapshot { channel, ..paid(1) }).await;
            let id = desk.doubt(7, 4_000).await;
            let open = desk.only_open().await;
            assert_eq!((open.cause, open.amount_at_risk), (FollowUpCause::Unproven, Won(4_000)));
            assert_eq!(
                (open.cancellation_id.as_ref(), open.owner.as_ref()),
                (Some(&id), Some(&cashier()))
            );
            for new in clicks(desk, 20).await {
                let refused = desk.store.request_cancellation(&new).await.unwrap();
                assert_eq!(refused, Requested::InFlight(id.clone()), "{:?}", new.cancellation.kind);
            }
            let job = desk.store.claim_job("worker", later(3_600), later(4_000)).await.unwrap();
            let kinds = [JobKind::SendCancellation(id.clone()), JobKind::ResolveCancellation(id)];
            assert!(job.is_some_and(|job| kinds.contains(&job.kind)), "it is looked at again");
        })
        .await;
    }
}

#[tokio::test]
async fn the_duty_of_a_doubt_outlives_silence_and_every_read_that_proves_nothing() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.doubt(7, 4_000).await;
        let open = desk.only_open().await;
        let known = desk.payment(1).await;
        desk.store.note_gateway_silent(&known, later(800)).await.unwrap();
        desk.notice(&paid(1)).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        desk.notice(&cancelled_outside(1, Won(6_000))).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::GatewayAhead);
        assert_eq!(desk.only_open().await, open);
        let refused = desk.store.close_follow_up(&by_note(&open)).await.unwrap();
        assert_eq!(refused, FollowUpChanged::InDoubt(open.clone()));

        desk.sign(&id, None).await;
        let open = desk.only_open().await;
        assert_eq!((open.cause, open.amount_at_risk), (FollowUpCause::GatewayAhead, Won(6_000)));
    })
    .await;
}

#[tokio::test]
async fn a_read_that_proves_it_ends_the_doubt_and_its_duty() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.doubt(7, 4_000).await;
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(800)).await.unwrap();
        let known = desk.cancellation(&id).await;
        assert_eq!((known.state, known.attention), (CancellationState::Succeeded, None));
        assert!(desk.none_open().await);
        let closing = desk.only_closed().await.closing.unwrap();
        assert_eq!((closing.proof, closing.by), (Proof::GatewayRead, None));
        assert_eq!(desk.payment(1).await.cancellable(), Won(6_000));
        desk.click_again(click(1, 8, 6_000)).await;
    })
    .await;
}

#[tokio::test]
async fn what_the_pg_did_not_do_frees_the_payment() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.doubt(7, 4_000).await;
        assert!(matches!(desk.sign(&id, None).await, Settled::Changed(_)));
        let known = desk.cancellation(&id).await;
        assert_eq!((known.state, known.attention), (CancellationState::Failed, None));
        assert_eq!(known.failure.unwrap().code, "settled_by_hand");
        assert!(desk.none_open().await);
        let closing = desk.only_closed().await.closing.unwrap();
        assert_eq!((closing.proof, closing.by), (Proof::SignedNote, Some(manager())));
        assert_eq!(closing.evidence, "관리자 화면에서 확인했어요");
        assert_eq!(desk.number(LEDGER).await, 10_000);
        desk.click_again(click(1, 8, 10_000)).await;
    })
    .await;
}

#[tokio::test]
async fn what_the_pg_did_is_in_the_book_with_its_date_and_proves_the_difference() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.doubt(7, 4_000).await;
        assert!(matches!(desk.sign(&id, Some(later(30))).await, Settled::Changed(_)));
        let known = desk.cancellation(&id).await;
        assert_eq!(
            (known.state, known.settled_at),
            (CancellationState::Succeeded, Some(later(30)))
        );
        let payment = desk.payment(1).await;
        assert_eq!(payment.amounts.cancelled, Won(4_000));
        assert_eq!((payment.amounts.reserved, payment.gateway_cancelled), (Won::ZERO, Won::ZERO));
        assert_eq!(payment.cancelled_at, Some(later(30)));
        assert_eq!(payment.agreement, Agreement::BookAhead, "the vendor has not said so");
        assert_eq!(desk.number(LEDGER).await, 6_000);
        assert_eq!(desk.number(REFUND_ACCOUNTS).await, 0);
        assert!(desk.none_open().await, "the signature proves exactly this difference");
        let closed = desk.only_closed().await;
        assert_eq!((closed.cause, closed.amount_at_risk), (FollowUpCause::BookAhead, Won(4_000)));

        desk.notice(&paid(1)).await;
        assert!(desk.none_open().await, "a vendor that learns of nothing is no news");
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.only_open().await.cause, FollowUpCause::GatewayAhead);
        let story = desk.store.story_of_cancellation(&id).await.unwrap();
        let last = story.last().unwrap();
        assert_eq!(
            (last.action.as_str(), last.actor.as_str()),
            ("cancellation.settled_by_hand", manager().as_str())
        );
        assert!(last.body.contains("관리자 화면에서 확인했어요"), "{}", last.body);
    })
    .await;
}

#[tokio::test]
async fn a_vendor_that_learns_of_it_after_the_signature_agrees_or_corrects() {
    for cancelled_at in [Some(later(30)), None] {
        on_each_store(async |desk| {
            desk.book(&paid(1)).await;
            let id = desk.doubt(7, 4_000).await;
            desk.sign(&id, cancelled_at).await;
            let mut told = cancelled_outside(1, Won(4_000));
            told.cancellations[0].reference = Some(id.clone());
            desk.book_read(&desk.read_now(&told).await, OutsideCancellations::Adopt).await;
            assert_eq!(desk.cancellation(&id).await.state, CancellationState::Succeeded);
            let payment = desk.payment(1).await;
            assert_eq!(
                (payment.amounts.cancelled, payment.agreement),
                (Won(4_000), Agreement::Agrees)
            );
            assert_eq!(desk.number(LEDGER).await, 6_000);
            assert_eq!(desk.number("SELECT COUNT(*) FROM cancellations").await, 1);
            assert!(desk.none_open().await);
        })
        .await;
    }
}

#[tokio::test]
async fn a_doubt_over_an_open_duty_gives_it_back() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        desk.notice(&cancelled_outside(1, Won(6_000))).await;
        let before = desk.only_open().await;
        assert_eq!(before.cause, FollowUpCause::GatewayAhead);
        desk.store.settle_cancellation(&id, &unproven(), later(700)).await.unwrap();
        let during = desk.only_open().await;
        assert_eq!((&during.id, during.cause), (&before.id, FollowUpCause::Unproven));
        assert_eq!(during.amount_at_risk, Won(4_000));

        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(800)).await.unwrap();
        let after = desk.only_open().await;
        assert_eq!((&after.id, after.cause), (&before.id, FollowUpCause::GatewayAhead));
        assert_eq!(after.amount_at_risk, Won(2_000));
    })
    .await;
}

#[tokio::test]
async fn a_doubt_after_a_closed_duty_is_a_duty_of_its_own() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        desk.notice(&cancelled_outside(1, Won(6_000))).await;
        let before = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&before)).await.unwrap();
        assert!(desk.none_open().await);
        // Neither the signature nor the doubt is a change of the payment.
        desk.store.settle_cancellation(&id, &unproven(), later(700)).await.unwrap();
        let doubt = desk.only_open().await;
        assert_eq!((doubt.cause, doubt.amount_at_risk), (FollowUpCause::Unproven, Won(4_000)));
        assert_ne!(doubt.id, before.id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_is_clicked_and_signed_at_once_is_one_end_and_one_cancel() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.doubt(7, 4_000).await;
        let made_in_doubt = clicks(desk, 20).await;
        let mut signing = JoinSet::new();
        let mut asking = JoinSet::new();
        for number in 0..4 {
            let (store, id) = (desk.store.clone(), id.clone());
            let cancelled_at = (number % 2 == 0).then(|| later(30));
            signing.spawn(async move {
                store
                    .settle_by_hand(&id, &seen(cancelled_at), &manager(), later(900))
                    .await
                    .unwrap()
            });
        }
        for new in made_in_doubt {
            let store = desk.store.clone();
            asking.spawn(async move { store.request_cancellation(&new).await.unwrap() });
        }
        let signed = signing.join_all().await;
        assert_eq!(signed.iter().filter(|one| matches!(one, Settled::Changed(_))).count(), 1);
        // A decision made before the end of the doubt is stale after it.
        for outcome in asking.join_all().await {
            let is_refused = matches!(outcome, Requested::InFlight(_) | Requested::Stale { .. });
            assert!(is_refused, "{outcome:?}");
        }
        let mut asking = JoinSet::new();
        for number in 0..4 {
            for new in clicks(desk, 40 + 3 * number).await {
                let store = desk.store.clone();
                asking.spawn(async move { store.request_cancellation(&new).await.unwrap() });
            }
        }
        let created = asking.join_all().await;
        assert_eq!(created.iter().filter(|one| matches!(one, Requested::Created(_))).count(), 1);
        assert!(desk.number(IN_FLIGHT).await <= 1);
        assert!(desk.payment(1).await.amounts.holds());
    })
    .await;
}

#[tokio::test]
async fn a_day_without_proof_is_a_doubt_and_is_told_once() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        desk.store.note_no_proof(&id, later(1)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.attention, None, "it was not sent");
        assert!(desk.none_open().await);
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        for _ in 0..2 {
            desk.store.note_no_proof(&id, later(90_000)).await.unwrap();
            assert_eq!(desk.cancellation(&id).await.attention, Some(Attention::NoProof));
            assert_eq!(desk.only_open().await.cause, FollowUpCause::Unproven);
        }
        let told = desk.actions(&id).await;
        assert_eq!(told.iter().filter(|action| *action == "cancellation.no_proof").count(), 1);

        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(90_001)).await.unwrap();
        assert_eq!(desk.cancellation(&id).await.attention, None);
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Cancelled);
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_what_may_still_be_answered() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 4_000)).await;
        let unsent = desk.sign(&id, Some(NOW)).await;
        assert_eq!(unsent, Settled::AlreadySettled(desk.cancellation(&id).await));
        assert_eq!(desk.cancellation(&id).await.state, CancellationState::Requested);

        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();
        desk.store.settle_cancellation(&id, &unanswered(later(30)), later(7)).await.unwrap();
        desk.sign(&id, None).await;
        assert_eq!(desk.cancellation(&id).await.state, CancellationState::Unknown);
        assert_eq!(desk.payment(1).await.amounts.reserved, Won(4_000));
    })
    .await;
}
