//! KSNET refunds virtual accounts from 06:00 to 23:00 only. Clocks differ, so it warns.

use desk_domain::decision::Action;
use desk_testkit::payments::{PaymentBuilder, a_payment};

use crate::case::{codes, decide};

#[track_caller]
fn check(payment: PaymentBuilder, time: &str, outside: bool) {
    let decision = decide(payment, &format!("2026-11-21T{time}+09:00"));
    assert_eq!(codes(&decision).contains(&"outside_hours"), outside);
    assert!(decision.allows(Action::CancelFull), "hours never take the button away");
}

#[test]
fn ksnet_virtual_accounts_keep_hours() {
    let account = || a_payment().portone("KSNET").virtual_account();
    check(account(), "05:59:59", true);
    check(account(), "06:00:00", false);
    check(account(), "22:59:59", false);
    check(account(), "23:00:00", true);
    check(account(), "00:00:00", true);
}

#[test]
fn nothing_else_keeps_hours() {
    check(a_payment().portone("KSNET").card(), "03:00:00", false);
    check(a_payment().portone("INICIS_V2").virtual_account(), "03:00:00", false);
}
