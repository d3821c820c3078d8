//! What a person writes down of a cancel made outside, against the payment it is said to undo.

use desk_domain::outside::{OutsideCancel, OutsideProblem};
use desk_testkit::payments::{a_payment, at};

const NOW: &str = "2026-11-21T10:00:00+09:00";

#[track_caller]
fn check(number: &str, cancelled_at: &str, expected: &[OutsideProblem]) {
    // Paid on 3 November at 14:05.
    let payment = a_payment().build();
    let read = OutsideCancel::of(&payment, number, at(cancelled_at), at(NOW));
    match read {
        Ok(outside) => {
            assert_eq!(expected, []);
            assert_eq!(outside.approval_number, number.trim());
            assert_eq!(outside.cancelled_at, at(cancelled_at));
        }
        Err(problems) => assert_eq!(problems, expected),
    }
}

#[test]
fn it_lies_between_the_payment_and_now() {
    check("30098765", "2026-11-03T14:05:00+09:00", &[]);
    check("30098765", NOW, &[]);
    check("30098765", "2026-11-21T10:00:01+09:00", &[OutsideProblem::InTheFuture]);
    check("30098765", "2026-11-03T14:04:00+09:00", &[OutsideProblem::BeforeThePayment]);
    // A slip without seconds, of a cancel in the minute of the payment.
    check("30098765", "2026-11-03T14:04:01+09:00", &[]);
}

#[test]
fn its_number_is_short_and_plain() {
    check(" 3009 ", NOW, &[]);
    check("A1b2C3d4E5f6G7h8I9j0", NOW, &[]);
    for number in ["", "300", "A1b2C3d4E5f6G7h8I9j0x", "3009-8765", "승인번호", "3009\u{0}"] {
        check(number, NOW, &[OutsideProblem::NotAnApprovalNumber]);
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let both = [OutsideProblem::NotAnApprovalNumber, OutsideProblem::InTheFuture];
    check("12", "2026-11-22T00:00:00+09:00", &both);
}
