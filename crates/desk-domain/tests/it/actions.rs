//! Force-cancel, re-bill and void.

use desk_domain::decision::{Action, Severity, SideRoute, Verdict};
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Agreement, BookStatus, Channel, GatewayStatus, Method};
use desk_domain::rulebook::evaluate_with_duty;
use desk_testkit::payments::{PaymentBuilder, a_payment, at};

use crate::case::{BOOK, blocked_by, codes, decide, reasons, verdict};

const NOW: &str = "2026-11-21T12:00:00+09:00";

#[track_caller]
fn check(payment: PaymentBuilder, action: Action, expected: Verdict, code: Option<&str>) {
    let decision = decide(payment, NOW);
    assert_eq!(verdict(&decision, action), expected);
    let first = reasons(&decision, action).first().map(|reason| reason.code.as_str());
    assert_eq!(first, code);
}

#[test]
fn every_button_is_decided_in_its_place() {
    let decision = decide(a_payment(), NOW);
    let order: Vec<Action> = decision.actions.iter().map(|decided| decided.action).collect();
    assert_eq!(order, Action::ALL);
}

#[test]
fn force_cancel_is_open_to_whatever_was_paid() {
    let force = |payment, expected, code| check(payment, Action::ForceCancel, expected, code);
    let undone = Some("force_leaves_undone");
    force(a_payment(), Verdict::AllowedWithSteps, undone);
    force(a_payment().cancelled(1_000), Verdict::AllowedWithSteps, undone);
    force(a_payment().unconnected(), Verdict::AllowedWithSteps, undone);
    force(a_payment().agreement(Agreement::Unknown), Verdict::AllowedWithSteps, undone);
    force(a_payment().recorded(Method::Cash), Verdict::Allowed, undone);
    force(a_payment().cancelled(350_000), Verdict::Blocked, Some("state_cancelled"));
    force(a_payment().reserved(1), Verdict::Blocked, Some("state_in_flight"));
    force(a_payment().unpaid(GatewayStatus::Ready), Verdict::Blocked, Some("force_unpaid"));
    let void = a_payment().with(|payment| payment.book_status = BookStatus::Void);
    force(void, Verdict::Blocked, Some("state_void"));
}

#[test]
fn while_a_cancel_is_in_doubt_nothing_is_cancelled_not_even_in_the_book() {
    for payment in [a_payment().card(), a_payment().terminal(Method::Card)] {
        let payment = payment.reserved(30_000).build();
        let doubt = Some(FollowUpCause::Unproven);
        let decision = evaluate_with_duty(&BOOK, &payment, doubt, at(NOW));
        assert_eq!(decision.verdict, Verdict::Blocked);
        for action in [Action::CancelFull, Action::CancelPartial, Action::ForceCancel] {
            assert_eq!(blocked_by(&decision, action), Some("state_in_doubt"), "{action}");
        }
        assert!(decision.headline.ko.contains("30,000원"), "{}", decision.headline.ko);
        assert!(decision.headline.ko.contains("PG 관리자"), "{}", decision.headline.ko);
    }
}

#[test]
fn force_cancel_is_left_when_the_month_of_a_phone_payment_is_over() {
    let phone = a_payment().portone("DANAL_TPAY").phone().paid_at("2026-10-31T23:00:00+09:00");
    let decision = decide(phone, NOW);
    assert_eq!(decision.verdict, Verdict::Blocked);
    assert!(decision.allows(Action::ForceCancel));
    assert_eq!(reasons(&decision, Action::ForceCancel)[0].rule, "F-PHONE");
}

#[test]
fn what_was_cancelled_can_be_billed_again() {
    let rebill = |payment, expected, code| check(payment, Action::Rebill, expected, code);
    rebill(a_payment(), Verdict::Blocked, Some("rebill_nothing"));
    rebill(a_payment().reserved(1_000), Verdict::Blocked, Some("rebill_nothing"));
    rebill(a_payment().cancelled(1), Verdict::Allowed, None);
    rebill(a_payment().cancelled(350_000), Verdict::Allowed, None);
    rebill(a_payment().cancelled(350_000).rebilled(349_999), Verdict::Allowed, None);
    let all = a_payment().cancelled(350_000).rebilled(350_000);
    rebill(all, Verdict::Blocked, Some("rebill_all_billed"));
    let signed_off = a_payment().cancelled(350_000).agreement(Agreement::BookAhead);
    rebill(signed_off, Verdict::AllowedWithSteps, Some("rebill_book_ahead"));
}

#[test]
fn nothing_is_billed_again_while_the_duty_of_a_force_cancel_is_open() {
    let rebill = |payment: PaymentBuilder, duty, expected, code| {
        let decision = evaluate_with_duty(&BOOK, &payment.build(), duty, at(NOW));
        assert_eq!(verdict(&decision, Action::Rebill), expected);
        let first = reasons(&decision, Action::Rebill).first();
        assert_eq!(first.map(|reason| reason.code.as_str()), code);
    };
    let (blocked, forced) = (Verdict::Blocked, Some(FollowUpCause::BookAhead));
    let cancelled = || a_payment().cancelled(350_000);
    rebill(cancelled(), forced, blocked, Some("rebill_after_force"));
    let silent = cancelled().agreement(Agreement::Unknown);
    rebill(silent, forced, blocked, Some("rebill_after_force"));
    rebill(a_payment(), forced, blocked, Some("rebill_nothing"));
    let bounced = Some(FollowUpCause::RefundBounced);
    rebill(cancelled(), bounced, blocked, Some("rebill_after_bounce"));
    rebill(cancelled(), Some(FollowUpCause::GatewayAhead), Verdict::Allowed, None);
    rebill(cancelled(), None, Verdict::Allowed, None);
}

