//! Force-cancels and follow-ups: no difference between book and gateway without somebody's duty.

use desk_domain::advice::Proof;
use desk_domain::cancellation::{CancellationKind, CancellationState};
use desk_domain::follow_up::{FollowUp, FollowUpCause};
use desk_domain::id::ChannelId;
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus};
use desk_domain::{CancellationId, FollowUpId, StaffId, Timestamp, Won};
use desk_store::{
    FollowUpChanged, FollowUpCounts, FollowUpFilter, NewCancellation, NewClaim, NewClosing,
    PageRequest, PaymentSnapshot, Requested, Sort,
};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{NOW, cancelled_outside, cashier, click, later, merchant, paid, succeeded};

const LEDGER: &str = "SELECT CAST(SUM(amount_won) AS BIGINT) FROM ledger_entries";

/// A force-cancel of all that is left.
pub(crate) fn force(payment: u128, number: u128, amount: i64) -> NewCancellation {
    let mut new = click(payment, number, amount);
    new.cancellation.kind = CancellationKind::Force;
    new.cancellation.withdraw_until = None;
    new.sealed_refund_account = None;
    new
}

/// A card payment at the terminal, known from a file: nobody was ever asked about it.
fn at_terminal(number: u128) -> PaymentSnapshot {
    PaymentSnapshot {
        channel: Channel::Terminal,
        gateway_status: GatewayStatus::None,
        ..paid(number)
    }
}

pub(crate) fn by_note(id: &FollowUpId) -> NewClosing {
    NewClosing {
        id: id.clone(),
        by: cashier(),
        proof: Proof::SignedNote,
        evidence: "카드사 상담원이 취소를 확인해 줬어요".to_owned(),
        for_gateway: false,
        seen: None,
        at: later(60),
    }
}

/// What a person reads off the slip of a cancel that was made outside.
fn slip() -> OutsideCancel {
    OutsideCancel { approval_number: "30098765".to_owned(), cancelled_at: later(-600) }
}

impl Fixture {
    pub(crate) async fn follow_ups(&self, filter: FollowUpFilter) -> Vec<FollowUp> {
        let page = PageRequest { sort: Sort::Newest, cursor: None, size: 50 };
        let page = self.store.follow_ups(&filter, &page).await.unwrap();
        page.items.into_iter().map(|row| row.follow_up).collect()
    }

    pub(crate) async fn only_open(&self) -> FollowUp {
        let [open] = self.follow_ups(FollowUpFilter::default()).await.try_into().unwrap();
        open
    }

    pub(crate) async fn none_open(&self) -> bool {
        self.follow_ups(FollowUpFilter::default()).await.is_empty()
    }
}

#[tokio::test]
async fn a_force_cancel_ends_in_the_book_and_leaves_a_duty() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let new = force(1, 7, 10_000);
        let Requested::Created(done) = desk.store.request_cancellation(&new).await.unwrap() else {
            panic!("it was refused");
        };
        assert_eq!(done.state, CancellationState::Succeeded);
        assert_eq!(done.settled_at, Some(NOW));
        let payment = desk.payment(1).await;
        assert_eq!(payment.book_status, BookStatus::Cancelled);
        assert_eq!(payment.gateway_status, GatewayStatus::Paid);
        assert_eq!(payment.agreement, Agreement::BookAhead);
        assert_eq!(payment.amounts.reserved, Won::ZERO);
        assert_eq!(desk.number(LEDGER).await, 0);
        let open = desk.only_open().await;
        assert_eq!(open.cause, FollowUpCause::BookAhead);
        assert_eq!(open.amount_at_risk, Won(10_000));
        assert_eq!(open.owner, Some(cashier()));
        assert_eq!(open.cancellation_id, Some(done.id.clone()));
        assert_eq!(open.due_on.to_string(), "2026-11-04");
        // Nothing of it is ever sent.
        assert!(desk.store.claim_job("worker", later(999), later(1_000)).await.unwrap().is_none());
        let repeated = desk.store.request_cancellation(&new).await.unwrap();
        assert_eq!(repeated, Requested::Repeated(done));
        assert_eq!(desk.number(LEDGER).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_read_that_shows_the_cancel_closes_the_duty_by_itself() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        desk.book(&cancelled_outside(1, Won(4_000))).await;
        let open = desk.only_open().await;
        assert_eq!(open.amount_at_risk, Won(6_000), "part of it was cancelled outside");
        assert_eq!(open.owner, Some(cashier()));

        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        assert_eq!(desk.number(LEDGER).await, 0, "the vendor's cancel was booked a second time");
        let closed = desk.store.follow_up(&open.id).await.unwrap().unwrap().follow_up;
        let closing = closed.closing.unwrap();
        assert_eq!((closing.by, closing.proof), (None, Proof::GatewayRead));
        let story = desk.store.story_of_payment(&open.payment_id).await.unwrap();
        let actions: Vec<_> = story.iter().map(|line| line.action.as_str()).collect();
        assert!(actions.ends_with(&["payment.changed", "follow_up.closed"]), "{actions:?}");
    })
    .await;
}

