//! What is billed again, as it is being typed, and what is wrong with it so far.

use desk_api::{BillItem, CreateRebill, PaymentDetail};
use desk_domain::Won;
use desk_domain::limits::{BILL_CUSTOMER_NAME_MAX_CHARS, BILL_ITEM_NAME_MAX_CHARS, BILL_ITEMS_MAX};
use desk_domain::refund_account::mobile;
use leptos::prelude::*;

use crate::i18n::{Msg, bills};

/// One item while it is edited. Its number names it for good, whatever stands before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemDraft {
    pub id: u32,
    pub name: RwSignal<String>,
    /// In won; `None` while the field is empty.
    pub amount: RwSignal<Option<i64>>,
}

impl ItemDraft {
    fn problem(self) -> Option<Problem> {
        let letters = self.name.with(|name| name.trim().chars().count());
        match (letters, self.amount.get()) {
            (0, _) => Some(Problem::Name(bills::NAME_MISSING)),
            (1.., _) if letters > BILL_ITEM_NAME_MAX_CHARS => {
                Some(Problem::Name(bills::NAME_TOO_LONG))
            }
            (_, None) => Some(Problem::Amount(bills::AMOUNT_MISSING)),
            (_, Some(..1)) => Some(Problem::Amount(bills::AMOUNT_ZERO)),
            (_, Some(_)) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Problem {
    Name(Msg),
    Amount(Msg),
}

#[derive(Clone, Copy, Debug)]
pub struct RebillForm {
    detail: Signal<PaymentDetail>,
    pub items: RwSignal<Vec<ItemDraft>>,
    last_id: StoredValue<u32>,
    /// Of the dialog: an item lives as long, whichever button made it.
    owner: StoredValue<Owner>,
    /// Empty: the payment's own.
    pub customer_name: RwSignal<String>,
    /// Empty: the payment's own.
    pub customer_phone: RwSignal<String>,
    /// Confirming was tried.
    pub tried: RwSignal<bool>,
}

impl RebillForm {
    /// Starts with the items that the server carries over.
    pub fn new(detail: Signal<PaymentDetail>) -> Self {
        let form = Self {
            detail,
            items: RwSignal::new(Vec::new()),
            last_id: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            customer_name: RwSignal::new(String::new()),
            customer_phone: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        };
        let carried = detail.with_untracked(|detail| {
            detail.rebill.as_ref().map(|rebill| rebill.items.clone()).unwrap_or_default()
        });
        for BillItem { name, amount_won } in carried {
            form.push(name, Some(amount_won.0));
        }
        if form.items.with_untracked(Vec::is_empty) {
            form.add();
        }
        form
    }

    pub fn may_add(self) -> bool {
        self.items.with(|items| items.len() < BILL_ITEMS_MAX)
    }

    /// Another item, with nothing in it yet.
    pub fn add(self) {
        self.push(String::new(), None);
    }

    pub fn remove(self, id: u32) {
        self.items.update(|items| items.retain(|item| item.id != id));
    }

    fn push(self, name: String, amount: Option<i64>) {
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        let item = self.owner.get_value().with(|| ItemDraft {
            id,
            name: RwSignal::new(name),
            amount: RwSignal::new(amount),
        });
        self.items.update(|items| items.push(item));
    }

    /// What may be billed at most. It can shrink while the dialog is open.
    pub fn limit(self) -> Won {
        self.detail
            .with(|detail| detail.rebill.as_ref().map_or(Won::ZERO, |rebill| rebill.rebillable_won))
    }

    pub fn sum(self) -> Won {
        let amounts = self.items.with(|items| {
            items.iter().filter_map(|item| item.amount.get()).fold(0_i64, i64::saturating_add)
        });
        Won(amounts)
    }

    /// What could still be billed afterwards; `None` when the sum is over the limit.
    pub fn left(self) -> Option<Won> {
        let left = self.limit().saturating_sub(self.sum());
        (left >= Won::ZERO).then_some(left)
    }

    /// What is missing is told once confirming was tried, what is wrong at once.
    pub fn name_error(self, item: ItemDraft) -> Option<Msg> {
        match item.problem() {
            Some(Problem::Name(words)) if self.tells(words, bills::NAME_MISSING) => Some(words),
            _ => None,
        }
    }

    pub fn amount_error(self, item: ItemDraft) -> Option<Msg> {
        match item.problem() {
            Some(Problem::Amount(words)) if self.tells(words, bills::AMOUNT_MISSING) => Some(words),
            _ => None,
        }
    }

    fn tells(self, words: Msg, missing: Msg) -> bool {
        words != missing || self.tried.get()
    }

    pub fn customer_name_error(self) -> Option<Msg> {
        let letters = self.customer_name.with(|name| name.trim().chars().count());
        (letters > BILL_CUSTOMER_NAME_MAX_CHARS).then_some(bills::NAME_TOO_LONG)
    }

    pub fn phone_error(self) -> Option<Msg> {
        let wrong = self.customer_phone.with(|typed| {
            let typed = typed.trim();
            !typed.is_empty() && mobile(typed).is_none()
        });
        (wrong && self.tried.get()).then_some(bills::PHONE_WRONG)
    }

    /// The request, or `None` while something is missing or wrong.
    pub fn request(self) -> Option<CreateRebill> {
        self.left()?;
        let items = self.items.get();
        let fits = !items.is_empty() && items.iter().all(|item| item.problem().is_none());
        let phone = self.customer_phone.with(|phone| phone.trim().to_owned());
        let customer_phone = if phone.is_empty() { None } else { Some(mobile(&phone)?) };
        let customer_name = self.customer_name.with(|name| name.trim().to_owned());
        (fits && self.customer_name_error().is_none()).then(|| CreateRebill {
            items: items.iter().map(|item| wire(*item)).collect(),
            customer_name: Some(customer_name).filter(|name| !name.is_empty()),
            customer_phone,
        })
    }
}

fn wire(item: ItemDraft) -> BillItem {
    BillItem {
        name: item.name.with(|name| name.trim().to_owned()),
        amount_won: Won(item.amount.get().unwrap_or_default()),
    }
}
