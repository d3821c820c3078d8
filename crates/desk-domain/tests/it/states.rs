//! What the state of a payment forbids, before any rule of its method.

use desk_domain::Won;
use desk_domain::decision::{Action, Verdict};
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{blocked_by, decide, reasons};

const NOW: &str = "2026-11-21T12:00:00+09:00";

/// Neither a full nor a partial cancel, with this code; the headline says the same.
#[track_caller]
fn held(payment: PaymentBuilder, code: &str) {
    let decision = decide(payment, NOW);
    assert_eq!(blocked_by(&decision, Action::CancelFull), Some(code));
    assert_eq!(blocked_by(&decision, Action::CancelPartial), Some(code));
    assert_eq!(decision.verdict, Verdict::Blocked);
    let reason = &reasons(&decision, Action::CancelFull)[0];
    assert_eq!(decision.headline, reason.text);
    assert_eq!(decision.fee, None);
    assert_eq!(decision.inputs, []);
    assert!(!decision.amount.partial_allowed);
}

#[track_caller]
fn free(payment: PaymentBuilder) {
    let decision = decide(payment, NOW);
    assert_ne!(decision.verdict, Verdict::Blocked, "{decision:#?}");
}

#[test]
fn settled_payments_have_nothing_to_cancel() {
    held(a_payment().with(|payment| payment.book_status = BookStatus::Void), "state_void");
    held(a_payment().cancelled(350_000), "state_cancelled");
    let forced = a_payment().cancelled(350_000).agreement(Agreement::BookAhead);
    held(forced, "state_cancelled_in_book_only");
    held(a_payment().unpaid(GatewayStatus::Ready), "state_unpaid");
    held(a_payment().unpaid(GatewayStatus::Failed), "state_failed");
    free(a_payment());
    free(a_payment().cancelled(349_999));
}

#[test]
fn settled_payments_show_no_deadline() {
    let decision = decide(a_payment().cancelled(350_000), NOW);
    assert_eq!(decision.deadline, None);
    assert_eq!(decision.steps, []);
    assert!(decide(a_payment().reserved(1), NOW).deadline.is_some());
}

#[test]
fn one_cancellation_at_a_time() {
    held(a_payment().reserved(1), "state_in_flight");
    held(a_payment().cancelled(1_000).reserved(349_000), "state_in_flight");
    let text = decide(a_payment().reserved(12_000), NOW).headline;
    assert!(text.ko.contains("12,000원"), "{}", text.ko);
}

#[test]
fn a_gateway_that_disagrees_or_is_silent_is_read_first() {
    held(a_payment().agreement(Agreement::GatewayAhead), "state_gateway_ahead");
    held(a_payment().agreement(Agreement::Unknown), "state_checking");
    let unknown = a_payment().with(|payment| payment.gateway_status = GatewayStatus::Unknown);
    held(unknown, "state_checking");
    // A terminal is asked once more before the order goes out.
    free(a_payment().terminal(Method::Card).agreement(Agreement::Unknown));
    // Nobody is behind a recorded payment, so nobody can be silent.
    free(a_payment().recorded(Method::Cash).agreement(Agreement::Unknown));
}

#[test]
fn a_book_that_is_ahead_warns_only() {
    let decision = decide(a_payment().cancelled(1_000).agreement(Agreement::BookAhead), NOW);
    assert_eq!(decision.verdict, Verdict::Allowed);
    assert!(decision.notices.iter().any(|notice| notice.code == "state_book_ahead"));
}

#[test]
fn a_vendor_without_a_connection_cannot_be_asked() {
    for channel in [Channel::Portone, Channel::Bootpay, Channel::Payssam, Channel::Toss] {
        held(a_payment().over(channel).unconnected(), "state_no_connection");
    }
    held(a_payment().terminal(Method::Card).unconnected(), "state_no_connection");
    free(a_payment().recorded(Method::Card));
    let by_hand = a_payment().over(Channel::Alltalkpay).method(Method::Message).unconnected();
    held(by_hand, "full_elsewhere");
}

#[test]
fn an_empty_virtual_account_is_closed_not_cancelled() {
    let account = || {
        a_payment().portone("INICIS_V2").virtual_account().unpaid(GatewayStatus::WaitingForDeposit)
    };
    held(account(), "state_unpaid");
    let decision = decide(account(), NOW);
    assert!(decision.allows(Action::Void));
    assert_eq!(reasons(&decision, Action::CancelFull)[0].rule, "P-VA0");
    assert_eq!(decision.steps.len(), 1, "the way round it: close the account");
    assert_eq!(decision.amount.cancellable, Won::ZERO);
}

#[test]
fn an_unpaid_bill_is_voided_not_cancelled() {
    held(a_payment().payssam().unpaid(GatewayStatus::Ready), "state_unpaid");
    let decision = decide(a_payment().payssam().unpaid(GatewayStatus::Ready), NOW);
    assert!(decision.allows(Action::Void));
    assert_eq!(reasons(&decision, Action::CancelFull)[0].rule, "Y-WAIT");
    let noted: Vec<_> = decision.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert!(noted.contains(&"bill_voids_itself"), "{noted:?}");
    assert!(!noted.contains(&"points_not_returned"), "that is of a paid one: {noted:?}");
}

#[test]
fn some_methods_cannot_be_cancelled_at_all() {
    held(a_payment().portone("DANAL_TPAY").virtual_account(), "full_not_allowed");
    let store = a_payment().portone("INICIS_JP").method(Method::ConvenienceStore);
    held(store, "full_not_allowed");
    held(a_payment().portone("TRIPLE_A").method(Method::Crypto), "full_elsewhere");
    held(a_payment().bootpay("inicis").virtual_account().test_mode(), "full_not_allowed");
    free(a_payment().bootpay("inicis").virtual_account());
}
