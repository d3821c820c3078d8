//! What holds for every payment at every moment.

use desk_domain::decision::{Action, Decision, Severity, Verdict};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{
    Agreement, BookStatus, CardDetail, CardType, CashReceiptState, Channel, Funding, GatewayStatus,
    Method, Mode, OwnerType, Payment,
};
use desk_domain::rulebook::evaluate;
use desk_domain::{Text, Timestamp, Won};
use desk_testkit::payments::a_payment;
use proptest::prelude::*;
use proptest::sample::select;

use crate::case::BOOK;

const PGS: &[&str] = &[
    "KSNET",
    "INICIS_V2",
    "KCP_V2",
    "KPN",
    "NICE_V2",
    "SMARTRO_V2",
    "TOSSPAYMENTS",
    "DANAL_TPAY",
    "TRIPLE_A",
    "INICIS_JP",
    "PAYMENTWALL",
    "KICC_V2",
    "inicis",
    "toss",
    "OFFLINE_CASH",
    "새 PG",
];
const PROVIDERS: &[&str] = &["KAKAOPAY", "NAVERPAY", "PAYPAL", "PAYCO", "WECHAT", "TOSSPAY"];
/// 2000-01-01 to 2100-01-01, in seconds.
const ERA: std::ops::Range<i64> = 946_684_800..4_102_444_800;

