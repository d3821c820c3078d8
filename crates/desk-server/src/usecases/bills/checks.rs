//! Everything that can be wrong with the fields of a bill, all of it at once.

use chrono::NaiveDate;
use desk_api::{BillItem, FieldError, ProblemCode};
use desk_domain::limits::{
    AMOUNT_MAX_WON, BILL_CUSTOMER_NAME_MAX_CHARS, BILL_ITEM_NAME_MAX_CHARS, BILL_ITEMS_MAX,
    BILL_LAST_DAY_MAX_DAYS, BILL_MESSAGE_MAX_CHARS,
};
use desk_domain::{Won, bill, kst};

use crate::problem::{Refusal, field_error};

/// Digits of a phone number, with the country's or without.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=13;

/// Collects what is wrong before it says no.
#[derive(Debug, Default)]
pub(super) struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    /// The items and their sum, which may be at most `rebillable`.
    pub(super) fn items(
        &mut self,
        wire: Vec<BillItem>,
        rebillable: Won,
    ) -> (Vec<bill::BillItem>, Won) {
        if wire.is_empty() || wire.len() > BILL_ITEMS_MAX {
            self.wrong(
                "items",
                "out_of_range",
                &format!("수납항목은 1–{BILL_ITEMS_MAX}개예요."),
                &format!("A bill has 1–{BILL_ITEMS_MAX} items."),
            );
            return (Vec::new(), Won::ZERO);
        }
        let items: Vec<_> =
            wire.into_iter().enumerate().map(|(place, item)| self.item(place, item)).collect();
        let amount: Won = items.iter().map(|item| item.amount.min(Won(AMOUNT_MAX_WON))).sum();
        if amount > rebillable {
            self.wrong(
                "items",
                "over_rebillable",
                &format!("다시 청구할 수 있는 금액은 {rebillable}원이에요."),
                &format!("Only {rebillable} won can be billed again."),
            );
        }
        (items, amount)
    }

    fn item(&mut self, place: usize, item: BillItem) -> bill::BillItem {
        let name = item.name.trim().to_owned();
        self.length(&format!("items.{place}.name"), &name, 1, BILL_ITEM_NAME_MAX_CHARS);
        if !item.amount_won.is_positive() {
            self.wrong(
                &format!("items.{place}.amount_won"),
                "not_positive",
                "0원보다 큰 금액을 적어 주세요.",
                "Enter more than 0 won.",
            );
        }
        bill::BillItem { name, amount: item.amount_won }
    }

    pub(super) fn customer_name(&mut self, name: Option<String>) -> Option<String> {
        let name = name.map(|name| name.trim().to_owned());
        self.length(
            "customer_name",
            name.as_deref().unwrap_or_default(),
            1,
            BILL_CUSTOMER_NAME_MAX_CHARS,
        );
        name
    }

    /// Digits, with hyphens, spaces and a plus as people write them.
    pub(super) fn phone(&mut self, field: &str, phone: Option<&str>) -> Option<String> {
        let phone = phone.map(str::trim).filter(|phone| !phone.is_empty())?;
        let is_plain = phone.chars().all(|sign| sign.is_ascii_digit() || "-+ ".contains(sign));
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        if !is_plain || !PHONE_DIGITS.contains(&digits) {
            self.wrong(
                field,
                "not_a_phone",
                "휴대폰 번호를 확인해 주세요. 예: 010-1234-5678",
                "This is no phone number, like 010-1234-5678.",
            );
        }
        Some(phone.to_owned())
    }

    pub(super) fn no_phone(&mut self) {
        self.wrong(
            "phone",
            "required",
            "메시지로 보내려면 휴대폰 번호가 필요해요. 번호를 적거나 링크로 보내 주세요.",
            "A message needs a phone number. Enter one, or take the link.",
        );
    }

    pub(super) fn message(&mut self, message: Option<String>) -> Option<String> {
        let message = message.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())?;
        self.length("message", &message, 0, BILL_MESSAGE_MAX_CHARS);
        Some(message)
    }

    /// From today to a year ahead: the vendor takes no day that is over.
    pub(super) fn last_day(&mut self, day: Option<NaiveDate>, today: NaiveDate) {
        let last = kst::add_days(today, BILL_LAST_DAY_MAX_DAYS);
        if day.is_some_and(|day| !(today..=last).contains(&day)) {
            self.wrong(
                "last_day",
                "out_of_range",
                &format!("결제 기한은 오늘부터 {last}까지 고를 수 있어요."),
                &format!("The last day is between today and {last}."),
            );
        }
    }

    pub(super) fn length(&mut self, field: &str, text: &str, least: usize, most: usize) {
        let letters = text.chars().count();
        if letters < least {
            self.wrong(field, "required", "내용을 적어 주세요.", "Fill this in.");
        } else if letters > most {
            self.wrong(
                field,
                "too_long",
                &format!("{most}자까지 쓸 수 있어요."),
                &format!("Takes at most {most} characters."),
            );
        }
    }

    pub(super) fn wrong(&mut self, field: &str, code: &str, ko: &str, en: &str) {
        self.errors.push(field_error(field, code, ko, en));
    }

    pub(super) fn done(self) -> Result<(), Refusal> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(Refusal::new(ProblemCode::InvalidInput).with_errors(self.errors))
    }
}
