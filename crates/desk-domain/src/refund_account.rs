//! Where refunded money goes when the payment cannot be reversed by itself (virtual accounts).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::limits::{ACCOUNT_NUMBER_MAX_DIGITS, ACCOUNT_NUMBER_MIN_DIGITS, HOLDER_NAME_MAX_CHARS};

/// A checked refund account. Printed masked; stored sealed; erased after the payout.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundAccount {
    /// A code of the rulebook's list of banks, e.g. `SHINHAN`.
    pub bank: String,
    /// Digits only.
    pub number: String,
    pub holder_name: String,
    /// Digits only; asked for where the rulebook says so (Smartro).
    pub holder_phone: Option<String>,
}

/// Which field of a refund account is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountProblem {
    #[error("choose the bank")]
    BankMissing,
    #[error(
        "the account number has {ACCOUNT_NUMBER_MIN_DIGITS} to {ACCOUNT_NUMBER_MAX_DIGITS} digits"
    )]
    NumberInvalid,
    #[error("write the account holder's name, at most {HOLDER_NAME_MAX_CHARS} letters")]
    HolderInvalid,
    #[error("write the account holder's mobile number")]
    PhoneInvalid,
}

impl RefundAccount {
    /// Takes what a person typed: hyphens and spaces in numbers are dropped, the rest is checked.
    ///
    /// # Errors
    /// The first field that is missing or wrong.
    pub fn new(
        bank: &str,
        number: &str,
        holder_name: &str,
        holder_phone: Option<&str>,
    ) -> Result<Self, AccountProblem> {
        let bank = bank.trim();
        if bank.is_empty() {
            return Err(AccountProblem::BankMissing);
        }
        let number = digits_of(number).ok_or(AccountProblem::NumberInvalid)?;
        if !(ACCOUNT_NUMBER_MIN_DIGITS..=ACCOUNT_NUMBER_MAX_DIGITS).contains(&number.len()) {
            return Err(AccountProblem::NumberInvalid);
        }
        let holder_name = holder_name.trim();
        if holder_name.is_empty() || holder_name.chars().count() > HOLDER_NAME_MAX_CHARS {
            return Err(AccountProblem::HolderInvalid);
        }
        let holder_phone = holder_phone.map(str::trim).filter(|phone| !phone.is_empty());
        let holder_phone = holder_phone
            .map(|phone| mobile(phone).ok_or(AccountProblem::PhoneInvalid))
            .transpose()?;
        Ok(Self {
            bank: bank.to_owned(),
            number,
            holder_name: holder_name.to_owned(),
            holder_phone,
        })
    }

    /// Whether the account is held by the payer, as far as letters tell: spaces, case and a
    /// bracketed remark do not count.
    #[must_use]
    pub fn held_by(&self, payer: &str) -> bool {
        same_person(&self.holder_name, payer)
    }
}

/// Compares an account holder with a payer the way a cashier reads them.
#[must_use]
pub fn same_person(holder: &str, payer: &str) -> bool {
    let plain = |text: &str| -> String {
        let before_remark = text.split('(').next().unwrap_or(text);
        before_remark
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let holder = plain(holder);
    !holder.is_empty() && holder == plain(payer)
}

fn digits_of(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|sign| !matches!(sign, '-' | ' ')).collect();
    kept.bytes().all(|byte| byte.is_ascii_digit()).then_some(kept)
}

/// The digits of a Korean mobile number, hyphens and spaces dropped; `None` for anything else.
#[must_use]
pub fn mobile(text: &str) -> Option<String> {
    digits_of(text).filter(|digits| digits.starts_with("01") && matches!(digits.len(), 10 | 11))
}

impl fmt::Debug for RefundAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefundAccount")
            .field("bank", &self.bank)
            .field("number", &crate::mask::account(&self.number))
            .field("holder_name", &crate::mask::name(&self.holder_name))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        bank: &str,
        number: &str,
        holder: &str,
        phone: Option<&str>,
        expected: Result<(), AccountProblem>,
    ) {
        assert_eq!(RefundAccount::new(bank, number, holder, phone).map(|_| ()), expected);
    }

    #[test]
    fn each_field_is_named_when_it_is_wrong() {
        check("SHINHAN", "110-123-456789", "김서연", None, Ok(()));
        check(" ", "110123456789", "김서연", None, Err(AccountProblem::BankMissing));
        check("SHINHAN", "11012", "김서연", None, Err(AccountProblem::NumberInvalid));
        check(
            "SHINHAN",
            "1101234567891011121314",
            "김서연",
            None,
            Err(AccountProblem::NumberInvalid),
        );
        check("SHINHAN", "110-abc-456789", "김서연", None, Err(AccountProblem::NumberInvalid));
        check("SHINHAN", "110123456789", "  ", None, Err(AccountProblem::HolderInvalid));
        check(
            "SHINHAN",
            "110123456789",
            "김서연",
            Some("02-123-4567"),
            Err(AccountProblem::PhoneInvalid),
        );
        check("SHINHAN", "110123456789", "김서연", Some("010-1234-5678"), Ok(()));
        check("SHINHAN", "110123456789", "김서연", Some(""), Ok(()));
    }

    #[test]
    fn the_holder_is_compared_as_a_cashier_reads() {
        assert!(same_person("김 서연", "김서연"));
        assert!(same_person("KIM SEOYEON", "Kim Seoyeon"));
        assert!(same_person("김서연(학부모)", "김서연"));
        assert!(!same_person("김서윤", "김서연"));
        assert!(!same_person("", ""));
    }

    #[test]
    fn an_account_never_prints_whole() {
        let account = RefundAccount::new("SHINHAN", "110123456789", "김서연", None).unwrap();
        let printed = format!("{account:?}");
        assert!(!printed.contains("110123456789") && !printed.contains("김서연"), "{printed}");
    }
}
