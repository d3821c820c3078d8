//! What a force-cancel leaves behind, per origin.

use desk_domain::advice::Proof;
use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::{Channel, Method};
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::BOOK;

#[track_caller]
fn check(payment: PaymentBuilder, rule: &str, proof: Proof) {
    let duty = BOOK.follow_up(&payment.build(), FollowUpCause::BookAhead);
    assert_eq!((duty.rule.as_str(), duty.proof), (rule, proof));
    assert!(!duty.steps.is_empty());
    assert!(!duty.done_when.ko.is_empty());
}

#[test]
fn each_origin_has_its_duty() {
    check(a_payment().card(), "F-PORTONE", Proof::GatewayRead);
    check(a_payment().phone(), "F-PHONE", Proof::SignedNote);
    check(a_payment().bootpay("kcp").card(), "F-BOOTPAY", Proof::GatewayRead);
    check(a_payment().bootpay("kcp").phone(), "F-PHONE", Proof::SignedNote);
    check(a_payment().over(Channel::Toss).card(), "F-ONLINE", Proof::GatewayRead);
    check(a_payment().terminal(Method::Card), "F-POS", Proof::ApprovalNumber);
    check(a_payment().terminal(Method::CashReceipt), "F-CASHR", Proof::ApprovalNumber);
    check(a_payment().terminal(Method::BankTransferReceipt), "F-CASHR", Proof::ApprovalNumber);
    check(a_payment().payssam(), "F-PAYSSAM", Proof::GatewayRead);
    check(a_payment().over(Channel::Alltalkpay), "F-ALLTALKPAY", Proof::SignedNote);
    check(a_payment().recorded(Method::Cash), "F-RECORDED", Proof::SignedNote);
}

/// The last row is for a channel of tomorrow: each one of today has a duty that names its own site.
#[test]
fn no_known_channel_is_left_to_the_last_row() {
    for &channel in Channel::ALL {
        for &method in Method::ALL {
            let payment = a_payment().over(channel).method(method).build();
            let duty = BOOK.follow_up(&payment, FollowUpCause::BookAhead);
            assert_ne!(duty.rule, "M-FORCE", "{channel} {method}");
        }
    }
}

#[test]
fn what_was_cancelled_outside_is_one_duty_for_every_channel() {
    for payment in [a_payment().card(), a_payment().payssam(), a_payment().terminal(Method::Card)] {
        let duty = BOOK.follow_up(&payment.build(), FollowUpCause::GatewayAhead);
        assert_eq!((duty.rule.as_str(), duty.proof), ("F-OUTSIDE", Proof::GatewayRead));
    }
}

#[test]
fn a_terminal_cancel_without_a_known_end_is_looked_up_by_people() {
    let at_terminal = a_payment().terminal(Method::Card).build();
    let duty = BOOK.follow_up(&at_terminal, FollowUpCause::Unproven);
    assert_eq!((duty.rule.as_str(), duty.proof), ("F-UNPROVEN", Proof::SignedNote));
}

#[test]
fn a_cancel_in_doubt_is_looked_up_by_people_whoever_the_vendor_is() {
    for payment in [a_payment().card(), a_payment().payssam(), a_payment().recorded(Method::Cash)] {
        let duty = BOOK.follow_up(&payment.build(), FollowUpCause::Unproven);
        assert_eq!((duty.rule.as_str(), duty.proof), ("F-DOUBT", Proof::SignedNote));
    }
}

#[test]
fn a_bill_that_was_paid_after_it_was_given_up_is_a_duty_of_its_own() {
    let duty = BOOK.follow_up(&a_payment().payssam().build(), FollowUpCause::PaidAfterAll);
    assert_eq!((duty.rule.as_str(), duty.proof), ("F-LATE", Proof::GatewayRead));
    let unread = a_payment().over(Channel::Alltalkpay).method(Method::Message).build();
    let duty = BOOK.follow_up(&unread, FollowUpCause::PaidAfterAll);
    assert_eq!((duty.rule.as_str(), duty.proof), ("F-LATE-SITE", Proof::SignedNote));
}

#[test]
fn what_may_be_wrong_while_the_sums_agree_is_a_duty_of_its_own() {
    let check = |cause, rule, proof| {
        let duty = BOOK.follow_up(&a_payment().portone("KCP_V2").virtual_account().build(), cause);
        assert_eq!((duty.rule.as_str(), duty.proof), (rule, proof));
    };
    check(FollowUpCause::RefundBounced, "F-BOUNCED", Proof::GatewayRead);
    check(FollowUpCause::PaidBackTwice, "F-TWICE", Proof::SignedNote);
    check(FollowUpCause::PendingLong, "F-PENDING", Proof::GatewayRead);
}

#[test]
fn sums_that_differ_are_a_duty_of_their_own() {
    let duty = BOOK.follow_up(&a_payment().card().build(), FollowUpCause::AmountsDiffer);
    assert_eq!((duty.rule.as_str(), duty.proof), ("F-AMOUNTS", Proof::SignedNote));
}

#[test]
fn the_approvals_program_comes_before_keying_in() {
    let payment = a_payment().terminal(Method::Card).build();
    let duty = BOOK.follow_up(&payment, FollowUpCause::BookAhead);
    let place = |words: &str| duty.steps.iter().position(|step| step.ko.contains(words));
    assert!(place("통합 승인 내역") < place("키인"), "{:?}", duty.steps);
}
