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
        Ok(Self {
            bank: check_bank(bank)?,
            number: check_number(number)?,
            holder_name: check_holder(holder_name)?,
            holder_phone: check_phone(holder_phone)?,
        })
    }

    /// Every field that is missing or wrong, for whoever can mend them all at once.
    #[must_use]
    pub fn problems(
        bank: &str,
        number: &str,
        holder_name: &str,
        holder_phone: Option<&str>,
    ) -> Vec<AccountProblem> {
        [
            check_bank(bank).err(),
            check_number(number).err(),
            check_holder(holder_name).err(),
            check_phone(holder_phone).err(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whose account it is beside the payer, as far as letters tell: see [`same_person`].
    #[must_use]
    pub fn holder_beside(&self, payer: Option<&str>) -> Holder {
        let Some(payer) = payer.filter(|payer| !core_of(payer).is_empty()) else {
            return Holder::Untold;
        };
        let is_masked = payer.contains(MASK);
        match (is_masked, same_person(&self.holder_name, payer)) {
            (true, _) if surely_differs(&self.holder_name, payer) => Holder::Another,
            (true, _) => Holder::Untold,
            (false, true) => Holder::Payer,
            (false, false) => Holder::Another,
        }
    }
}

fn check_bank(bank: &str) -> Result<String, AccountProblem> {
    let bank = bank.trim();
    if bank.is_empty() { Err(AccountProblem::BankMissing) } else { Ok(bank.to_owned()) }
}

fn check_number(number: &str) -> Result<String, AccountProblem> {
    let digits = digits_of(number).ok_or(AccountProblem::NumberInvalid)?;
    match (ACCOUNT_NUMBER_MIN_DIGITS..=ACCOUNT_NUMBER_MAX_DIGITS).contains(&digits.len()) {
        true => Ok(digits),
        false => Err(AccountProblem::NumberInvalid),
    }
}

fn check_holder(name: &str) -> Result<String, AccountProblem> {
    let name = name.trim();
    match (1..=HOLDER_NAME_MAX_CHARS).contains(&name.chars().count()) {
        true => Ok(name.to_owned()),
        false => Err(AccountProblem::HolderInvalid),
    }
}

fn check_phone(phone: Option<&str>) -> Result<Option<String>, AccountProblem> {
    let phone = phone.map(str::trim).filter(|phone| !phone.is_empty());
    phone.map(|phone| mobile(phone).ok_or(AccountProblem::PhoneInvalid)).transpose()
}

/// The holder of a refund account, compared with the payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Payer,
    /// Somebody else, who may be right all the same: a person has to say so.
    Another,
    /// No payer is named, or only a part of the name: there is nothing to compare with.
    Untold,
}

/// What vendors put in the place of letters, and we do.
const MASK: char = '*';

/// How a company says beside its name what it is.
const COMPANY: &[&str] = &["(주)", "㈜", "주식회사"];

/// Compares an account holder with a payer the way a cashier reads them: spaces, case, a bracketed remark and
/// the word for a company do not count. Whose account it really is, only the bank knows.
#[must_use]
pub fn same_person(holder: &str, payer: &str) -> bool {
    let holder = core_of(holder);
    !holder.is_empty() && holder == core_of(payer)
}

/// Whether a holder is another one than the payer whatever stands behind the stars of [`crate::mask::name`]. Where
/// this says no, they may differ all the same: of most names three letters are all that is in sight.
#[must_use]
pub fn surely_differs(holder: &str, masked_payer: &str) -> bool {
    let holder: Vec<char> = core_of(holder).chars().collect();
    let payer: Vec<char> = masked_payer.trim().to_lowercase().chars().collect();
    let (Some(&first), Some(&last)) = (holder.first(), holder.last()) else { return false };
    // At an end where the word for a company or a remark may stand, the name itself is out of sight.
    let other_first = payer.first().is_some_and(|&letter| is_name(letter, '주') && letter != first);
    let other_last = payer.last().is_some_and(|&letter| is_name(letter, '사') && letter != last);
    other_first || other_last || (!payer.is_empty() && holder.len() > payer.len())
}

fn is_name(letter: char, of_company: char) -> bool {
    letter.is_alphabetic() && letter != of_company
}

fn core_of(name: &str) -> String {
    let plain: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
    let bare = COMPANY.iter().fold(plain, |name, word| name.replace(word, ""));
    let before_remark = bare.split('(').next().unwrap_or_default();
    before_remark.chars().flat_map(char::to_lowercase).collect()
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
    fn all_that_is_wrong_is_named_at_once() {
        let problems = RefundAccount::problems("", "12", " ", Some("02"));
        assert_eq!(
            problems,
            [
                AccountProblem::BankMissing,
                AccountProblem::NumberInvalid,
                AccountProblem::HolderInvalid,
                AccountProblem::PhoneInvalid,
            ]
        );
        assert_eq!(RefundAccount::problems("SHINHAN", "110123456789", "김서연", None), []);
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
        assert!(same_person("(주)한빛", "한빛"));
        assert!(same_person("주식회사 한빛", "한빛 (주)"));
        assert!(same_person("㈜한빛", "(주) 한빛"));
        assert!(!same_person("(주)한빛", "(주)두빛"));
        assert!(!same_person("(주)", "주식회사"));
    }

    #[track_caller]
    fn check_holder(holder: &str, payer: Option<&str>, expected: Holder) {
        let account = RefundAccount::new("SHINHAN", "110123456789", holder, None).unwrap();
        assert_eq!(account.holder_beside(payer), expected, "{holder} beside {payer:?}");
    }

    #[test]
    fn only_a_name_that_is_told_makes_a_holder_another_one() {
        check_holder("김서연", Some("김서연"), Holder::Payer);
        check_holder("김 서연", Some("김서연(학부모)"), Holder::Payer);
        check_holder("박지성", Some("김서연"), Holder::Another);
        check_holder("김서윤", Some("김서연"), Holder::Another);
        for untold in [None, Some(""), Some("  "), Some("(주)")] {
            check_holder("박지성", untold, Holder::Untold);
        }
        check_holder("김하연", Some("김*연"), Holder::Untold);
        check_holder("박지성", Some("김*연"), Holder::Another);
        check_holder("박지성", Some("***"), Holder::Untold);
    }

    #[test]
    fn only_letters_in_sight_make_a_holder_another_one() {
        let check = |holder: &str, payer: &str, expected: bool| {
            let masked = crate::mask::name(payer);
            assert_eq!(surely_differs(holder, &masked), expected, "{holder} beside {masked}");
            assert!(!(expected && same_person(holder, payer)), "{holder} is {payer}");
        };
        check("박지성", "김서연", true);
        check("김서윤", "김서연", true);
        check("김서연아", "김서연", true);
        check("김하나연", "김서연", true);
        // Behind the star anything may stand: no word of warning, and none that they agree.
        check("김하연", "김서연", false);
        check("김서연", "김서연(학부모)", false);
        check("김 서연", "김서연", false);
        check("KimSeoyeon", "Kim Seoyeon", false);
        check("kim seoyeon", "KIM SEOYEON", false);
        check("Lee Seoyeon", "Kim Seoyeon", true);
        check("한빛", "(주)한빛", false);
        check("한빛", "주식회사 한빛", false);
        check("한빛", "한빛 주식회사", false);
        check("(주)한빛", "한빛", false);
        check("이준", "이준", false);
        check("", "김서연", false);
        assert!(!surely_differs("김서연", ""));
    }

    #[test]
    fn an_account_never_prints_whole() {
        let account = RefundAccount::new("SHINHAN", "110123456789", "김서연", None).unwrap();
        let printed = format!("{account:?}");
        assert!(!printed.contains("110123456789") && !printed.contains("김서연"), "{printed}");
    }
}
