//! The refund account: asked for where the money cannot go back by itself, refused elsewhere, so
//! that no account is kept that nobody needs.

use desk_api::{FieldError, ProblemCode};
use desk_domain::decision::{Decision, Input};
use desk_domain::limits::{
    ACCOUNT_NUMBER_MAX_DIGITS, ACCOUNT_NUMBER_MIN_DIGITS, HOLDER_NAME_MAX_CHARS,
};
use desk_domain::payment::Payment;
use desk_domain::refund_account::{AccountProblem, Holder, RefundAccount};
use desk_domain::rulebook::Rulebook;

use super::checks::not_needed;
use crate::problem::{Refusal, field_error};

const FIELD: &str = "refund_account";

pub(super) fn check(
    book: &Rulebook,
    decision: &Decision,
    wire: Option<&desk_api::RefundAccount>,
) -> Result<Option<RefundAccount>, Vec<FieldError>> {
    let needed = decision.inputs.contains(&Input::RefundAccount);
    let Some(wire) = wire else {
        return if needed { Err(vec![missing()]) } else { Ok(None) };
    };
    if !needed {
        return Err(vec![not_needed(FIELD)]);
    }
    let phone = wire.holder_phone.as_deref();
    let account = RefundAccount::new(&wire.bank, &wire.number, &wire.holder_name, phone)
        .map_err(|problem| vec![words(problem)])?;
    if !book.banks().iter().any(|bank| bank.code == account.bank) {
        return Err(vec![words(AccountProblem::BankMissing)]);
    }
    if decision.inputs.contains(&Input::HolderPhone) && account.holder_phone.is_none() {
        return Err(vec![words(AccountProblem::PhoneInvalid)]);
    }
    Ok(Some(account))
}

/// Money sent to a wrong account is hard to get back: where the holder is told to be another than the payer,
/// a person has to have looked.
pub(super) fn refuse_another(
    account: Option<&RefundAccount>,
    payment: &Payment,
    is_confirmed: bool,
) -> Result<(), Refusal> {
    let payer = payment.customer.name.as_deref();
    let holder = account.map(|account| account.holder_beside(payer));
    if is_confirmed || holder != Some(Holder::Another) {
        return Ok(());
    }
    let error = field_error(
        "holder_differs_confirmed",
        "required",
        "결제한 사람의 계좌가 아니어도 맞다면 확인했다고 표시해 주세요.",
        "If the account is right although it is not the payer's, confirm it.",
    );
    Err(Refusal::new(ProblemCode::HolderUnconfirmed).with_errors(vec![error]))
}

/// Nothing is sent with a force-cancel, so no account is kept for it.
pub(super) fn refuse(
    wire: Option<&desk_api::RefundAccount>,
) -> Result<Option<RefundAccount>, Vec<FieldError>> {
    wire.map_or(Ok(None), |_| Err(vec![not_needed(FIELD)]))
}

fn missing() -> FieldError {
    field_error(
        FIELD,
        "required",
        "환불받을 계좌를 적어 주세요.",
        "Enter the account that the refund goes to.",
    )
}

fn words(problem: AccountProblem) -> FieldError {
    let (field, ko, en) = match problem {
        AccountProblem::BankMissing => {
            ("bank", "은행을 골라 주세요.".to_owned(), "Choose the bank.".to_owned())
        }
        AccountProblem::NumberInvalid => {
            let digits = format!("{ACCOUNT_NUMBER_MIN_DIGITS}–{ACCOUNT_NUMBER_MAX_DIGITS}");
            (
                "number",
                format!("계좌번호는 숫자 {digits}자리예요."),
                format!("An account number has {digits} digits."),
            )
        }
        AccountProblem::HolderInvalid => (
            "holder_name",
            format!("예금주 이름을 {HOLDER_NAME_MAX_CHARS}자 안으로 적어 주세요."),
            format!("Enter the holder's name, at most {HOLDER_NAME_MAX_CHARS} letters."),
        ),
        AccountProblem::PhoneInvalid => (
            "holder_phone",
            "예금주의 휴대폰 번호를 적어 주세요.".to_owned(),
            "Enter the holder's mobile number.".to_owned(),
        ),
    };
    field_error(format!("{FIELD}.{field}"), "invalid", ko, en)
}