#[tokio::test]
async fn what_was_cancelled_outside_is_a_duty_until_the_book_knows_it() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(4_000))).await;
        let open = desk.only_open().await;
        assert_eq!(open.cause, FollowUpCause::GatewayAhead);
        assert_eq!(open.amount_at_risk, Won(4_000));
        assert_eq!(open.owner, None);
        desk.book(&cancelled_outside(1, Won(4_000))).await;
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn a_payment_may_enter_the_book_with_a_duty() {
    on_each_store(async |desk| {
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.only_open().await.cause, FollowUpCause::GatewayAhead);
    })
    .await;
}

#[tokio::test]
async fn a_duty_survives_a_silent_gateway() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        let open = desk.only_open().await;
        let known = desk.payment(1).await;
        desk.store.note_gateway_silent(&known, later(60)).await.unwrap();
        assert_eq!(desk.only_open().await, open);
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert!(desk.none_open().await);
    })
    .await;
}

#[tokio::test]
async fn where_nobody_can_be_asked_a_proof_closes_the_duty() {
    on_each_store(async |desk| {
        // A file may say that there is a gateway, without anything of what it would say.
        let untold = PaymentSnapshot { gateway_status: GatewayStatus::Unknown, ..at_terminal(1) };
        desk.book(&untold).await;
        desk.click(&force(1, 7, 10_000)).await;
        let open = desk.only_open().await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::BookAhead);
        let closing = NewClosing { for_gateway: true, ..by_note(&open.id) };
        let outcome = desk.store.close_follow_up(&closing).await.unwrap();
        let FollowUpChanged::Done(closed) = outcome else { panic!("it was closed before") };
        assert_eq!(closed.closing.unwrap().by, Some(cashier()));
        let payment = desk.payment(1).await;
        assert_eq!(payment.agreement, Agreement::Agrees);
        assert_eq!(payment.gateway_status, GatewayStatus::Cancelled);
        let again = desk.store.close_follow_up(&closing).await.unwrap();
        assert!(matches!(again, FollowUpChanged::AlreadyClosed(_)));
    })
    .await;
}

#[tokio::test]
async fn a_proof_by_a_person_never_speaks_over_the_gateway() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        let first = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&first.id)).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::BookAhead);
        // Paid out by hand: the gateway will never know, and nobody is asked again every hour.
        desk.book(&paid(1)).await;
        assert!(desk.none_open().await);
        // Then somebody cancels part of it at the gateway after all: that part went back twice. The rest was
        // signed for.
        desk.book(&cancelled_outside(1, Won(4_000))).await;
        let second = desk.only_open().await;
        assert_ne!(second.id, first.id);
        let told = (second.cause, second.amount_at_risk);
        assert_eq!(told, (FollowUpCause::PaidBackTwice, Won(4_000)));
    })
    .await;
}

