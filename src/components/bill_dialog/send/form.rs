//! What sending asks for, and what is wrong with it so far.

use chrono::{Days, NaiveDate};
use desk_api::{BillDelivery, SendBill};
use desk_domain::limits::{BILL_LAST_DAY_MAX_DAYS, BILL_MESSAGE_MAX_CHARS};
use desk_domain::refund_account::mobile;
use leptos::prelude::*;

use crate::i18n::{Msg, bills};

#[derive(Clone, Copy, Debug)]
pub struct SendForm {
    pub delivery: RwSignal<BillDelivery>,
    /// Empty: the bill's own.
    pub phone: RwSignal<String>,
    pub message: RwSignal<String>,
    /// `YYYY-MM-DD`.
    pub last_day: RwSignal<String>,
    /// Whether the bill has a number of its own.
    pub has_phone: bool,
    pub today: NaiveDate,
    /// Sending was tried.
    pub tried: RwSignal<bool>,
}

impl SendForm {
    pub fn latest(self) -> NaiveDate {
        let days = u64::from(BILL_LAST_DAY_MAX_DAYS);
        self.today.checked_add_days(Days::new(days)).unwrap_or(self.today)
    }

    pub fn day(self) -> Option<NaiveDate> {
        let day = self.last_day.with(|day| day.parse().ok());
        day.filter(|day| (self.today..=self.latest()).contains(day))
    }

    pub fn message_fits(self) -> bool {
        self.message.with(|words| words.trim().chars().count() <= BILL_MESSAGE_MAX_CHARS)
    }

    /// A link goes to nobody, so it needs no number. What is missing is told once sending was tried.
    pub fn phone_error(self) -> Option<Msg> {
        self.phone_problem().filter(|_| self.tried.get())
    }

    fn phone_problem(self) -> Option<Msg> {
        let typed = self.phone.with(|phone| phone.trim().to_owned());
        let by_message = self.delivery.get() == BillDelivery::Message;
        match (typed.is_empty(), mobile(&typed)) {
            (true, _) if self.has_phone => None,
            (true, _) => Some(bills::PHONE_MISSING).filter(|_| by_message),
            (false, None) => Some(bills::PHONE_WRONG).filter(|_| by_message),
            (false, Some(_)) => None,
        }
    }

    /// Where the message goes: nowhere while what is typed is no number.
    pub fn recipient(self, kept: Option<String>) -> Option<String> {
        let typed = self.phone.with(|phone| phone.trim().to_owned());
        if typed.is_empty() { kept } else { Some(typed).filter(|typed| mobile(typed).is_some()) }
    }

    /// The request, or `None` while something is missing or wrong.
    pub fn request(self) -> Option<SendBill> {
        let delivery = self.delivery.get();
        let last_day = self.day()?;
        if self.phone_problem().is_some() || !self.message_fits() {
            return None;
        }
        let message = self.message.with(|words| words.trim().to_owned());
        let phone = self.phone.with(|phone| mobile(phone.trim()));
        Some(SendBill {
            delivery,
            phone: phone.filter(|_| delivery == BillDelivery::Message),
            message: Some(message).filter(|words| !words.is_empty()),
            last_day: Some(last_day),
        })
    }
}