#[test]
fn only_what_is_unpaid_and_open_is_voided() {
    let void = |payment, expected, code| check(payment, Action::Void, expected, code);
    let account = |status| a_payment().portone("KCP_V2").virtual_account().unpaid(status);
    let waiting = GatewayStatus::WaitingForDeposit;
    void(account(waiting), Verdict::Allowed, Some("void_hint"));
    void(account(waiting).unconnected(), Verdict::Blocked, Some("state_no_connection"));
    void(account(GatewayStatus::Paid), Verdict::Blocked, Some("void_deposited"));
    void(account(GatewayStatus::Closed), Verdict::Blocked, Some("void_closed"));
    void(account(GatewayStatus::Unknown), Verdict::Blocked, Some("state_checking"));
    let unread = account(GatewayStatus::Unknown).unconnected();
    void(unread, Verdict::Blocked, Some("state_no_connection"));
    void(a_payment().payssam().unpaid(GatewayStatus::Ready), Verdict::Allowed, Some("void_hint"));
    void(a_payment().unpaid(GatewayStatus::Ready), Verdict::Blocked, Some("void_nothing"));
    void(a_payment(), Verdict::Blocked, Some("void_paid"));
    void(a_payment().cancelled(350_000), Verdict::Blocked, Some("state_cancelled"));
    let toss = a_payment().over(Channel::Toss).virtual_account().unpaid(waiting);
    void(toss, Verdict::Allowed, Some("void_hint"));
    for never_read in [GatewayStatus::Ready, GatewayStatus::Unknown] {
        let bill = a_payment().over(Channel::Alltalkpay).unpaid(never_read);
        void(bill, Verdict::Blocked, Some("void_elsewhere"));
    }
}

#[test]
fn a_void_outside_is_written_down_only_where_nobody_can_be_asked() {
    let outside = |payment, expected, code| check(payment, Action::VoidOutside, expected, code);
    let bill = || a_payment().over(Channel::Alltalkpay).method(Method::Message);
    for never_read in [GatewayStatus::Ready, GatewayStatus::Unknown] {
        outside(bill().unpaid(never_read), Verdict::Allowed, None);
    }
    outside(bill(), Verdict::Blocked, Some("void_paid"));
    outside(bill().cancelled(350_000), Verdict::Blocked, Some("state_cancelled"));
    let void = bill().with(|payment| payment.book_status = BookStatus::Void);
    outside(void, Verdict::Blocked, Some("state_void"));
    let nowhere = Some("void_outside_nowhere");
    let payssam = a_payment().payssam().unpaid(GatewayStatus::Ready);
    outside(payssam, Verdict::Blocked, nowhere);
    let account = a_payment().portone("KCP_V2").virtual_account();
    outside(account.unpaid(GatewayStatus::WaitingForDeposit), Verdict::Blocked, nowhere);
    let toss = a_payment().over(Channel::Toss).virtual_account();
    outside(toss.unpaid(GatewayStatus::WaitingForDeposit), Verdict::Blocked, nowhere);
    let recorded = a_payment().recorded(Method::Cash).unpaid(GatewayStatus::None);
    outside(recorded, Verdict::Blocked, nowhere);
}

#[test]
fn a_terminal_card_has_ways_without_the_card() {
    let routes = |issuer| {
        let decision = decide(a_payment().terminal(Method::Card).issuer(issuer), NOW);
        assert_eq!(
            blocked_by(&decision, Action::CancelFull),
            None,
            "a route never blocks the card"
        );
        let routes = reasons(&decision, Action::CancelFull).iter();
        routes
            .filter(|reason| reason.code.starts_with("route_"))
            .map(|reason| (reason.rule.clone(), reason.severity))
            .collect::<Vec<_>>()
    };
    let keyed_in = |rule: &str| {
        vec![(rule.to_owned(), Severity::Warning), ("M-NF".to_owned(), Severity::Info)]
    };
    assert_eq!(routes("KOOKMIN_CARD"), keyed_in("M-KEYIN"));
    assert_eq!(routes("현대카드"), keyed_in("M-KEYIN-X"));
    assert_eq!(routes("HANA_CARD"), keyed_in("M-KEYIN-X"));
    let online = decide(a_payment().card().issuer("HYUNDAI_CARD"), NOW);
    assert!(online.ways_beside.is_empty());
    assert!(!codes(&online).contains(&"route_keyed_in"), "not a rule for online cancels");
}

#[test]
fn the_approvals_program_comes_first_and_two_issuers_cannot_be_keyed_in() {
    let ways = |issuer| decide(a_payment().terminal(Method::Card).issuer(issuer), NOW).ways_beside;
    for (issuer, keyed_in, rule) in [
        ("KOOKMIN_CARD", true, "M-KEYIN"),
        ("현대카드", false, "M-KEYIN-X"),
        ("HANA_CARD", false, "M-KEYIN-X"),
    ] {
        let ways = ways(issuer);
        let routes: Vec<_> = ways.iter().map(|way| way.route).collect();
        assert_eq!(routes, [SideRoute::ApprovalsProgram, SideRoute::KeyedIn], "{issuer}");
        let [program, typed] = &ways[..] else { unreachable!("two were just counted") };
        assert!(program.possible && program.advised && program.steps.len() == 5, "{issuer}");
        assert_eq!((typed.possible, typed.rule.as_str()), (keyed_in, rule), "{issuer}");
        assert!(!typed.advised, "{issuer}");
        assert_eq!((typed.steps.is_empty(), typed.cautions.is_empty()), (!keyed_in, !keyed_in));
    }
    let receipt = decide(a_payment().terminal(Method::CashReceipt), NOW);
    assert!(receipt.ways_beside.is_empty(), "a receipt has no card to be without");
}