#[tokio::test]
async fn what_was_done_outside_closes_with_the_force_cancel() {
    on_each_store(async |desk| {
        desk.book(&at_terminal(1)).await;
        let mut new = force(1, 7, 10_000);
        new.cancellation.outside = Some(slip());
        new.closes_duty = true;
        desk.click(&new).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        let closed = FollowUpFilter { closed: true, ..FollowUpFilter::default() };
        let [closed] = desk.follow_ups(closed).await.try_into().unwrap();
        let closing = closed.closing.unwrap();
        assert_eq!(closing.proof, Proof::ApprovalNumber);
        assert_eq!(closing.evidence, "30098765");
        assert_eq!(closed.outside, Some(slip()));
        assert_eq!(desk.cancellation(&CancellationId::from_bits(7)).await.outside, Some(slip()));
    })
    .await;
}

#[tokio::test]
async fn what_is_said_to_be_done_outside_ends_nothing_before_a_read() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let mut new = force(1, 7, 10_000);
        new.cancellation.outside = Some(slip());
        let id = desk.click(&new).await;
        let open = desk.only_open().await;
        assert_eq!(open.outside, Some(slip()));
        assert_eq!(desk.payment(1).await.agreement, Agreement::BookAhead);

        let corrected = OutsideCancel { approval_number: "30098766".to_owned(), ..slip() };
        let claim = NewClaim {
            id: open.id.clone(),
            by: cashier(),
            outside: corrected.clone(),
            at: later(60),
        };
        let outcome = desk.store.claim_outside(&claim).await.unwrap();
        assert!(matches!(outcome, FollowUpChanged::Done(done) if done.closing.is_none()));
        assert_eq!(desk.cancellation(&id).await.outside, Some(corrected.clone()));

        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.number(LEDGER).await, 0, "the vendor's cancel was booked a second time");
        let closed = desk.store.follow_up(&open.id).await.unwrap().unwrap().follow_up;
        assert_eq!(closed.outside, Some(corrected));
        assert_eq!(closed.closing.unwrap().proof, Proof::GatewayRead);
        let late = desk.store.claim_outside(&claim).await.unwrap();
        assert!(matches!(late, FollowUpChanged::AlreadyClosed(_)));
    })
    .await;
}

#[tokio::test]
async fn a_cancel_noticed_outside_and_then_written_down_is_counted_once() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(10_000))).await;
        let open = desk.only_open().await;
        let mut new = force(1, 7, 10_000);
        new.cancellation.outside = Some(slip());
        new.payment_version = desk.payment(1).await.version;
        desk.click(&new).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        assert_eq!(desk.number(LEDGER).await, 0);
        let closed = desk.store.follow_up(&open.id).await.unwrap().unwrap().follow_up;
        assert_eq!(closed.outside, Some(slip()));
        desk.book(&cancelled_outside(1, Won(10_000))).await;
        assert_eq!(desk.number(LEDGER).await, 0, "the vendor's cancel was booked a second time");
    })
    .await;
}