fn instant() -> impl Strategy<Value = Timestamp> {
    ERA.prop_map(|seconds| Timestamp(seconds * 1_000_000))
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

fn card() -> impl Strategy<Value = CardDetail> {
    (
        proptest::option::of(any_of(&["HYUNDAI_CARD", "SHINHAN_CARD", "하나카드"])),
        proptest::option::of(any_of(&["LOCAL", "VISA", "AMEX"])),
        proptest::option::of(any_of(CardType::ALL)),
        proptest::option::of(any_of(OwnerType::ALL)),
        any::<bool>(),
    )
        .prop_map(|(issuer, brand, card_type, owner_type, points_used)| CardDetail {
            issuer: issuer.map(str::to_owned),
            brand: brand.map(str::to_owned),
            card_type,
            owner_type,
            points_used,
            ..CardDetail::default()
        })
}

prop_compose! {
    fn sums()(paid in 0_i64..2_000_000)(
        paid in Just(paid), cancelled in 0..=paid, share in 0_i64..=100,
    ) -> (i64, i64, i64) {
        // Most payments have nothing in flight.
        let reserved = if share < 80 { 0 } else { (paid - cancelled) * share / 100 };
        (paid, cancelled, reserved)
    }
}

prop_compose! {
    fn payment()(
        (channel, method) in (any_of(Channel::ALL), any_of(Method::ALL)),
        pg in proptest::option::of(any_of(PGS)),
        provider in proptest::option::of(any_of(PROVIDERS)),
        (mode, funding) in (
            proptest::option::of(any_of(Mode::ALL)), proptest::option::of(any_of(Funding::ALL)),
        ),
        card in proptest::option::of(card()),
        (escrow, promotion, connected) in any::<(bool, bool, bool)>(),
        (book, gateway, agreement) in (
            any_of(BookStatus::ALL), any_of(GatewayStatus::ALL), any_of(Agreement::ALL),
        ),
        receipt in any_of(CashReceiptState::ALL),
        (paid, cancelled, reserved) in sums(),
        (partial_cancels, tax_free) in (0_u32..12, 0_i64..2_000_000),
        (requested_at, paid_at) in (instant(), proptest::option::of(instant())),
    ) -> Payment {
        let mut payment = a_payment().over(channel).method(method).build();
        payment.channel_id = payment.channel_id.filter(|_| connected);
        let detail = &mut payment.method_detail;
        detail.pg = pg.map(str::to_owned);
        detail.provider = provider.map(str::to_owned);
        detail.mode = mode;
        detail.funding = funding;
        detail.card = card;
        detail.escrow = escrow;
        detail.escrow_confirmed = escrow && promotion;
        detail.promotion_id = promotion.then(|| "promotion-1".to_owned());
        detail.partial_cancels = partial_cancels;
        payment.book_status = book;
        payment.gateway_status = gateway;
        payment.agreement = agreement;
        payment.cash_receipt = receipt;
        payment.amounts.paid = Won(paid);
        payment.amounts.cancelled = Won(cancelled);
        payment.amounts.reserved = Won(reserved);
        payment.tax_free = Won(tax_free);
        payment.requested_at = requested_at;
        payment.paid_at = paid_at;
        payment
    }
}

fn texts(decision: &Decision) -> Vec<&Text> {
    let reasons = decision.actions.iter().flat_map(|action| &action.reasons);
    let notices = reasons.chain(&decision.notices).map(|notice| &notice.text);
    notices
        .chain([&decision.headline, &decision.cash_receipt.text])
        .chain(decision.fee.iter().map(|fee| &fee.text))
        .chain(
            decision.arrival.iter().flat_map(|it| [Some(&it.text), it.of_part.as_ref()]).flatten(),
        )
        .chain(&decision.stays_undone)
        .chain(&decision.steps)
        .chain(decision.ways_beside.iter().map(|way| &way.text))
        .chain(decision.ways_beside.iter().flat_map(|way| way.steps.iter().chain(&way.cautions)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn every_payment_gets_a_sound_decision(payment in payment(), now in instant()) {
        let decision = evaluate(&BOOK, &payment, now);
        prop_assert_eq!(decision.amount.cancellable, payment.cancellable());
        prop_assert_eq!(decision.amount.tax_free_left, payment.tax_free_left());
        prop_assert_eq!(decision.amount.partial_allowed, decision.allows(Action::CancelPartial));
        if decision.amount.partial_allowed {
            prop_assert!(decision.amount.partial_min < decision.amount.cancellable);
            prop_assert!(decision.allows(Action::CancelFull));
        }
        for action in &decision.actions {
            let blocks =
                action.reasons.iter().filter(|reason| reason.severity == Severity::Block).count();
            prop_assert_eq!(action.verdict == Verdict::Blocked, blocks > 0);
            prop_assert!(
                action.reasons[..blocks].iter().all(|reason| reason.severity == Severity::Block),
                "blocking reasons come first"
            );
            for reason in &action.reasons {
                prop_assert!(!reason.code.is_empty());
                prop_assert_eq!(reason.rule.is_empty(), reason.sources.is_empty());
            }
        }
    }

    #[test]
    fn every_text_is_whole_in_both_languages(payment in payment(), now in instant()) {
        let decision = evaluate(&BOOK, &payment, now);
        for text in texts(&decision) {
            for words in [&text.ko, &text.en] {
                prop_assert!(!words.trim().is_empty());
                prop_assert!(!words.contains(['{', '}']), "{}", words);
                prop_assert!(!words.contains("  ") && !words.contains("()"), "{}", words);
            }
        }
    }

    #[test]
    fn no_money_in_flight_is_ever_cancelled_twice(payment in payment(), now in instant()) {
        let decision = evaluate(&BOOK, &payment, now);
        let may_cancel = decision.allows(Action::CancelFull) || decision.allows(Action::ForceCancel);
        prop_assert!(!(may_cancel && payment.amounts.reserved.is_positive()));
        prop_assert!(!(may_cancel && decision.allows(Action::Void)));
    }

    #[test]
    fn advice_never_fails(payment in payment(), now in instant()) {
        let duty = BOOK.follow_up(&payment, FollowUpCause::BookAhead);
        prop_assert!(!duty.rule.is_empty());
        let cancel = desk_domain::rulebook::CancelFacts { cancelled_at: now, partial: true };
        let undo = BOOK.undo(&payment, cancel, now);
        prop_assert!(!undo.text.ko.is_empty());
    }
}
