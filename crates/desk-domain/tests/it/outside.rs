//! What a person writes down of a cancel or a void made outside, against the payment it is said to undo.

use desk_domain::limits::NOTE_MAX_CHARS;
use desk_domain::outside::{OutsideCancel, OutsideProblem, OutsideVoid, OutsideVoidProblem};
use desk_domain::payment::{Channel, GatewayStatus};
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

#[track_caller]
fn check_void(voided_at: &str, note: &str, expected: &[OutsideVoidProblem]) {
    // Sent on 3 November at 14:00.
    let bill = a_payment().over(Channel::Alltalkpay).unpaid(GatewayStatus::Unknown);
    let bill = bill.with(|bill| bill.requested_at = at("2026-11-03T14:00:00+09:00")).build();
    match OutsideVoid::of(&bill, at(voided_at), note, at(NOW)) {
        Ok(outside) => {
            assert_eq!(expected, []);
            assert_eq!((outside.voided_at, outside.note.as_str()), (at(voided_at), note.trim()));
        }
        Err(problems) => assert_eq!(problems, expected),
    }
}

#[test]
fn a_void_lies_between_the_bill_and_now() {
    check_void("2026-11-03T14:00:00+09:00", "청구서관리에서 취소", &[]);
    check_void(NOW, "청구서관리에서 취소", &[]);
    check_void("2026-11-21T10:00:01+09:00", "취소", &[OutsideVoidProblem::InTheFuture]);
    check_void("2026-11-03T13:59:00+09:00", "취소", &[OutsideVoidProblem::BeforeTheBill]);
    // A site without seconds, in the minute of the bill.
    check_void("2026-11-03T13:59:01+09:00", "취소", &[]);
}

#[test]
fn a_void_says_in_a_note_of_fair_length_what_was_seen() {
    check_void(NOW, " 취소 ", &[]);
    check_void(NOW, &"가".repeat(NOTE_MAX_CHARS), &[]);
    check_void(NOW, &"가".repeat(NOTE_MAX_CHARS + 1), &[OutsideVoidProblem::NoteTooLong]);
    check_void(NOW, " \n ", &[OutsideVoidProblem::NoteMissing]);
    let both = [OutsideVoidProblem::NoteMissing, OutsideVoidProblem::InTheFuture];
    check_void("2026-11-22T00:00:00+09:00", "", &both);
}