#[tokio::test]
async fn a_payment_that_staff_wrote_down_leaves_no_duty() {
    on_each_store(async |desk| {
        desk.book(&PaymentSnapshot { channel: Channel::Recorded, ..at_terminal(1) }).await;
        desk.click(&force(1, 7, 10_000)).await;
        assert!(desk.none_open().await);
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        assert_eq!(desk.payment(1).await.book_status, BookStatus::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn while_a_cancel_is_on_its_way_nothing_is_forced() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.send(&click(1, 7, 4_000)).await;
        let mut new = force(1, 8, 6_000);
        new.payment_version = desk.payment(1).await.version;
        new.cancellation.expected_cancellable = Won(6_000);
        let outcome = desk.store.request_cancellation(&new).await.unwrap();
        assert_eq!(outcome, Requested::InFlight(id.clone()));
        desk.store.settle_cancellation(&id, &succeeded("g-1"), later(7)).await.unwrap();
        desk.click_again(force(1, 9, 6_000)).await;
        assert_eq!(desk.only_open().await.amount_at_risk, Won(6_000));
    })
    .await;
}

#[tokio::test]
async fn follow_ups_are_found_by_cause_channel_owner_and_words() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.click(&force(1, 101, 10_000)).await;
        desk.book(&PaymentSnapshot { order_name: "바둑 정규반".to_owned(), ..at_terminal(2) })
            .await;
        desk.click(&force(2, 102, 10_000)).await;
        desk.book(&paid(3)).await;
        desk.notice(&cancelled_outside(3, Won(10_000))).await;
        let all = FollowUpFilter::default;
        let check = async |filter: FollowUpFilter, expected: usize, which: &str| {
            assert_eq!(desk.follow_ups(filter).await.len(), expected, "{which}");
        };
        check(all(), 3, "all").await;
        let ahead = vec![FollowUpCause::GatewayAhead];
        check(FollowUpFilter { causes: ahead.clone(), ..all() }, 1, "ahead").await;
        let both = vec![FollowUpCause::GatewayAhead, FollowUpCause::BookAhead];
        check(FollowUpFilter { causes: both, ..all() }, 3, "both causes").await;
        let terminal = vec![Channel::Terminal];
        check(FollowUpFilter { channels: terminal.clone(), ..all() }, 1, "terminal").await;
        let never = FollowUpFilter { causes: ahead, channels: terminal, ..all() };
        check(never, 0, "ahead at the terminal").await;
        check(FollowUpFilter { unowned: true, ..all() }, 1, "nobody's").await;
        check(FollowUpFilter { owner: Some(cashier()), ..all() }, 2, "the cashier's").await;
        let words = |text: &str| FollowUpFilter { search: Some(text.to_owned()), ..all() };
        check(words("바둑"), 1, "a word").await;
        check(words("바둑 없는말"), 0, "two words, one of which is nowhere").await;
        check(words(" "), 3, "blank").await;
        check(words("%"), 0, "a sign is no pattern").await;
    })
    .await;
}

#[tokio::test]
async fn follow_ups_are_listed_counted_assigned_and_written_on() {
    on_each_store(async |desk| {
        let colleague = StaffId::from_bits(2);
        for number in 1..=3 {
            desk.book(&paid(number)).await;
            desk.click(&force(number, 100 + number, 10_000)).await;
        }
        let open = desk.follow_ups(FollowUpFilter::default()).await;
        assert_eq!(open.len(), 3);
        let id = &open[0].id;
        let actor = cashier();
        let assigned = desk
            .store
            .assign_follow_up(id, Some(&colleague), actor.as_str(), later(1))
            .await
            .unwrap();
        assert!(
            matches!(assigned, FollowUpChanged::Done(done) if done.owner == Some(colleague.clone()))
        );
        desk.store.note_follow_up(id, &colleague, "카드사에 전화했어요", later(2)).await.unwrap();
        let row = desk.store.follow_up(id).await.unwrap().unwrap();
        assert_eq!(row.notes.len(), 1);
        assert_eq!(row.notes[0].words, "카드사에 전화했어요");
        let mine = FollowUpFilter { owner: Some(cashier()), ..FollowUpFilter::default() };
        assert_eq!(desk.follow_ups(mine).await.len(), 2);

        let today = Timestamp::start_of_kst_date(NOW.kst_date());
        let count = async |today| {
            desk.store.count_follow_ups(&[merchant()], &cashier(), today).await.unwrap()
        };
        assert_eq!(count(today).await, FollowUpCounts { open: 3, mine: 2, overdue: 0 });
        let in_two_days = today.plus_seconds(2 * 86_400);
        assert_eq!(count(in_two_days).await, FollowUpCounts { open: 3, mine: 2, overdue: 3 });
        let overdue = FollowUpFilter { due_before: Some(in_two_days), ..FollowUpFilter::default() };
        assert_eq!(desk.follow_ups(overdue).await.len(), 3);
        let nobody = FollowUpFilter {
            merchants: vec![crate::samples::other_merchant()],
            ..FollowUpFilter::default()
        };
        assert!(desk.follow_ups(nobody).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_page_of_follow_ups_begins_with_the_first_due_and_goes_on_where_it_stopped() {
    on_each_store(async |desk| {
        for (number, day) in [(1, 0), (2, 3), (3, 1), (4, 4), (5, 2)] {
            desk.book(&paid(number)).await;
            let mut forced = force(number, 100 + number, 10_000);
            forced.cancellation.requested_at = later(day * 86_400);
            desk.click(&forced).await;
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = PageRequest { sort: Sort::Newest, cursor, size: 2 };
            let page = desk.store.follow_ups(&FollowUpFilter::default(), &page).await.unwrap();
            seen.extend(page.items.into_iter().map(|row| row.follow_up.due_on));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 5);
        assert!(seen.is_sorted_by(|one, next| one < next), "overdue first, each once: {seen:?}");
    })
    .await;
}

#[tokio::test]
async fn a_proof_is_none_of_the_next_difference_once_they_have_agreed() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        let first = desk.only_open().await;
        desk.store.close_follow_up(&by_note(&first.id)).await.unwrap();
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        assert!(desk.none_open().await, "it stands for what it was brought for");

        desk.book(&cancelled_outside(1, Won(3_000))).await;
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);
        desk.notice(&cancelled_outside(1, Won(6_000))).await;
        let second = desk.only_open().await;
        assert_eq!((second.cause, second.amount_at_risk), (first.cause, first.amount_at_risk));
        assert_ne!(second.id, first.id);
    })
    .await;
}

