//! A bill to be put into the vendor's book: by the seed, a test or the control page.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;

use super::bill::{Bill, BillState, SendType, Source};
use super::codes::Refusal;
use super::lifecycle::{self, Tender};
use super::numbers;
use super::state::State;
use crate::clock::{kst, kst_midnight_after};
use crate::private::Private;

/// Characters of a `bill_id`.
const LONGEST_ID: usize = 20;
/// Ten digits.
const HIGHEST_WON: i64 = 9_999_999_999;

/// Everything but `id` and `priceWon` has a default: a bill paid by card just now.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Blueprint {
    pub id: String,
    pub price_won: i64,
    #[serde(default = "default_state")]
    pub state: BillState,
    #[serde(default)]
    pub tender: Tender,
    #[serde(default = "default_product_name")]
    pub product_name: String,
    #[serde(default = "default_member_name")]
    pub member_name: Private,
    #[serde(default = "default_phone")]
    pub phone: Option<Private>,
    #[serde(default)]
    pub issuer: Option<String>,
    /// Absent: ten minutes before it was paid.
    #[serde(default)]
    pub sent_at: Option<DateTime<Utc>>,
    /// Absent: now.
    #[serde(default)]
    pub paid_at: Option<DateTime<Utc>>,
    /// When a cancelled or voided bill became so, in the manager site. Absent: now.
    #[serde(default)]
    pub ended_at: Option<DateTime<Utc>>,
    /// The last Korean day to pay. Absent: a week after it was sent.
    #[serde(default)]
    pub last_day: Option<NaiveDate>,
    /// Absent: where the settings say.
    #[serde(default)]
    pub callback_url: Option<String>,
    /// When the vendor cancels this test payment by itself.
    #[serde(default)]
    pub test_cancel_at: Option<DateTime<Utc>>,
}

impl Blueprint {
    pub fn new(id: impl Into<String>, price_won: i64) -> Self {
        Self {
            id: id.into(),
            price_won,
            state: default_state(),
            tender: Tender::default(),
            product_name: default_product_name(),
            member_name: default_member_name(),
            phone: default_phone(),
            issuer: None,
            sent_at: None,
            paid_at: None,
            ended_at: None,
            last_day: None,
            callback_url: None,
            test_cancel_at: None,
        }
    }

    /// A bill that waits to be paid.
    pub fn waiting(id: impl Into<String>, price_won: i64) -> Self {
        Self { state: BillState::Waiting, ..Self::new(id, price_won) }
    }
}

/// Nobody is told of what has already happened to the bill.
pub(crate) fn create(
    state: &mut State,
    plan: &Blueprint,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let length = plan.id.chars().count();
    if length == 0 || length > LONGEST_ID {
        return Err(Refusal::Parameter("id".into()));
    }
    if !(1..=HIGHEST_WON).contains(&plan.price_won) {
        return Err(Refusal::Parameter("priceWon".into()));
    }
    if state.book.find(&plan.id).is_some() {
        return Err(Refusal::DuplicateBill);
    }
    let paid_at = plan.paid_at.unwrap_or(now);
    let ended_at = plan.ended_at.unwrap_or(now);
    state.book.insert(unpaid(plan, paid_at));
    match plan.state {
        BillState::Waiting => Ok(()),
        BillState::Voided => lifecycle::void(state, &plan.id, Source::ManagerSite, ended_at),
        BillState::Paid => lifecycle::take_payment(state, &plan.id, &plan.tender, paid_at),
        BillState::Cancelled => {
            lifecycle::take_payment(state, &plan.id, &plan.tender, paid_at)?;
            lifecycle::cancel(state, &plan.id, Source::ManagerSite, ended_at)
        }
    }
}

fn unpaid(plan: &Blueprint, paid_at: DateTime<Utc>) -> Bill {
    let sent_at = plan.sent_at.unwrap_or(paid_at - TimeDelta::minutes(10));
    let last_day = plan.last_day.unwrap_or(kst(sent_at).date_naive() + TimeDelta::days(7));
    Bill {
        id: plan.id.clone(),
        issuer: plan.issuer.clone(),
        product_name: plan.product_name.clone(),
        message: None,
        member_name: plan.member_name.clone(),
        phone: plan.phone.clone(),
        price_won: plan.price_won,
        send_type: SendType::Talk,
        callback_url: plan.callback_url.clone(),
        short_url: numbers::short_url(&plan.id),
        sent_at,
        expires_at: kst_midnight_after(last_day),
        state: BillState::Waiting,
        approval: None,
        test_cancel_at: plan.test_cancel_at,
        ending: None,
        refunds: Vec::new(),
        receipt: None,
    }
}

fn default_state() -> BillState {
    BillState::Paid
}

fn default_product_name() -> String {
    "수학 정규반".into()
}

fn default_member_name() -> Private {
    "김서연".into()
}

fn default_phone() -> Option<Private> {
    Some("01000000000".into())
}