#[tokio::test]
async fn a_proof_that_spoke_for_the_gateway_ends_with_the_gateways_own_word() {
    on_each_store(async |desk| {
        desk.book(&at_terminal(1)).await;
        desk.click(&force(1, 7, 10_000)).await;
        let open = desk.only_open().await;
        let closing = NewClosing { for_gateway: true, ..by_note(&open.id) };
        desk.store.close_follow_up(&closing).await.unwrap();
        assert_eq!(desk.payment(1).await.agreement, Agreement::Agrees);

        desk.notice(&PaymentSnapshot { channel: Channel::Terminal, ..paid(1) }).await;
        let again = desk.only_open().await;
        assert_eq!(
            (again.cause, again.amount_at_risk),
            (FollowUpCause::BookAhead, Won(10_000)),
            "the device shows it as paid"
        );
    })
    .await;
}

#[tokio::test]
async fn a_proof_of_one_difference_closes_no_other() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        desk.notice(&cancelled_outside(1, Won(3_000))).await;
        let seen = desk.only_open().await;
        desk.notice(&cancelled_outside(1, Won(8_000))).await;
        let now = desk.only_open().await;
        let closing =
            NewClosing { seen: Some((seen.cause, seen.amount_at_risk)), ..by_note(&seen.id) };
        let refused = desk.store.close_follow_up(&closing).await.unwrap();
        assert_eq!(refused, FollowUpChanged::AnotherDifference(now.clone()));
        assert_eq!(desk.only_open().await, now);
    })
    .await;
}

#[tokio::test]
async fn what_a_slip_alone_told_of_is_asked_about_when_somebody_can_be() {
    on_each_store(async |desk| {
        let file = PaymentSnapshot { channel_id: Some(ChannelId::from_bits(1)), ..at_terminal(1) };
        desk.book(&file).await;
        desk.click(&force(1, 7, 10_000)).await;
        let open = desk.only_open().await;
        let claim = NewClaim { id: open.id.clone(), by: cashier(), outside: slip(), at: later(60) };
        desk.store.claim_outside(&claim).await.unwrap();
        let closing =
            NewClosing { proof: Proof::ApprovalNumber, for_gateway: true, ..by_note(&open.id) };
        desk.store.close_follow_up(&closing).await.unwrap();
        let watched = "SELECT COUNT(*) FROM payments WHERE check_at IS NOT NULL";
        assert_eq!(desk.number(watched).await, 1);
    })
    .await;
}
